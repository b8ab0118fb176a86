"""Earlier events count: who came, and who was introduced to whom."""

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import load
from kiosk.errors import ConfigError
from kiosk.event.door.opening import open_door
from kiosk.event.guests.earlier_events import History
from kiosk.model import Registrant
from tests.event.evening import make_event, registrations


def person(ident: str, email: str) -> Registrant:
    return Registrant(ref=ident, id=ident, ticket=ident, person=ident, number=1, name=ident, email=email)


def attendance(folder: Path, rows: list[dict[str, Any]], name: str = "march.json") -> None:
    (folder / name).write_text(json.dumps(rows), encoding="utf-8")


def row(number: int, *, came: bool = True, met: tuple[int, ...] = ()) -> dict[str, Any]:
    return {
        "registrant_id": f"old{number}",
        "name": f"Person {number}",
        "email": f"Person{number}@Example.org",
        "came": came,
        "introductions": [{"registrant_id": f"old{other}", "name": f"Person {other}"} for other in met],
    }


def read(folder: Path, *files: str) -> History:
    names = ", ".join(f'"{file}"' for file in files)
    (folder / "config.toml").write_text(f"[matching]\nearlier = [{names}]\n")
    return History.of(load(folder / "config.toml"))


def test_who_came_and_who_met(tmp_path: Path) -> None:
    attendance(tmp_path, [row(1, met=(2, 3)), row(2), row(3, came=False)])
    attendance(tmp_path, [row(1, came=False), row(2)], "april.json")
    history = read(tmp_path, "march.json", "april.json")
    one, two, three = (person(f"new{n}", f"person{n}@example.org") for n in (1, 2, 3))
    assert [history.attendance(each) for each in (one, two, three)] == [(1, 2), (2, 2), (0, 1)]
    assert history.acquaintances([one, two, three]) == {"new1": {"new2"}, "new2": {"new1"}}, "three never came"
    assert history.attendance(person("x", "")) == (0, 0)


def test_a_table_has_names_instead_of_ids(tmp_path: Path) -> None:
    lines = ["registrant_id,name,email,came,introductions", "a,Ana,ana@example.org,True,Bo; Kim",
             "b,Bo,bo@example.org,True,", "c,Kim,kim@example.org,True,", "d,Kim,kim2@example.org,True,"]  # fmt: skip
    (tmp_path / "march.csv").write_text("\n".join(lines), encoding="utf-8-sig")
    found = read(tmp_path, "march.csv").met
    assert found == {frozenset({"ana@example.org", "bo@example.org"})}, "two people are called Kim"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("march.json", None, "which is not there"), ("march.json", "[1]", "is no attendance"),
        ("march.json", "{", "is no attendance"), ("march.csv", "a,b\n1,2\n", "is no attendance"),
        ("march.xlsx", "x", "give the .json or .csv"), ("march.json", "[null]", "is no attendance"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_said_so(tmp_path: Path, name: str, content: str | None, said: str) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(ConfigError, match=said):
        read(tmp_path, name)


@pytest.mark.parametrize(("policy", "meet"), [("avoid", False), ("prefer", True), ("ignore", True)])
async def test_people_who_met_are_avoided_or_preferred(tmp_path: Path, policy: str, meet: bool) -> None:
    """Everybody fits everybody alike: who met before comes last, or first."""
    people = [
        {
            "registrant_id": f"r{n}",
            "name": f"P{n}",
            "email": f"person{n}@example.org",
            "came": True,
            "introductions": [],
        }
        for n in range(1, 13)
    ]
    people[0]["introductions"] = [{"registrant_id": "r2", "name": "P2"}]
    attendance(tmp_path, people)
    alike = [
        type(one)(**{**{name: getattr(one, name) for name in one.__dataclass_fields__},
                     "company": "", "offers": ("python",), "asks": ("python",), "interests": ()})
        for one in registrations(12)
    ]  # fmt: skip
    config = f'[matching]\nearlier = ["march.json"]\nmet_before = "{policy}"\nnames = 3\nmost_names = 3\n'
    folder = await make_event(tmp_path, alike, config)
    async with open_door(folder) as door:
        result = await door.scan("CODE0001")
    numbers = [each.number for each in result.introductions]
    assert len(numbers) == 3 and (2 in numbers) is meet
    if policy == "prefer":
        assert numbers[0] == 2
        starter = result.introductions[0]
        assert starter.card and starter.fit == "strong"

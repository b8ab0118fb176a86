"""Rows that are gone are told, and cancelled on a word; the last import can be taken back."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kiosk.cli import cli
from kiosk.errors import DoorOpenError, InputError
from kiosk.event.door.opening import open_door
from kiosk.event.guests import register
from kiosk.event.guests.identity.imports import VANISHED, Batch, Shape
from kiosk.event.guests.identity.undoing import undo_last
from kiosk.model import Consent, Outcome, Registration, Status
from kiosk.store import facts, meta, people
from tests.event.crowds import File, new_file
from tests.event.hands import LeapingClock
from tests.store.test_facts import DERIVED

SHEET = Shape.of("generic", ["who", "mail", "skill"])
NEXT = Shape.of("generic", ["who", "mail", "skill", "shirt"])
OTHER = Shape.of("generic", ["nom", "courriel"])


def row(name: str, **said: Any) -> Registration:
    return Registration(**({"ref": "generic:", "name": name, "email": f"{name.lower()}@x.example"} | said))


def rows(names: str) -> list[Registration]:
    return [row(name) for name in names.split()]


def gone(file: File) -> list[str]:
    return [person.name for person in file.vanished]


def test_who_is_on_the_list_no_more() -> None:
    with new_file() as file:
        file.take((SHEET, rows("Ada Bo Cy Dan")))
        assert gone(file) == []
        file.take((NEXT, rows("Eve Dan Bo Cy")))
        assert gone(file) == ["Ada"], "columns came, rows moved"
        file.take((NEXT, rows("Eve Dan Bo Cy")))
        assert gone(file) == ["Ada"], "told until somebody decides"
        file.take((NEXT, rows("Ada Dan Bo")))
        assert gone(file) == ["Cy", "Eve"]


def test_a_further_list_or_late_sign_ups_make_nobody_vanish() -> None:
    with new_file() as file:
        file.take((SHEET, rows("Ada Bo Cy Dan")))
        file.take((SHEET, rows("Eve Flo")))
        assert gone(file) == [], "another file of the same form"
        file.take((OTHER, rows("Ada Bo")))
        assert gone(file) == [], "another list"
        file.take((SHEET, rows("Ada Bo Cy Dan Eve Flo")))
        assert gone(file) == [], "both files in one"
        file.take((SHEET, rows("Bo Cy")), (SHEET, rows("Dan Eve Flo")))
        assert gone(file) == [], "Ada is still on the other list"
        file.take((OTHER, rows("Bo")))
        assert gone(file) == ["Ada"]
        file.take((SHEET, rows("Bo Cy")), (SHEET, rows("Dan Flo")))
        assert gone(file) == ["Ada", "Eve"], "Ada is on no list now"


def test_cancelling_who_vanished_spares_who_is_in_and_is_taken_back_by_the_next_list() -> None:
    with new_file() as file:
        file.take((SHEET, [row(name, states_status=False) for name in ("Ada", "Bo", "Cy")]))
        turn = file.turn()
        batch = Batch.begin(turn)
        register.take(turn, rows("Cy"), shape=SHEET, batch=batch)
        (vanished,) = batch.conclude().values()
        assert [one.name for one in vanished] == ["Ada", "Bo"]
        ended = register.cancel(turn, vanished, batch.id)
        assert [(one.name, one.status, one.reason) for one in ended.gone] == [
            (name, Status.CANCELLED, VANISHED) for name in ("Ada", "Bo")
        ]
        file.take((SHEET, [row(name, states_status=False) for name in ("Ada", "Cy")]))
        assert [one.status for one in file.listed()] == [Status.REGISTERED, Status.CANCELLED, Status.REGISTERED]
        assert gone(file) == [], "who was cancelled is not told of again"


def derived(file: File) -> dict[str, list[Any]]:
    # Nobody is anywhere: a ticket without a fact of the night has no presence, or an empty one.
    tables = [table for table in DERIVED if table != "presence"]
    return {table: sorted(file.connection.execute(f"SELECT * FROM {table}").fetchall()) for table in tables}


@pytest.mark.parametrize(
    ("last", "new"),
    [
        ([row("Eve")], ["Eve"]),
        ([row("Ada", company="Oak", codes=("Q2",)), row("Eve", consent=False)], ["Eve"]),
        ([row("Ada", consent=False), row("Bo", status=Status.CANCELLED), row("Cy", email="ada@x.example")], ["Cy"]),
        ([row("Ada", ref="pretix:A-1"), row("Ada", ref="pretix:A-2"), row("", guest=1)], ["Ada", ""]),
    ],
)
def test_an_import_that_is_taken_back_never_happened(last: Sequence[Registration], new: list[str]) -> None:
    with new_file() as file:
        file.take((SHEET, [row("Ada", consent=True, codes=("Q1",)), row("Bo", consent=True)]))
        before = derived(file)
        file.take((OTHER, last))
        undone = undo_last(file.turn())
        assert [one.name for one in undone.gone] == new
        assert derived(file) == before
        people.replay(file.connection)
        assert len(file.persons()) == 2
        assert [one.consent for one in file.persons()] == [True, True], "a no that came with it goes, too"


def test_codes_of_ours_go_with_whom_they_were_for() -> None:
    with new_file() as file:
        file.take((SHEET, rows("Ada")))
        register.issue_codes(file.turn(), lambda: "OWN1")
        file.take((OTHER, rows("Eve")))
        register.issue_codes(file.turn(), lambda: "OWN2")
        undo_last(file.turn())
        assert [one.codes for one in file.listed()] == [("OWN1",)]


def test_imports_are_taken_back_one_after_the_other() -> None:
    with new_file() as file:
        meta.keep_consent_choice(file.connection, Consent.STATED)
        for names in ("Ada Bo", "Ada Bo Cy", "Bo"):
            file.take((SHEET, rows(names)))
        left = []
        while True:
            try:
                undo_last(file.turn())
            except InputError as error:
                assert "no import" in str(error)
                break
            left.append([one.name for one in file.listed()])
        assert left == [["Ada", "Bo", "Cy"], ["Ada", "Bo"], []]
        assert meta.consent_choice(file.connection) is None, "the next import asks again"
        file.take((SHEET, rows("Dan")))
        assert file.listed()[0].number == 4, "no badge number is given out twice"


# The commands, on files.


def run(folder: Path, *words: str, code: int | None = 0) -> Result:
    result = CliRunner().invoke(cli, ["--config", str(folder / "config.toml"), *words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert code is None or result.exit_code == code, result.output
    return result


def write(folder: Path, name: str, *lines: str) -> str:
    (folder / name).write_text("\n".join(["Name,Email,Ticket code", *lines]), encoding="utf-8")
    return str(folder / name)


async def _admit(folder: Path, code: str) -> Outcome:
    from kiosk.config import load

    async with open_door(load(folder / "config.toml"), clock=LeapingClock()) as door:
        return (await door.scan(code)).outcome


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text('[event]\nname = "Test evening"\n', encoding="utf-8")
    run(tmp_path, "import", write(tmp_path, "may.csv", "Ada Abt,a@x.example,A1", "Bo Bux,b@x.example,B1"))
    return tmp_path


def test_the_command_tells_of_vanished_rows_and_cancels_them(folder: Path) -> None:
    june = write(folder, "june.csv", "Cy Cox,c@x.example,C1", "Ada Abt,a@x.example,A1")
    (told,) = json.loads(run(folder, "import", june, "--json", "--dry-run").stdout)["files"]
    assert [one["name"] for one in told["vanished"]] == ["Bo Bux"] and told["perhaps_same"] == []
    assert "No 2 Bo Bux" in run(folder, "import", june).output
    assert "Cancelled" in run(folder, "import", june, "--cancel-vanished").output
    assert "Bo Bux" not in run(folder, "import", june).output


def test_the_command_takes_an_import_back_unless_somebody_of_it_came(folder: Path) -> None:
    late = write(folder, "late.csv", "Eve Eck,e@x.example,E1")
    run(folder, "import", late)
    assert "knew them: 1." in run(folder, "import", "--undo", "--dry-run").output
    undone = json.loads(run(folder, "import", "--undo", "--json").output)
    assert [one["name"] for one in undone["gone"]] == ["Eve Eck"]
    assert "Eve" not in run(folder, "search", "eve", code=None).stdout
    run(folder, "import", late, "--undo", code=2)
    run(folder, "import", code=2)


async def test_whoever_came_keeps_their_import(folder: Path) -> None:
    import asyncio

    assert await _admit(folder, "B1") is Outcome.ADMITTED
    with pytest.raises(InputError, match=r"1 person .*Bo Bux"):
        await asyncio.to_thread(run, folder, "import", "--undo")


async def test_an_import_is_not_taken_back_beside_an_open_door(folder: Path) -> None:
    import asyncio

    from kiosk.config import load

    async with open_door(load(folder / "config.toml")):
        with pytest.raises(DoorOpenError):
            await asyncio.to_thread(run, folder, "import", "--undo")


def test_two_are_one_by_a_command_and_two_again(folder: Path) -> None:
    run(folder, "import", write(folder, "twin.csv", "Ada Abt,ada@y.example,A2"))
    report = json.loads(run(folder, "import", str(folder / "twin.csv"), "--json").stdout)["files"][0]
    (pair,) = report["perhaps_same"]
    assert (pair["a"]["number"], pair["b"]["number"], pair["why"]) == (1, 3, "one name, two e-mail addresses")
    assert "one person" in run(folder, "same", "1", "3").output
    assert len(run(folder, "search", "ada abt").output.splitlines()) == 1
    assert "two people" in run(folder, "same", "1", "3", "--two").output
    report = json.loads(run(folder, "import", str(folder / "twin.csv"), "--json").stdout)["files"][0]
    assert report["perhaps_same"] == []


def test_a_walk_in_by_command_is_asked_about(folder: Path) -> None:
    with pytest.raises(InputError, match=r"No 1.*--is 1.*--new"):
        run(folder, "walkin", "Ada Abt")
    assert json.loads(run(folder, "walkin", "Ada Abt", "--is", "1", "--json").output)["outcome"] == "admitted"
    assert run(folder, "walkin", "Bo Bux", "--new").output.startswith("admitted")


def test_facts_of_imports_hold_ids_only(folder: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(folder / "event.db")) as connection:
        bodies = " ".join(body for (body,) in connection.execute("SELECT body FROM fact"))
        assert len(facts.all_imports(connection)) == 1
    assert not any(word in bodies for word in ("Ada", "Abt", "@", "Email", "may.csv", "A1"))

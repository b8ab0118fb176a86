"""A code of the list is meant wherever it stands in what was scanned, and only one that is certain."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import InputError
from kiosk.event.door.opening import open_door
from kiosk.model import Outcome, Registration, Status
from tests.commands import kiosk
from tests.event.evening import make_event, registrations


def guests(*codes: str) -> list[Registration]:
    return [replace(one, codes=(each,)) for one, each in zip(registrations(len(codes)), codes, strict=True)]


@pytest.mark.parametrize(("scanned", "number"), [
    ('{"ticket": "PASS-AAA1", "lead": "nobody"}', 1), ("https://tickets.example.org/in?t=PASS-AAA1", 1),
    ("https://tickets.example.org/t/BBB/", 2),
    ("http://tickets.example.org/t/BBB?utm=mail", 2), ("PASS-AAA1/9f86d0818", 1),
    ("\ufeffpass-aaa1", 1), ("PASS-AAA1PASS-AAA1", 1), ("7", 3), ("000088123", 4), ("*7*", None),
])  # fmt: skip
async def test_the_ticket_inside_is_meant(scanned: str, number: int | None, tmp_path: Path) -> None:
    known = guests("PASS-AAA1", "https://tickets.example.org/t/BBB", "7", "88123")
    async with open_door(await make_event(tmp_path, known)) as door:
        result = await door.scan(scanned)
        assert (result.registrant.number if result.registrant else None) == number
        assert result.outcome is (Outcome.ADMITTED if number else Outcome.UNKNOWN)
        assert result.code == scanned.strip()
        if number:
            again = await door.scan(scanned)
            assert again.outcome in (Outcome.REPEAT, Outcome.ALREADY_IN), "not a replaced badge"


@pytest.mark.parametrize("scanned", [
    "PASS-AAA1/PASS-AAA2", '["PASS-AAA1", "PASS-AAA2"]', "https://example.org/7", "https://example.org/?PASS-AAA",
    "PASS-AAA12", "XPASS-AAA1", "{", '{"i":[]}', "/" * 500,
])  # fmt: skip
async def test_what_is_not_certain_is_not_on_the_list(scanned: str, tmp_path: Path) -> None:
    async with open_door(await make_event(tmp_path, guests("PASS-AAA1", "PASS-AAA2", "7"))) as door:
        assert (await door.scan(scanned)).outcome is Outcome.UNKNOWN


async def test_whom_a_line_means_is_certain_or_said(tmp_path: Path) -> None:
    known = guests("PASS-AAA1", "3", "7")
    async with open_door(await make_event(tmp_path, known)) as door:
        everybody = {one.registrant.number: one.registrant for one in await door.guests.everybody()}
        for who, number in (("1", 1), ("no 3", 3), ("#2", 2), ("pass-aaa1", 1), ("7", 3), (everybody[2].name, 2)):
            assert (await door.guests.whom(who)).number == number, who
        with pytest.raises(InputError, match=r"'3' is the code of No 2 .* and the badge number of .*: write 'no 3'"):
            await door.guests.whom("3")


async def test_commands_take_a_number_a_name_or_say_whom_it_could_be(tmp_path: Path) -> None:
    known = [replace(one, name=name) for one, name in zip(registrations(4), NAMES, strict=True)]
    folder = await make_event(tmp_path, known)
    (folder.path / "config.toml").touch()
    async with open_door(folder) as door:
        for n in range(1, 5):
            await door.scan(f"CODE{n:04}")
    assert kiosk(folder.path, "reprint", "4").returncode == 0
    undone = kiosk(folder.path, "undo", "runa falk", "--json")
    assert json.loads(undone.stdout)["person"]["name"] == "Runa Falk"
    several = kiosk(folder.path, "undo", "brandt")
    assert several.returncode == 2
    assert "'brandt' could be several people (No 2 Ole Brandt, No 3 Ida Brandt): write the number" in several.stderr
    nobody = kiosk(folder.path, "reprint", "99")
    assert (nobody.returncode, "is not on the list" in nobody.stderr) == (2, True)


NAMES = ["Runa Falk", "Ole Brandt", "Ida Brandt", "Kaj Holm"]


async def test_cancelled_people_get_no_ticket_and_the_table_says_the_state(tmp_path: Path) -> None:
    known = registrations(4)
    known[1] = replace(known[1], status=Status.CANCELLED, reason="refunded")
    known[2] = replace(known[2], status=Status.PENDING, reason="unpaid")
    folder = await make_event(tmp_path, known)
    (folder.path / "config.toml").touch()
    done = kiosk(folder.path, "tickets", "qr")
    assert done.returncode == 0, done.stderr
    assert "3 tickets" in done.stdout and "cancelled: 1" in done.stdout
    with (folder.path / "qr" / "tickets.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[-1] == "state"
    assert [(row["code"], row["state"]) for row in rows] == [
        ("CODE0001", "registered"), ("CODE0003", "unpaid"), ("CODE0004", "registered"),
    ]  # fmt: skip
    assert len(list((folder.path / "qr").glob("*.png"))) == 3

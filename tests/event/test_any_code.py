"""A code of the list is meant wherever it stands in what was scanned, and only one that is certain."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.event.door.opening import open_door
from kiosk.model import Outcome, Registration
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

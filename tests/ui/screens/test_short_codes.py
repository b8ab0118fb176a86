"""Codes of any length, from a scanner that types: they go before a search and before badge numbers."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.event.evening import registrations
from tests.ui.stage import stage

CODES = ["2", "3", "1", "1004", "QX7Y2"]


@pytest.mark.parametrize(("typed", "number"), [("1004", 4), ("2", 1), ("1", 3), ("qx7y2", 5)])
async def test_a_short_code_is_a_ticket_not_a_badge_number(typed: str, number: int, tmp_path: Path) -> None:
    guests = [replace(one, codes=(each,)) for one, each in zip(registrations(5), CODES, strict=True)]
    for slowly in (False, True):
        folder = tmp_path / str(slowly)
        folder.mkdir()
        async with stage(folder, guests) as on:
            if slowly:
                await on.type(typed)
                await on.press("enter")
            else:
                await on.scan(typed)
            assert on.reads("sign") == "✓ WELCOME"
            (found,) = [each for each in await on.door.guests.everybody() if each.presence.admission]
            assert found.registrant.number == number
            assert on.app.screen.query_one("#search").value == ""  # type: ignore[attr-defined]


async def test_without_such_a_code_a_number_still_finds_its_badge(tmp_path: Path) -> None:
    async with stage(tmp_path, registrations(5)) as on:
        await on.type("3")
        await on.press("down", "enter")
        (found,) = [each for each in await on.door.guests.everybody() if each.presence.admission]
        assert found.registrant.number == 3

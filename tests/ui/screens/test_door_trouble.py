"""The door in trouble: broken disks, strange names, small terminals."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from textual.color import Color
from textual.content import Content
from textual.widgets import Static

from kiosk.errors import DiskError
from kiosk.ui.control_filter import ControlFilter
from tests.event.evening import registrations
from tests.hostile import NAMES
from tests.store.lists import damage
from tests.ui.screens.test_door import search_field, strips
from tests.ui.stage import Stage, stage


async def refuse_writes(on: Stage, refused: bool) -> None:
    """The disk takes nothing more, or takes it again."""
    database = on.door.turns.database
    await database.run(lambda c, _: c.execute(f"PRAGMA query_only = {'ON' if refused else 'OFF'}").fetchall(), None)


def is_harmless(shown: str) -> bool:
    """Whether no character in it could command a terminal or turn its line round."""
    return not any(
        (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or 0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069
        for c in shown
    )


async def test_a_failing_disk_is_red_and_the_screen_goes_on(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await refuse_writes(on, True)
        await on.scan("CODE0001")
        assert on.reads("sign") == "✗ NOT SAVED" and "stop" in on.look
        assert "not saved" in on.reads("status") and "✓" not in on.reads("status")
        await refuse_writes(on, False)
        await on.scan("CODE0001")
        assert on.reads("sign") == "✓ WELCOME" and "✓ saved" in on.reads("status")


async def test_a_damaged_file_is_said_and_closes_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        root = damage(on.door.folder.database, "presence")
        await on.scan("CODE0001")
        assert on.reads("sign") == "✗ NOT SAVED" and "malformed" in on.reads("reason")
        await on.type("bo")
        assert on.reads("sign") == "✗ The disk failed", "a search that fails is a message too"
        damage(on.door.folder.database, "presence", root)
        await on.press("escape")
        await on.scan("CODE0001")
        assert on.reads("sign") == "✓ WELCOME"


async def test_a_failure_becomes_a_message(tmp_path: Path) -> None:
    async def fail() -> None:
        raise DiskError("The disk is gone.")

    async with stage(tmp_path) as on:
        on.app.ask(fail)  # type: ignore[arg-type]  # never answers
        await on.settle()
        assert on.reads("sign") == "✗ The disk failed" and on.reads("reason") == "The disk is gone."
        await on.scan("CODE0001")
        assert on.reads("sign") == "✓ WELCOME"


@pytest.mark.slow
async def test_hostile_names_do_no_harm_on_any_screen(tmp_path: Path) -> None:
    """Uncleaned, as if they had found a way around the boundary."""
    names = [name.replace("\ud800", "") for name in NAMES]
    crowd = zip(registrations(len(names)), names, strict=True)
    guests = [replace(each, name=name, company=name[:60], order=name[:60]) for each, name in crowd]
    async with stage(tmp_path, guests, size=(120, 30)) as on:
        seen = []
        for n, guest in enumerate(guests, 1):
            await on.scan(f"CODE{n:04}")
            seen.append(strips(on))
            if guest.name.startswith("["):
                assert guest.name in seen[-1], "shown as text, not as markup"
            if n < 10:
                await on.press("f4")
                seen.append(strips(on))
            if on.app.screen is not on.app.screen_stack[1]:
                await on.press("escape")
        await on.press("f1")
        on.app.take_scan("CODE0001")
        await on.settle()
        seen.append(strips(on))
        await on.press("escape")
        search_field(on).value = "e"
        await on.settle()
        seen.append(strips(on))
        assert all(map(is_harmless, seen))


async def test_control_characters_are_shown_as_signs(tmp_path: Path) -> None:
    """The last line of defence alone: a widget that was given anything."""
    async with stage(tmp_path) as on:
        sign = on.app.screen.query_one("#sign", Static)
        sign.update(Content("A\x1b]52;c;aGk=\x07B\x9b31m\u202eC\x7f\x00D"))
        await on.settle()
        segments = [segment for line in sign.render_lines(sign.region.reset_offset) for segment in line]
        shown = "".join(segment.text for segment in ControlFilter().apply(segments, Color(0, 0, 0)))
        assert is_harmless(shown) and "A�]52" in shown and "D" in shown
        assert any(isinstance(each, ControlFilter) for each in on.app.get_line_filters())


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (60, 18)])
async def test_it_works_in_any_terminal(tmp_path: Path, size: tuple[int, int]) -> None:
    async with stage(tmp_path, size=size) as on:
        await on.scan("CODE0001")
        await on.pilot.resize_terminal(100, 30)
        assert on.reads("sign") == "✓ WELCOME"
        await on.pilot.resize_terminal(80, 24)
        await on.scan("CODE0002")
        assert on.reads("sign") == "✓ WELCOME"


async def test_closing_asks_first(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await on.press("ctrl+q", "escape")
        await on.scan("CODE0001")
        assert on.app.is_running
        await on.press("f10", "right", "enter")
    connection = sqlite3.connect(tmp_path / "event.db")
    assert connection.execute("SELECT count(*) FROM presence").fetchone() == (1,)
    connection.close()

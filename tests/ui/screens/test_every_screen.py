"""What must hold on every screen: scans get through, names stay names, keys lead in and out."""

import asyncio
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, OptionList

from kiosk.event.door.pin import hashed
from kiosk.ui.screens.self_service import SelfService
from tests.event.evening import registrations
from tests.hostile import NAMES
from tests.ui.screens.test_door import strips
from tests.ui.screens.test_door_trouble import is_harmless
from tests.ui.stage import Stage, stage
from tests.ui.ways import EVERY, FORMS, HOMES

CONFIG = f'[self_service]\npin = "{hashed("4711")}"\n'


def burst(on: Stage, codes: list[str]) -> None:
    """Scans as fast as a scanner can, all before the screen has seen the first."""
    on.now += 1
    for n, code in enumerate(codes):
        for k, name in enumerate([*code, "enter"]):
            event = events.Key(name, None if name == "enter" else name)
            event.time = on.now + n * 0.04 + k * 0.002
            on.app.post_message(event)
    on.now += len(codes)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*HOMES, *FORMS])
async def test_a_burst_of_scans_goes_past_every_form(tmp_path: Path, name: str) -> None:
    async with stage(tmp_path, registrations(8), config=CONFIG) as on:
        await on.scan("CODE0001")
        await EVERY[name](on)
        screen = on.app.screen
        written = [field.value for field in screen.query(Input)]
        burst(on, ["CODE0002", "CODE0003", "CODE0004"])
        await on.settle()
        assert (await on.door.counts()).inside == 4, "every scan once, and no button was pressed"
        assert on.app.screen is screen
        assert [field.value for field in screen.query(Input)] == written
        assert (await on.door.counts()).jobs_waiting == 4


@pytest.mark.parametrize("name", ["group", "tray", "mixer"])
async def test_a_screen_with_its_own_use_for_a_scan_admits_nobody(tmp_path: Path, name: str) -> None:
    async with stage(tmp_path, registrations(8), config=CONFIG) as on:
        await on.scan("CODE0001")
        await EVERY[name](on)
        burst(on, ["CODE0002", "CODE0003"])
        await on.settle()
        assert (await on.door.counts()).inside == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(EVERY) - {"door", "desk", "searching", "self-service"}))
async def test_escape_leads_back_and_something_has_the_focus(tmp_path: Path, name: str) -> None:
    async with stage(tmp_path, registrations(8), config=CONFIG) as on:
        await on.scan("CODE0001")
        await EVERY[name](on)
        here = on.app.screen
        reachable = [widget for widget in here.focus_chain if not widget.disabled]
        assert here.focused is not None or not reachable, "somebody who can't use a mouse sees where they are"
        for _ in range(3):
            await on.press("escape")
        home = on.app.screen_stack[1]
        assert on.app.screen is home and (name == "pin") is isinstance(home, SelfService)
        assert (await on.door.counts()).inside == 1, "leaving changes nothing"


@pytest.mark.slow
@pytest.mark.parametrize("name", EVERY)
async def test_hostile_names_are_only_names(tmp_path: Path, name: str) -> None:
    """Uncleaned, as if they had found a way around the boundary."""
    names = [each.replace("\ud800", "") for each in NAMES]
    crowd = zip(registrations(len(names)), names, strict=True)
    guests = [
        replace(each, name=said, company=said[:60], order="ORD", attention=said, offers=(said,), asks=(said,))
        for each, said in crowd
    ]
    async with stage(tmp_path, guests, size=(80, 24), config=CONFIG) as on:
        for n in range(1, len(guests) + 1):
            await on.door.admit((await on.door.guests.find(f"CODE{n:04}")).registrant.id)  # type: ignore[union-attr]
            await on.door.mixer.join(f"CODE{n:04}")
        for n, said in enumerate(names, 1):
            on.app.ask(lambda n=n: on.door.scan(f"CODE{n:04}"))  # type: ignore[misc]
            await on.settle()
            if n % 6 == 1 or said.startswith("["):
                await EVERY[name](on)
                assert is_harmless(strips(on))
                while on.app.screen is not on.app.screen_stack[1]:
                    await on.app.pop_screen()


class Scanner(threading.Thread):
    """A wedge at the other end of the terminal: it types in its own time, whatever the screen is doing."""

    def __init__(self, on: Stage, codes: list[str], apart: float) -> None:
        super().__init__()
        self._on, self._codes, self._apart = on, codes, apart

    def run(self) -> None:
        """Two milliseconds a key."""
        for code in self._codes:
            for name in [*code, "enter"]:
                self._on.app.post_message(events.Key(name, None if name == "enter" else name))
                time.sleep(0.002)
            time.sleep(self._apart)


@pytest.mark.slow
@pytest.mark.parametrize("busy", [0.0, 0.06])
async def test_forty_scans_twenty_milliseconds_apart(tmp_path: Path, busy: float) -> None:
    """Also with the screen's loop stalled 60 of every 100 ms, and with somebody's half a name in the field."""
    async with stage(tmp_path, registrations(40), config="[scan]\n", clock=time.monotonic) as on:
        await on.type("fat")
        codes = [f"CODE{n:04}" for n in range(1, 41)]
        scanner = Scanner(on, codes, 0.02)
        scanner.start()
        while scanner.is_alive():
            time.sleep(busy)  # noqa: ASYNC251  # the stall itself
            await asyncio.sleep(0.04)
        scanner.join()
        await on.settle()
        assert (await on.door.counts()).inside == 40
        assert (await on.door.counts()).jobs_waiting == 40, "every scan was taken once"
        assert on.app.screen_stack[1].query_one("#search", Input).value == "fat"
        assert on.app.screen is on.app.screen_stack[1]


async def test_every_list_can_be_walked_with_the_arrows(tmp_path: Path) -> None:
    async with stage(tmp_path, registrations(8), config=CONFIG) as on:
        await on.scan("CODE0001")
        for name in ("undo", "person", "last", "badges"):
            await EVERY[name](on)
            board = on.app.screen.query_one(OptionList)
            before = board.highlighted
            await on.press("down")
            assert board.option_count == 1 or board.highlighted != before, name
            await on.press("escape")

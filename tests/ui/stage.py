"""A door on a real event folder, and hands that scan and type at it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from kiosk.event.door.door import Door
from kiosk.event.door.opening import open_door
from kiosk.model import Registration
from kiosk.store.clock import Clock
from kiosk.ui.app import KioskApp
from kiosk.ui.widgets.result import ResultPanel
from printing.printers import Printer
from printing.spool import Spool, Station
from tests.event.evening import make_event, registrations


@dataclass(frozen=True, slots=True)
class SlowClock(Clock):
    """Always the same second of the evening, yet a minute after the last look: no scan is a stutter."""

    boot: str = "test"
    ticks: Iterator[int] = field(default_factory=count)

    def wall_ms(self) -> int:
        """18:00 in UTC."""
        return 1_795_716_000_000

    def mono_ns(self) -> int:
        """A minute after the last look."""
        return next(self.ticks) * 60 * 10**9


_FINITE = ("search", "import", "badges", "person", "tray", "mixer", "planning")
"""Workers that end by themselves."""


@dataclass
class Stage:
    """One running app with its door."""

    app: KioskApp
    pilot: Pilot[None]
    door: Door
    now: float = 1_000.0

    async def scan(self, code: str, *, end: str = "enter", gap: float = 0.002, prefix: str = "") -> None:
        """A burst of keys as a wedge sends them."""
        self.now += 1
        before = [(prefix, None)] if prefix else []
        for n, (name, char) in enumerate([*before, *((c, c) for c in code), (end, None)]):
            key = events.Key(name, char)
            key.time = self.now + n * gap
            self.app.post_message(key)
        await self.settle()

    async def type(self, text: str) -> None:
        """Slow keys as a person sends them."""
        for char in text:
            self.now += 1
            key = events.Key("space" if char == " " else char, char)
            key.time = self.now
            self.app.post_message(key)
            await self.settle()

    async def press(self, *keys: str) -> None:
        """Keys that type nothing."""
        for name in keys:
            self.now += 1
            key = events.Key(name, None)
            key.time = self.now
            self.app.post_message(key)
            await self.settle()

    async def settle(self) -> None:
        """Waits until everything that was asked is answered and shown."""
        await self.pilot.pause()
        while self.app.holding_keys:
            await self.pilot.pause()
        await self.app.settled()
        # Not wait_for_complete: with nothing to wait for it waits for all workers, and one of ours never ends.
        await asyncio.gather(*(w.wait() for w in self.app.workers if w.group in _FINITE))
        await self.pilot.pause()

    def reads(self, place: str) -> str:
        """The text in a part of the result panel or the header."""
        found = self.app.screen_stack[1].query_one(f"#{place}", Static)
        return str(found.content) if found.display else ""

    @property
    def look(self) -> set[str]:
        """The classes of the result panel: welcome, caution, stop or quiet."""
        return set(self.app.screen_stack[1].query_one(ResultPanel).classes)


_QUICK = """
[scan]
max_gap_ms = 10
"""
"""Typed keys are held back for a moment only: nobody here types like a scanner by accident."""


@asynccontextmanager
async def stage(
    folder: Path,
    guests: Sequence[Registration] | None = None,
    *,
    config: str = "",
    size: tuple[int, int] = (100, 30),
    demo: bool = False,
    printers: Sequence[Printer] = (),
    clock: Callable[[], float] = lambda: float("inf"),
) -> AsyncIterator[Stage]:
    """An open door with some guests on the list."""
    quick = "" if "[scan]" in config else _QUICK
    event = await make_event(folder, guests if guests is not None else registrations(24), config + quick, SlowClock())
    # A list that was taken in today would lift the clock of an evening that is over by now.
    async with open_door(event, clock=SlowClock()) as door:
        spool = Spool(door.jobs, [Station(printer, lambda badge: []) for printer in printers])
        for printer in printers:
            await spool.watch.look(printer)
        # The usual clock is ahead of every key, so that nothing stays held back.
        app = KioskApp(door, spool, demo=demo, clock=clock)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Stage(app, pilot, door)

"""The wall: who has just come, who was told about whom, and what about, for a projector; it reads and never writes."""

import asyncio
import os
import sys
from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.theme import Theme
from textual.widgets import Static

from kiosk.config import EventFolder
from kiosk.errors import ConfigError, KioskError
from kiosk.event.overview.wall_reader import WallReader
from kiosk.event.overview.wall_view import Seen, WallView, view
from kiosk.event.words.vocabulary import vocabulary
from kiosk.language import _
from kiosk.store.database import open_reader
from kiosk.store.facts import now
from kiosk.ui.control_filter import SafeApp
from kiosk.ui.drawing.blocks import content
from kiosk.ui.wall.draw import draw

TURN = 12
"""Seconds that a page of pairs or tables stays."""
_CALM = Theme(
    name="wall", dark=True, background="#0f1a24", surface="#1d2d3a", foreground="#f6f1e7", primary="#ffd166",
    secondary="#83e6cd", accent="#ffb59e", error="#ffb59e",
)  # fmt: skip
_STARK = Theme(
    name="wall-high-contrast", dark=True, background="#000000", surface="#1a1a1a", foreground="#ffffff",
    primary="#ffff00", secondary="#ffffff", accent="#ffff00", error="#ffff00",
)  # fmt: skip


class WallApp(SafeApp, inherit_bindings=False):
    """One projector, or one tab of a browser."""

    CSS_PATH = "wall.tcss"
    TITLE = "kiosk wall"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,escape,ctrl+q,ctrl+c", "quit", id="close")]

    def __init__(
        self,
        window: WallReader,
        folder: EventFolder,
        *,
        clock: Callable[[], datetime] = now,
        orphaned: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__()
        self._orphaned = orphaned
        self._window = window
        self._folder = folder
        self._clock = clock
        self._evening = Seen()
        self._view: WallView | None = None
        self._minute: datetime | None = None
        self._trouble = ""
        self._seconds = 0
        self._shown: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """Everything in one part."""
        yield Static(id="wall")
        yield Static(id="trouble")

    async def on_mount(self) -> None:
        """Shows the room, and looks once a second whether anything has changed."""
        self.animation_level = "none"
        theme = theme_of(self._folder)
        self.register_theme(theme)
        self.theme = theme.name
        await self.look()
        self.set_interval(1.0, self.tick)

    def on_resize(self) -> None:
        """Draws anew for the new size."""
        self._draw()

    async def tick(self) -> None:
        """A second has passed."""
        if self._orphaned():
            self.exit()
            return
        self._seconds += 1
        await self.look()

    async def look(self) -> None:
        """Draws what has changed since the last look: the event file, the minute, or the page."""
        minute = self._clock().replace(second=0, microsecond=0)
        try:
            fresh = await self._window.look()
            self._trouble = ""
        except KioskError as error:
            fresh, self._trouble = None, f"! {error}"
        if fresh or minute != self._minute:
            self._evening, self._minute = fresh or self._evening, minute
            await self._see(minute)
        self._draw()

    async def _see(self, minute: datetime) -> None:
        words = await asyncio.to_thread(vocabulary, self._folder)
        found = await asyncio.to_thread(view, self._evening, self._folder.settings, words, self._clock())
        if self._view and found.pairs[:1] != self._view.pairs[:1]:
            # The newest pair is seen at once.
            self._seconds = 0
        self._view = found

    def _draw(self) -> None:
        turn = self._seconds // TURN
        width, height = self.size.width, self.size.height - bool(self._trouble)
        if self._view is None or self._minute is None:
            return
        drawn = draw(self._view, self._minute, width, height, turn)
        state = (self._view, self._minute, turn % drawn.pages, width, height, self._trouble)
        if state != self._shown:
            self._shown = state
            self.query_one("#wall", Static).update(content(drawn.block))
            trouble = self.query_one("#trouble", Static)
            trouble.update(Content(self._trouble))
            trouble.display = bool(self._trouble)


def theme_of(folder: EventFolder) -> Theme:
    """The wall's colours: each stands out from its ground by seven to one at least."""
    return _STARK if folder.settings.wall.high_contrast else _CALM


def run(folder: EventFolder) -> None:
    """Shows the wall until somebody closes it; raises KioskError if nobody allowed it, or there is no terminal."""
    refuse_unless_allowed(folder)
    # A browser's terminal comes with a driver of its own.
    if "TEXTUAL_DRIVER" not in os.environ and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise KioskError(
            _("The wall needs a terminal: run 'kiosk wall' in one, or 'kiosk wall --serve' for a browser.")
        )
    asyncio.run(_run(folder))


def refuse_unless_allowed(folder: EventFolder) -> None:
    """Raises ConfigError until somebody has decided that the room may see who has come."""
    if not folder.settings.wall.show:
        raise ConfigError(
            _("The wall shows who has come, so it is off until you write 'show = true' under [wall] in {file}.").format(
                file=folder.path / "config.toml"
            )
        )


async def _run(folder: EventFolder) -> None:
    parent = os.getppid()
    async with open_reader(folder.database) as database:
        # A browser's server that was killed says no goodbye.
        await WallApp(WallReader(database), folder, orphaned=lambda: os.getppid() != parent).run_async()

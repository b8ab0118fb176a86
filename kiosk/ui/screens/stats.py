"""How the evening is going, for a glance between two guests."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Sparkline, Static
from textual.worker import Worker

from kiosk.config import EventFolder
from kiosk.errors import KioskError
from kiosk.event.overview.stats import Stats, Tally
from kiosk.event.overview.stats_in_words import curve_title, figures, headline, lists
from kiosk.language import _, later
from kiosk.store.database import data_version, open_reader
from kiosk.store.facts import now
from kiosk.ui.look.translated_keys import translate
from kiosk.ui.messages import failure

_STEPS = 24
"""Two hours are shown at least, so that the first minutes are not a wall of colour."""


class StatsScreen(Screen[None]):
    """Reads on a connection of its own, once a second at most: no scan and no search waits for it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f10", "app.pop_screen", later("Back"), key_display="Esc")]

    def __init__(self, folder: EventFolder) -> None:
        super().__init__()
        translate(self)
        self._folder = folder
        self._stats: Stats | None = None

    def compose(self) -> ComposeResult:
        """Figures beside lists, the curve below."""
        yield Static(id="stats-title", classes="question")
        with Horizontal(id="stats"):
            yield Static(id="figures")
            yield Static(id="lists")
        yield Static(id="curve-title")
        yield Sparkline(id="curve", summary_function=max)
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Begins to look."""
        self.query_one("#stats-title", Static).update(Content(_("How it is going: a moment, please…")))
        self._follow()

    @work(group="stats", exclusive=True, exit_on_error=False)
    async def _follow(self) -> None:
        import asyncio

        evening, seen = Tally(self._folder), -1
        async with open_reader(self._folder.database) as reader:
            while True:
                version = await reader.read(data_version)
                try:
                    # Also where nothing was written: minutes pass.
                    stats = await reader.read(lambda connection: evening.look(connection, now()))
                except KioskError as error:
                    self.query_one("#stats-title", Static).update(Content(f"✗ {error}"))
                else:
                    if stats != self._stats:
                        self.show(stats)
                seen = version
                for _second in range(_PATIENCE):
                    await asyncio.sleep(1)
                    if await reader.read(data_version) != seen:
                        break

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What went wrong while looking."""
        failed = failure(event)
        if failed:
            self.query_one("#stats-title", Static).update(Content(f"✗ {failed.sentence}"))

    def show(self, stats: Stats) -> None:
        """Draws one look."""
        self._stats = stats
        self.query_one("#stats-title", Static).update(Content(headline(stats)))
        self.query_one("#figures", Static).update(Content("\n".join(figures(stats))))
        self.query_one("#lists", Static).update(Content("\n".join(lists(stats))))
        self.query_one("#curve-title", Static).update(Content(curve_title(stats)))
        self.query_one(Sparkline).data = [*stats.curve, *[0] * (_STEPS - len(stats.curve))]


_PATIENCE = 30
"""Seconds until it looks although nothing was written."""

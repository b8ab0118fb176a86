"""How the evening is going, for a glance between two guests."""

from collections.abc import Sequence
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
from kiosk.event.stats import Evening, Stats
from kiosk.language import _, later, plural
from kiosk.store.database import open_reader
from kiosk.store.facts import now
from kiosk.ui.messages import failure
from kiosk.ui.speaking import translate

_BAR = 16
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

        evening, seen = Evening(self._folder), -1
        async with open_reader(self._folder.database) as reader:
            while True:
                version = await reader.read(lambda c: int(c.execute("PRAGMA data_version").fetchone()[0]))
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
                    if await reader.read(lambda c: int(c.execute("PRAGMA data_version").fetchone()[0])) != seen:
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


def headline(stats: Stats) -> str:
    """The one line that matters."""
    share = round(100 * stats.came / stats.registered) if stats.registered else 0
    said = _("{came} of {registered} have come ({share} %) · {inside} in the room")
    return said.format(came=stats.came, registered=stats.registered, share=share, inside=stats.inside)


def figures(stats: Stats) -> list[str]:
    """The figures, one a line."""
    filled = round(_BAR * stats.came / stats.registered) if stats.registered else 0
    pace = _("nobody was waiting") if stats.seconds is None else _("{n} s").format(n=round(stats.seconds))
    badges = _("{out} out · {waiting} waiting · {doubtful} ?").format(
        out=stats.badges_out, waiting=stats.badges_waiting, doubtful=stats.badges_doubtful
    )
    promises = _("{kept} kept, {open} open").format(kept=stats.promises_kept, open=stats.promises_open)
    alone = plural("{n} person", "{n} people", stats.alone).format(n=stats.alone)
    rows = [
        (_("Arrived"), "█" * filled + "░" * (_BAR - filled)),
        (_("Still expected"), _("about {n}").format(n=stats.more_expected)),
        (_("In 5 minutes"), f"{stats.rate}"),
        (_("Per person"), pace),
        (_("Walk-ins"), f"{stats.walk_ins}"),
        (_("Taken back"), f"{stats.undone}"),
        (_("Badges"), badges),
        (_("Promises"), promises),
        (_("With nobody to meet"), alone),
    ]
    width = max(len(label) for label, _value in rows) + 2
    return [f"{label:<{width}}{value}" for label, value in rows]


def lists(stats: Stats) -> list[str]:
    """Who did not come, by ticket; what people in the room speak of."""
    lines = [_("Not here yet, by ticket")]
    for kind in stats.types[:5]:
        name = kind.name or _("without a type")
        missing = kind.registered - kind.came
        lines.append(
            _("  {missing} of {registered}  {name}").format(missing=missing, registered=kind.registered, name=name)
        )
    lines += ["", _("In the room they speak of")]
    lines += [f"  {count:>3}  {topic}" for topic, count in stats.topics] or [_("  nothing yet that two people share")]
    return lines


def curve_title(stats: Stats) -> str:
    """What the curve shows."""
    most = max(stats.curve, default=0)
    return _("Arrivals per 5 minutes, {n} at most").format(n=most)


def text(stats: Stats) -> str:
    """All of it as lines."""
    return "\n".join(
        [headline(stats), "", *figures(stats), "", *lists(stats), "", curve_title(stats), blocks(stats.curve)]
    )


def blocks(curve: Sequence[int]) -> str:
    """The curve in one line of text."""
    most = max(curve, default=0) or 1
    return "".join("▁▂▃▄▅▆▇█"[min(7, 8 * count // (most + 1))] for count in curve)

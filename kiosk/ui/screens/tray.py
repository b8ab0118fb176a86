"""The tray: for whoever hands out badges. What is printing, what is ready, in the order of printing."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker

from kiosk.errors import KioskError
from kiosk.language import _, later
from kiosk.store.jobs import Tray, Waiting
from kiosk.ui.drawing.bigtext import big
from kiosk.ui.look.badge_lines import badge_line
from kiosk.ui.look.translated_keys import translate
from kiosk.ui.messages import failure

_ROWS = 6


class TrayScreen(Screen[None]):
    """`look` reads the tray, `give` writes that a badge is in its wearer's hands; either may raise KioskError."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "give", later("Given"), key_display="Enter", priority=True),
        Binding("escape,f10,ctrl+q", "leave", later("Back"), key_display="Esc"),
    ]

    def __init__(
        self, look: Callable[[], Awaitable[Tray]], give: Callable[[str], Awaitable[bool]], leave: Callable[[], object]
    ) -> None:
        super().__init__()
        translate(self)
        self._look_at, self._give, self._leave = look, give, leave
        self._ready: tuple[Waiting, ...] = ()
        self._told: set[str] = set()
        """Given just now: the door has not written it down yet."""
        self._shown: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """The next badge large; the list below, what is coming beside it."""
        yield Static(id="tray-title", classes="question")
        yield Static(id="tray-next")
        with Horizontal(id="tray"):
            with Vertical():
                yield OptionList(id="ready")
            yield Static(id="coming")
        yield Static(id="status")
        yield Footer(compact=True)

    async def on_mount(self) -> None:
        """Looks now, and then once a second."""
        self.query_one("#ready", OptionList).border_title = _("Ready: hand them out in this order")
        self.query_one("#coming", Static).border_title = _("Being printed")
        await self._look()
        self.set_interval(1.0, self._look)

    def take_scan(self, text: str) -> bool:
        """The badge's own code: it is being handed over."""
        self._hand(text, scanned=True)
        return True

    def action_give(self) -> None:
        """Enter: the chosen one, at first the oldest."""
        at = self.query_one("#ready", OptionList).highlighted
        if at is not None and at < len(self._ready):
            self._hand(self._ready[at].id)

    def action_leave(self) -> None:
        """Esc."""
        self._leave()

    @on(OptionList.OptionHighlighted)
    def show_chosen(self) -> None:
        """The chosen one's name, large."""
        self._show_next()

    @on(Worker.StateChanged)
    def show_failure(self, event: Worker.StateChanged) -> None:
        """What could not be written down."""
        failed = failure(event)
        if failed:
            self._say(f"✗ {failed.sentence}")

    @work(group="tray", exit_on_error=False)
    async def _hand(self, badge: str, *, scanned: bool = False) -> None:
        known = await self._give(badge)
        if not known:
            self.app.bell()
            self._say(_("✗ This is not the code of a badge that was printed here."))
            return
        name = next((each.name for each in self._ready if each.id == badge), "")
        self._told.add(badge)
        self._say(_("✓ Given: {name}").format(name=name or badge))
        await self._look()

    async def _look(self) -> None:
        try:
            tray = await self._look_at()
        except KioskError as error:
            self._say(f"✗ {error}")
            return
        waiting = {each.id for each in tray.ready}
        self._told &= waiting
        ready = tuple(each for each in tray.ready if each.id not in self._told)
        given = tray.given + len(self._told)
        title = _("Tray · {ready} ready · {coming} being printed · {given} given")
        words = title.format(ready=len(ready), coming=len(tray.coming), given=given)
        coming = "\n".join(badge_line(each) for each in tray.coming) or _("nothing just now")
        shown = (words, coming, *(each.id for each in ready))
        if shown != self._shown:
            self._shown = shown
            self._fill(words, coming, ready)

    def _fill(self, title: str, coming: str, ready: tuple[Waiting, ...]) -> None:
        chosen = self._chosen()
        self._ready = ready
        self.query_one("#tray-title", Static).update(Content(title))
        self.query_one("#coming", Static).update(Content(coming))
        board = self.query_one("#ready", OptionList)
        board.clear_options()
        board.add_options([Option(Content(f"{_('No {n}').format(n=each.number)}  {each.name}")) for each in ready])
        places = [n for n, each in enumerate(ready) if each.id == chosen]
        board.highlighted = (places or [0])[0] if ready else None
        board.focus()
        self._show_next()

    def _chosen(self) -> str:
        at = self.query_one("#ready", OptionList).highlighted
        return self._ready[at].id if at and at < len(self._ready) else ""

    def _show_next(self) -> None:
        at = self.query_one("#ready", OptionList).highlighted
        badge = self._ready[at] if at is not None and at < len(self._ready) else None
        text = f"{badge.number} {badge.name.split()[0] if badge.name.split() else ''}" if badge else ""
        drawn = big(text, max(20, self.size.width - 8), _ROWS) or text
        self.query_one("#tray-next", Static).update(Content(drawn or _("Nothing to hand out just now.")))

    def _say(self, text: str) -> None:
        self.query_one("#status", Static).update(Content(text))

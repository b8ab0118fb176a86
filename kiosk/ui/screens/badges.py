"""Badges that are not out, and how the printers are: what to do about each."""

from collections.abc import Awaitable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from kiosk.errors import KioskError
from kiosk.event.door.door import Door
from kiosk.language import _
from kiosk.store.jobs import Waiting
from kiosk.ui.front import Asking
from kiosk.ui.look.badge_lines import badge_line, badge_state, badges_title, printer_line
from kiosk.ui.look.outcomes import BY_HAND, REPRINTED
from kiosk.ui.widgets.field import Field
from printing.job import JobState
from printing.spool import Spool

_PRINTER = "printer "
"""Tells a printer's line from a badge's, whose id has no blank."""
_LEAVE: list[BindingType] = [Binding("escape,f3", "dismiss(None)", "Back", show=False)]


class BadgeBoard(ModalScreen[None]):
    """Printers on top, then badges, the doubtful ones first; Enter says what can be done about one."""

    BINDINGS: ClassVar[list[BindingType]] = _LEAVE

    def __init__(self, door: Door, spool: Spool | None, ask: Asking) -> None:
        super().__init__()
        self._ask = ask
        self._door, self._spool = door, spool
        self._printers: list[str] = []
        self._badges: list[Waiting] = []
        self._shown: list[str] = []
        self._refused = ""
        """What came of the last answer, where it could not be kept."""

    def compose(self) -> ComposeResult:
        """A title that counts, the list, the keys."""
        with Vertical(classes="dialog tall"):
            yield Static(id="board-title", classes="question")
            yield OptionList(id="board")
            yield Static(_("↓ choose   Enter: what to do about it   Esc: back to the door"), classes="keys")

    async def on_mount(self) -> None:
        """Looks now, and then once a second."""
        await self._look()
        self.set_interval(1.0, self._look)

    async def _look(self) -> None:
        try:
            badges, rolls = await self._door.badges.waiting(), await self._door.badges.rolls()
        except KioskError as error:
            self.query_one("#board-title", Static).update(Content(f"✗ {error}"))
            return
        self._badges = badges
        statuses = self._spool.statuses if self._spool else {}
        self._printers = list(statuses)
        lines = [printer_line(name, status, rolls.get(name)) for name, status in statuses.items()]
        lines += [badge_line(each) for each in self._badges]
        title = f"✗ {self._refused}" if self._refused else badges_title(self._badges)
        self.query_one("#board-title", Static).update(Content(title))
        if lines != self._shown:
            self._shown = lines
            self._fill(lines)

    def _fill(self, lines: list[str]) -> None:
        board = self.query_one(OptionList)
        row = board.highlighted
        chosen = None if row is None else board.get_option_at_index(row).id
        idents = [*(_PRINTER + name for name in self._printers), *(badge.id for badge in self._badges)]
        board.clear_options()
        board.add_options([Option(Content(line), id=ident) for line, ident in zip(lines, idents, strict=True)])
        # Starts on the first badge: that is what somebody opened this for.
        first = len(self._printers) if self._badges else 0
        # Whatever came out meanwhile: the same badge stays chosen.
        row = idents.index(chosen) if chosen in idents else first if row is None else row
        board.highlighted = min(row, len(lines) - 1) if lines else None

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """A printer's roll, or what to do about a badge."""
        ident = event.option.id or ""
        if ident.startswith(_PRINTER):
            self._ask_roll(ident.removeprefix(_PRINTER))
        for badge in self._badges:
            if badge.id == ident:
                self._ask_about(badge)

    def _ask_roll(self, printer: str) -> None:
        def keep(labels: int | None) -> None:
            if labels is not None:
                self._set_roll(printer, labels)

        self.app.push_screen(RollForm(printer), keep)

    @work(group="badges", exit_on_error=False)
    async def _set_roll(self, printer: str, labels: int) -> None:
        await self._keep(self._door.badges.set_roll(printer, labels or None))

    async def _keep(self, answer: Awaitable[object]) -> None:
        """Writes an answer down, or says why it could not be."""
        try:
            await answer
            self._refused = ""
        except KioskError as error:
            self._refused = str(error)
        await self._look()

    def _ask_about(self, badge: Waiting) -> None:
        def act(answer: str | None) -> None:
            if answer:
                self._act(badge, answer)

        self.app.push_screen(BadgeQuestion(badge), act)

    @work(group="badges", exit_on_error=False)
    async def _act(self, badge: Waiting, answer: str) -> None:
        match answer:
            case "out":
                await self._keep(self._door.badges.came_out(badge.id))
            case "again":
                self._ask(lambda: self._door.badges.print_again(badge.id, "it did not come out"), REPRINTED)
                self.dismiss()
            case "hand":
                self._ask(lambda: self._door.badges.write_by_hand(badge.id), BY_HAND)
                self.dismiss()


class BadgeQuestion(ModalScreen[str | None]):
    """Did it come out? Only a person can tell."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *_LEAVE,
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, badge: Waiting) -> None:
        super().__init__()
        self._badge = badge

    def compose(self) -> ComposeResult:
        """What happened, and what there is to do."""
        with Vertical(classes="dialog"):
            yield Static(
                Content(_("Badge No {n}, {name}").format(n=self._badge.number, name=self._badge.name)),
                classes="question",
            )
            yield Static(Content(badge_state(self._badge)))
            with Vertical(classes="choices"):
                if self._badge.state is JobState.SENT_UNCONFIRMED:
                    yield Button(_("It came out: all is well"), id="out")
                yield Button(_("Leave it for now"), id="later")
                if self._badge.doubtful:
                    yield Button(_("It did not come out: print it again"), id="again", variant="warning")
                yield Button(_("Write it by hand: show me what to write"), id="hand", variant="warning")
            yield Static(_("↓ ↑ choose   Enter: do it   Esc: leave it"), classes="keys")

    def on_mount(self) -> None:
        """Starts on the answer that prints nothing."""
        self.query_one("#later", Button).focus()

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """Closes with the answer."""
        self.dismiss(None if event.button.id == "later" else event.button.id)


class RollForm(ModalScreen[int | None]):
    """How many labels are left, counted down from here."""

    BINDINGS: ClassVar[list[BindingType]] = _LEAVE

    def __init__(self, printer: str) -> None:
        super().__init__()
        self._printer = printer

    def compose(self) -> ComposeResult:
        """One number."""
        with Vertical(classes="dialog"):
            yield Static(
                Content(_("A new roll in {printer}? How many labels are on it?").format(printer=self._printer)),
                classes="question",
            )
            yield Field(placeholder=_("300, as it says on the box; 0 stops counting"), type="integer", max_length=5)
            yield Static(_("Enter: count down from there      Esc: back"), classes="keys")

    @on(Input.Submitted)
    def send(self, event: Input.Submitted) -> None:
        """Takes a number."""
        if event.value.isdigit():
            self.dismiss(int(event.value))

"""The door: scan, or type a name and press Enter."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Input, Static
from textual.worker import Worker

from kiosk.errors import KioskError
from kiosk.event.door import Door
from kiosk.model import Ask, Found, Outcome, Registrant, Registration, ScanResult
from kiosk.scan.wedge import looks_like_code
from kiosk.text import clean
from kiosk.ui.messages import Answered, Failed, failure
from kiosk.ui.screens.badges import BadgeBoard
from kiosk.ui.screens.choosing import CodeList, Help, Notice
from kiosk.ui.screens.confirm import Confirm
from kiosk.ui.screens.forms import ImportForm, NameForm, WalkInForm
from kiosk.ui.widgets.field import Field
from kiosk.ui.widgets.matches import Matches
from kiosk.ui.widgets.recent import Recent
from kiosk.ui.widgets.result import ResultPanel
from kiosk.ui.wording import (
    BY_HAND,
    REPRINTED,
    UNDONE,
    Sign,
    door_alarms,
    guest_name,
    headcount,
    is_full,
    printing,
    sentence,
    sign_of,
)
from printing.spool import Spool

if TYPE_CHECKING:
    from kiosk.ui.app import KioskApp

_LETTERS = 3
"""Letters from which Enter admits the only hit."""
_LOUD = frozenset({"caution", "stop"})


class DoorScreen(Screen[None]):
    """The staffed door."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", key_display="F1", id="help"),
        Binding("f2", "walk_in", "Walk-in", key_display="F2", id="walk-in"),
        Binding("f3", "badges", "Badges", key_display="F3", id="badges"),
        Binding("f4", "undo", "Undo", key_display="F4", id="undo"),
        Binding("f5", "reprint", "Again", key_display="F5", id="reprint"),
        Binding("f6", "import", "List", key_display="F6", id="import"),
        Binding("f7", "codes", "Codes", key_display="F7", id="codes"),
        Binding("f8", "by_hand", "Pen", key_display="F8", id="by-hand"),
        Binding("f10,ctrl+q", "leave", "Close", key_display="F10", id="close"),
        Binding("escape", "clear", "Clear", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  # instance variables in Textual
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012  # likewise

    def __init__(self, door: Door, spool: Spool | None, *, demo: bool) -> None:
        super().__init__()
        self._door = door
        self._spool = spool
        self._demo = demo
        self._last: Registrant | None = None
        self._hint = ""
        self._state = ""
        self._status = ""
        self._saved = True
        self._covered = False

    @property
    def _kiosk(self) -> "KioskApp":
        return cast("KioskApp", self.app)

    @property
    def _field(self) -> Input:
        return self.query_one("#search", Input)

    def compose(self) -> ComposeResult:
        """Header, search, answer beside what was just now, status, keys."""
        settings = self._door.folder.settings
        with Horizontal(id="header"):
            yield Static(Content(settings.event.name), id="event")
            yield Static(Content(f"door {settings.door.name}"), id="door")
            yield Static(id="counts")
        yield Field(placeholder="Type a name, company or e-mail address", id="search")
        with Horizontal(id="middle"):
            yield ResultPanel()
            yield Matches()
            yield Recent()
        yield Static(id="status")
        yield Footer()

    async def on_mount(self) -> None:
        """Waits for the first person."""
        self.query_one(Matches).display = False
        self._field.focus()
        await self._count()
        self.set_interval(1.0, self._count)

    @on(Answered)
    async def show_answer(self, event: Answered) -> None:
        """Shows an answer, under whatever form is open; what somebody was typing when a scan came stays."""
        result, sign = event.result, event.sign or sign_of(event.result)
        self._saved = result.outcome is not Outcome.ERROR
        if event.typed:
            self._field.value = ""
        self._show_answer(lambda panel: panel.show(result, sign))
        self.query_one(Recent).add(result, sign)
        if result.registrant and result.outcome is not Outcome.SEE_CREW:
            self._last = result.registrant
        if sign.look in _LOUD:
            self.app.bell()
        self.app.clear_notifications()
        if self.app.screen is not self:
            self._announce(result, sign)
        await self._count()
        # Not over another form: what is being typed there would land in this one.
        if result.ask is Ask.NAME and result.registrant and self.app.screen is self:
            self._ask_name(result.registrant)

    @on(Failed)
    def show_failure(self, event: Failed) -> None:
        """Shows what could not be done."""
        self._show_answer(lambda panel: panel.show_failure(event.title, event.sentence))
        self.app.bell()

    @on(Worker.StateChanged)
    def show_worker_failure(self, event: Worker.StateChanged) -> None:
        """A search or an import that failed becomes a message; the door stays open."""
        failed = failure(event)
        if failed:
            self.post_message(failed)

    @on(Input.Changed, "#search")
    def search(self, event: Input.Changed) -> None:
        """Looks for what was typed so far."""
        self._covered = False
        self._search(clean(event.value))

    @work(exclusive=True, group="search", exit_on_error=False)
    async def _search(self, typed: str) -> None:
        found = await self._door.search(typed) if typed else ()
        hits = await self._door.search_exact(typed, limit=2) if len(typed) >= _LETTERS else ()
        self._show_matches(found)
        self._say(_next_step(typed, found, hits))

    @on(Input.Submitted, "#search")
    async def admit_typed(self, event: Input.Submitted) -> None:
        """Enter: the chosen hit, else the only one; never somebody who is not on the screen."""
        if self._covered:
            self._covered = False
            self._search(clean(event.value))
            return
        chosen = self.query_one(Matches).chosen
        typed = clean(event.value)
        if chosen:
            self._admit(chosen)
        elif typed and not await self._recover(event.value):
            await self._admit_only(typed)

    async def _recover(self, value: str) -> bool:
        """A scan that a stalled screen let through ends the text: it is taken out."""
        last = value.split()[-1]
        if not looks_like_code(last, self._door.folder.settings.scan.min_length) or not await self._door.find(last):
            return False
        self._kiosk.take_scan(last, typed=True)
        return True

    async def _admit_only(self, typed: str) -> None:
        hits = await self._door.search_exact(typed, limit=2)
        if len(hits) == 1 and len(typed) >= _LETTERS:
            self._admit(hits[0])
        else:
            self.app.bell()

    def _admit(self, found: Found) -> None:
        if not found.registrant.name:
            self._ask_name(found.registrant)
            return
        self._kiosk.ask(lambda: self._door.admit(found.registrant.id), typed=True)

    def _ask_name(self, ticket: Registrant) -> None:
        self._kiosk.push_screen(NameForm(ticket), self._admit_named(ticket))

    def _admit_named(self, person: Registrant) -> Callable[[str | None], None]:
        def admit(name: str | None) -> None:
            if name is not None:
                self._kiosk.ask(lambda: self._door.admit(person.id, name=name), typed=True)

        return admit

    def action_move(self, step: int) -> None:
        """The arrow keys choose among the hits."""
        matches = self.query_one(Matches)
        if matches.display:
            matches.action_cursor_down() if step > 0 else matches.action_cursor_up()
            if matches.chosen:
                self._say(f"Enter: admit {guest_name(matches.chosen.registrant)}")

    def action_clear(self) -> None:
        """Esc: back to waiting."""
        self._field.value = ""
        self._show_answer(ResultPanel.show_idle)

    def action_help(self) -> None:
        """F1."""
        self.app.push_screen(Help(demo=self._demo))

    def action_walk_in(self) -> None:
        """F2: what was typed is taken over as the name."""

        def admit(registration: Registration | None) -> None:
            if registration:
                self._kiosk.walk_in(registration)

        self.app.push_screen(WalkInForm(clean(self._field.value)), admit)

    def action_undo(self) -> None:
        """F4: takes back the last admission, or that of the chosen hit."""
        person = self._meant()
        if person:
            question = f"Take back the admission of {guest_name(person)}?"
            self._confirm(question, "Take it back", lambda: self._kiosk.ask(lambda: self._door.undo(person.id), UNDONE))

    def action_reprint(self) -> None:
        """F5: prints the last badge again, or that of the chosen hit."""
        person = self._meant()
        if person:
            question = f"Print the badge of {guest_name(person)} again?"
            self._confirm(question, "Print", lambda: self._kiosk.ask(lambda: self._door.reprint(person.id), REPRINTED))

    def action_badges(self) -> None:
        """F3: printers, and badges that are not out."""
        self.app.push_screen(BadgeBoard(self._door, self._spool))

    def action_by_hand(self) -> None:
        """F8: shows what to write on the last badge, or the chosen hit's; it counts as given."""
        person = self._meant()
        if person:
            self._kiosk.ask(lambda: self._door.by_hand(person.id), BY_HAND)

    def action_import(self) -> None:
        """F6: late sign-ups."""

        def take(path: str | None) -> None:
            if path:
                self._import(Path(path).expanduser())

        self.app.push_screen(ImportForm(self._door.folder.path), take)

    @work(group="import", exit_on_error=False)
    async def _import(self, path: Path) -> None:
        try:
            report = await self._kiosk.take_list(path)
        except KioskError as error:
            self.post_message(Failed(error.title, str(error)))
            return
        refused = [f"line {each.line}: {each.reason}" for each in report.refused[:10]]
        lines = [
            f"{report.new} new, {report.updated} updated, {report.unchanged} unchanged, {len(report.refused)} refused."
        ]
        self.app.push_screen(
            Notice(f"{report.file} ({report.platform})", [*lines, *refused, report.why, *report.notes])
        )
        await self._count()

    def action_codes(self) -> None:
        """F7 in the demo: codes to try a scan without a scanner."""

        def scan(code: str | None) -> None:
            if code:
                self._kiosk.take_scan(code)

        self.app.push_screen(CodeList(self._door.folder.path / "codes.txt"), scan)

    def action_leave(self) -> None:
        """F10."""
        self._confirm("Close the door? Badges that wait are printed first.", "Close", self.app.exit)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The list of codes is the demo's."""
        return self._demo if action == "codes" else True

    def _confirm(self, question: str, yes: str, go: Callable[[], None]) -> None:
        self.app.push_screen(Confirm(question, yes), lambda sure: go() if sure else None)

    def _meant(self) -> Registrant | None:
        """Who an action is about: the chosen hit, else whoever was answered last."""
        chosen = self.query_one(Matches).chosen
        person = chosen.registrant if chosen else self._last
        if person is None:
            self._say("Nobody chosen yet: scan a ticket first, or type a name and choose with ↓.")
        return person

    def _announce(self, result: ScanResult, sign: Sign) -> None:
        """Tells of an answer that a form covers, the newest only."""
        known = result.registrant and result.outcome is not Outcome.SEE_CREW
        who = result.registrant.name if result.registrant and known else ""
        self.app.notify(
            who or sentence(result.reason),
            title=f"{sign.glyph} {sign.word}",
            severity="warning" if sign.look in _LOUD else "information",
            markup=False,
        )

    def _show_answer(self, show: Callable[[ResultPanel], None]) -> None:
        self.workers.cancel_group(self, "search")
        self._covered = bool(self._field.value)
        self._show_matches(())
        self._say("")
        show(self.query_one(ResultPanel))

    def _show_matches(self, found: Sequence[Found]) -> None:
        matches = self.query_one(Matches)
        matches.show(found)
        matches.display = bool(found)
        self.query_one(ResultPanel).display = not found

    async def _count(self) -> None:
        try:
            counts = await self._door.counts()
            rolls = await self._door.rolls()
        except KioskError as error:
            self._state = f"✗ {error}"
            self._show_status()
            return
        header = self.query_one("#counts", Static)
        header.update(Content(headcount(counts)))
        header.set_class(is_full(counts), "full")
        statuses = self._spool.statuses if self._spool else {}
        alarms = door_alarms(self._saved, counts, statuses, rolls)
        where = "" if self._door.folder.settings.printer else f" in {self._door.folder.badges}"
        self._state = alarms or f"✓ saved · {printing(counts)}{where}"
        self._show_status()

    def _say(self, hint: str) -> None:
        """What to do next, until something else happens."""
        self._hint = hint
        self._show_status()

    def _show_status(self) -> None:
        text = self._hint or self._state
        if text != self._status:
            self._status = text
            status = self.query_one("#status", Static)
            status.set_class(bool(self._hint) or text.startswith(("✗", "!")), "hint")
            status.update(Content(text))


def _next_step(typed: str, found: Sequence[Found], hits: Sequence[Found]) -> str:
    """What Enter would do now."""
    if not typed:
        return ""
    if not found:
        return "Nobody matches: try fewer letters, or F2 for a walk-in."
    if len(hits) == 1:
        return f"Enter: admit {guest_name(hits[0].registrant)}"
    if len(typed) < _LETTERS:
        return "Type more letters, or choose with ↓ and press Enter."
    return "Several people match: choose with ↓ and press Enter." if hits else "Is it one of these? Choose with ↓."

"""The door: scan, or type a name and press Enter."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Footer, Input, Static
from textual.worker import Worker

from kiosk.errors import KioskError
from kiosk.event.door import decide
from kiosk.event.door.door import Door
from kiosk.event.guests.naming import called
from kiosk.language import _
from kiosk.model import Ask, Found, Outcome, Registrant, ScanResult
from kiosk.scan.wedge import endings, looks_like_code
from kiosk.text import clean
from kiosk.ui.forms.person import handed
from kiosk.ui.front import Front
from kiosk.ui.look.outcomes import Sign, sentence, sign_of
from kiosk.ui.look.status_line import all_is_well, door_alarms, headcount, is_full
from kiosk.ui.messages import Answered, Failed, failure
from kiosk.ui.screens.crew import CrewScreen
from kiosk.ui.widgets.field import Field
from kiosk.ui.widgets.matches import Matches
from kiosk.ui.widgets.recent import Recent
from kiosk.ui.widgets.result import ResultPanel
from printing.spool import Spool

_LETTERS = 3
"""Letters from which Enter admits the only hit."""
_LOUD = frozenset({"caution", "stop"})


class DoorScreen(CrewScreen):
    """The staffed door."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  # instance variables in Textual
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012  # likewise

    def __init__(self, kiosk: Front, door: Door, spool: Spool | None) -> None:
        super().__init__(kiosk, door, spool)
        self._last: Registrant | None = None
        self._only: Registrant | None = None
        """The only hit of what is typed just now."""
        self._hint = ""
        self._state = ""
        self._status = ""
        self._saved = True
        self._covered = False

    @property
    def _field(self) -> Input:
        return self.query_one("#search", Input)

    def compose(self) -> ComposeResult:
        """Header, search, answer beside what was just now, status, keys."""
        with Horizontal(id="header"):
            yield Static(Content(self._door.folder.settings.event.name), id="event")
            yield Static(id="door")
            yield Static(id="counts")
        yield Field(placeholder=_("Type a name, company or e-mail address"), id="search")
        with Horizontal(id="middle"):
            yield ResultPanel()
            yield Matches()
            yield Recent()
        yield Static(id="status")
        yield Footer(compact=True)

    async def on_mount(self) -> None:
        """Waits for the first person."""
        self.query_one(Matches).display = False
        self._field.focus()
        self.refresh_header()
        await self._count()
        self.set_interval(1.0, self._count)

    def refresh_header(self) -> None:
        """Which door this is, and who is at it."""
        name = _("door {name}").format(name=self._door.folder.settings.door.name)
        self.query_one("#door", Static).update(Content(" · ".join(filter(None, (name, self._door.operator)))))

    @on(Answered)
    def show_answer(self, event: Answered) -> None:
        """Shows an answer, under whatever form is open; what somebody was typing when a scan came stays."""
        result, sign = event.result, event.sign or sign_of(event.result)
        self._saved = result.outcome is not Outcome.ERROR
        if event.typed:
            self._field.value = ""
        line = self._handed(result)
        self._show_answer(lambda panel: panel.show(result, sign, line))
        self.query_one(Recent).add(result, sign)
        if result.registrant and result.outcome is not Outcome.SEE_CREW:
            self._last = result.registrant
        self.app.clear_notifications()
        if self.app.screen is not self:
            self._announce(result, sign)
        # Behind the answer: nobody waits for numbers.
        self.call_after_refresh(self._count)
        # Not over another form: what is being typed there would land in this one.
        if result.ask is Ask.LISTED and self.app.screen is self:
            self.ask_who_it_is()
        elif result.ask and result.registrant and self.app.screen is self:
            self.admit(result.registrant)
        elif result.outcome in (Outcome.PENDING, Outcome.CANCELLED) and not result.ask and self._may_let_in(result):
            self._say(_("F6: let them in all the same, if the organiser agrees"))

    def _handed(self, result: ScanResult) -> str:
        if result.outcome is not Outcome.ADMITTED or not result.registrant or result.first:
            return ""
        return handed(result.registrant, self._door.folder.settings.door)

    def _may_let_in(self, result: ScanResult) -> bool:
        allowed = self._door.folder.settings.door.may_let_in
        return bool(result.registrant and decide.may_let_in(result.registrant, allowed))

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
        found = await self._door.guests.search(typed) if typed else await self.waiting_list()
        hits = await self._door.guests.search_exact(typed, limit=2) if len(typed) >= _LETTERS else ()
        self._only = hits[0].registrant if len(hits) == 1 else None
        self._show_matches(found)
        self._say(_next_step(typed, found, hits))

    async def waiting_list(self) -> Sequence[Found]:
        """Who is shown while nothing is typed."""
        return ()

    @on(Input.Submitted, "#search")
    async def admit_by_search(self, event: Input.Submitted) -> None:
        """Admits the chosen hit, or the only one; an answer that covers the hits makes Enter show them again."""
        if event.value.strip() and await self._recover(event.value):
            return
        if self._covered:
            self._covered = False
            self._search(clean(event.value))
            return
        chosen = self.query_one(Matches).chosen
        typed = clean(event.value)
        if chosen:
            self.admit(chosen.registrant)
        elif typed:
            await self._admit_only(typed)

    async def _recover(self, value: str) -> bool:
        """A code of the list goes before any search; one that a stalled screen let through may end the text."""
        if await self._door.guests.has_code(value):
            self._kiosk.take_scan(value.strip(), typed=True)
            return True
        shortest = self._door.folder.settings.scan.min_length
        for _typed, scanned in endings(value.split()[-1]):
            if len(scanned) < shortest:
                break
            if looks_like_code(scanned, shortest) and await self._door.guests.find(scanned):
                self._field.value = value.rstrip().removesuffix(scanned)
                self._kiosk.take_scan(scanned)
                return True
        return False

    async def _admit_only(self, typed: str) -> None:
        hits = await self._door.guests.search_exact(typed, limit=2)
        if len(hits) == 1 and len(typed) >= _LETTERS:
            self.admit(hits[0].registrant)
        else:
            self.app.bell()

    def action_move(self, step: int) -> None:
        """The arrow keys choose among the hits."""
        matches = self.query_one(Matches)
        if matches.display:
            matches.action_cursor_down() if step > 0 else matches.action_cursor_up()
            if matches.chosen:
                self._say(_("Enter: admit {who}").format(who=called(matches.chosen.registrant)))

    def action_clear(self) -> None:
        """Esc: back to waiting."""
        self._field.value = ""
        self._show_answer(ResultPanel.show_idle)

    def typed(self) -> str:
        """What stands in the search field."""
        return clean(self._field.value)

    def turned_to(self, person: Registrant) -> None:
        """The next key is about the person whose list was opened, not about whoever came in before."""
        self._last = person

    def meant(self) -> Registrant | None:
        """The chosen hit, else the only one, else whoever was answered last."""
        chosen = self.query_one(Matches).chosen
        searching = bool(self._field.value) and not self._covered
        person = chosen.registrant if chosen else self._only if searching else self._last
        if person is None:
            self._say(_("Nobody chosen yet: scan a ticket first, or type a name and choose with ↓."))
        return person

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The list of codes is the demo's."""
        return self._kiosk.demo if action == "codes" else True

    def _announce(self, result: ScanResult, sign: Sign) -> None:
        """Tells of an answer that a form covers, the newest only."""
        known = result.registrant and result.outcome is not Outcome.SEE_CREW
        who = result.registrant.name if result.registrant and known else ""
        self.app.notify(
            who or sentence(result.reason),
            title=sign.said,
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
        if found or matches.found:
            matches.show(found)
        if matches.display is not bool(found):
            matches.display = bool(found)
            self.query_one(ResultPanel).display = not found

    async def _count(self) -> None:
        try:
            counts = await self._door.counts()
            rolls = await self._door.badges.rolls()
        except KioskError as error:
            self._state = f"✗ {error}"
            self._show_status()
            return
        header = self.query_one("#counts", Static)
        header.update(Content(headcount(counts)))
        header.set_class(is_full(counts), "full")
        statuses = self._spool.statuses if self._spool else {}
        alarms = door_alarms(self._saved, counts, statuses, rolls, self._kiosk.health.values())
        folder = "" if self._door.folder.settings.printer else str(self._door.folder.badges)
        self._state = alarms or all_is_well(counts, folder)
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
        return _("Nobody matches: try fewer letters, or F2 for a walk-in.")
    if len(hits) == 1:
        return _("Enter: admit {who}   F6: more").format(who=called(hits[0].registrant))
    if len(typed) < _LETTERS:
        return _("Type more letters, or choose with ↓ and press Enter.")
    if hits:
        return _("Several people match: choose with ↓ and press Enter.")
    return _("Is it one of these? Choose with ↓.")

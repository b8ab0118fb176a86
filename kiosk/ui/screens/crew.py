"""What the crew can do, whatever screen of theirs is open: the keys, and the forms behind them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from kiosk.errors import KioskError
from kiosk.event.door import decide
from kiosk.event.door.door import Door
from kiosk.event.guests.naming import called
from kiosk.intake.guestlist import GuestList
from kiosk.language import _, later
from kiosk.model import Found, Registrant, Registration
from kiosk.ui.forms import persons
from kiosk.ui.forms.before_admitting import NameForm, NoteForm
from kiosk.ui.forms.confirm import Confirm, Why
from kiosk.ui.forms.demo_codes import CodeList
from kiosk.ui.forms.group import GroupForm
from kiosk.ui.forms.help import Help
from kiosk.ui.forms.last_answers import LastAnswers
from kiosk.ui.forms.late_signups import ImportForm
from kiosk.ui.forms.notice import Notice
from kiosk.ui.forms.operator_initials import OperatorForm
from kiosk.ui.forms.person import EditForm, PersonMenu, ReasonForm, deeds, handed
from kiosk.ui.forms.walk_in import WalkInForm
from kiosk.ui.front import Front
from kiosk.ui.look.outcomes import BY_HAND, CARD, REPRINTED, UNDONE
from kiosk.ui.look.translated_keys import translate
from kiosk.ui.messages import Failed
from kiosk.ui.screens.badges import BadgeBoard
from kiosk.ui.screens.mixer import MixerScreen
from kiosk.ui.screens.persons import PersonsScreen
from kiosk.ui.screens.scanner_test import ScannerTest
from kiosk.ui.screens.stats import StatsScreen
from kiosk.ui.screens.tray import TrayScreen
from printing.spool import Spool

_USUAL = {
    "unpaid": later("paid at the door"),
    "unapproved": later("the organiser said yes"),
    "waitlisted": later("a place became free"),
    "cancelled": later("the organiser said yes"),
}
_MISTAKES = (later("the wrong person was chosen"), later("scanned by mistake"), later("they left again"))


class CrewScreen(PersonsScreen):
    """A screen of the crew's; `meant` says whom an action is about."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", later("Help"), key_display="F1", id="help"),
        Binding("f2", "walk_in", later("Walk-in"), key_display="F2", id="walk-in"),
        Binding("f3", "badges", later("Badges"), key_display="F3", id="badges"),
        Binding("f4", "undo", later("Undo"), key_display="F4", id="undo"),
        Binding("f5", "reprint", later("Again"), key_display="F5", id="reprint", show=False),
        Binding("f6", "person", later("Person"), key_display="F6", id="person"),
        Binding("f7", "group", later("Group"), key_display="F7", id="group"),
        Binding("f8", "by_hand", later("Pen"), key_display="F8", id="by-hand", show=False),
        Binding("f12,ctrl+p", "menu", later("Menu"), key_display="F12", id="menu"),
        Binding("ctrl+l", "import", show=False, id="import"),
        Binding("ctrl+t", "codes", show=False, id="codes"),
        Binding("f10,ctrl+q", "leave", later("Close"), key_display="F10", id="close"),
    ]

    def __init__(self, kiosk: Front, door: Door, spool: Spool | None) -> None:
        super().__init__(kiosk, door)
        translate(self)
        self._spool = spool

    def meant(self) -> Registrant | None:
        """Who an action is about; None after having said that nobody is chosen."""
        raise NotImplementedError

    def typed(self) -> str:
        """What stands in the search field."""
        return ""

    def action_help(self) -> None:
        """F1."""
        self.app.push_screen(Help(demo=self._kiosk.demo))

    def action_menu(self) -> None:
        """F12: everything there is, by name."""
        self._kiosk.open_menu()

    def action_walk_in(self) -> None:
        """F2: what was typed is taken over as the name."""

        def admit(registration: Registration | None) -> None:
            if registration:
                self._newcomer = registration
                self._kiosk.walk_in(registration)

        self.app.push_screen(WalkInForm(self.typed(), self._door.crew.topics()), admit)

    def action_undo(self) -> None:
        """F4: takes back the last admission, or that of the chosen hit."""
        person = self.meant()
        if person:
            question = _("Take back the admission of {who}?").format(who=called(person))
            self.app.push_screen(Why(question, [_(reason) for reason in _MISTAKES]), self._undo(person))

    def _undo(self, person: Registrant) -> Callable[[str | None], None]:
        def undo(why: str | None) -> None:
            if why is not None:
                self._kiosk.ask(lambda: self._door.undo(person.id, why), UNDONE, typed=True)

        return undo

    def action_reprint(self) -> None:
        """F5: prints the last badge again, or that of the chosen hit."""
        person = self.meant()
        if person:
            question = _("Print the badge of {who} again?").format(who=called(person))
            go = lambda: self._kiosk.ask(lambda: self._door.badges.print_again(person.id), REPRINTED)  # noqa: E731
            self._confirm(question, _("Print"), go)

    def action_badges(self) -> None:
        """F3: printers, and badges that are not out."""
        self.app.push_screen(BadgeBoard(self._door, self._spool, self._kiosk.ask))

    def action_by_hand(self) -> None:
        """F8: shows what to write on the last badge, or the chosen hit's; it counts as given."""
        person = self.meant()
        if person:
            self._kiosk.ask(lambda: self._door.badges.write_by_hand(person.id), BY_HAND)

    def action_person(self) -> None:
        """F6: everything that can be done about the last person, or the chosen hit."""
        person = self.meant()
        if person:
            self.open_person(person.id)

    def turned_to(self, person: Registrant) -> None:
        """Whom the crew is dealing with from now on."""

    @work(group="person", exit_on_error=False)
    async def open_person(self, registrant: str) -> None:
        """The list of what can be done about somebody."""
        found = await self._door.guests.find(registrant)
        if not found:
            return
        self.turned_to(found.registrant)
        settings = self._door.folder.settings.door
        booked = await self._door.guests.of_order(found.registrant.order)
        pairs = await self._door.persons.alike(found.registrant)
        tickets = await self._door.persons.tickets(found.registrant)
        choices = deeds(found, settings.may_let_in, len(booked), alike=len(pairs), tickets=len(tickets))

        def act(deed: str | None) -> None:
            if deed == "same":
                self.decide(found.registrant, persons.alike(found.registrant, pairs), self._door.persons.join)
            elif deed == "two":
                self.decide(found.registrant, persons.joined(found.registrant, tickets), self._door.persons.part)
            elif deed:
                self._act(deed, found, booked)

        self.app.push_screen(PersonMenu(found, choices, handed(found.registrant, settings)), act)

    def _act(self, deed: str, found: Found, booked: Sequence[Found]) -> None:
        person = found.registrant
        match deed:
            case "admit":
                self.admit(person)
            case "let_in":
                self._let_in(person)
            case "substitute":
                self._substitute(person)
            case "order":
                self._gather(booked)
            case "card":
                self._edit(person, only_topics=True)
            case "edit":
                self._edit(person, printed=found.presence.badge is not None)
            case "reprint":
                self._kiosk.ask(lambda: self._door.badges.print_again(person.id), REPRINTED, typed=True)
            case "by_hand":
                self._kiosk.ask(lambda: self._door.badges.write_by_hand(person.id), BY_HAND, typed=True)
            case "undo":
                self.app.push_screen(Why(_("Why?"), [_(reason) for reason in _MISTAKES]), self._undo(person))

    def admit(self, person: Registrant) -> None:
        """Lets somebody in who was found by name: asked first for what is missing, or shown what was noted."""
        if not person.name:
            self.app.push_screen(NameForm(person), self._admit_named(person))
        elif decide.note(person):
            self.app.push_screen(NoteForm(person), self._admit_noted(person))
        else:
            self._kiosk.ask(lambda: self._door.admit(person.id), typed=True)

    def _admit_named(self, person: Registrant) -> Callable[[str | None], None]:
        def admit(name: str | None) -> None:
            if name is not None:
                self._kiosk.ask(lambda: self._door.admit(person.id, name=name), typed=True)

        return admit

    def _admit_noted(self, person: Registrant) -> Callable[[bool | None], None]:
        def admit(seen: bool | None) -> None:
            if seen:
                self._kiosk.ask(lambda: self._door.admit(person.id), typed=True)

        return admit

    def _let_in(self, person: Registrant) -> None:
        question = _("Let in {who}, whose ticket is {why}?").format(
            who=called(person), why=_(person.reason or person.status.value)
        )
        usual = _(_USUAL.get(person.reason, ""))
        go = lambda why: self._kiosk.ask(lambda: self._door.crew.let_in(person.id, why), typed=True)  # noqa: E731
        self._ask_why(question, usual, _("let them in"), go)

    def _substitute(self, absent: Registrant) -> None:
        def admit(newcomer: Registration | None) -> None:
            if newcomer:
                self._kiosk.ask(lambda: self._door.crew.substitute(absent.id, newcomer), typed=True)

        title = _("Who comes in place of {who}?").format(who=called(absent))
        self.app.push_screen(WalkInForm("", self._door.crew.topics(), title), admit)

    def _edit(self, person: Registrant, *, only_topics: bool = False, printed: bool = False) -> None:
        def keep(changes: dict[str, Any] | None) -> None:
            if changes is not None:
                self._save(person, changes, card=only_topics, printed=printed)

        self.app.push_screen(EditForm(person, self._door.crew.topics(), only_topics=only_topics), keep)

    @work(group="person", exit_on_error=False)
    async def _save(self, person: Registrant, changes: dict[str, Any], *, card: bool, printed: bool) -> None:
        try:
            after = await self._door.crew.edit(person.id, changes)
        except KioskError as error:
            self.post_message(Failed(error.title, str(error)))
            return
        if person.consent is not False:
            await self.tell_of_withdrawal(after)
        if card:
            self._kiosk.ask(lambda: self._door.crew.card(after.id), CARD, typed=True)
        elif printed:
            question = _("Kept. Print a new badge for {who}?").format(who=called(after))
            go = lambda: self._kiosk.ask(lambda: self._door.badges.print_again(after.id), REPRINTED, typed=True)  # noqa: E731
            self._confirm(question, _("Print"), go)
        else:
            self.app.notify(_("Kept: {who}").format(who=called(after)), markup=False)

    def action_group(self) -> None:
        """F7: people who came together."""
        self._gather(())

    def _gather(self, start: Sequence[Found]) -> None:
        def let_in(group: list[str] | None) -> None:
            if group:
                self._kiosk.ask_all(lambda: self._door.crew.together(group))

        waiting = [each for each in start if each.presence.admission is None and each.registrant.name]
        self.app.push_screen(GroupForm(self._door, waiting), let_in)

    def action_last(self) -> None:
        """The last answers, and what can be done about each."""

        def about(registrant: str | None) -> None:
            if registrant:
                self.open_person(registrant)

        self.app.push_screen(LastAnswers(self._kiosk.last_answers), about)

    def action_mixer(self) -> None:
        """Rounds of pairs or tables."""
        self.app.push_screen(MixerScreen(self._door))

    def action_scanner(self) -> None:
        """Does the scanner work, and if not, why not?"""
        listening = self._kiosk.listening
        watch = listening.watch if listening.has_cameras else None
        self.app.push_screen(ScannerTest(self._door.folder.settings.scan, watch=watch))

    def action_stats(self) -> None:
        """How the evening is going."""
        self.app.push_screen(StatsScreen(self._door.folder))

    def action_tray(self) -> None:
        """For whoever hands out badges, in this window."""

        async def give(badge: str) -> bool:
            return await self._door.badges.hand(badge) is not None

        self.app.push_screen(TrayScreen(self._door.badges.tray, give, self.app.pop_screen))

    def action_operator(self) -> None:
        """Who is at the door from now on."""

        def set_initials(initials: str | None) -> None:
            if initials is not None:
                self._door.operator = initials
                self.refresh_header()

        self.app.push_screen(OperatorForm(self._door.operator), set_initials)

    def refresh_header(self) -> None:
        """Shows what has changed about the door itself."""

    def action_release(self) -> None:
        """Everybody on the waiting list may come in."""

        async def release() -> None:
            count = await self._door.crew.release()
            self.app.notify(_("Released from the waiting list: {n}").format(n=count), markup=False)

        go = lambda: self.run_worker(release(), group="person", exit_on_error=False)  # noqa: E731
        self._confirm(_("Let everybody on the waiting list in from now on?"), _("Release"), go)

    @work(group="person", exit_on_error=False)
    async def action_exceptions(self) -> None:
        """Whose badge names somebody who won't come."""
        misled = await self._door.crew.exceptions()
        line = _("No {n} {name}: the badge names {absent}")
        lines = [line.format(n=each.reader.number, name=each.reader.name, absent=each.absent) for each in misled]
        self.app.push_screen(Notice(_("Badges that name somebody who won't come"), lines or [_("None.")]))

    def action_import(self) -> None:
        """Late sign-ups."""

        def take(path: str | None) -> None:
            if path:
                self._import(Path(path).expanduser())

        self.app.push_screen(ImportForm(self._door.folder.path), take)

    @work(group="import", exit_on_error=False)
    async def _import(self, path: Path) -> None:
        try:
            guests, doubts = await self._kiosk.read_list(path)
        except KioskError as error:
            self.post_message(Failed(error.title, str(error)))
            return
        if doubts:
            question = _("Not everything in {file} is certain:").format(file=guests.file)
            said = _("What nothing uses stays unused, and nobody is matched by it.")
            go = lambda: self._take_list(guests)  # noqa: E731
            self._confirm("\n".join([question, *(f"- {doubt}" for doubt in doubts[:4]), said]), _("Take it in"), go)
        else:
            self._take_list(guests)

    @work(group="import", exit_on_error=False)
    async def _take_list(self, guests: GuestList) -> None:
        try:
            report = await self._kiosk.take_list(guests)
        except KioskError as error:
            self.post_message(Failed(error.title, str(error)))
            return
        refused = [_("line {n}: {why}").format(n=each.line, why=each.reason) for each in report.refused[:10]]
        lines = [
            _("{new} new, {updated} updated, {unchanged} unchanged, {refused} refused.").format(
                new=report.new, updated=report.updated, unchanged=report.unchanged, refused=len(report.refused)
            )
        ]
        who = _("Perhaps the same (F6 on one of them): {who}")
        pairs = [f"{_numbered(each.a)}, {_numbered(each.b)}" for each in report.perhaps_same]
        gone = ", ".join(map(_numbered, report.vanished))
        people = [who.format(who=pair) for pair in pairs[:10]]
        people += [_("On this list no more: {who}").format(who=gone)] if gone else []
        self.app.push_screen(
            Notice(f"{report.file} ({report.platform})", [*lines, *refused, *people, report.why, *report.notes])
        )

    def action_codes(self) -> None:
        """In the demo: codes to try a scan without a scanner."""

        def scan(code: str | None) -> None:
            if code:
                self._kiosk.take_scan(code)

        self.app.push_screen(CodeList(self._door.folder.path / "codes.txt"), scan)

    def action_leave(self) -> None:
        """F10."""
        self._confirm(_("Close the door? Badges that wait are printed first."), _("Close"), self.app.exit)

    def _confirm(self, question: str, yes: str, go: Callable[[], object]) -> None:
        def answer(sure: bool | None) -> None:
            if sure:
                go()

        self.app.push_screen(Confirm(question, yes), answer)

    def _ask_why(self, question: str, usual: str, do: str, go: Callable[[str], None]) -> None:
        self.app.push_screen(ReasonForm(question, usual, do=do), lambda why: None if why is None else go(why))


def _numbered(person: Registrant) -> str:
    return _("No {n} {name}").format(n=person.number, name=person.name)

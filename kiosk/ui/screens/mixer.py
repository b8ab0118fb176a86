"""The mixer: people join by the code on their badge, rounds are planned, each has its time."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer, Input, Label, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import Worker

from kiosk.event.door.door import Door
from kiosk.event.guests.naming import first_name
from kiosk.event.mixer.state import Mixing, Terms
from kiosk.language import _, later, plural
from kiosk.model import Registrant
from kiosk.store.facts import now
from kiosk.ui.drawing.bigtext import big
from kiosk.ui.look.translated_keys import translate
from kiosk.ui.messages import failure
from kiosk.ui.widgets.field import Field

if TYPE_CHECKING:
    from kiosk.event.mixer.seating import Seating
    from matcher.rounds.planning import Progress

_SECONDS = 5.0
"""How long a plan is looked for; the best so far is taken."""
_ROWS = 5


class MixerScreen(Screen[None]):
    """Everything about the rounds, on one screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "plan", later("Plan"), key_display="F2"),
        Binding("f3", "next", later("Next round"), key_display="F3"),
        Binding("f4", "part", later("Has left"), key_display="F4"),
        Binding("f8", "cards", later("Cards"), key_display="F8"),
        Binding("escape,f10", "app.pop_screen", later("Back"), key_display="Esc"),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, door: Door) -> None:
        super().__init__()
        translate(self)
        self._door = door
        self._state = Mixing()
        self._people: dict[str, Registrant] = {}
        self._seating: Seating | None = None
        self._rung: datetime | None = None
        """The end of a round that was rung already."""

    def compose(self) -> ComposeResult:
        """The clock and the round on top, who joined beside the tables."""
        yield Static(id="mixer-title", classes="question")
        yield Static(id="clock")
        yield Field(placeholder=_("Scan a badge, or type its number and press Enter"), id="badge-number", compact=True)
        with Horizontal(id="mixer"):
            yield OptionList(id="joined")
            with VerticalScroll(id="tables", can_focus=False):
                yield Static(id="seats")
        yield Static(id="status")
        yield Footer(compact=True)

    async def on_mount(self) -> None:
        """Goes on where it was left."""
        joined = self.query_one("#joined", OptionList)
        joined.can_focus = False
        joined.border_title = _("Joined")
        self.query_one("#tables").border_title = _("Tables")
        self.query_one(Field).focus()
        await self._read()
        self.set_interval(1.0, self._tick)

    def take_scan(self, text: str) -> bool:
        """A badge's code joins; whoever is admitted is not yet at the mixer."""
        self._join(text)
        return True

    @on(Input.Submitted, "#badge-number")
    def enter(self, event: Input.Submitted) -> None:
        """A number is as good as a scan."""
        if event.value.strip():
            self._join(event.value)
            event.input.value = ""

    def action_move(self, step: int) -> None:
        """The arrow keys choose among those who joined."""
        joined = self.query_one("#joined", OptionList)
        joined.action_cursor_down() if step > 0 else joined.action_cursor_up()

    def action_plan(self) -> None:
        """F2: how many at a table, how many rounds, how long."""

        def plan(terms: Terms | None) -> None:
            if terms:
                self._plan(terms)

        self.app.push_screen(TermsForm(self._state.terms, self._state.started), plan)

    def action_part(self) -> None:
        """F4: the chosen one has left."""
        at = self.query_one("#joined", OptionList).highlighted
        if at is None:
            self._say(_("Nobody chosen yet: choose with ↓."))
            return
        self._part(self._shown_ids()[at])

    def action_next(self) -> None:
        """F3."""
        self._begin()

    def action_cards(self) -> None:
        """F8: a card per person and a sheet per table, as PDF."""
        self._print()

    @on(Worker.StateChanged)
    def show_failure(self, event: Worker.StateChanged) -> None:
        """What could not be done; the rounds stay as they were."""
        failed = failure(event)
        if failed:
            self.app.bell()
            self._say(f"✗ {failed.sentence}")

    @work(group="mixer", exit_on_error=False)
    async def _join(self, text: str) -> None:
        found = await self._door.mixer.join(text)
        if not found.done:
            self.app.bell()
        await self._read()
        self._say(f"{'✓' if found.done else '!'} {found.sentence}")

    @work(group="mixer", exit_on_error=False)
    async def _part(self, registrant: str) -> None:
        await self._door.mixer.part(registrant)
        await self._read()

    @work(group="mixer", exit_on_error=False)
    async def _begin(self) -> None:
        self._state = await self._door.mixer.next_round()
        self._draw()
        self._say("")

    @work(group="planning", exit_on_error=False)
    async def _plan(self, terms: Terms) -> None:
        # The door itself never seats anybody: what seating needs is loaded when it is asked for.
        from kiosk.event.mixer.planning import plan_rest, rounds_of

        state = self._state
        self._say(_("Looking for the best seats: up to {n} seconds…").format(n=round(_SECONDS)))

        def progress(found: "Progress") -> None:
            repeats = plural("{n} pair meets again", "{n} pairs meet again", found.repeats)
            said = repeats.format(n=found.repeats) if found.repeats else _("nobody meets twice")
            self.app.call_from_thread(self._say, _("Looking for the best seats: {so_far}").format(so_far=said))

        seating = await plan_rest(self._door.folder, state, terms, seconds=_SECONDS, progress=progress)
        self._seating = seating
        rounds = rounds_of(seating, state.plan[: state.started])
        self._state = await self._door.mixer.plan(terms, rounds, started=state.started)
        self._draw()
        repeats = seating.assessment.repeats.count
        said = (
            _("nobody meets twice") if not repeats else _("{n} meetings are with somebody met before").format(n=repeats)
        )
        self._say(_("✓ Planned: {said}. F3 begins the next round, F8 makes cards.").format(said=said))

    @work(group="mixer", exit_on_error=False)
    async def _print(self) -> None:
        import asyncio

        from kiosk.event.mixer.seatcards import write_cards

        if self._seating is None:
            self._say(_("Plan first (F2): then there is something for cards to say."))
            return
        made = await asyncio.to_thread(write_cards, self._seating, self._door.folder)
        self._say(_("✓ Written: {files}").format(files=", ".join(str(path) for path in made)))

    async def _read(self) -> None:
        self._state = await self._door.mixer.state()
        seated = {one for table in self._state.now for one in table}
        self._people = await self._door.guests.named([*self._state.joined, *seated])
        self._draw()

    def _shown_ids(self) -> list[str]:
        return [one for one in reversed(self._state.joined) if one in self._people]

    def _draw(self) -> None:
        state = self._state
        joined = self.query_one("#joined", OptionList)
        joined.clear_options()
        joined.add_options([Option(Content(self._called(one))) for one in self._shown_ids()])
        joined.highlighted = None
        count = plural("{n} has joined", "{n} have joined", len(state.joined)).format(n=len(state.joined))
        rounds = (
            _("round {n} of {all}").format(n=state.started, all=state.terms.rounds) if state.started else _("not begun")
        )
        self.query_one("#mixer-title", Static).update(
            Content(_("Mixer · {count} · {rounds}").format(count=count, rounds=rounds))
        )
        self.query_one("#seats", Static).update(self._tables())
        self._tick()
        if state.unseated:
            names = ", ".join(
                self._people[one].name for one in state.joined if one in state.unseated and one in self._people
            )
            self._say(
                _("! The plan is out of date ({names}): F2 seats everybody anew.").format(
                    names=names or _("somebody left")
                )
            )

    def _called(self, registrant: str) -> str:
        person = self._people.get(registrant)
        return f"{person.number:>4}  {first_name(person)}" if person else ""

    def _tables(self) -> Content:
        if not self._state.now:
            waiting = (
                _("Planned: F3 begins the first round.")
                if self._state.plan
                else _("When enough have joined, F2 plans the rounds.")
            )
            return Content(waiting)
        lines = []
        for number, table in enumerate(self._state.now, 1):
            names = "   ".join(self._called(one).strip() for one in table)
            lines.append(Content.assemble((_("Table {n}").format(n=f"{number:<3}"), "bold"), "  ", names))
        return Content("\n").join(lines)

    def _tick(self) -> None:
        """What is left of the round; the bell when it is over."""
        ends = self._state.ends
        left = (ends - now()).total_seconds() if ends else 0.0
        over = ends is not None and left <= 0
        text = f"{int(left) // 60}:{int(left) % 60:02}" if left > 0 else _("TIME") if over else ""
        clock = self.query_one("#clock", Static)
        drawn = big(text, max(20, self.size.width - 8), _ROWS) or text
        if str(clock.content) != drawn:
            clock.update(Content(drawn))
            clock.set_class(over, "over")
        if over and self._rung != ends:
            self._rung = ends
            self.app.bell()
            self._say(_("The round is over: F3 begins the next one."))

    def _say(self, text: str) -> None:
        self.query_one("#status", Static).update(Content(text))


class TermsForm(ModalScreen[Terms | None]):
    """Three numbers."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, terms: Terms, started: int) -> None:
        super().__init__()
        self._terms = terms
        self._started = started

    def compose(self) -> ComposeResult:
        """Filled with what was asked for last."""
        with Vertical(classes="dialog"):
            title = _("Plan the rounds that are left") if self._started else _("Plan the rounds")
            yield Static(title, classes="question")
            for key, label in (
                ("size", _("People at a table (2 are pairs)")),
                ("rounds", _("Rounds in all")),
                ("minutes", _("Minutes a round")),
            ):
                yield Label(label)
                yield Field(str(getattr(self._terms, key)), id=key, type="integer", max_length=3, compact=True)
            yield Static(id="group-hint")
            yield Static(_("Enter: plan   Tab: next   Esc: back"), classes="keys")

    @on(Input.Submitted)
    def send(self) -> None:
        """Closes with the numbers, if they make sense."""
        values = {str(field.id): int(field.value) if field.value.isdigit() else 0 for field in self.query(Field)}
        if values["size"] < 2 or values["rounds"] < 1 or values["minutes"] < 1:
            hint = _("! A table needs two people at least, and there is at least one round of one minute.")
            self.query_one("#group-hint", Static).update(Content(hint))
            return
        self.dismiss(Terms(**values))

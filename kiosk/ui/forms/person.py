"""Everything that can be done about one person, in a list: nobody has to know a key for it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Checkbox, Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from kiosk.event.door import decide
from kiosk.event.guests.handover import hand_over
from kiosk.event.guests.naming import called
from kiosk.intake.cells.answers import split_answer
from kiosk.language import _
from kiosk.model import Found, Registrant, Status
from kiosk.text import clean
from kiosk.ui.look.search_hits import match_line
from kiosk.ui.widgets.field import Field, Tick
from kiosk.ui.widgets.topic_chips import Chips

_LEAVE: list[BindingType] = [Binding("escape", "dismiss(None)", show=False)]
MAX_PRONOUNS, MAX_REASON, MAX_ANSWER = 24, 80, 500


def deeds(
    found: Found, may_let_in: Sequence[str], order: int, *, alike: int = 0, tickets: int = 1
) -> list[tuple[str, str]]:
    """What can be done about somebody: (action, words), the likeliest first.

    `order`: tickets booked with theirs; `alike`: who may be the same person; `tickets`: what they have themselves.
    """
    person, presence = found.registrant, found.presence
    choices: list[tuple[str, str]] = []
    if presence.admission is None and person.status is Status.REGISTERED:
        choices.append(("admit", _("Admit them")))
    if presence.admission is None and decide.may_let_in(person, may_let_in):
        choices.append(("let_in", _("Let them in all the same, and say why")))
    if presence.admission is None and person.status is not Status.CANCELLED:
        choices.append(("substitute", _("Somebody else comes on this ticket")))
    if order > 1:
        choices.append(("order", _("Everybody of this order ({n} tickets)").format(n=order)))
    if presence.admission:
        choices.append(("card", _("Pick topics, and print a card with people to meet")))
    choices.append(("edit", _("Change name, pronouns, topics or consent")))
    if alike:
        choices.append(("same", _("The same person as ... ({n} called alike)").format(n=alike)))
    if tickets > 1:
        choices.append(("two", _("Two people after all, not one with {n} tickets").format(n=tickets)))
    if presence.admission:
        choices += [
            ("reprint", _("Print the badge again")),
            ("by_hand", _("Write the badge by hand")),
            ("undo", _("Take the admission back")),
        ]
    return choices


class PersonMenu(ModalScreen[str | None]):
    """Who it is, and what to do."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f6", "dismiss(None)", show=False)]

    def __init__(self, found: Found, choices: Sequence[tuple[str, str]], handed: str) -> None:
        super().__init__()
        self._found = found
        self._choices = choices
        self._handed = handed

    def compose(self) -> ComposeResult:
        """Name, what is known, and the list."""
        name, details = match_line(self._found)
        with Vertical(classes="dialog tall"):
            yield Static(Content(name), classes="question")
            said = [details, decide.note(self._found.registrant), self._handed]
            yield Static(Content("\n".join(line for line in said if line)))
            yield OptionList(*(Option(Content(words), id=action) for action, words in self._choices), classes="choices")
            yield Static(_("↓ ↑ choose   Enter: do it   Esc: leave it"), classes="keys")

    def on_mount(self) -> None:
        """Starts on the likeliest."""
        self.query_one(OptionList).highlighted = 0

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Closes with the action's name."""
        self.dismiss(event.option.id)


class ReasonForm(ModalScreen[str | None]):
    """Why something is done: kept beside it, for the organiser."""

    BINDINGS: ClassVar[list[BindingType]] = _LEAVE

    def __init__(self, question: str, usual: str, *, do: str) -> None:
        super().__init__()
        self._question, self._usual, self._do = question, usual, do

    def compose(self) -> ComposeResult:
        """One line, filled with the usual reason."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._question), classes="question")
            yield Field(self._usual, placeholder=_("why, in a few words"), max_length=MAX_REASON)
            yield Static(Content(_("Enter: {do}      Esc: leave it").format(do=self._do)), classes="keys")

    @on(Input.Submitted)
    def send(self, event: Input.Submitted) -> None:
        """Closes with the reason, which may be empty."""
        self.dismiss(clean(event.value))


class EditForm(ModalScreen[dict[str, Any] | None]):
    """What a person says of themselves, to be put right."""

    BINDINGS: ClassVar[list[BindingType]] = [*_LEAVE, Binding("enter", "send", show=False)]

    def __init__(self, person: Registrant, topics: Sequence[str], *, only_topics: bool = False) -> None:
        super().__init__()
        self._person = person
        self._topics = topics
        self._only_topics = only_topics

    def compose(self) -> ComposeResult:
        """Every field as it is."""
        person = self._person
        with Vertical(classes="dialog page"):
            yield Static(
                Content(_("What should stand there for {who}?").format(who=called(person))), classes="question"
            )
            with VerticalScroll(can_focus=False):
                if not self._only_topics:
                    yield Label(_("Name"))
                    yield Field(person.name, id="name", compact=True)
                    yield Label(_("Pronouns"))
                    yield Field(person.pronouns, id="pronouns", max_length=MAX_PRONOUNS, compact=True)
                for key, label in (
                    ("offers", _("Can offer")),
                    ("asks", _("Would like help with")),
                    ("interests", _("Interested in")),
                ):
                    yield Label(label)
                    yield Field(", ".join(getattr(person, key)), id=key, compact=True)
                    if self._only_topics:
                        yield Chips(self._topics, getattr(person, key), id=f"{key}-chips")
                yield Label(_("May we use this to suggest people to meet, and print it on badges?"))
                yield Tick(_("Yes"), value=person.consent is True, id="consent", compact=True)
            picking = _("Enter: print the card   Tab: next   1-9: pick   Space: tick   Esc: back")
            keys = picking if self._only_topics else _("Enter: keep it   Tab: next   Space: tick   Esc: back")
            yield Static(keys, classes="keys")

    @on(Input.Submitted)
    def action_send(self) -> None:
        """Closes with the fields as they stand; a name can't be empty."""
        changes: dict[str, Any] = {"consent": self.query_one(Checkbox).value}
        for field in self.query(Field):
            said = clean(field.value, MAX_ANSWER)
            known = getattr(self._person, str(field.id))
            if isinstance(known, str):
                changes[str(field.id)] = said
            else:
                # Left alone where nobody wrote anything: an answer may hold commas of its own.
                changes[str(field.id)] = known if said == ", ".join(known) else split_answer(said)
        for chips in self.query(Chips):
            key = str(chips.id).removesuffix("-chips")
            changes[key] = tuple(dict.fromkeys((*changes[key], *chips.picked)))
        if changes.get("name") == "":
            self.query_one("#name", Field).focus()
            return
        if changes.get("name", self._person.name) != self._person.name:
            # What a list called first and last name is not what the person says.
            changes |= {"first_name": "", "last_name": ""}
        self.dismiss(changes)


def handed(person: Registrant, settings: Any) -> str:
    """What to hand over, as a line of its own; empty where nothing is."""
    line = hand_over(person, settings)
    return _("Hand over: {what}").format(what=line) if line else ""

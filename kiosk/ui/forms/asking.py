"""Short forms: Enter sends them, Esc leaves them; only what is needed is asked."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Checkbox, Input, Label, Static

from kiosk.event.door.decide import note
from kiosk.intake.cells.answers import split_answer
from kiosk.language import _
from kiosk.model import Registrant, Registration
from kiosk.text import clean
from kiosk.ui.look.wording import guest_name
from kiosk.ui.widgets.chips import Chips
from kiosk.ui.widgets.field import Field, Tick

MAX_INITIALS = 8
_LEAVE: list[BindingType] = [Binding("escape", "dismiss(None)", "Back", show=False)]


class NameForm(ModalScreen[str | None]):
    """A ticket without a name asks for it."""

    BINDINGS: ClassVar[list[BindingType]] = _LEAVE

    def __init__(self, ticket: Registrant) -> None:
        super().__init__()
        self._ticket = ticket

    def compose(self) -> ComposeResult:
        """One question."""
        order = _(" (order {order})").format(order=self._ticket.order) if self._ticket.order else ""
        with Vertical(classes="dialog"):
            yield Static(
                Content(_("This ticket has no name yet{order}. What is it?").format(order=order)), classes="question"
            )
            yield Field(placeholder=_("Name as it should stand on the badge"))
            yield Static(_("Enter: admit      Esc: not now"), classes="keys")

    @on(Input.Submitted)
    def send(self, event: Input.Submitted) -> None:
        """Admits under the name."""
        name = clean(event.value)
        if name:
            self.dismiss(name)


class NoteForm(ModalScreen[bool | None]):
    """What somebody noted about a guest, to be read before they come in."""

    BINDINGS: ClassVar[list[BindingType]] = [*_LEAVE, Binding("enter", "dismiss(True)", show=False)]

    def __init__(self, person: Registrant) -> None:
        super().__init__()
        self._person = person

    def compose(self) -> ComposeResult:
        """Who, and the note."""
        with Vertical(classes="dialog note"):
            yield Static(
                Content(_("! Read this first: {who}").format(who=guest_name(self._person))), classes="question"
            )
            yield Static(Content(note(self._person)), classes="note-text")
            yield Static(_("Enter: I have seen it, let them in      Esc: not now"), classes="keys")


class OperatorForm(ModalScreen[str | None]):
    """Whose initials stand on everything that is done from now on."""

    BINDINGS: ClassVar[list[BindingType]] = _LEAVE

    def __init__(self, initials: str) -> None:
        super().__init__()
        self._initials = initials

    def compose(self) -> ComposeResult:
        """Three letters."""
        with Vertical(classes="dialog"):
            yield Static(_("Who is at the door? Your initials, so that others know whom to ask."), classes="question")
            yield Field(self._initials, placeholder=_("for example: mk"), max_length=MAX_INITIALS)
            yield Static(_("Enter: that is me      Esc: back"), classes="keys")

    @on(Input.Submitted)
    def send(self, event: Input.Submitted) -> None:
        """Closes with the initials, which may be empty."""
        self.dismiss(clean(event.value))


class WalkInForm(ModalScreen[Registration | None]):
    """Somebody who is on no list, or comes on another's ticket: a name is enough."""

    BINDINGS: ClassVar[list[BindingType]] = [*_LEAVE, Binding("enter,f2", "send", show=False)]

    def __init__(self, name: str, topics: Sequence[str], title: str = "") -> None:
        super().__init__()
        self._name = name
        self._topics = topics
        self._title = title

    def compose(self) -> ComposeResult:
        """Name first, the rest if there is time."""
        with Vertical(classes="dialog page"):
            yield Static(Content(self._title or _("Welcome somebody who is on no list")), classes="question")
            with VerticalScroll(can_focus=False):
                yield Label(_("Name"))
                yield Field(self._name, placeholder=_("as it should stand on the badge"), id="name", compact=True)
                yield Label(_("Company"))
                yield Field(placeholder=_("if they like"), id="company", compact=True)
                for key, label, hint in (
                    ("offers", _("Can offer"), _("1-9 below, or in their words: film photography")),
                    ("asks", _("Would like help with"), _("1-9 below, or in their words: user interviews")),
                    ("interests", _("Interested in"), _("for example: sailing")),
                ):
                    yield Label(label)
                    yield Field(placeholder=hint, id=key, compact=True)
                    if key != "interests":
                        yield Chips(self._topics, id=f"{key}-chips")
                yield Label(_("May we use this to suggest people to meet, and print it on badges?"))
                yield Tick(_("Yes"), id="consent", compact=True)
            yield Static(_("Enter: admit   Tab: next   1-9: pick   Space: tick   Esc: back"), classes="keys")

    @on(Input.Submitted)
    def action_send(self) -> None:
        """Admits, once there is a name."""
        values = {str(field.id): clean(field.value, 500) for field in self.query(Input)}
        if not values["name"]:
            self.query_one("#name", Input).focus()
            return
        picked = {str(chips.id).removesuffix("-chips"): chips.picked for chips in self.query(Chips)}
        self.dismiss(
            Registration(
                ref="",
                name=clean(values["name"]),
                company=clean(values["company"]),
                offers=_said(values["offers"], picked["offers"]),
                asks=_said(values["asks"], picked["asks"]),
                interests=split_answer(values["interests"]),
                consent=self.query_one(Checkbox).value,
            )
        )


def _said(text: str, picked: Sequence[str]) -> tuple[str, ...]:
    """What was written, then what was picked."""
    return tuple(dict.fromkeys((*split_answer(text), *picked)))


class ImportForm(ModalScreen[str | None]):
    """Where the list of late sign-ups lies."""

    BINDINGS: ClassVar[list[BindingType]] = _LEAVE

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def compose(self) -> ComposeResult:
        """One path."""
        with Vertical(classes="dialog"):
            yield Static(_("Which file holds the late sign-ups?"), classes="question")
            yield Field(f"{self._folder}/", placeholder=_("a file your platform exported"), select_on_focus=False)
            yield Static(_("Enter: take it in (scans go on)      Esc: back"), classes="keys")

    @on(Input.Submitted)
    def send(self, event: Input.Submitted) -> None:
        """Takes the file in."""
        self.dismiss(event.value.strip() or None)

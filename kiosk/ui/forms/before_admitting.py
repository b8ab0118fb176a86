"""What comes before the green: a name where a ticket has none, a note where somebody wrote one."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from kiosk.event.door.decide import note
from kiosk.event.guests.naming import called
from kiosk.language import _
from kiosk.model import Registrant
from kiosk.text import clean
from kiosk.ui.widgets.field import Field

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
            yield Static(Content(_("! Read this first: {who}").format(who=called(self._person))), classes="question")
            yield Static(Content(note(self._person)), classes="note-text")
            yield Static(_("Enter: I have seen it, let them in      Esc: not now"), classes="keys")

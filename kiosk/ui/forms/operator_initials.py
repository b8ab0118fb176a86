"""Whose initials stand on what is done from now on."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from kiosk.language import _
from kiosk.text import clean
from kiosk.ui.widgets.field import Field

MAX_INITIALS = 8
_LEAVE: list[BindingType] = [Binding("escape", "dismiss(None)", "Back", show=False)]


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

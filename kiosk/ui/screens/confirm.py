"""Are you sure? The answer that changes nothing has the focus, so a stray Enter or a held key does no harm."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static


class Confirm(ModalScreen[bool]):
    """Asks once more before something is taken back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", "No", show=False),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, question: str, yes: str) -> None:
        super().__init__()
        self._question = question
        self._yes = yes

    def compose(self) -> ComposeResult:
        """The question and two buttons."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._question), classes="question")
            with Horizontal(classes="buttons"):
                yield Button("No, leave it", id="no")
                yield Button(self._yes, id="yes", variant="warning")
            yield Static("← → choose   Enter: do it   Esc: leave it", classes="keys")

    def on_mount(self) -> None:
        """Starts on the harmless answer."""
        self.query_one("#no", Button).focus()

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """Closes with the answer."""
        self.dismiss(event.button.id == "yes")

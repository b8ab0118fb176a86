"""Are you sure? The answer that changes nothing has the focus, so a stray Enter or a held key does no harm."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from kiosk.language import _


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
                yield Button(_("No, leave it"), id="no")
                yield Button(self._yes, id="yes", variant="warning")
            yield Static(_("← → choose   Enter: do it   Esc: leave it"), classes="keys")

    def on_mount(self) -> None:
        """Starts on the harmless answer."""
        self.query_one("#no", Button).focus()

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """Closes with the answer."""
        self.dismiss(event.button.id == "yes")


class Why(ModalScreen[str | None]):
    """The same with a reason to choose, which is kept; the first line leaves everything as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, question: str, reasons: Sequence[str]) -> None:
        super().__init__()
        self._question = question
        self._reasons = reasons

    def compose(self) -> ComposeResult:
        """The question and the reasons."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._question), classes="question")
            lines = (_("No, leave it"), *(_("Yes: {reason}").format(reason=reason) for reason in self._reasons))
            yield OptionList(*(Option(Content(line)) for line in lines), classes="choices")
            yield Static(_("↓ ↑ choose   Enter: do it   Esc: leave it"), classes="keys")

    def on_mount(self) -> None:
        """Starts on the harmless line."""
        self.query_one(OptionList).highlighted = 0

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Closes with the reason."""
        self.dismiss(self._reasons[event.option_index - 1] if event.option_index else None)

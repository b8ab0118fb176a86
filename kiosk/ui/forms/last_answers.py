"""What happened just now: the last twenty answers, and what can still be done about each."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kiosk.language import _
from kiosk.ui.look.outcomes import answer_line
from kiosk.ui.messages import Answered


class LastAnswers(ModalScreen[str | None]):
    """Newest first; Enter opens the person."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, answers: Sequence[Answered]) -> None:
        super().__init__()
        self._answers = answers

    def compose(self) -> ComposeResult:
        """One line an answer."""
        with Vertical(classes="dialog tall"):
            yield Static(_("The last answers"), classes="question")
            lines = [Option(Content(answer_line(each.result, each.sign))) for each in self._answers]
            yield OptionList(*lines) if lines else Static(_("Nobody has been here yet."))
            yield Static(_("↓ choose   Enter: what can be done   Esc: back to the door"), classes="keys")

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Closes with the registrant's id, where there is one."""
        person = self._answers[event.option_index].result.registrant
        self.dismiss(person.id if person else None)

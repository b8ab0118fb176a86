"""Are you sure? Only the key that asked can say yes: a scan types letters and Enter, never an F-key."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

_SHOWN = {"ctrl+q": "Ctrl+Q"}


class Confirm(ModalScreen[bool]):
    """Asks once more before something is taken back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(False)", "No", show=False)]

    def __init__(self, question: str, key: str) -> None:
        super().__init__()
        self._question = question
        self._key = key
        self._bindings.bind(key, "dismiss(True)", "Yes", show=False, priority=True)

    def compose(self) -> ComposeResult:
        """The question and the two keys."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._question), classes="question")
            yield Static(Content(f"{_SHOWN.get(self._key, self._key.upper())} again: yes      Esc: no"), classes="keys")

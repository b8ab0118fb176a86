"""A few lines to read."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from kiosk.language import _


class Notice(ModalScreen[None]):
    """A few lines to read."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,f1", "dismiss", "Close", show=False)]

    SIZE = "tall"

    def __init__(self, title: str, lines: Sequence[str], back: str = "") -> None:
        super().__init__()
        self._title = title
        self._lines = lines
        self._back = back
        """How to go on, in words; empty = to the door."""

    def compose(self) -> ComposeResult:
        """Title, lines, and how to go on."""
        with Vertical(classes=f"dialog {self.SIZE}"):
            yield Static(Content(self._title), classes="question")
            with VerticalScroll(can_focus=False):
                yield Static(Content("\n".join(self._lines)))
            yield Static(Content(self._back or _("Esc: back to the door")), classes="keys")

"""The demo's codes, for whoever has no scanner."""

from pathlib import Path
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


class CodeList(ModalScreen[str | None]):
    """The demo's codes: choosing one is as good as scanning it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back", show=False)]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._lines = path.read_text("utf-8").splitlines()

    def compose(self) -> ComposeResult:
        """A code and a name a line."""
        with Vertical(classes="dialog tall"):
            yield Static(_("Codes of the demo's guests"), classes="question")
            yield OptionList(*(Option(Content(line)) for line in self._lines))
            yield Static(_("↓ chooses   Enter: scan it   Esc: back"), classes="keys")

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Scans the chosen code."""
        self.dismiss(self._lines[event.option_index].split()[0])

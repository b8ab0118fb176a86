"""Where the list of late sign-ups lies."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from kiosk.language import _
from kiosk.ui.widgets.field import Field

_LEAVE: list[BindingType] = [Binding("escape", "dismiss(None)", "Back", show=False)]


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

"""Things to read or to choose from."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

_KEYS = (
    ("scan", "admits, whatever is on the screen; badges can be scanned too"),
    ("letters", "look for a name, a company or an e-mail address"),
    ("Enter", "admits the only match; where several match, ↓ chooses first"),
    ("Esc", "clears what was typed, or leaves a form"),
    ("F2", "somebody who is on no list"),
    ("F3", "printers, and badges that did not come out"),
    ("F4", "takes back the last admission (or the chosen one)"),
    ("F5", "prints the last badge again (or the chosen one)"),
    ("F6", "takes in a list of late sign-ups"),
    ("F8", "shows what to write on a badge by hand; it counts as given"),
    ("F10", "closes the door"),
)


class Notice(ModalScreen[None]):
    """A few lines to read."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,f1", "dismiss", "Close", show=False)]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._lines = lines

    def compose(self) -> ComposeResult:
        """Title, lines, and how to go on."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="question")
            with VerticalScroll(can_focus=False):
                yield Static(Content("\n".join(self._lines)))
            yield Static(Content("Esc: back to the door"), classes="keys")


class Help(Notice):
    """One page of keys."""

    def __init__(self, *, demo: bool) -> None:
        keys = [*_KEYS[:-1], *([("F7", "codes to try a scan with")] if demo else []), _KEYS[-1]]
        super().__init__("The keys", [f"{key:<9}{meaning}" for key, meaning in keys])


class CodeList(ModalScreen[str | None]):
    """The demo's codes: choosing one is as good as scanning it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back", show=False)]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._lines = path.read_text("utf-8").splitlines()

    def compose(self) -> ComposeResult:
        """A code and a name a line."""
        with Vertical(classes="dialog tall"):
            yield Static("Codes of the demo's guests", classes="question")
            yield OptionList(*(Option(Content(line)) for line in self._lines))
            yield Static("↓ chooses   Enter: scan it   Esc: back", classes="keys")

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Scans the chosen code."""
        self.dismiss(self._lines[event.option_index].split()[0])

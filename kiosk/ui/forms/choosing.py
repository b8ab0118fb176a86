"""Things to read or to choose from."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from rich.cells import set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kiosk.language import _, later

_KEYS = (
    ("F2", later("Walk-in"), later("somebody who is on no list: a name is enough")),
    ("F3", later("Badges"), later("printers, and badges that did not come out")),
    ("F4", later("Undo"), later("takes back the last admission (or the chosen one)")),
    ("F5", later("Again"), later("prints the last badge again (or the chosen one)")),
    ("F6", later("Person"), later("everything about a person: edit, substitute, let in unpaid")),
    ("F7", later("Group"), later("people who came together: not introduced to each other")),
    ("F8", later("Pen"), later("what to write on a badge by hand; it counts as given")),
    ("F10", later("Close"), later("closes the door")),
    ("F12", later("Menu"), later("all of this by name, and more: desk, lists, colours")),
)
_SCANNING = later(
    "A scan admits, whatever is on the screen; badges can be scanned too.\n"
    "Letters look for a name; Enter admits the only match, ↓ chooses first.\n"
    "Esc clears what was typed, or leaves a form."
)


class Notice(ModalScreen[None]):
    """A few lines to read."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,f1", "dismiss", "Close", show=False)]

    SIZE = "tall"

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._lines = lines

    def compose(self) -> ComposeResult:
        """Title, lines, and how to go on."""
        with Vertical(classes=f"dialog {self.SIZE}"):
            yield Static(Content(self._title), classes="question")
            with VerticalScroll(can_focus=False):
                yield Static(Content("\n".join(self._lines)))
            yield Static(Content(_("Esc: back to the door")), classes="keys")


class Help(Notice):
    """One page: the keys as they lie on the keyboard, and what each does."""

    SIZE = "page"

    def __init__(self, *, demo: bool) -> None:
        lines = [*_(_SCANNING).splitlines(), "", *keyboard([(key, _(word)) for key, word, _about in _KEYS]), ""]
        lines += [f"{key:<5}{_(about)}" for key, _word, about in _KEYS]
        lines += [f"^T   {_('codes to try a scan with')}"] if demo else []
        super().__init__(_("The keys"), lines)


def keyboard(keys: Sequence[tuple[str, str]]) -> list[str]:
    """A row of keys with their words under them."""
    tops = "".join(f"┌{'─' * _CAP}┐ " for _key in keys)
    caps = "".join(f"│{key.center(_CAP)}│ " for key, _word in keys)
    words = "".join(set_cell_size(word, _CAP + 2) + " " for _key, word in keys)
    return [tops.rstrip(), caps.rstrip(), words.rstrip()]


_CAP = 5
"""Cells inside a drawn key."""


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

"""One of several things, chosen with the arrows or by typing some of its letters."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from kiosk.language import _
from kiosk.text import fold


class Choose(ModalScreen[str | None]):
    """A question and its answers by name; None after Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f10", "dismiss(None)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]

    def __init__(self, question: str, choices: Mapping[str, str], *, typed: bool = False, start: str = "") -> None:
        super().__init__()
        self._question = question
        self._choices = choices
        self._typed = typed
        self._start = start
        """What holds now; empty = the first."""

    def compose(self) -> ComposeResult:
        """The question, letters to look for, and the answers."""
        keys = _("↑ ↓ or letters: choose   Enter: take it   Esc: back") if self._typed else ""
        with Vertical(classes="dialog tall"):
            yield Static(Content(self._question), classes="question")
            if self._typed:
                yield Input(placeholder=_("letters of what you look for"), compact=True)
            yield OptionList(compact=True)
            yield Static(Content(keys or _("↑ ↓ choose   Enter: take it   Esc: back")), classes="keys")

    def on_mount(self) -> None:
        """Starts on what holds now."""
        self._fill("")
        self.query_one(Input if self._typed else OptionList).focus()

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Leaves only what holds these letters."""
        self._fill(event.value)

    def action_move(self, step: int) -> None:
        """Up and down while letters are typed."""
        choices = self.query_one(OptionList)
        (choices.action_cursor_down if step > 0 else choices.action_cursor_up)()

    @on(Input.Submitted)
    def take(self) -> None:
        """Enter among letters takes the marked one."""
        self.query_one(OptionList).action_select()

    @on(OptionList.OptionSelected)
    def close(self, event: OptionList.OptionSelected) -> None:
        """Closes with the name of what was chosen."""
        self.dismiss(event.option_id)

    def _fill(self, letters: str) -> None:
        choices, wanted = self.query_one(OptionList), fold(letters)
        found = [(name, words) for name, words in self._choices.items() if wanted in fold(words) or wanted in name]
        found.sort(key=lambda each: bool(wanted) and not fold(each[1]).startswith(wanted))
        choices.clear_options()
        choices.add_options([Option(Content(words), id=name) for name, words in found])
        names = [name for name, _words in found]
        # What holds now is marked first, so that one Enter too many changes nothing.
        now = names.index(self._start) if not wanted and self._start in names else 0
        choices.highlighted = now if found else None

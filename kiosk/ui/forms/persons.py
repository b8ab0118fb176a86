"""Who is it? A question with people for answers; the likeliest stands first."""

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

from kiosk.event.guests.identity.perhaps import Pair
from kiosk.language import _
from kiosk.model import Found, Registrant
from kiosk.ui.look.search_hits import match_line

NEW = "new"
"""The answer that it is none of them."""
Choices = Sequence[tuple[str, str]]
"""Answers, and their words."""


class WhoIsIt(ModalScreen[str | None]):
    """One question, an answer a line."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, question: str, choices: Choices) -> None:
        super().__init__()
        self._question = question
        self._choices = choices

    def compose(self) -> ComposeResult:
        """The question and the answers."""
        with Vertical(classes="dialog tall"):
            yield Static(Content(self._question), classes="question")
            yield OptionList(*(Option(Content(words), id=answer) for answer, words in self._choices), classes="choices")
            yield Static(_("↓ ↑ choose   Enter: do it   Esc: leave it"), classes="keys")

    def on_mount(self) -> None:
        """Starts on the likeliest."""
        self.query_one(OptionList).highlighted = 0

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Closes with the answer."""
        self.dismiss(event.option.id)


def expected(listed: Sequence[Found]) -> Choices:
    """Those on the list who may be a walk-in, and that it is none of them."""
    them = [(each.registrant.id, _("It is them: {who}").format(who=_line(each))) for each in listed]
    return [*them, (NEW, _("Somebody else of that name, who is on no list"))]


def alike(one: Registrant, pairs: Sequence[Pair]) -> Choices:
    """Those who may be the same person as somebody."""
    others = [(pair.b if pair.a.id == one.id else pair.a, pair.why) for pair in pairs]
    line = _("The same person: No {n} {name} ({why})")
    return [(other.id, line.format(n=other.number, name=other.name, why=_(why))) for other, why in others]


def joined(one: Registrant, tickets: Sequence[Registrant]) -> Choices:
    """What was said to be theirs, to take it back."""
    line = _("Somebody else after all: No {n} {name}")
    return [(each.id, line.format(n=each.number, name=each.name)) for each in tickets if each.id != one.id]


def _line(found: Found) -> str:
    name, details = match_line(found)
    return f"{name} · {details}" if details else name

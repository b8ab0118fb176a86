"""Who matches what was typed."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from kiosk.model import Found
from kiosk.ui.look.search_hits import match_line

_COLUMN = 28
"""Cells up to which names make a column."""


class Matches(OptionList, can_focus=False):
    """A list of hits; keys reach it through the search field."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Sequence[Found] = ()

    def show(self, found: Sequence[Found]) -> None:
        """Shows hits, none of them chosen yet."""
        self.found = found
        lines = [match_line(each) for each in found]
        column = min(_COLUMN, max((cell_len(name) for name, _ in lines), default=0))
        self.clear_options()
        self.add_options([_option(name, details, column) for name, details in lines])
        self.highlighted = None

    @property
    def chosen(self) -> Found | None:
        """The hit that was chosen with the arrow keys."""
        return self.found[self.highlighted] if self.highlighted is not None else None


def _option(name: str, details: str, column: int) -> Option:
    gap = " " * (max(0, column - cell_len(name)) + 3)
    return Option(Content.assemble((name, "bold"), gap, (details, "dim")))

"""Who matches what was typed."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from kiosk.model import Found
from kiosk.ui.wording import match_line


class Matches(OptionList, can_focus=False):
    """A list of hits; keys reach it through the search field."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Sequence[Found] = ()

    def show(self, found: Sequence[Found]) -> None:
        """Shows hits, none of them chosen yet."""
        self.found = found
        self.clear_options()
        self.add_options([_option(each) for each in found])
        self.highlighted = None

    @property
    def chosen(self) -> Found | None:
        """The hit that was chosen with the arrow keys."""
        return self.found[self.highlighted] if self.highlighted is not None else None


def _option(found: Found) -> Option:
    name, details = match_line(found)
    return Option(Content.assemble((name, "bold"), "   ", (details, "dim")))

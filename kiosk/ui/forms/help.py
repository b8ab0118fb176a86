"""The keys, on one page."""

from collections.abc import Sequence

from rich.cells import set_cell_size

from kiosk.language import _, later
from kiosk.ui.forms.notice import Notice

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

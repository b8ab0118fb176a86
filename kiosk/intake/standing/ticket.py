"""The state of each ticket of a list, judged with the whole column in sight."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from kiosk.intake.cells.answers import tidy
from kiosk.intake.cells.yesno import agreed
from kiosk.intake.columns.headers import norm
from kiosk.intake.guestlist import Table
from kiosk.intake.standing.states import BLOCKED, CANCELLED, REGISTERED, STATED, UNPAID, State
from kiosk.model import Status

MAX_WORD = 40
_STATES, _SURELY = 0.5, 0.8
_VARIED = 3
_CALLED = re.compile(
    r"stat[uo]|\bestado|\betat\b|\bstan\b|\bstav\b|zustand|situac|toestand|rsvp|approv|confirm|tilstand"
)
Meaning = Callable[[str], State | None]
"""What a platform's word for a state means; None for one never seen."""


class Standing:
    """What the words of one column mean: those known, those the organiser explained, those that are normal here."""

    def __init__(self, cells: Sequence[str], meaning: Meaning, explained: Mapping[str, str]) -> None:
        self._meaning = meaning
        self._explained = {norm(word): STATED[state] for word, state in explained.items()}
        words = Counter(tidy(cell, MAX_WORD) for cell in cells if cell.strip())
        strange = {word: count for word, count in words.items() if self._known(word) is None}
        filled = sum(words.values())
        self.normal = next((word for word, count in strange.items() if count * 2 > len(cells)), "")
        """A word that is not known here, but that most tickets have."""
        varied = len(words) >= _VARIED or 1 < len(words) == filled
        self.ignored = varied and filled * 2 > len(cells) and len(strange) == len(words) and not self.normal
        """Whether the column holds anything but states: no word of it is one."""
        self.asked: Counter[str] = Counter()
        """Words that somebody has to explain, with how many tickets wait for it."""

    def of(self, word: str, *, blocked: bool | None, cancelled: bool | None, paid: bool | None) -> State:
        """The state of a ticket by its word, and what other columns say of it."""
        if blocked:
            return BLOCKED
        if cancelled:
            return CANCELLED
        state = self._of_word(tidy(word, MAX_WORD)) if word.strip() else None
        if (state is None or state == REGISTERED) and paid is False:
            return UNPAID
        return state or REGISTERED

    def _of_word(self, word: str) -> State | None:
        state = self._known(word)
        if state or self.ignored or word == self.normal:
            return state
        self.asked[word] += 1
        return Status.PENDING, word

    def _known(self, word: str) -> State | None:
        return self._explained.get(norm(word)) or self._meaning(word)


def are_states(cells: Sequence[str], meaning: Meaning) -> float:
    """The share of filled cells that are words for a ticket's state: what tells a status from Texas."""
    filled = [cell for cell in cells if cell.strip()]
    return sum(meaning(cell) is not None for cell in filled) / len(filled) if filled else 0.0


def status_column(table: Table, chosen: Sequence[int], used: Collection[int], meaning: Meaning) -> tuple[int, ...]:
    """The column with the tickets' states: another one that is called so, where the chosen one holds Texas."""
    if not chosen or are_states(table.column(chosen[0]), meaning) >= _STATES:
        return tuple(chosen)
    others = (i for i, header in enumerate(table.header) if i not in used and _CALLED.search(norm(header)))
    better = [i for i in others if are_states(table.column(i), meaning) >= _SURELY]
    return tuple(better[:1] or chosen)


def says_yes(text: str) -> bool | None:
    """Yes or no of a column such as "blocked"; None where it is empty."""
    return agreed(text) if text else None

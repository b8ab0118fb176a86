"""What the answers of one column become under a choice."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.intake.cells.answers import tidy
from kiosk.intake.cells.lists import reader_of
from kiosk.intake.cells.yesno import agreed
from kiosk.intake.choices.open_list import OpenList
from kiosk.intake.choices.remembered import Chosen
from kiosk.intake.columns.headers import LISTS
from kiosk.intake.columns.use import ColumnUse
from kiosk.intake.guestlist import Choices
from kiosk.intake.leaves import Asked, Grant
from kiosk.intake.standing.payments import are_amounts
from kiosk.intake.standing.ticket import MAX_WORD, Standing
from kiosk.model import LEAVES
from kiosk.text import MAX_ANSWER, clean

_SHOWN = 300
_LENGTH = MAX_ANSWER
UNKNOWN = "unknown"
"""The state of a ticket whose word nobody explained."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer, by how many people, and what it becomes."""

    text: str
    """Cleaned."""
    people: int
    grant: Grant | None = None
    """Of a question for leave."""
    state: str = ""
    """Of a ticket's state: registered, unpaid, cancelled, …; "unknown"."""
    phrases: tuple[str, ...] | None = None
    """Of an answer that is cut into phrases."""


def answers_of(listed: OpenList, chosen: Chosen, column: ColumnUse) -> tuple[Answer, ...]:
    """The distinct answers, what somebody has to look at first, then the most frequent; the first few hundred."""
    counts = Counter(cell for cell in listed.laid.table.column(column.index))
    read = _reader(listed, listed.choices(chosen), column)
    answers = [read(cell, people) for cell, people in counts.most_common(_SHOWN)]
    return tuple(sorted(answers, key=lambda answer: answer.grant is not Grant.UNCLEAR and answer.state != UNKNOWN))


def _reader(listed: OpenList, choices: Choices, column: ColumnUse) -> Callable[[str, int], Answer]:
    table, platform, use = listed.laid.table, listed.laid.platform, column.used_for
    if use in LEAVES:
        asked = Asked.of(column, table.header[column.index], choices.answers, choices.marked)
        return lambda cell, people: Answer(text=clean(cell, _LENGTH), people=people, grant=asked.meaning(cell))
    if use in LISTS:
        cut = reader_of(table, column.index, use, platform.separator)
        return lambda cell, people: Answer(text=clean(cell, _LENGTH), people=people, phrases=cut(cell))
    if use == "status":
        standing = Standing(table.column(column.index), platform.state, choices.states)
        return lambda cell, people: Answer(text=tidy(cell, MAX_WORD), people=people, state=_state(standing, cell))
    if use == "paid" and not are_amounts(table.column(column.index)):
        owed = Standing(
            [cell for cell in table.column(column.index) if agreed(cell) is None], platform.state, choices.states
        )
        return lambda cell, people: Answer(text=tidy(cell, MAX_WORD), people=people, state=_paid(owed, cell))
    return lambda cell, people: Answer(text=clean(cell, _LENGTH), people=people)


def _paid(owed: Standing, cell: str) -> str:
    said = agreed(cell)
    return _state(owed, cell) if said is None else "registered" if said else "unpaid"


def _state(standing: Standing, cell: str) -> str:
    status, reason = standing.of(cell, blocked=None, cancelled=None, paid=None)
    return UNKNOWN if tidy(cell, MAX_WORD) in standing.asked else reason or status.value

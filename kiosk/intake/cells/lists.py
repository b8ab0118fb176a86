"""How the answers of a column are cut into phrases, learnt from the whole column."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from kiosk.intake.cells.answers import split_answer
from kiosk.intake.cells.yesno import agreed
from kiosk.intake.columns.headers import option_of
from kiosk.intake.guestlist import Table

Reader = Callable[[str], tuple[str, ...]]
"""A cell -> its phrases."""

_SEEN = 2  # rows in which two halves must stand together
_COMMA = re.compile(r",\s+(?![^()]*\))")


def reader_of(table: Table, index: int, field: str, separator: str) -> Reader:
    """The reader for one column: an option of its own, ticked options, or free text."""
    cells = table.column(index)
    option = option_of(table.header[index])[1]
    if option and all(agreed(cell) is not None for cell in cells):
        return lambda cell: (option,) if agreed(cell) else ()
    if field == "knows":
        # Read as a sentence, wherever somebody put a mark.
        return partial(split_answer, noes=True)
    marks = (mark for mark in (separator, "|", ";") if mark not in ("", ","))
    ticked = next((mark for mark in marks if _ticked(cells, mark, field)), "")
    if ticked:
        # Where the platform joins with this mark, a cell without it is one option, whatever commas it holds.
        whole = field == "interests" and ticked == separator
        return lambda cell: split_answer(cell, ticked) if whole or ticked in cell else split_answer(cell)
    joined = _options_with_comma(cells) if field == "interests" else {}
    return (lambda cell: split_answer(_rejoin(cell, joined), _SEAM)) if joined else split_answer


def _ticked(cells: Sequence[str], mark: str, field: str) -> bool:
    """Whether a mark joins options here, rather than standing in somebody's sentence."""
    holding = [cell for cell in cells if mark in cell]
    if mark == "|" or not holding:
        return bool(holding)
    if field != "interests":
        # People put a space behind a semicolon, forms that join ticked options don't.
        return not any("; " in cell or "\n" in cell for cell in holding)
    return not any("\n" in cell for cell in holding) and len(holding) * 5 >= len(cells)


_SEAM = "\x1f"


def _options_with_comma(cells: Sequence[str]) -> dict[str, str]:
    """Options such as "Fintech, payments": halves that are never seen apart, the second in lower case."""
    rows = [_COMMA.split(cell.strip()) for cell in cells]
    alone = Counter(part for row in rows for part in row)
    together = Counter(pair for row in rows for pair in pairwise(row))
    if sum(row[0][:1].isupper() for row in rows) * 5 < len(rows) * 4:
        return {}
    return {
        first: second
        for (first, second), count in together.items()
        if second[:1].islower() and count == alone[first] == alone[second] >= _SEEN
    }


def _rejoin(cell: str, joined: dict[str, str]) -> str:
    """The cell with every comma between two options replaced by a mark that nobody types."""
    parts = _COMMA.split(cell)
    seams = [", " if joined.get(left.strip()) == right.strip() else _SEAM for left, right in pairwise(parts)]
    return "".join(part + seam for part, seam in zip(parts, [*seams, _SEAM], strict=True))

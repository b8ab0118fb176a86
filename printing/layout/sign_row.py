"""A row of marks: signs, with their words where there is room."""

from collections.abc import Sequence

from printing.badge import MARKS
from printing.layout.ink import Frame, Ink, Mark, Sign
from printing.layout.printed_words import Labels
from printing.lettering.typeset import Line, set_line

SIGN = 1.4
"""Ems that a sign is high beside its word."""

Row = list[tuple[int, str, Line | None]]
"""From left to right: a sign's side, the mark, and its word where there is room for it."""


def signs_row(marked: Sequence[str], size: int, labels: Labels, frame: Frame, *, words: bool) -> Row:
    """Signs, with their words or without."""
    side = round(size * SIGN)
    return [
        (side, mark, set_line(labels.mark(mark), size, frame.faces) if words else None)
        for mark in MARKS
        if mark in marked
    ]


def signs_width(row: Row) -> int:
    """Dots from the first sign to the last."""
    total = sum(side + (round(side * 0.3) + line.width if line else 0) for side, _, line in row)
    return total + sum(_apart(side, line) for side, _, line in row[:-1])


def placed(row: Row, x: int, baseline: int) -> list[Mark]:
    """The row from `x` on, its words on the baseline, its signs in the middle of their capitals."""
    marks: list[Mark] = []
    for side, mark, line in row:
        size = round(side / SIGN)
        marks.append(Sign(x, baseline - round(size * 0.35) - side // 2, side, mark))
        x += side
        if line:
            x += round(side * 0.3)
            marks.append(Ink(line, x - line.left, baseline))
            x += line.width
        x += _apart(side, line)
    return marks


def _apart(side: int, line: Line | None) -> int:
    return round(side * (0.75 if line else 0.3))

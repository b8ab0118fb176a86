"""The round that is running, on the wall: who sits at which table."""

from collections.abc import Sequence

from kiosk.event.wall import Place, Seating
from kiosk.language import _
from kiosk.ui.blocks import BLANK, Block, Row, card, fit, grid
from kiosk.ui.numerals import ROWS, numeral
from kiosk.ui.wallparts import GAP, GROUND, HEADING, NAME, NUMBER, Paged, Space, heading, page

_TABLE, _LARGE_TABLE = 20, 32
"""Columns that a table needs, in letters and in large figures."""


def seating(round_: Seating, space: Space, turn: int) -> Paged:
    """Who sits at which table, as columns of numbers and first names; large where all fit at once."""
    until = _("until {time}").format(time=f"{round_.ends_at:%H:%M}") if round_.ends_at else ""
    words = _("Round {round} of {rounds}").format(round=round_.round, rounds=round_.rounds)
    rows = heading(" · ".join(part for part in (words, until) if part), space)
    below = Space(space.width, space.height - len(rows), space.scale)
    drawn = _tables(round_, below, turn, ROWS)
    drawn = drawn if drawn.pages == 1 else _tables(round_, below, turn, 1)
    return Paged([*rows, *drawn.block], drawn.pages)


def _tables(round_: Seating, space: Space, turn: int, seat_rows: int) -> Paged:
    most = max(map(len, round_.tables), default=0)
    least = _TABLE if seat_rows == 1 else _LARGE_TABLE
    columns = max(1, (space.width + GAP) // (least + GAP))
    width = min((space.width + GAP) // columns - GAP, 2 * least)
    lines = max(1, (space.height + 1) // (most * seat_rows + 4))
    shown, pages = page(list(enumerate(round_.tables, 1)), columns * lines, turn)
    tables = [_table(number, table, most, width, seat_rows) for number, table in shown]
    return Paged(grid(tables, columns, GAP), pages)


def _table(number: int, table: Sequence[Place], most: int, width: int, seat_rows: int) -> Block:
    seats = [row for place in table for row in _seat(place, width, seat_rows)]
    head: Row = ((fit(f"  {_('Table {n}').format(n=number)}", width), HEADING),)
    return card([head, *seats, *[BLANK] * ((most - len(table)) * seat_rows)], width, GROUND)


def _seat(place: Place, width: int, rows: int) -> Block:
    number, name = place
    if rows == 1:
        return [((f"{number:>5}", NUMBER), ("  ", ""), (fit(name, width - 8), NAME))]
    figures = numeral(str(number))
    left = max(len(figures[0]), 14) + 2
    return [
        ((figure.rjust(left), NUMBER), ("  ", ""), (fit(name if y == 1 else "", width - left - 3), NAME))
        for y, figure in enumerate(figures)
    ]

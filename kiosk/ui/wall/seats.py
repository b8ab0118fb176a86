"""The round that is running, on the wall: who sits at which table."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.event.overview.wall_view import Place, RoundShown
from kiosk.language import _
from kiosk.ui.drawing.blocks import BLANK, Block, Row, card, fit, grid
from kiosk.ui.drawing.numerals import numeral
from kiosk.ui.wall.parts import GAP, GROUND, HEADING, NAME, NUMBER, Paged, Space, heading, page

_STYLES = ((4, 34), (1, 24), (1, 18))
"""Rows of a seat and columns of a table, the largest first: figures from afar, letters, and short names."""


def seating(round_: RoundShown, space: Space, turn: int) -> Paged:
    """Who sits at which table, as large as all of them fit at once."""
    until = _("until {time}").format(time=f"{round_.ends_at:%H:%M}") if round_.ends_at else ""
    words = _("Round {round} of {rounds}").format(round=round_.round, rounds=round_.rounds)
    rows = heading(" · ".join(part for part in (words, until) if part), space)
    below = Space(space.width, space.height - len(rows), space.scale)
    tries = [_tables(round_, below, turn, *style) for style in _STYLES]
    drawn = next((each for each in tries if each.pages == 1), tries[-1])
    return Paged([*rows, *drawn.block], drawn.pages)


def _tables(round_: RoundShown, space: Space, turn: int, seat_rows: int, least: int) -> Paged:
    most = max(map(len, round_.tables), default=0)
    columns = max(1, (space.width + GAP) // (least + GAP))
    width = min((space.width + GAP) // columns - GAP, 2 * least)
    lines = max(1, (space.height + 1) // (most * seat_rows + 4))
    shown, pages = page(list(enumerate(round_.tables, 1)), columns * lines, turn)
    widest = max((number for table in round_.tables for number, _name in table), default=0)
    tables = [_table(number, table, most, Seat(width, seat_rows, widest)) for number, table in shown]
    return Paged(grid(tables, columns, GAP), pages)


@dataclass(frozen=True, slots=True)
class Seat:
    """How a seat is drawn."""

    width: int
    rows: int
    widest: int
    """The largest badge number there is."""


def _table(number: int, table: Sequence[Place], most: int, seat: Seat) -> Block:
    seats = [row for place in table for row in _seat(place, seat)]
    head: Row = ((fit(f"  {_('Table {n}').format(n=number)}", seat.width), HEADING),)
    return card([head, *seats, *[BLANK] * ((most - len(table)) * seat.rows)], seat.width, GROUND)


def _seat(place: Place, seat: Seat) -> Block:
    number, name = place
    if seat.rows == 1:
        return [((f"{number:>5}", NUMBER), ("  ", ""), (fit(name, seat.width - 8), NAME))]
    left = len(numeral(str(seat.widest))[0]) + 2
    figures = ["", *numeral(str(number))]
    return [
        ((figure.rjust(left), NUMBER), ("   ", ""), (fit(name if y == 2 else "", seat.width - left - 4), NAME))
        for y, figure in enumerate(figures)
    ]

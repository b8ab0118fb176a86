"""The whole wall on a screen of any size: what stands where, and how large."""

from datetime import datetime

from kiosk.event.overview.wall_view import WallView
from kiosk.ui.drawing.blocks import BLANK, Block, beside, filled
from kiosk.ui.drawing.numerals import ROWS, numeral
from kiosk.ui.wall.parts import Paged, Space, arrivals, clock, meeting, pairs, title, topics
from kiosk.ui.wall.seats import seating

_ROOMY = (150, 44)
"""Columns and rows from which everything is drawn twice as large."""
_TALL = 28
_GUTTER = 4


def draw(view: WallView, now: datetime, width: int, height: int, turn: int) -> Paged:
    """Everything there is to show; `turn` says which page of what does not fit at once."""
    scale = 2 if width >= _ROOMY[0] and height >= _ROOMY[1] else 1
    tall = height >= _TALL
    margin = 3 * scale if tall else 1
    inner = width - 2 * margin
    top = _top(view, now, Space(inner, ROWS * scale, scale))
    bottom = _bottom(view, Space(inner, 4 if tall else 3, scale), tall)
    above = [BLANK] * (scale if tall else 0)
    rows = height - len(above) - len(top) - len(bottom) - 2 * scale
    middle = _middle(view, Space(inner, rows, scale), turn)
    gap = [BLANK] * scale
    body = [*middle.block[:rows], *[BLANK] * (rows - len(middle.block))]
    block = [*above, *top, *gap, *body, *gap, *bottom]
    return Paged([((" " * margin, ""), *row) for row in block][:height], middle.pages)


def _top(view: WallView, now: datetime, space: Space) -> Block:
    time = clock(now, space.scale)
    left = space.width - len(numeral("00:00", space.scale)[0]) - _GUTTER
    named = [filled(row, left) for row in title(view, Space(left, space.height, space.scale))]
    return beside([named, time], _GUTTER)


def _middle(view: WallView, space: Space, turn: int) -> Paged:
    if view.seating:
        return seating(view.seating, space, turn)
    if not (view.arrivals or view.more):
        return pairs(view, space, turn)
    left = space.width * 7 // 25 if space.scale < 2 else space.width * 2 // 5
    right = pairs(view, Space(space.width - left - _GUTTER, space.height, space.scale), turn)
    return Paged(beside([arrivals(view, Space(left, space.height, space.scale)), right.block], _GUTTER), right.pages)


def _bottom(view: WallView, space: Space, tall: bool) -> Block:
    known = topics(view, space) if not view.seating else []
    place = meeting(view, Space(space.width, 3 if tall else 1, space.scale))
    return [*known, *([BLANK] if known and place else []), *place]

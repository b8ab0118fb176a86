"""The parts of the wall, each a block of given width: pure, for every size of screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from rich.cells import cell_len

from kiosk.event.overview.wall_view import Place, WallView
from kiosk.language import _, plural
from kiosk.ui.drawing.bigtext import big
from kiosk.ui.drawing.blocks import BLANK, Block, Row, beside, card, centred, filled, fit, grid, on, width_of
from kiosk.ui.drawing.numerals import ROWS, numeral

Item = TypeVar("Item")

GROUND = "$surface"
NUMBER, NAME, PLAIN, HEADING = "bold $primary", "bold $foreground", "$foreground", "bold $secondary"
GAP = 2
_LETTERS = 6
"""Rows of a name in large letters, where there is room."""
_TIGHT = 14
"""Rows up to which a heading stands right above its part: two lines of pairs fit below it."""
_DOTS, _BETWEEN = 8, 4
"""Dots of a topic at most, and columns from one topic to the next."""


@dataclass(frozen=True, slots=True)
class Space:
    """What there is to draw on."""

    width: int
    height: int
    scale: int = 1
    """How large figures are; names in large letters from 2 on."""


@dataclass(frozen=True, slots=True)
class Paged:
    """A block, and how many it takes to show everything."""

    block: Block
    pages: int = 1


def heading(words: str, space: Space) -> Block:
    """What the part below is about."""
    return [((fit(words, space.width), HEADING),), *([BLANK] if space.height > _TIGHT else [])]


def title(view: WallView, space: Space) -> Block:
    """How many are here, beside the event's name."""
    figures = numeral(str(view.here), space.scale) if view.here else []
    left = len(figures[0]) + 3 * space.scale if figures else 0
    width = space.width - left
    words = plural("person is here", "people are here", view.here) if view.here else _("Welcome! The door is open.")
    rows = (big(view.event, width, _LETTERS) if space.scale > 1 else "").splitlines() or [fit(view.event, width)]
    rows += [""] * (ROWS * space.scale - len(rows) - 1)
    lines: Block = [*(((row, NAME),) for row in rows), ((fit(words, width), PLAIN),)]
    return beside([[((row, NUMBER),) for row in figures], lines], 3 * space.scale) if figures else lines


def clock(now: datetime, scale: int) -> Block:
    """The time of day."""
    return [((line, PLAIN),) for line in numeral(f"{now:%H:%M}", scale)]


def arrivals(view: WallView, space: Space) -> Block:
    """Who has just come, the newest first and marked, and how many others."""
    rows = [*heading(_("Just arrived"), space)[:1], BLANK]
    pitch = _LETTERS + 1 if space.scale > 1 else 2
    room = space.height - len(rows)
    shown = view.arrivals[: (room + 1) // pitch]
    if view.more or len(shown) < len(view.arrivals):
        shown = view.arrivals[: max(0, room - 1) // pitch]
    for k, place in enumerate(shown):
        arrived = [filled(row, space.width) for row in _arrival(place, space)]
        rows += [*(arrived if k else [on(GROUND, row) for row in arrived]), BLANK]
    rest = view.more + len(view.arrivals) - len(shown)
    return [*rows, ((fit(_rest(rest, bool(shown)), space.width), PLAIN),)] if rest else rows


def _rest(count: int, named: bool) -> str:
    if named:
        return f"     {_('and {n} more').format(n=count)}"
    return plural("{n} person has just come in", "{n} people have just come in", count).format(n=count)


def _arrival(place: Place, space: Space) -> Block:
    number, name = place
    if space.scale < 2:
        return [((f"{number:>3}", NUMBER), ("  ", ""), (fit(name, space.width - 5), NAME))]
    figures = numeral(str(number), space.scale)
    left = max(len(figures[0]), 18)
    width = space.width - left - 4
    letters = big(name, width, _LETTERS).splitlines() or ["", "", fit(name, width), "", "", ""]
    return [
        ((figure.rjust(left), NUMBER), ("    ", ""), (line, NAME))
        for figure, line in zip(figures, letters, strict=True)
    ]


def pairs(view: WallView, space: Space, turn: int) -> Paged:
    """Numbers of people who were told about each other, a few at a time."""
    rows = heading(_("You were told about each other"), space)
    if not view.pairs:
        return Paged([*rows, ((fit(_("Your badge says whom to meet: look for their numbers."), space.width), PLAIN),)])
    least = max(width_of(_between(pair, space.scale)[0]) for pair in view.pairs) + 2 * space.scale
    columns = max(1, (space.width + GAP) // (least + GAP))
    width = min((space.width + GAP) // columns - GAP, 2 * least)
    lines = max(1, (space.height - len(rows) - 1) // (ROWS * space.scale + 3))
    shown, pages = page(view.pairs, columns * lines, turn)
    cards = grid([_pair(pair, width, space.scale) for pair in shown], columns, GAP)
    return Paged([*rows, *cards, BLANK, ((fit(_("Find each other and say hello."), space.width), PLAIN),)], pages)


def _pair(pair: tuple[int, int], width: int, scale: int) -> Block:
    return card([centred(row, width) for row in _between(pair, scale)], width, GROUND)


def _between(pair: tuple[int, int], scale: int) -> Block:
    first, second = (numeral(str(number), scale) for number in pair)
    space, word = " " * scale, _("and")
    words = [word if y == len(first) // 2 else " " * cell_len(word) for y in range(len(first))]
    return [
        ((one, NUMBER), (f"{space}{said}{space}", PLAIN), (other, NUMBER))
        for one, said, other in zip(first, words, second, strict=True)
    ]


def page(items: Sequence[Item], size: int, turn: int) -> tuple[Sequence[Item], int]:
    pages = max(1, -(-len(items) // size))
    start = turn % pages * size
    return items[start : start + size], pages


def topics(view: WallView, space: Space) -> Block:
    """What people here know, look for and like: a dot for everybody."""
    lines: list[list[Row]] = [[]]
    for topic, count in view.topics:
        piece = _topic(topic, count, space.width)
        if lines[-1] and sum(width_of(each) + _BETWEEN for each in lines[-1]) + width_of(piece) > space.width:
            lines.append([])
        lines[-1].append(piece)
    rows = [_joined(line) for line in lines[: space.height - 1] if line]
    return [*heading(_("What people here talk about"), space)[:1], *rows] if rows else []


def _topic(topic: str, count: int, width: int) -> Row:
    dots = "●" * min(count, _DOTS)
    number = f" {count}" if count > _DOTS else ""
    return (
        (fit(topic, min(cell_len(topic), max(1, width - _DOTS - 5))), NAME),
        (f" {dots}", "$secondary"),
        (number, PLAIN),
    )


def _joined(pieces: Sequence[Row]) -> Row:
    gap = (" " * _BETWEEN, "")
    return tuple(part for k, piece in enumerate(pieces) for part in (*([gap] if k else []), *piece))


def meeting(view: WallView, space: Space) -> Block:
    """Where people find each other."""
    if not view.meeting_point:
        return []
    words = _("Looking for somebody? Meeting point: {place}").format(place=view.meeting_point)
    line: Row = (("◆ ", "bold $accent"), (fit(words, min(cell_len(words), space.width - 4)), NAME))
    line = centred(line, space.width)
    return card([line], space.width, GROUND) if space.height > 1 else [on(GROUND, line)]

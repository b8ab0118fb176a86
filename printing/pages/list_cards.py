"""Cards that list something: where somebody sits in every round, or who sits at a table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from PIL import Image

from printing.badge import Badge
from printing.errors import drawing
from printing.layout.ink import Frame, Mark, Rule
from printing.layout.pocket import pocket_card
from printing.layout.printed_words import labels_in
from printing.lettering import fonts
from printing.lettering.fonts import Typefaces
from printing.lettering.foreign_text import safe
from printing.lettering.typeset import Line, baselines, paragraph, set_line, shortened, with_breaks
from printing.media import LANDSCAPE_100x62, Media
from printing.render import paint

_SIZES = (4.2, 3.8, 3.4, 3.0, 2.6, 2.3, 2.0, 1.7, 1.5, 1.3)
"""Millimetres per em of the rows; the first at which all of them fit is taken."""
_LEAST_WITH_LINES = 2.3
"""Down to this size rows keep their lines; where it would take a smaller one, who sits there matters more."""
_LINE = 0.92
"""The size of a row's line, as a share of its text's."""
_LEFT = 0.5
"""The share of the width that the rows' labels take at most."""
_GUTTER = 3.5
"""Millimetres between labels and texts."""
_GAP, _WIDE_GAP = 0.28, 0.6
"""Between rows, per em: of one text each, and where lines stand below them."""
_LONGEST = 300


class Row(NamedTuple):
    """One row of a listing."""

    label: str
    """Where: a round, a table."""
    text: str
    """Who sits there."""
    line: str = ""
    """Under them, in at most 60 characters: what these people have to talk about; may be empty."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A card with a title and rows."""

    title: str
    event: str
    rows: tuple[Row, ...]


def draw_listing(listing: Listing, media: Media = LANDSCAPE_100x62, faces: Typefaces | None = None) -> Image.Image:
    """One black-and-white picture (mode 1) at the media's dots. Raises DrawingError."""
    with drawing(f"The card '{listing.title}'"):
        return paint(_marks(listing, Frame.of(media, faces or fonts.typefaces())), media)


def draw_card(badge: Badge, media: Media = LANDSCAPE_100x62, faces: Typefaces | None = None) -> Image.Image | None:
    """The pocket card of a badge alone; None where it would say nothing. Raises DrawingError."""
    with drawing(f"The card of badge {badge.number}"):
        marks = pocket_card(badge, Frame.of(media, faces or fonts.typefaces()), labels_in(badge.language))
        return paint(marks, media) if marks else None


def _marks(listing: Listing, frame: Frame) -> list[Mark]:
    event = shortened(safe(listing.event, _LONGEST), frame.width // 3, frame.mm(2.9), frame.faces)
    room = frame.width - frame.width // 3 - frame.mm(2)
    title = shortened(safe(listing.title, _LONGEST), room, frame.mm(6.2), frame.faces, True)
    baseline = frame.top + max(title.ascent, event.ascent)
    top = baseline + max(title.descent, frame.mm(0.9)) + frame.mm(1.2)
    rule = Rule(frame.left, top, frame.right, top + frame.mm(0.3))
    body = replace(frame, top=rule.bottom + frame.mm(2.0))
    return [frame.flush(title, baseline), frame.opposite(event, baseline), rule, *_fitting_rows(listing, body)]


def _fitting_rows(listing: Listing, frame: Frame) -> list[Mark]:
    """As large as everything fits; then with lines that lose words, then without them."""
    marks: list[Mark] = []
    bare = tuple(row._replace(line="") for row in listing.rows)
    lined = [size for size in _SIZES if size >= _LEAST_WITH_LINES]
    whole = [(listing.rows, size, True) for size in lined]
    for rows, size, wanted in (*whole, (listing.rows, lined[-1], False), *((bare, size, False) for size in _SIZES)):
        marks, end, complete = _rows(rows, frame, frame.mm(size))
        if end <= frame.bottom and (complete or not wanted):
            break
    return marks


def _rows(rows: Sequence[Row], frame: Frame, size: int) -> tuple[list[Mark], int, bool]:
    """The marks, where they end, and whether all lines are there whole."""
    labels = [set_line(safe(row.label, _LONGEST), size, frame.faces, True) for row in rows]
    widest = min(max((label.width for label in labels), default=0), round(_LEFT * frame.width))
    right = replace(frame, left=frame.left + widest + frame.mm(_GUTTER))
    marks: list[Mark] = []
    gap = round(size * (_WIDE_GAP if any(row.line for row in rows) else _GAP))
    y, whole = frame.top, True
    for row in rows:
        head = shortened(safe(row.label, _LONGEST), widest, size, frame.faces, True)
        lines, complete = _texts(row, right, size)
        whole = whole and complete
        first = y + max(head.ascent, lines[0].ascent)
        marks.append(frame.flush(head, first))
        places = baselines(lines, first - lines[0].ascent, 1.22)
        marks += [right.flush(line, place) for line, place in zip(lines, places, strict=True)]
        y = places[-1] + max(lines[-1].descent, head.descent) + gap
    return marks, y - gap, whole


def _texts(row: Row, frame: Frame, size: int) -> tuple[list[Line], bool]:
    """Who sits there, and under them their line."""
    text, said = safe(row.text, _LONGEST), frame.drawn(row.line, _LONGEST)
    lines, _ = paragraph(text, frame.width, 3, size, frame.faces) if text else ([], True)
    lines = list(lines) or [set_line(" ", size, frame.faces)]
    if not said:
        return lines, True
    small = round(size * _LINE)
    below, complete = paragraph(with_breaks(said, frame.width, small, frame.faces), frame.width, 2, small, frame.faces)
    return [*lines, *below], complete

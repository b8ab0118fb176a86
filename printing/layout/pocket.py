"""The pocket card: everybody the wearer may meet, why, and how to begin."""

from collections.abc import Sequence
from dataclasses import replace

from printing.badge import Badge, ToMeet
from printing.layout.ink import Frame, Ink, Mark, Rule, bottom_of, lowered
from printing.layout.introductions import (
    Block,
    Tag,
    fitting_pill,
    introductions,
    pill,
    spread,
    tag_for,
    title_row,
    titled,
)
from printing.layout.printed_words import Labels
from printing.lettering.typeset import CAP, Line, baselines, fitted, paragraph, set_line, shortened, text_block

_LONGEST = 120
_LEFT = 33.0
"""Millimetres of the column of names."""
_GUTTER = 3.0
_NARROW = 75.0
"""Millimetres below which reasons stand under the names."""
_SIZES = (
    (6.0, 5.2),
    (5.4, 4.7),
    (4.9, 4.2),
    (4.4, 3.8),
    (3.9, 3.4),
    (3.7, 3.2),
    (3.5, 3.0),
    (3.4, 2.9),
    (3.3, 2.8),
    (3.2, 2.7),
    (3.1, 2.6),
)
"""Millimetres per em of names and of text; the first at which everything is there whole is taken."""
_LEAST = (2.9, 2.4)
"""For five people with long reasons: still read from a hand."""
_USUAL = 3.9
_WIDEST = 12.0
"""A card is at least so many ems of a name wide: larger sizes are for large cards."""
_ROWS = 4
"""Rows that a reason may take at most, and half as many a line of how to begin."""
_MOST_PEOPLE = 5
_LEAST_GAP, _GAP, _MOST_GAP = 0.28, 0.45, 1.2
"""Ems of a name that people stand apart: where it is crowded, at least, and at most."""


def pocket_card(badge: Badge, frame: Frame, labels: Labels) -> list[Mark]:
    """A row per person, or the connector's sentence; empty where there is nothing to say."""
    size = frame.mm(2.9)
    title = set_line(labels.card, size, frame.faces)
    whose = _owner(badge, frame.width - title.width - 2 * size, size, frame, labels)
    baseline = frame.top + max(title.ascent, whose.ascent)
    top = baseline + max(whose.descent, frame.mm(0.7)) + frame.mm(1.3)
    rule = Rule(frame.left, top, frame.right, top + frame.mm(0.25))
    body = replace(frame, top=rule.bottom + frame.mm(2.2))
    marks = _rows(badge, body, labels) if badge.people else _sentence(badge.connector, body)
    return [frame.flush(title, baseline), frame.opposite(whose, baseline), rule, *marks] if marks else []


def _owner(badge: Badge, room: int, size: int, frame: Frame, labels: Labels) -> Line:
    """Whose card it is: of a long name less, of the number never."""
    name, number = frame.drawn(badge.first_name, _LONGEST), f"{labels.number} {badge.number}"
    if not name:
        return set_line(number, size, frame.faces)
    line = fitted(f"{name}, {number}", room, frame.height, size, size * 3 // 4, frame.faces)
    if line:
        return line
    smallest = size * 3 // 4
    left = shortened(name, room - set_line(f", {number}", smallest, frame.faces).width, smallest, frame.faces)
    return set_line(f"{left.text}, {number}" if left.text else number, smallest, frame.faces)


def _sentence(text: str, frame: Frame) -> list[Mark]:
    drawn = frame.drawn(text, _LONGEST)
    if not drawn:
        return []
    sizes = [frame.mm(size) for size in (7.0, 6.2, 5.4, 4.6, 4.0)]
    lines, places = text_block(drawn, frame.width, frame.height, sizes, 4, frame.faces)
    return [frame.flush(line, frame.top + y) for line, y in zip(lines, places, strict=True)]


def _rows(badge: Badge, frame: Frame, labels: Labels) -> list[Mark]:
    people = badge.people[:_MOST_PEOPLE]
    for size in _SIZES:
        if size[0] > _USUAL and (_in_columns(frame) or frame.mm(size[0] * _WIDEST) > frame.width):
            continue
        entries = [_made(person, index, frame, (*size, _ROWS), labels) for index, person in enumerate(people)]
        if _fits(entries, frame, size[0] * _GAP) and all(each.complete for each in entries):
            return spread(entries, frame, size[0] * _MOST_GAP)
    # Not all of it fits: everybody's reason and how to begin in a few rows, then reasons alone, then their line alone.
    for begins, size in ((True, _SIZES[-1]), (True, _LEAST), (False, _SIZES[-1])):
        shown = people if begins else tuple(replace(person, starter=()) for person in people)
        entries = _granted(shown, frame, size, labels)
        if _fits(entries, frame, size[0] * _LEAST_GAP):
            return spread(entries, frame, size[0] * _MOST_GAP)
    return introductions(people, frame, labels)[0]


def _granted(people: Sequence[ToMeet], frame: Frame, size: tuple[float, float], labels: Labels) -> list[Block]:
    """A row for each text, and more for those that need more, as long as there is room."""
    entries = [_made(person, index, frame, (*size, 1), labels) for index, person in enumerate(people)]
    for rows in range(2, _ROWS + 1):
        for index, person in enumerate(people):
            if not entries[index].complete:
                longer = list(entries)
                longer[index] = _made(person, index, frame, (*size, rows), labels)
                entries = longer if _fits(longer, frame, size[0] * _LEAST_GAP) else entries
    return entries


def _made(person: ToMeet, index: int, frame: Frame, sizes: tuple[float, float, int], labels: Labels) -> Block:
    made = _row if _in_columns(frame) else _stacked
    return made(person, tag_for(person, index, labels), frame, sizes, labels)


def _in_columns(frame: Frame) -> bool:
    return frame.width >= frame.mm(_NARROW) and frame.width > frame.height


def _fits(entries: Sequence[Block], frame: Frame, gap: float) -> bool:
    return sum(each.height for each in entries) <= frame.height - frame.mm(gap) * (len(entries) - 1)


def _stacked(person: ToMeet, tag: Tag | None, frame: Frame, sizes: tuple[float, float, int], labels: Labels) -> Block:
    """Name, number and tag above; why and how to begin below them."""
    lines, complete = _texts(person, frame, frame.mm(sizes[1]), sizes[2])
    return titled(person, tag, lines, frame, sizes, labels, complete)


def _row(person: ToMeet, tag: Tag | None, frame: Frame, sizes: tuple[float, float, int], labels: Labels) -> Block:
    """Name, number and tag at the left; why and how to begin at the right, on the same first baseline."""
    name, text, rows = sizes
    left = replace(frame, right=frame.left + frame.mm(_LEFT))
    right = replace(frame, left=left.right + frame.mm(_GUTTER))
    lines, complete = _texts(person, right, frame.mm(text), rows)
    title, ascent, descent = title_row(person, None, left, name, labels)
    complete = complete and not any(isinstance(mark, Ink) and mark.line.text.endswith("…") for mark in title)
    first = max([ascent, *(line.ascent for line in lines[:1])])
    marks = [lowered(mark, first) for mark in title]
    height = first + descent
    if tag:
        size = fitting_pill(tag, frame.mm(text * 0.88), left)
        beside = first + frame.mm(text * 1.22 + 0.5) - round(CAP * frame.mm(text) / 2)
        marks += pill(tag, left.left, max(beside, first + descent + size), size, frame)
        height = max(height, bottom_of(marks))
    places = baselines(lines, first - lines[0].ascent if lines else 0, 1.18)
    marks += [right.flush(line, y) for line, y in zip(lines, places, strict=True)]
    ends = [y + line.descent for line, y in zip(lines, places, strict=True)]
    return Block(tuple(marks), max([height, *ends]), complete)


def _texts(person: ToMeet, frame: Frame, size: int, rows: int) -> tuple[list[Line], bool]:
    lines: list[Line] = []
    complete = True
    starters = ((line, max(1, rows // 2), False) for line in person.starter[:2])
    for text, most, bold in ((person.why, rows, True), *starters):
        drawn = frame.drawn(text, _LONGEST, bold)
        if drawn and rows:
            part, whole = paragraph(drawn, frame.width, most, size, frame.faces, bold)
            lines, complete = [*lines, *part], complete and whole
    return lines, complete

"""The pocket card: everybody the wearer may meet, why, and how to begin."""

from collections.abc import Sequence
from dataclasses import replace

from printing.badge import Badge, ToMeet
from printing.introductions import Entry, Tag, entry, fitting_pill, pill, spread, tag_for, title_row
from printing.labels import Labels
from printing.marks import Frame, Mark, Rule, bottom_of, lowered
from printing.text import safe
from printing.typeset import CAP, Line, baselines, paragraph, set_line, shortened, text_block

_LONGEST = 120
_LEFT = 33.0
"""Millimetres of the column of names."""
_GUTTER = 3.0
_NARROW = 75.0
"""Millimetres below which reasons stand under the names."""
_SIZES = ((3.9, 3.4), (3.7, 3.2), (3.5, 3.0), (3.4, 2.9), (3.3, 2.8), (3.2, 2.7), (3.1, 2.6))
"""Millimetres per em of names and of text; the first at which everything is there whole is taken."""
_SMALL_SIZES = ((2.8, 2.3), (2.3, 1.9), (1.8, 1.5))
"""For scripts so tall, and reasons so long, that nothing legible would fit."""
_ROWS = (4, 2, 1, 0)
"""Rows that a reason may take, and half as many a starter's line: fewer where all of it doesn't fit."""
_MOST_PEOPLE = 5
_LEAST_GAP, _MOST_GAP = 1.3, 4.0


def pocket_card(badge: Badge, frame: Frame, labels: Labels) -> list[Mark]:
    """A row per person, or the connector's sentence; empty where there is nothing to say."""
    size = frame.mm(2.9)
    title = set_line(labels.card, size, frame.faces)
    owner = f"{safe(badge.first_name, _LONGEST)}, {labels.number} {badge.number}".removeprefix(", ")
    whose = shortened(owner, frame.width - title.width - 2 * size, size, frame.faces)
    baseline = frame.top + max(title.ascent, whose.ascent)
    top = baseline + max(whose.descent, frame.mm(0.7)) + frame.mm(1.3)
    rule = Rule(frame.left, top, frame.right, top + frame.mm(0.25))
    body = replace(frame, top=rule.bottom + frame.mm(2.6))
    marks = _rows(badge, body, labels) if badge.people else _sentence(badge.connector, body)
    return [frame.flush(title, baseline), frame.opposite(whose, baseline), rule, *marks] if marks else []


def _sentence(text: str, frame: Frame) -> list[Mark]:
    drawn = frame.faces.lettering(safe(text, _LONGEST))[0]
    if not drawn:
        return []
    sizes = [frame.mm(size) for size in (7.0, 6.2, 5.4, 4.6, 4.0)]
    lines, places = text_block(drawn, frame.width, frame.height, sizes, 4, frame.faces)
    return [frame.flush(line, frame.top + y) for line, y in zip(lines, places, strict=True)]


def _rows(badge: Badge, frame: Frame, labels: Labels) -> list[Mark]:
    for name, text in _SIZES:
        entries = _entries(badge, frame, (name, text, _ROWS[0]), labels)
        if _fits(entries, frame) and all(each.complete for each in entries):
            return spread(entries, frame, _MOST_GAP)
    for rows in _ROWS:
        for name, text in (_SIZES[-1], *(_SMALL_SIZES if rows < 2 else ())):
            entries = _entries(badge, frame, (name, text, rows), labels)
            if _fits(entries, frame):
                return spread(entries, frame, _MOST_GAP)
    return spread(entries, frame, _MOST_GAP)


def _fits(entries: Sequence[Entry], frame: Frame) -> bool:
    return sum(each.height for each in entries) <= frame.height - frame.mm(_LEAST_GAP) * (len(entries) - 1)


def _entries(badge: Badge, frame: Frame, sizes: tuple[float, float, int], labels: Labels) -> list[Entry]:
    made = _stacked if frame.width < frame.mm(_NARROW) else _row
    return [
        made(person, tag_for(person, index, labels), frame, sizes, labels)
        for index, person in enumerate(badge.people[:_MOST_PEOPLE])
    ]


def _stacked(person: ToMeet, tag: Tag | None, frame: Frame, sizes: tuple[float, float, int], labels: Labels) -> Entry:
    """Name, number and tag above; why and how to begin below them."""
    name, text, rows = sizes
    head = entry(replace(person, line=""), tag, frame, (name, text, 1), labels)
    lines, complete = _texts(person, frame, frame.mm(text), rows)
    if not lines:
        return head
    places = baselines(lines, head.height + frame.mm(0.9), 1.22)
    marks = [*head.marks, *(frame.flush(line, y) for line, y in zip(lines, places, strict=True))]
    return Entry(tuple(marks), max(head.height, places[-1] + lines[-1].descent), complete)


def _row(person: ToMeet, tag: Tag | None, frame: Frame, sizes: tuple[float, float, int], labels: Labels) -> Entry:
    """Name, number and tag at the left; why and how to begin at the right, on the same first baseline."""
    name, text, rows = sizes
    left = replace(frame, right=frame.left + frame.mm(_LEFT))
    right = replace(frame, left=left.right + frame.mm(_GUTTER))
    lines, complete = _texts(person, right, frame.mm(text), rows)
    title, ascent, descent = title_row(person, None, left, name, labels)
    first = max([ascent, *(line.ascent for line in lines[:1])])
    marks = [lowered(mark, first) for mark in title]
    height = first + descent
    if tag:
        size = fitting_pill(tag, frame.mm(text * 0.88), left)
        beside = first + frame.mm(text * 1.22 + 0.5) - round(CAP * frame.mm(text) / 2)
        marks += pill(tag, left.left, max(beside, first + descent + size), size, frame)
        height = max(height, bottom_of(marks))
    places = baselines(lines, first - lines[0].ascent if lines else 0, 1.22)
    marks += [right.flush(line, y) for line, y in zip(lines, places, strict=True)]
    ends = [y + line.descent for line, y in zip(lines, places, strict=True)]
    return Entry(tuple(marks), max([height, *ends]), complete)


def _texts(person: ToMeet, frame: Frame, size: int, rows: int) -> tuple[list[Line], bool]:
    lines: list[Line] = []
    complete = True
    starters = ((line, max(1, rows // 2), False) for line in person.starter[:2])
    for text, most, bold in ((person.why, rows, True), *starters):
        drawn = frame.faces.lettering(safe(text, _LONGEST), bold)[0]
        if drawn and rows:
            part, whole = paragraph(drawn, frame.width, most, size, frame.faces, bold)
            lines, complete = [*lines, *part], complete and whole
    return lines, complete

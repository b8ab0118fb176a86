"""The pocket card: everybody the wearer may meet, why, and how to begin."""

from dataclasses import replace

from printing.badge import Badge, ToMeet
from printing.introductions import Entry, Tag, pill, spread, tag_for, title_row
from printing.labels import Labels
from printing.marks import Frame, Mark, Rule, bottom_of, lowered
from printing.text import safe
from printing.typeset import CAP, Line, baselines, paragraph, set_line, shortened, text_block

_LONGEST = 120
_LEFT = 33.0
"""Millimetres of the column of names."""
_GUTTER = 3.0
_SIZES = (
    (3.9, 3.4, 2),
    (3.7, 3.2, 2),
    (3.5, 3.0, 2),
    (3.4, 2.9, 2),
    (3.3, 2.8, 2),
    (3.2, 2.7, 2),
    (3.4, 2.9, 1),
    (3.3, 2.8, 1),
    (3.2, 2.7, 1),
    (3.1, 2.6, 1),
    (2.8, 2.3, 1),
    (2.3, 1.9, 1),
    (1.8, 1.5, 1),
)
"""Millimetres per em of names and of text, and rows that a reason may take; the first that fits is taken."""
_LEAST_GAP, _MOST_GAP = 1.3, 4.0


def pocket_card(badge: Badge, frame: Frame, labels: Labels) -> list[Mark]:
    """A row per person, or the connector's sentence; empty where there is nothing to say."""
    size = frame.mm(2.9)
    title = set_line(labels.card, size, frame.faces)
    owner = f"{safe(badge.first_name, _LONGEST)}, {labels.number} {badge.number}".removeprefix(", ")
    whose = shortened(owner, frame.width // 2, size, frame.faces)
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
    entries: list[Entry] = []
    for name, text, rows in _SIZES:
        entries = [
            _row(person, tag_for(person, index, labels), frame, (name, text, rows), labels)
            for index, person in enumerate(badge.people)
        ]
        room = frame.height - frame.mm(_LEAST_GAP) * (len(entries) - 1)
        if sum(each.height for each in entries) <= room and (text <= 2.6 or all(each.complete for each in entries)):
            break
    return spread(entries, frame, _MOST_GAP)


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
        size = frame.mm(text * 0.88)
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
    for text, most, bold in ((person.why, rows, True), *((line, 1, False) for line in person.starter[:2])):
        drawn = frame.faces.lettering(safe(text, _LONGEST), bold)[0]
        if drawn:
            part, whole = paragraph(drawn, frame.width, most, size, frame.faces, bold)
            lines, complete = [*lines, *part], complete and whole
    return lines, complete

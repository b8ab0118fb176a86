"""The pocket card: everybody the wearer may meet, why, and what to ask."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from printing.badge import Badge, ToMeet
from printing.layout.ink import Frame, Ink, Mark, Rule, bottom_of, lowered
from printing.layout.introductions import (
    Block,
    Tag,
    fitting_pill,
    granted,
    introductions,
    pill,
    spread,
    tag_for,
    title_row,
    titled,
)
from printing.layout.printed_words import Labels
from printing.lettering.typeset import (
    CAP,
    Line,
    baselines,
    fitted,
    paragraph,
    set_line,
    shortened,
    text_block,
    with_breaks,
)

_LONGEST = 120
_LEFT = 33.0
"""Millimetres of the column of names."""
_GUTTER = 3.0
_NARROW = 75.0
"""Millimetres below which reasons stand under the names."""
_LEAST_COLUMNS = 70.0
"""Millimetres from which they stand beside them where it is crowded."""
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
_CLOSE = (_SIZES[-1], _LEAST)
"""Where people stand as near to each other as they may."""
_USUAL = 3.9
_WIDEST = 12.0
"""A card is at least so many ems of a name wide: larger sizes are for large cards."""
_ROWS = 4
"""Rows that a reason may take at most, and half as many a line of what to ask."""
_MOST_PEOPLE = 5
_LEAST_GAP, _GAP, _MOST_GAP = 0.28, 0.6, 1.2
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
    people = [_Told.of(person, frame) for person in badge.people if _Told.of(person, frame).texts][:_MOST_PEOPLE]
    for size in _SIZES:
        if size[0] > _USUAL and (_in_columns(frame) or frame.mm(size[0] * _WIDEST) > frame.width):
            continue
        entries = [_made(told, index, frame, (*size, _ROWS), labels) for index, told in enumerate(people)]
        if _fits(entries, frame, size[0] * _GAP) and all(_is_whole(each) for each in entries):
            return spread(entries, frame, size[0] * _MOST_GAP)
    return _crowded(people, frame, labels)


def _crowded(people: Sequence["_Told"], frame: Frame, labels: Labels) -> list[Mark]:
    """Close together, then with reasons and questions alone, then in fewer words, then reasons or lines alone.

    Of people who have no room even so, the last go.
    """
    asked = [told.without_opener() for told in people]
    for shown, size in product((people, asked), _CLOSE):
        entries = _granted(shown, frame, size, labels)
        if _fits(entries, frame, size[0] * _LEAST_GAP) and all(each.complete for each in entries):
            return spread(entries, frame, size[0] * _MOST_GAP)
    reasons = [told.reason(frame) for told in people]
    for shown, size in (*product((asked,), _CLOSE), (reasons, _SIZES[-1])):
        entries = _granted(shown, frame, size, labels)
        if _fits(entries, frame, size[0] * _LEAST_GAP):
            return spread(entries, frame, size[0] * _MOST_GAP)
    introduced = introductions([told.person for told in people], frame, labels)
    return _listed(reasons, len(introduced.people) + 1, frame, labels) or list(introduced.marks)


def _listed(people: Sequence["_Told"], least: int, frame: Frame, labels: Labels) -> list[Mark]:
    """At least so many people, a reason beside each name, on a card that is low and wide; empty if they don't fit."""
    if frame.width < frame.mm(_LEAST_COLUMNS) or frame.width < frame.height:
        return []
    for count in range(len(people), least - 1, -1):
        for first, size in product((0, 1), _CLOSE):
            shown = enumerate(people[:count], first)
            entries = [
                _row(told, tag_for(told.person, at, labels), frame, (*size, _ROWS), labels) for at, told in shown
            ]
            if _fits(entries, frame, size[0] * _LEAST_GAP) and all(_is_whole(each) for each in entries):
                return spread(entries, frame, size[0] * _MOST_GAP)
    return []


@dataclass(frozen=True, slots=True)
class _Told:
    """Somebody with what is said of them: why, an opener and a question, each where there is one and said once."""

    person: ToMeet
    texts: tuple[str, ...]

    @classmethod
    def of(cls, person: ToMeet, frame: Frame) -> "_Told":
        """What can be drawn of it; the line of the badge where the card has no reason of its own."""
        why = frame.drawn(person.why, _LONGEST, bold=True) or frame.drawn(person.line, _LONGEST, bold=True)
        texts: list[str] = []
        for text in (why, *(frame.drawn(line, _LONGEST) for line in person.starter[:2])):
            if text and not any(_repeats(text, before) for before in texts):
                texts.append(text)
        return cls(replace(person, line=person.line or why), tuple(texts))

    def without_opener(self) -> "_Told":
        """Why and what to ask: an opener leads to the question, and is missed least."""
        return replace(self, texts=(self.texts[0], self.texts[-1])) if len(self.texts) > 2 else self

    def reason(self, frame: Frame) -> "_Told":
        """Why, alone, in the badge's words where those are fewer."""
        line = frame.drawn(self.person.line, _LONGEST, bold=True)
        return replace(self, texts=(min(filter(None, (self.texts[0], line)), key=len),))


def _repeats(text: str, before: str) -> bool:
    """Whether one text says, word by word, what the other has said."""
    words, said = (" ".join(_WORDS.findall(each.casefold())) for each in (text, before))
    return f" {words} " in f" {said} " if words else text == before


_WORDS = re.compile(r"\w+")


def _granted(people: Sequence[_Told], frame: Frame, size: tuple[float, float], labels: Labels) -> list[Block]:
    def made(index: int, rows: int) -> Block:
        return _made(people[index], index, frame, (*size, rows), labels)

    return granted(made, len(people), _ROWS, lambda entries: _fits(entries, frame, size[0] * _LEAST_GAP))


def _made(told: _Told, index: int, frame: Frame, sizes: tuple[float, float, int], labels: Labels) -> Block:
    made = _row if _in_columns(frame) else _stacked
    return made(told, tag_for(told.person, index, labels), frame, sizes, labels)


def _in_columns(frame: Frame) -> bool:
    return frame.width >= frame.mm(_NARROW) and frame.width > frame.height


def _is_whole(entry: Block) -> bool:
    return entry.complete and not any(isinstance(mark, Ink) and mark.line.text.endswith("…") for mark in entry.marks)


def _fits(entries: Sequence[Block], frame: Frame, gap: float) -> bool:
    return sum(each.height for each in entries) <= frame.height - frame.mm(gap) * (len(entries) - 1)


def _stacked(told: _Told, tag: Tag | None, frame: Frame, sizes: tuple[float, float, int], labels: Labels) -> Block:
    """Name, number and tag above; why and what to ask below them."""
    lines, complete = _texts(told, frame, frame.mm(sizes[1]), sizes[2])
    return titled(told.person, tag, lines, frame, sizes, labels, complete)


def _row(told: _Told, tag: Tag | None, frame: Frame, sizes: tuple[float, float, int], labels: Labels) -> Block:
    """Name, number and tag at the left; why and what to ask at the right, on the same first baseline."""
    name, text, rows = sizes
    left = replace(frame, right=frame.left + frame.mm(_LEFT))
    right = replace(frame, left=left.right + frame.mm(_GUTTER))
    lines, complete = _texts(told, right, frame.mm(text), rows)
    title, ascent, descent = title_row(told.person, None, left, name, labels)
    first = max([ascent, *(line.ascent for line in lines[:1])])
    marks = [lowered(mark, first) for mark in title]
    height = first + descent
    if tag:
        size = fitting_pill(tag, frame.mm(text * 0.88), left)
        beside = first + frame.mm(text * 1.22 + 0.5) - round(CAP * frame.mm(text) / 2)
        marks += pill(tag, left.left, max(beside, first + descent + size), size, frame)
        # A frame right above the next name would seem to be that one's.
        height = max(height, bottom_of(marks) + frame.mm(text * 0.3))
    places = baselines(lines, first - lines[0].ascent if lines else 0, 1.18)
    marks += [right.flush(line, y) for line, y in zip(lines, places, strict=True)]
    ends = [y + line.descent for line, y in zip(lines, places, strict=True)]
    return Block(tuple(marks), max([height, *ends]), complete)


def _texts(told: _Told, frame: Frame, size: int, rows: int) -> tuple[list[Line], bool]:
    lines: list[Line] = []
    complete = True
    for index, text in enumerate(told.texts):
        bold, most = index == 0, rows if index == 0 else max(1, rows // 2)
        drawn = with_breaks(text, frame.width, size, frame.faces, bold)
        part, whole = paragraph(drawn, frame.width, most, size, frame.faces, bold)
        lines, complete = [*lines, *part], complete and whole
    return lines, complete

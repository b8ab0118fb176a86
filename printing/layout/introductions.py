"""The people to meet: a name, a number and a line each, the first marked; nobody without their line."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from printing.badge import ToMeet
from printing.layout.ink import Frame, Ink, Mark, Pill, bottom_of, lowered
from printing.layout.printed_words import Labels
from printing.lettering.foreign_text import safe
from printing.lettering.typeset import CAP, Line, baselines, fitted, paragraph, set_line, shortened, with_breaks

Size = tuple[float, float, int, float]

SURE = 3
"""People for whom other things give way; a 4th and 5th are there only where all lines are whole and legible."""
_SIZES = (
    (7.0, 5.6, 2, 3.8),
    (6.4, 5.2, 2, 3.4),
    (5.8, 4.8, 2, 3.0),
    (5.2, 4.4, 2, 2.8),
    (4.8, 4.0, 2, 2.6),
    (4.4, 3.7, 1, 2.4),
    (4.1, 3.4, 1, 2.4),
    (3.9, 3.2, 1, 2.2),
    (3.7, 3.0, 1, 2.2),
    (3.5, 2.8, 1, 2.0),
    (4.4, 3.7, 2, 2.4),
    (4.1, 3.4, 2, 2.2),
    (3.9, 3.2, 2, 2.0),
    (3.7, 3.0, 2, 1.8),
    (3.4, 2.7, 3, 2.0),
    (3.2, 2.6, 3, 1.3),
    (3.2, 2.6, 3, 0.8),
    (3.0, 2.4, 3, 0.6),
    (2.9, 2.4, 3, 0.2),
)
"""Millimetres per em of a name and of its line, rows a line may take, and the least millimetres between people.

The first that fits is taken.
"""
_COMFORTABLE = _SIZES[:-3]
_SMALL_SIZES = ((2.6, 2.1, 1, 0.8), (2.0, 1.6, 1, 0.6), (1.6, 1.3, 1, 0.4))
"""For scripts so tall that nothing legible would fit."""
_WIDEST = 11.5
"""A frame is at least so many ems of a name wide: larger sizes are for large badges."""
_USUAL = 4.4
_WHOLE_NAMES = 3.7
"""Down to this size names are there whole; in smaller ones "Ana F." will do."""
_LEAST_NAME = 0.8
"""The share of its size down to which a name shrinks before it loses letters."""
_MOST_GAP = 1.2
"""Ems of a name that people stand apart at most."""
_ABOVE, _BELOW = 0.75, 0.26
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Block:
    """Something composed from 0 downwards."""

    marks: tuple[Mark, ...]
    height: int
    complete: bool = True
    named: bool = True
    """Whether the name is there whole."""


@dataclass(frozen=True, slots=True)
class Introduced:
    """The people as they stand in a frame."""

    marks: tuple[Mark, ...]
    comfortable: bool
    """Whether they stand there whole, in a size that is easy to read."""
    people: tuple[ToMeet, ...]
    """Who is there; the others found no room for name and line."""


def with_lines(people: Sequence[ToMeet], frame: Frame) -> tuple[ToMeet, ...]:
    """Those who have a line that can be drawn: a name alone says nobody why to go there."""
    return tuple(person for person in people if frame.drawn(person.line, _LONGEST))


def introductions(people: Sequence[ToMeet], frame: Frame, labels: Labels) -> Introduced:
    """As many as fit with their whole lines, in the largest size at which they do."""
    named = with_lines(people, frame)
    for count in range(len(named), 0, -1):
        shown = named[:count]
        if found := _whole(shown, _COMFORTABLE, frame, labels):
            return found
        if count <= SURE:
            tight = _SIZES[len(_COMFORTABLE) :]
            for sizes, breaking in ((_COMFORTABLE, True), (tight, False), (tight, True)):
                if found := _whole(shown, sizes, frame, labels, breaking=breaking):
                    return found
            return _crowded(shown, frame, labels)
    return Introduced((), True, ())


def _whole(
    people: tuple[ToMeet, ...], sizes: Sequence[Size], frame: Frame, labels: Labels, *, breaking: bool = False
) -> Introduced | None:
    """All of them with everything they have, in the first size in which that fits."""
    for size in sizes:
        too_wide = size[0] > _USUAL and frame.mm(size[0]) * _WIDEST > frame.width
        if too_wide or _least_height(people, size, frame) > frame.height:
            continue
        entries = _entries(people, size, frame, labels, breaking=breaking)
        named = size[0] < _WHOLE_NAMES or all(each.named for each in entries)
        if named and _fits(entries, size, frame) and all(each.complete for each in entries):
            return _spread(people, entries, size, frame, comfortable=sizes is _COMFORTABLE)
    return None


def _least_height(people: Sequence[ToMeet], size: Size, frame: Frame) -> float:
    """Dots below which nobody's entry can be: whatever is higher need not be composed."""
    name, line, _, gap = size
    rows = (_ABOVE * name + (1.3 + _BELOW) * line) * len(people)
    return frame.mm(rows + gap * (len(people) - 1)) - 2 * len(people)


def _crowded(people: tuple[ToMeet, ...], frame: Frame, labels: Labels) -> Introduced:
    """What fits: first the mark where to start goes, then words of lines, then people, and last the type is small."""
    size = _SIZES[-1]
    for count in range(len(people), 0, -1):
        tried = [_granted(people[:count], size, frame, labels, started) for started in (True, False)]
        fitting = [entries for entries in tried if _fits(entries, size, frame)]
        if fitting:
            wholest = max(fitting, key=lambda entries: sum(each.complete for each in entries))
            return _spread(people[:count], wholest, size, frame)
    for size in _SMALL_SIZES:
        entries = _entries(people, size, frame, labels, breaking=True)
        if _fits(entries, size, frame):
            break
    while entries and not _fits(entries, size, frame):
        entries = entries[:-1]
    return _spread(people[: len(entries)], entries, size, frame)


def _granted(people: Sequence[ToMeet], size: Size, frame: Frame, labels: Labels, started: bool) -> list["Block"]:
    name, line, most, _ = size

    def made(index: int, rows: int) -> Block:
        tag = tag_for(people[index], index if started else index + 1, labels)
        return entry(people[index], tag, frame, (name, line, rows), labels, breaking=True)

    return granted(made, len(people), most, lambda entries: _fits(entries, size, frame))


def granted(
    made: Callable[[int, int], "Block"], count: int, most: int, fits: Callable[[Sequence["Block"]], bool]
) -> list["Block"]:
    """Entries of one row for each text, and of up to `most` for those that need more, as long as there is room.

    `made` takes an entry's place and its rows.
    """
    entries = [made(index, 1) for index in range(count)]
    for rows in range(2, most + 1):
        for index in range(count):
            if not entries[index].complete:
                longer = [*entries[:index], made(index, rows), *entries[index + 1 :]]
                entries = longer if fits(longer) else entries
    return entries


def _spread(
    people: tuple[ToMeet, ...], entries: Sequence["Block"], size: Size, frame: Frame, *, comfortable: bool = False
) -> Introduced:
    return Introduced(tuple(spread(entries, frame, size[0] * _MOST_GAP)), comfortable, people)


def _entries(
    people: Sequence[ToMeet], size: Size, frame: Frame, labels: Labels, *, breaking: bool = False
) -> list["Block"]:
    return [
        entry(person, tag_for(person, index, labels), frame, size[:3], labels, breaking=breaking)
        for index, person in enumerate(people)
    ]


def _fits(entries: Sequence[Block], size: Size, frame: Frame) -> bool:
    return sum(each.height for each in entries) + frame.mm(size[3]) * (len(entries) - 1) <= frame.height


def spread(entries: Sequence[Block], frame: Frame, most_gap: float) -> list[Mark]:
    """Entries one below the other, with even gaps of at most so many millimetres."""
    spare = frame.height - sum(each.height for each in entries)
    gap = min(frame.mm(most_gap), spare // max(1, len(entries) - 1))
    marks: list[Mark] = []
    top = frame.top
    for each in entries:
        marks += [lowered(mark, top) for mark in each.marks]
        top += each.height + gap
    return marks


def entry(
    person: ToMeet,
    tag: "Tag | None",
    frame: Frame,
    sizes: tuple[float, float, int],
    labels: Labels,
    *,
    breaking: bool = False,
) -> Block:
    """A person's title row with the line under it; `sizes` as in the table above."""
    _, size, rows = sizes
    text = safe(person.line, _LONGEST)
    if breaking:
        text = with_breaks(text, frame.width, frame.mm(size), frame.faces)
    lines, complete = paragraph(text, frame.width, rows, frame.mm(size), frame.faces) if text else ([], True)
    return titled(person, tag, lines, frame, sizes, labels, complete)


def titled(
    person: ToMeet,
    tag: "Tag | None",
    lines: Sequence[Line],
    frame: Frame,
    sizes: tuple[float, float, int],
    labels: Labels,
    complete: bool,
) -> Block:
    """A person's title row with lines under it."""
    name_size, line_size, _ = sizes
    mirrored = bool(lines) and lines[0].right_to_left
    beside = tag if not tag or fits_beside(person, tag, frame, name_size, labels) else None
    title, ascent, descent = title_row(person, beside, frame, name_size, labels, mirrored)
    marks = [lowered(mark, ascent) for mark in title]
    height = ascent + descent
    if tag and not beside:
        # A name matters more than a word about it: that goes on a row of its own.
        small = fitting_pill(tag, frame.mm(name_size * 0.74), frame)
        row = [_mirrored(mark, frame) if mirrored else mark for mark in pill(tag, frame.left, 0, small, frame)]
        shift = height + frame.mm(name_size * 0.16) - min(mark.top for mark in row if isinstance(mark, Pill))
        marks += [lowered(mark, shift) for mark in row]
        ascent, height = 0, bottom_of(marks)
        descent = height + frame.mm(name_size * 0.1)
    if lines:
        # Never nearer than below a letter with a descender, so that lines keep one distance from every name.
        usual = frame.mm(line_size * 1.3) - max(round(CAP * line.size) for line in lines[:1])
        places = baselines(lines, ascent + max(descent + frame.mm(0.3), usual), 1.22)
        marks += [frame.flush(line, y) for line, y in zip(lines, places, strict=True)]
        # As if every line had a letter below the baseline, so that people stand at even distances.
        height = places[-1] + max(lines[-1].descent, round(_BELOW * lines[-1].size))
    return Block(tuple(marks), height, complete, _says(title, frame.drawn(person.name, _LONGEST, bold=True)))


@dataclass(frozen=True, slots=True)
class Tag:
    """A small word in a pill."""

    text: str
    filled: bool


def tag_for(person: ToMeet, index: int, labels: Labels) -> Tag | None:
    """What the wearer should know before going over."""
    if index == 0:
        return Tag(labels.start_with_hello if person.here else labels.start, filled=True)
    return Tag(labels.hello, filled=False) if person.here else None


def title_row(
    person: ToMeet, tag: Tag | None, frame: Frame, size: float, labels: Labels, mirrored: bool = False
) -> tuple[list[Mark], int, int]:
    """Name, number and tag on the baseline 0, with the row's ascent and descent."""
    number = set_line(f"{labels.number} {person.number}", frame.mm(size * 0.86), frame.faces)
    gap, small = frame.mm(size * 0.42), frame.mm(size * 0.74)
    tagged = pill(tag, 0, 0, small, frame) if tag else []
    room = frame.width - number.width - gap - sum(mark.right + gap for mark in tagged if isinstance(mark, Pill))
    name = name_line(person.name, room, frame.mm(size), frame)
    marks: list[Mark] = []
    x = frame.left
    for line in (name, number):
        if line.text:
            marks.append(Ink(line, x - line.left, 0))
            x += line.width + gap
    if tag:
        marks += pill(tag, x, -round(CAP * name.size / 2), small, frame)
    # As if every name had an ascender, so that people stand at even distances.
    ascent = max(name.ascent, number.ascent, round(_ABOVE * name.size))
    descent = max(name.descent, number.descent, bottom_of(marks))
    return [_mirrored(mark, frame) for mark in marks] if mirrored else marks, ascent, descent


def fits_beside(person: ToMeet, tag: Tag, frame: Frame, size: float, labels: Labels) -> bool:
    """Whether a tag stands inside the frame and leaves the name whole; small, "Ana F." will do."""
    title, _, _ = title_row(person, tag, frame, size, labels)
    if any(mark.right > frame.right for mark in title if isinstance(mark, Pill)):
        return False
    if size >= _WHOLE_NAMES:
        return _says(title, frame.drawn(person.name, _LONGEST, bold=True))
    return not any(mark.line.text.endswith("…") for mark in title if isinstance(mark, Ink))


def _says(marks: Iterable[Mark], text: str) -> bool:
    return not text or any(isinstance(mark, Ink) and mark.line.text == text for mark in marks)


def name_line(name: str, room: int, size: int, frame: Frame) -> Line:
    """The whole name, or "Ana F.", or that in smaller letters, or what fits of it."""
    whole = safe(name, _LONGEST)
    line = set_line(whole, size, frame.faces, bold=True)
    first, *others = whole.split(" ")
    if line.width > room and others and others[-1][0].isupper():
        line = set_line(f"{first} {others[-1][0]}.", size, frame.faces, bold=True)
    if line.width <= room:
        return line
    # Names of several sizes look uneven: only where all of them are small already.
    least = round(size * (_LEAST_NAME if size < frame.mm(_WHOLE_NAMES) else 1))
    smaller = fitted(line.text, room, frame.height, size, least, frame.faces, bold=True)
    return smaller or shortened(whole, room, size, frame.faces, bold=True)


def pill(tag: Tag, left: int, middle: int, size: int, frame: Frame) -> list[Mark]:
    """A tag's frame from `left` on, its middle at `middle`, and its words of `size` dots per em."""
    line = set_line(tag.text, size, frame.faces, bold=True)
    height, pad = round(size * 1.36), round(size * 0.52)
    top = middle - height // 2
    box = Pill(left, top, left + line.width + 2 * pad, top + height, tag.filled)
    return [box, Ink(line, left + pad - line.left, middle + round(size * 0.32), white=tag.filled)]


def fitting_pill(tag: Tag, size: int, frame: Frame) -> int:
    """The size of its words, smaller where the pill would be wider than the frame."""
    right = max(mark.right for mark in pill(tag, 0, 0, size, frame) if isinstance(mark, Pill))
    return size if right <= frame.width else size * frame.width // (right + 1)


def _mirrored(mark: Mark, frame: Frame) -> Mark:
    match mark:
        case Ink(line, x, y, white):
            return Ink(line, frame.left + frame.right - x - line.right - line.left, y, white)
        case Pill(left, top, right, bottom, filled):
            return Pill(frame.left + frame.right - right, top, frame.left + frame.right - left, bottom, filled)
        case _:
            return mark

"""Who somebody is: the first name as large as it goes, the badge number, surname and company."""

from collections.abc import Sequence
from dataclasses import fields, replace

from printing.badge import Badge
from printing.layout.byline import Byline, byline
from printing.layout.ink import Frame, Ink, Mark, bottom_of
from printing.layout.printed_words import Labels
from printing.layout.sign_row import Row, placed, signs_row, signs_width
from printing.layout.template import Scale
from printing.lettering.foreign_text import runs_right_to_left
from printing.lettering.typeset import Line, baselines, fitted, optically, set_line, text_block, wrapped

_LONGEST = 80
_GAP = 4.0
"""Millimetres between the name and what stands beside it."""
_TWO_LINES = 0.97
"""Two lines of a name stand this many ems apart."""
_THIRD = 1.5
"""Ems of height that a row of the role and marks takes."""


def header(
    badge: Badge, frame: Frame, scale: Scale, labels: Labels, floor: int, *, close: bool = False
) -> tuple[list[Mark], int]:
    """The marks, and where their ink ends: smaller, then without all but names, where it would end below `floor`.

    `close` set, marks stand under the number without their words, and the role is left out where it needs a row.
    """
    bare = replace(badge, pronouns="", role="", marks=())
    for shown, share in ((badge, 1.0), (badge, 0.85), *((bare, 0.9 - step * 0.1) for step in range(7))):
        marks, end = _composed(shown, frame, scaled(scale, share), labels, close)
        if end <= floor:
            break
    return marks, end


def scaled(scale: Scale, share: float) -> Scale:
    """All sizes by so much smaller."""
    return scale if share == 1 else Scale(**{field.name: getattr(scale, field.name) * share for field in fields(scale)})


def _composed(badge: Badge, frame: Frame, scale: Scale, labels: Labels, close: bool) -> tuple[list[Mark], int]:
    names = [name for name in (frame.drawn(badge.first_name, _LONGEST), frame.drawn(badge.last_name, _LONGEST)) if name]
    upright = frame.height > frame.width
    beside = bool(names and scale.number) and not upright
    size = frame.mm(scale.line)
    signs = signs_row(badge.marks, size, labels, frame, words=False) if beside and close else []
    number = number_lines(badge.number, frame, scale.number, labels) if names and scale.number else ()
    taken = max(_number_width(number), signs_width(signs)) + frame.mm(_GAP) if beside else 0
    below = frame.mm(scale.line * _THIRD) if badge.role or (badge.marks and not signs) else 0
    lines = _headline(
        names[0] if names else f"{labels.number} {badge.number}", frame.width - taken, frame, scale, below
    )
    places = baselines(lines, frame.top, _TWO_LINES)
    worded = signs_row(badge.marks, size, labels, frame, words=True) if beside else []
    # Beside a short name marks have room for their words, and the rows below it for others.
    if signs_width(worded) <= frame.width - frame.mm(_GAP) - max(line.width for line in lines):
        signs = worded
    said = Byline(
        surname=names[1] if len(names) > 1 else "",
        pronouns=frame.drawn(badge.pronouns, _LONGEST),
        company=frame.drawn(badge.company, _LONGEST),
        role=frame.drawn(badge.role, _LONGEST),
        marks=() if signs else badge.marks,
        number=() if beside else number,
        close=close,
    )
    corner = _corner(number, signs, places[-1], size, frame, runs_right_to_left(names[0])) if beside else []
    top = max(places[-1] + lines[-1].descent + frame.mm(1.6), places[-1] + frame.mm(3.4))
    # A name of many letters can end above what stands beside it.
    top = max([top, bottom_of(corner) + frame.mm(1.6)] if corner else [top])
    rows, end = byline(said, top, frame, scale, labels)
    return [*(frame.flush(line, y) for line, y in zip(lines, places, strict=True)), *corner, *rows], end


def _corner(number: Sequence[Line], signs: Row, baseline: int, size: int, frame: Frame, at_left: bool) -> list[Mark]:
    """The number beside the name and, on the name's baseline, the marks."""
    top = frame.top + max(line.ascent for line in number)
    x = frame.left if at_left else frame.right - _number_width(number)
    marks: list[Mark] = [*_numbered(number, x, top)]
    x = frame.left if at_left else frame.right - signs_width(signs)
    return [*marks, *placed(signs, x, max(baseline, top + frame.mm(1.6) + size))]


def number_lines(number: int, frame: Frame, size: float, labels: Labels) -> tuple[Line, Line]:
    """ "No" and "12", the digits `size` millimetres per em."""
    digits = optically(set_line(str(number), frame.mm(size), frame.faces, bold=True))
    return set_line(labels.number, frame.mm(size * 0.5), frame.faces), digits


def number_inks(
    number: int, frame: Frame, baseline: int, size: float, labels: Labels, at_left: bool = False
) -> list[Ink]:
    """ "No 12" at the frame's right or left."""
    lines = number_lines(number, frame, size, labels)
    return _numbered(lines, frame.left if at_left else frame.right - _number_width(lines), baseline)


def _numbered(lines: Sequence[Line], x: int, baseline: int) -> list[Ink]:
    label, digits = lines
    after = x + _number_width(lines) - digits.width
    return [Ink(label, x - label.left, baseline), Ink(digits, after - digits.left, baseline)]


def _number_width(lines: Sequence[Line]) -> int:
    return lines[0].width + round(lines[1].size * 0.18) + lines[1].width if lines else 0


def _headline(text: str, width: int, frame: Frame, scale: Scale, below: int) -> list[Line]:
    """One line, or two if they can be larger, or what fits of it; two leave `below` dots to a row under them.

    A name too long for the least size is as large as the width allows, down to half of it.
    """
    most, least, height = frame.mm(scale.name), frame.mm(scale.least_name), frame.mm(scale.name_height)
    for largest, smallest in ((most, least), (least, least // 2)):
        one = fitted(text, width, height, largest, smallest, frame.faces, bold=True)
        floor = one.size + 1 if one else smallest
        two = _two_lines(text, width, height - below, min(round(most * 0.75), largest), floor, frame)
        if two:
            return two
        if one:
            return [optically(one)]
    lines, _ = text_block(text, width, height, [least // 2], 2, frame.faces, bold=True, leading=_TWO_LINES)
    return [optically(line) for line in lines]


def _two_lines(text: str, width: int, height: int, most: int, least: int, frame: Frame) -> list[Line] | None:
    size = most
    while size >= least:
        lines = wrapped(text, width, size, frame.faces, bold=True)
        places = baselines(lines, 0, _TWO_LINES)
        fits = all(line.width <= width for line in lines) and places[-1] + lines[-1].descent <= height
        if len(lines) == 2 and fits:
            return [optically(line) for line in lines]
        size = min(size - 1, size * 24 // 25)
    return None

"""What stands under a name: surname and pronouns, company, role, and the marks with their words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from printing.layout.ink import Frame, Ink, Mark
from printing.layout.printed_words import Labels
from printing.layout.sign_row import SIGN, Row, placed, signs_row, signs_width
from printing.layout.template import Scale
from printing.lettering.typeset import Line, fitted, optically, set_line, shortened

_STEPS = 6
_BELOW = 0.21
_BETWEEN = 0.3
"""Ems between rows of their own."""
_TALL = 1.4
"""Ems that the tallest row may take, with marks above and below."""
_GAP = 4.0
"""Millimetres between what stands at the left and at the right of a row."""

Sides = tuple[list[Line], list[Line]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """The words and marks of the rows, ready to be drawn; each may be empty."""

    surname: str = ""
    pronouns: str = ""
    company: str = ""
    role: str = ""
    marks: tuple[str, ...] = ()
    number: tuple[Line, ...] = ()
    """Where it doesn't stand beside the name: across from the surname."""
    close: bool = False
    """The role stands before the company, if anywhere."""


def byline(said: Byline, top: int, frame: Frame, scale: Scale, labels: Labels) -> tuple[list[Mark], int]:
    """The rows from `top` on, and where their ink ends."""
    arranged = _upright_rows if frame.height > frame.width else _wide_rows
    rows, words = arranged(said, frame, scale)
    marks: list[Mark] = []
    for left, right in rows:
        if left or right:
            top += round((left or right)[0].size * _BETWEEN) if marks else 0
            row, top = _row(left, right, top, frame, scale)
            marks += row
    last, end = _last_rows([word for word in words if word], said, top, frame, scale, labels)
    return [*marks, *last], end


def _wide_rows(said: Byline, frame: Frame, scale: Scale) -> tuple[list[Sides], Sequence[str]]:
    """The company across from the surname, or below it; and the words for which there is no room there."""
    role = "" if said.close else said.role
    both = " · ".join(text for text in (said.role, said.company) if text)
    for across in (both, said.company) if said.close else (said.company,):
        if whole := _whole(said.surname, said.pronouns, across, (), frame, scale):
            return [whole], [role]
    head = _whole(said.surname, said.pronouns, "", (), frame, scale)
    left = head[0] if head else [_alone(said.surname or said.company, frame, scale)]
    words = [role] if head else [said.pronouns, role]
    if not said.close:
        return [(left, []), ([_alone(said.company, frame, scale, lead=False)] if said.company else [], [])], words
    room = frame.width - _taken(left) - frame.mm(_GAP)
    right = _whole_words(said.company, room, frame.mm(scale.least_company), frame)
    return [(left, [right] if right else [])], words


def _upright_rows(said: Byline, frame: Frame, scale: Scale) -> tuple[list[Sides], Sequence[str]]:
    """Surname, then company; the number across from the one or the other."""
    for pronouns in (said.pronouns, ""):
        words = [said.role] if pronouns else [said.pronouns, said.role]
        if first := _whole(said.surname, pronouns, "", said.number, frame, scale):
            company = [_alone(said.company, frame, scale, lead=not said.surname)] if said.company else []
            return [first, (company, [])], words
        if first := _whole(said.surname, pronouns, "", (), frame, scale):
            return [first, _company_and_number(said, frame, scale)], words
    return [([_alone(said.surname, frame, scale)], []), _company_and_number(said, frame, scale)], words


def _company_and_number(said: Byline, frame: Frame, scale: Scale) -> Sides:
    room = frame.width - (_taken(said.number) + frame.mm(_GAP) if said.number else 0)
    company = _alone(said.company, replace(frame, right=frame.left + room), scale, lead=False) if said.company else None
    return [company] if company else [], list(said.number)


def _whole(
    surname: str, pronouns: str, across: str, number: Sequence[Line], frame: Frame, scale: Scale
) -> Sides | None:
    """The words of a row, as large as all of them fit; None if they don't."""
    for step in range(_STEPS + 1):
        left = _between(surname, scale.surname, scale.least_surname, step, frame)
        # Alone, a company is the second thing to read.
        lone = 1.0 if surname else 1.15
        right = _between(across, scale.company * lone, scale.least_company, step, frame)
        left += _between(pronouns, scale.line, scale.line, 0, frame)
        if not left:
            left, right = right, []
        right += number
        if _taken(left) + _taken(right) + (frame.mm(_GAP) if left and right else 0) <= frame.width:
            return left, right
    return None


def _between(text: str, most: float, least: float, step: int, frame: Frame) -> list[Line]:
    size = frame.mm(most + (least - most) * step / _STEPS)
    return [optically(set_line(text, size, frame.faces))] if text else []


def _taken(lines: Sequence[Line]) -> int:
    return sum(line.width for line in lines) + sum(_space(line) for line in lines[:-1])


def _space(line: Line) -> int:
    return round(0.4 * line.size)


def _row(left: list[Line], right: list[Line], top: int, frame: Frame, scale: Scale) -> tuple[list[Ink], int]:
    """Lines on one baseline: from where the first one's script begins, and up to the other side."""
    tallest = frame.mm(max(scale.surname, scale.number) * _TALL)
    left, right = _low(left, right, tallest, frame)
    y = top + max(line.ascent for line in (*left, *right))
    mirrored = bool(left) and left[0].right_to_left
    inks: list[Ink] = []
    x = frame.left
    for line in left:
        inks.append(Ink(line, (frame.left + frame.right - x - line.width if mirrored else x) - line.left, y))
        x += line.width + _space(line)
    x = frame.left if mirrored else frame.right - _taken(right)
    for line in right:
        inks.append(Ink(line, x - line.left, y))
        x += line.width + _space(line)
    # As if every row had a letter below the baseline, so that the rule keeps its distance on every badge.
    lead = (left or right)[0]
    return inks, y + max([round(_BELOW * lead.size), *(line.descent for line in (*left, *right))])


def _low(left: list[Line], right: list[Line], height: int, frame: Frame) -> Sides:
    """The lines of one row, smaller where marks are piled up."""
    lines = [*left, *right]
    tallest = max(line.ascent for line in lines) + max(line.descent for line in lines)
    if tallest <= height:
        return left, right
    smaller = [optically(set_line(line.text, max(1, line.size * height // tallest), frame.faces)) for line in lines]
    return smaller[: len(left)], smaller[len(left) :]


def _alone(text: str, frame: Frame, scale: Scale, *, lead: bool = True) -> Line:
    """A surname, or a company, in a row of its own; `lead` where it is the first below the name."""
    most, least = (scale.surname, scale.least_surname) if lead else (scale.company, scale.least_company)
    line = fitted(text, frame.width, frame.mm(most * _TALL), frame.mm(most), frame.mm(least), frame.faces)
    return optically(line or shortened(text, frame.width, frame.mm(least), frame.faces))


def _whole_words(text: str, room: int, size: int, frame: Frame) -> Line | None:
    """What of a line fits without cutting its first word, for which it may become a little smaller."""
    first = text.split(" ")[0]
    for smaller in range(size, size * 3 // 4, -1):
        line = shortened(text, room, smaller, frame.faces)
        if text and line.text.startswith(first):
            return line
    return None


def _last_rows(
    words: Sequence[str], said: Byline, top: int, frame: Frame, scale: Scale, labels: Labels
) -> tuple[list[Mark], int]:
    """Role, and pronouns that found no place above, where the name begins; marks across from them, or below them."""
    size = frame.mm(scale.line)
    line = set_line(" · ".join(words), size, frame.faces) if words else None
    signs = signs_row(said.marks, size, labels, frame, words=True)
    small = signs_row(said.marks, size, labels, frame, words=False)
    taken = line.width + size if line else 0
    if signs_width(signs) + taken <= frame.width:
        return _last_row(line, signs, top, frame)
    if said.close or not line:
        room = frame.width - signs_width(small) - size
        return _last_row(shortened(line.text, room, size, frame.faces) if line else None, small, top, frame)
    first, end = _last_row(shortened(line.text, frame.width, size, frame.faces), [], top, frame)
    second, end = _last_row(None, signs if signs_width(signs) <= frame.width else small, end, frame)
    return [*first, *second], end


def _last_row(line: Line | None, signs: Row, top: int, frame: Frame) -> tuple[list[Mark], int]:
    if not (line or signs):
        return [], top
    size = line.size if line else round(signs[0][0] / SIGN)
    side, middle = signs[0][0] if signs else 0, round(size * 0.35)
    baseline = top + round(size * (0.35 if line else 0.1)) + max(line.ascent if line else 0, middle + side // 2)
    x = frame.left if line and line.right_to_left else frame.right - signs_width(signs)
    marks = [*placed(signs, x, baseline), *([frame.flush(line, baseline)] if line else [])]
    return marks, baseline + max(round(size * 0.25), line.descent if line else 0, side - side // 2 - middle)

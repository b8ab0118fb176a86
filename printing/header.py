"""Who somebody is: the first name as large as it goes, the badge number, surname and company."""

from collections.abc import Sequence
from dataclasses import fields, replace

from printing.badge import MARKS, Badge
from printing.labels import Labels
from printing.marks import Frame, Ink, Mark, Sign
from printing.template import Scale
from printing.text import runs_right_to_left, safe
from printing.typeset import Line, baselines, fitted, optically, set_line, shortened, text_block, wrapped

_LONGEST = 80
_TWO_LINES = 0.97
"""Two lines of a name stand this many ems apart."""
_STEPS = 6
_BELOW = 0.21
_BETWEEN = 0.3
"""Ems between rows of their own."""
_THIRD = 1.5
"""Ems of height that a row of pronouns, role and marks takes."""
_TALL = 1.4
"""Ems that the tallest row may take, with marks above and below."""


def header(badge: Badge, frame: Frame, scale: Scale, labels: Labels, floor: int) -> tuple[list[Mark], int]:
    """The marks, and where their ink ends: smaller, then without the last row, where it would end below `floor`."""
    bare = replace(badge, pronouns="", role="", marks=())
    for shown, share in ((badge, 1.0), (badge, 0.85), *((bare, 0.9 - step * 0.1) for step in range(7))):
        marks, end = _composed(shown, frame, _scaled(scale, share), labels)
        if end <= floor:
            break
    return marks, end


def _scaled(scale: Scale, share: float) -> Scale:
    return scale if share == 1 else Scale(**{field.name: getattr(scale, field.name) * share for field in fields(scale)})


def _composed(badge: Badge, frame: Frame, scale: Scale, labels: Labels) -> tuple[list[Mark], int]:
    names = [name for name in (_drawn(badge.first_name, frame), _drawn(badge.last_name, frame)) if name]
    number: list[Ink] = []
    width = frame.width
    if names and scale.number:
        at_left = runs_right_to_left(names[0])
        digits = set_line(str(badge.number), frame.mm(scale.number), frame.faces, bold=True)
        number = number_inks(badge.number, frame, frame.top + digits.ascent, scale.number, labels, at_left)
        width -= max(ink.x + ink.line.right for ink in number) - min(ink.x + ink.line.left for ink in number)
        width -= frame.mm(4)
    below = frame.mm(scale.line * _THIRD) if badge.pronouns or badge.role or badge.marks else 0
    lines = _headline(names[0] if names else f"{labels.number} {badge.number}", width, frame, scale, below)
    places = baselines(lines, frame.top, _TWO_LINES)
    name = [frame.flush(line, y) for line, y in zip(lines, places, strict=True)]
    below = max(places[-1] + lines[-1].descent + frame.mm(1.6), places[-1] + frame.mm(3.4))
    # A name of many letters can end above the number beside it.
    below = max([below, *(ink.y + ink.line.descent + frame.mm(1.6) for ink in number)])
    row, end = _second_row(names[1] if len(names) > 1 else "", _drawn(badge.company, frame), below, frame, scale)
    third, end = _third_row(badge, end, frame, scale, labels)
    return [*name, *number, *row, *third], end


def _drawn(text: str, frame: Frame) -> str:
    return frame.faces.lettering(safe(text, _LONGEST))[0]


def number_inks(
    number: int, frame: Frame, baseline: int, size: float, labels: Labels, at_left: bool = False
) -> list[Ink]:
    """ "No 12" at the frame's right or left, its digits `size` millimetres per em."""
    digits = optically(set_line(str(number), frame.mm(size), frame.faces, bold=True))
    label = set_line(labels.number, frame.mm(size * 0.5), frame.faces)
    gap = frame.mm(size * 0.18)
    start = frame.left if at_left else frame.right - digits.width - gap - label.width
    return [
        Ink(label, start - label.left, baseline),
        Ink(digits, start + label.width + gap - digits.left, baseline),
    ]


def _headline(text: str, width: int, frame: Frame, scale: Scale, below: int) -> list[Line]:
    """One line, or two if they can be larger, or what fits of it; two leave `below` dots to a row under them."""
    most, least, height = frame.mm(scale.name), frame.mm(scale.least_name), frame.mm(scale.name_height)
    one = fitted(text, width, height, most, least, frame.faces, bold=True)
    floor = one.size + 1 if one else least
    two = _two_lines(text, width, height - below, round(most * 0.75), floor, frame)
    if two:
        return two
    if one:
        return [optically(one)]
    lines, _ = text_block(text, width, height, [least, least // 2], 2, frame.faces, bold=True, leading=_TWO_LINES)
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


def _second_row(surname: str, company: str, top: int, frame: Frame, scale: Scale) -> tuple[list[Ink], int]:
    """Surname where the name begins, company across from it on one baseline; on an upright badge below it."""
    upright = frame.height > frame.width
    if not (surname or company):
        return [], top
    if surname and company and not upright:
        return _row(_beside(surname, company, frame, scale), top, frame, scale)
    rows = [_alone(surname, frame, scale.surname, scale.least_surname)] if surname else []
    if company:
        larger = 1.0 if surname else 1.15
        rows.append(_alone(company, frame, scale.company * larger, scale.least_company))
    inks: list[Ink] = []
    for row in rows:
        placed, top = _row([row], top + (round(row.size * _BETWEEN) if inks else 0), frame, scale)
        inks += placed
    return inks, top


def _row(lines: list[Line], top: int, frame: Frame, scale: Scale) -> tuple[list[Ink], int]:
    lines = _low(lines, frame.mm(scale.surname * _TALL), frame)
    y = top + max(line.ascent for line in lines)
    inks = [frame.flush(lines[0], y)]
    inks += [frame.opposite(line, y, lines[0].right_to_left) for line in lines[1:]]
    # As if every row had a letter below the baseline, so that the rule keeps its distance on every badge.
    return inks, y + max(round(_BELOW * lines[0].size), *(line.descent for line in lines))


def _third_row(badge: Badge, top: int, frame: Frame, scale: Scale, labels: Labels) -> tuple[list[Mark], int]:
    """Pronouns and role where the name begins, marks across from them; nothing where there are none."""
    marked = [mark for mark in MARKS if mark in badge.marks]
    said = " · ".join(text for text in (_drawn(badge.pronouns, frame), _drawn(badge.role, frame)) if text)
    if not (marked or said):
        return [], top
    size = frame.mm(scale.line)
    top += round(size * 0.45)
    baseline = top + round(size * 1.05)
    wanted = set_line(said, size, frame.faces).width + 2 * size if said else 0
    signs = _signs(marked, baseline, size, frame, labels, frame.width - wanted)
    taken = frame.right - min((mark.left if isinstance(mark, Sign) else mark.x for mark in signs), default=frame.right)
    room = frame.width - taken - (size if signs else 0)
    if said and set_line(said, size, frame.faces).width > room:
        said = _drawn(badge.pronouns, frame) or said
    line = shortened(said, room, size, frame.faces) if said else None
    inks: list[Mark] = [*signs, *([frame.flush(line, baseline)] if line and not line.right_to_left else [])]
    if line and line.right_to_left:
        # Signs keep their side; a line from right to left ends where they begin.
        inks.append(Ink(line, frame.right - taken - (size if signs else 0) - line.right, baseline))
    bottom = max([baseline + round(size * 0.25), *([baseline + line.descent] if line else [])])
    return inks, bottom


def _signs(
    marked: Sequence[str], baseline: int, size: int, frame: Frame, labels: Labels, room: int
) -> list[Sign | Ink]:
    """Signs from the right with as many of their words as there is room for; the first mark's go first."""
    side, gap = round(size * 1.3), round(size * 0.35)
    lines = [set_line(labels.mark(mark), size, frame.faces) for mark in marked]
    room -= (side + 2 * gap) * len(marked)
    said = []
    for line in lines:
        fits = line.width + gap <= room
        said.append(fits)
        room -= (line.width + gap) if fits else 0
    marks: list[Sign | Ink] = []
    x = frame.right
    for mark, line, fits in zip(reversed(marked), reversed(lines), reversed(said), strict=True):
        if fits:
            x -= line.width
            marks.append(Ink(line, x - line.left, baseline))
            x -= gap
        x -= side
        marks.append(Sign(x, baseline - round(size * 0.35) - side // 2, side, mark))
        x -= 2 * gap
    return marks


def _alone(text: str, frame: Frame, most: float, least: float) -> Line:
    line = fitted(text, frame.width, frame.mm(most * _TALL), frame.mm(most), frame.mm(least), frame.faces)
    return optically(line or shortened(text, frame.width, frame.mm(least), frame.faces))


def _beside(surname: str, company: str, frame: Frame, scale: Scale) -> list[Line]:
    gap = frame.mm(4)
    for step in range(_STEPS + 1):
        left, right = (
            optically(set_line(text, frame.mm(most + (least - most) * step / _STEPS), frame.faces))
            for text, most, least in (
                (surname, scale.surname, scale.least_surname),
                (company, scale.company, scale.least_company),
            )
        )
        if left.width + gap + right.width <= frame.width:
            return [left, right]
    room = max(frame.width * 7 // 10, frame.width - gap - right.width)
    left = shortened(surname, room, left.size, frame.faces)
    return [left, _whole_words(company, frame.width - gap - left.width, right.size, frame)]


def _low(lines: list[Line], height: int, frame: Frame) -> list[Line]:
    """The lines of one row, smaller where marks are piled up."""
    tallest = max(line.ascent for line in lines) + max(line.descent for line in lines)
    if tallest <= height:
        return lines
    return [optically(set_line(line.text, max(1, line.size * height // tallest), frame.faces)) for line in lines]


def _whole_words(text: str, room: int, size: int, frame: Frame) -> Line:
    """Shortened after a word, for which it may become a little smaller."""
    first = text.split(" ")[0]
    for smaller in range(size, size * 3 // 4, -1):
        line = shortened(text, room, smaller, frame.faces)
        if line.text.startswith(first):
            return line
    return shortened(text, room, size, frame.faces)

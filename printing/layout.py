"""Where everything stands on a badge: pages of marks, one per cut, made of the badge alone."""

from collections.abc import Sequence
from dataclasses import replace

from printing import qr
from printing.badge import Badge
from printing.fonts import Typefaces
from printing.header import Scale, header, number_inks
from printing.introductions import introductions
from printing.labels import ENGLISH, Labels
from printing.marks import Code, Frame, Ink, Mark, Rule
from printing.media import Media
from printing.pocket import pocket_card
from printing.text import safe
from printing.typeset import set_line, text_block

MOST_PEOPLE = 5
_ONE_CUT = Scale(
    name=17, least_name=6, name_height=16.5, number=8, surname=6.2, least_surname=5, company=4.4, least_company=4
)
_TWO_CUTS = Scale(
    name=21, least_name=8, name_height=20, number=0, surname=7.2, least_surname=5.5, company=5.2, least_company=4
)
_LEFT = 31.0
"""Millimetres of the column for other people's eyes."""
_GUTTER = 4.5
_LONGEST = 160


def pages(badge: Badge, media: Media, faces: Typefaces, labels: Labels = ENGLISH) -> list[list[Mark]]:
    """One page, or with two cuts a name badge and, where there is something to say, a pocket card."""
    frame = Frame.of(media, faces)
    if badge.cuts == 1:
        return [_everything(badge, frame, labels)]
    card = pocket_card(badge, frame, labels)
    return [_name_badge(badge, frame, labels), *([card] if card else [])]


def _everything(badge: Badge, frame: Frame, labels: Labels) -> list[Mark]:
    """One cut: who I am on top, what to ask me at the left, whom I look for at the right."""
    marks, end = header(badge, frame, _ONE_CUT, labels)
    rule = _rule(frame, end + frame.mm(1.6))
    body = replace(frame, top=rule.bottom + frame.mm(2.6))
    left = replace(body, right=body.left + body.mm(_LEFT))
    right = replace(body, left=left.right + body.mm(_GUTTER))
    quiet = qr.QUIET * frame.media.module
    code = Code(left.left, left.bottom - _side(badge, frame), badge.id)
    above = replace(left, bottom=code.top - quiet)
    beside = replace(left, left=code.left + _side(badge, frame) + quiet, top=code.top)
    asked = _ask(badge, above, (5.0, 4.6, 4.2, 3.8, 3.4, 3.0, 2.8), labels)
    event = _at_bottom(badge.event, beside, 2.8, 3) if asked else _block(badge.event, above, (4.0, 3.6, 3.2), 3)
    marks += [rule, code, *asked, *event]
    if badge.people:
        return marks + introductions(badge.people[:MOST_PEOPLE], right, labels)
    return marks + _block(badge.connector, right, (4.8, 4.4, 4.0, 3.5, 3.0), 4)


def _name_badge(badge: Badge, frame: Frame, labels: Labels) -> list[Mark]:
    """The first of two cuts: only what others need, as large as it goes."""
    marks, end = header(badge, frame, _TWO_CUTS, labels)
    rule = _rule(frame, end + frame.mm(2.0))
    body = replace(frame, top=rule.bottom + frame.mm(3.2))
    quiet = (qr.QUIET + 1) * frame.media.module
    code = Code(frame.right - _side(badge, frame), frame.bottom - _side(badge, frame), badge.id)
    number = number_inks(badge.number, frame, code.top - quiet, 8.2, labels)
    left = replace(body, right=min(code.left, *(ink.x for ink in number)) - frame.mm(5))
    event = _at_bottom(badge.event, left, 3.0, 1)
    floor = event[0].y - event[0].line.ascent - frame.mm(2) if event else frame.bottom
    asked = _ask(badge, replace(left, bottom=floor), (6.4, 5.8, 5.2, 4.6, 4.0, 3.4), labels)
    return [*marks, rule, code, *number, *event, *asked]


def _rule(frame: Frame, top: int) -> Rule:
    return Rule(frame.left, top, frame.right, top + frame.mm(0.25))


def _side(badge: Badge, frame: Frame) -> int:
    """The code's ink stands on the margins, so that its quiet zone lies in the white that is there anyway."""
    return qr.side(badge.id) * frame.media.module


def _ask(badge: Badge, frame: Frame, sizes: Sequence[float], labels: Labels) -> list[Mark]:
    text = safe(badge.ask_me_about, _LONGEST)
    if not frame.faces.lettering(text)[0]:
        return []
    label = set_line(labels.ask_me_about, frame.mm(sizes[0] * 0.58), frame.faces)
    below = replace(frame, top=frame.top + label.ascent + frame.mm(sizes[0] * 0.4))
    return [frame.flush(label, frame.top + label.ascent), *_block(text, below, sizes, 4, bold=True)]


def _block(text: str, frame: Frame, sizes: Sequence[float], most_lines: int, bold: bool = False) -> list[Mark]:
    drawn = frame.faces.lettering(safe(text, _LONGEST), bold)[0]
    dots = [frame.mm(size) for size in sizes]
    if not drawn:
        return []
    lines, places = text_block(drawn, frame.width, frame.height, dots, most_lines, frame.faces, bold, leading=1.2)
    return [frame.flush(line, frame.top + y) for line, y in zip(lines, places, strict=True)]


def _at_bottom(text: str, frame: Frame, size: float, most_lines: int) -> list[Ink]:
    """Small lines, the last of them standing on the frame's bottom."""
    drawn = frame.faces.lettering(safe(text, _LONGEST))[0]
    if not drawn:
        return []
    lines, places = text_block(drawn, frame.width, frame.height, [frame.mm(size)], most_lines, frame.faces)
    shift = frame.bottom - (places[-1] + lines[-1].descent) if places else 0
    return [frame.flush(line, y + shift) for line, y in zip(lines, places, strict=True)]

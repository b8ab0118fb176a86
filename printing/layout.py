"""Where everything stands on a badge: pages of marks, one per cut, made of the badge and its template alone."""

from collections.abc import Sequence
from dataclasses import replace

from printing import qr
from printing.badge import Badge
from printing.fonts import Typefaces
from printing.header import header, number_inks
from printing.introductions import introductions
from printing.labels import Labels, labels_in
from printing.marks import Code, Frame, Ink, Logo, Mark, Rule, Turned
from printing.media import Media
from printing.pocket import pocket_card
from printing.template import Template
from printing.text import safe
from printing.typeset import set_line, text_block

MOST_PEOPLE = 5
_GUTTER = 4.5
"""Millimetres between columns."""
_FOOT = 15.0
"""Millimetres at the bottom of an upright badge: the code, what to ask about, the event."""
_USUAL_WIDTH = 62.0
"""... of a badge so many millimetres wide; larger ones have larger words there."""
_LONGEST = 160


def pages(badge: Badge, template: Template, media: Media, faces: Typefaces) -> list[list[Mark]]:
    """A page per cut: one badge, or a name badge and, where there is something to say, a pocket card."""
    frame, labels = Frame.of(media, faces), labels_in(badge.language)
    if badge.card_only:
        return _card(badge, template, frame, labels)
    if template.body.arrangement == "none":
        return [_name_and_code(badge, template, frame, labels)]
    if badge.cuts == 1:
        return [_everything(badge, template, frame, labels)]
    return [_name_badge(badge, template, frame, labels), *_card(badge, template, frame, labels)]


def _card(badge: Badge, template: Template, frame: Frame, labels: Labels) -> list[list[Mark]]:
    card = [] if template.body.arrangement == "none" else pocket_card(badge, frame, labels)
    return [card] if card else []


def _everything(badge: Badge, template: Template, frame: Frame, labels: Labels) -> list[Mark]:
    """One cut: who I am on top, whom I look for and what to ask me below."""
    marks, end = header(badge, frame, template.one_cut, labels, frame.bottom - _least_body(badge, template, frame))
    rule = _rule(frame, end + frame.mm(1.6))
    body = replace(frame, top=rule.bottom + frame.mm(2.6))
    arranged = _beside if template.body.arrangement == "beside" else _below
    return [*marks, rule, *arranged(badge, template, body, labels)]


def _beside(badge: Badge, template: Template, body: Frame, labels: Labels) -> list[Mark]:
    """What to ask me and the code at the left, whom I look for at the right."""
    left = replace(body, right=body.left + body.mm(template.body.column))
    right = replace(body, left=left.right + body.mm(_GUTTER))
    quiet = qr.QUIET * body.media.module
    code = Code(left.left, left.bottom - _side(badge, body), badge.id)
    above = replace(left, bottom=code.top - quiet)
    beside = replace(left, left=code.left + _side(badge, body) + quiet, top=code.top)
    asked = _ask(badge, above, (5.0, 4.6, 4.2, 3.8, 3.4, 3.0, 2.8), labels)
    where = beside if asked or template.logo else above
    event = _event(badge, template, where, large=not asked)
    return [code, *asked, *event, *_people(badge, template, right, labels)]


def _below(badge: Badge, template: Template, body: Frame, labels: Labels) -> list[Mark]:
    """Whom I look for in the middle; the code, what to ask me and the event at the bottom."""
    grown = min(1.7, max(1.0, body.width / body.mm(_USUAL_WIDTH)))
    side, quiet = _side(badge, body), qr.QUIET * body.media.module
    foot = replace(body, top=body.bottom - max(side + quiet, body.mm(_FOOT * grown)))
    code = Code(foot.left, foot.bottom - side, badge.id)
    beside = replace(foot, left=code.left + side + quiet, top=foot.top + body.mm(1.0))
    at_bottom = replace(beside, top=beside.bottom - body.mm(6.0 * grown))
    event = _event(badge, template, at_bottom, large=False, size=2.8 * grown)
    floor = min([beside.bottom, *(_top(mark) - body.mm(1.2) for mark in event)])
    sizes = [size * grown for size in (4.6, 4.2, 3.8, 3.4, 3.0, 2.8)]
    asked = _ask(badge, replace(beside, bottom=floor), sizes, labels)
    middle = replace(body, bottom=foot.top - body.mm(2.2))
    return [*_people(badge, template, middle, labels), _rule(body, foot.top - body.mm(1.2)), code, *event, *asked]


def _people(badge: Badge, template: Template, frame: Frame, labels: Labels) -> list[Mark]:
    if badge.people:
        marks = introductions(badge.people[:MOST_PEOPLE], frame, labels)
    else:
        marks = _block(badge.connector, frame, (4.8, 4.4, 4.0, 3.5, 3.0), 4)
    if template.body.upside_down and marks:
        return [Turned(frame.left, frame.top, frame.right, frame.bottom, tuple(marks))]
    return marks


def _name_badge(badge: Badge, template: Template, frame: Frame, labels: Labels) -> list[Mark]:
    """The first of two cuts: only what others need, as large as it goes."""
    floor = frame.bottom - _least_body(
        badge, replace(template, body=replace(template.body, arrangement="beside")), frame
    )
    marks, end = header(badge, frame, template.two_cuts, labels, floor)
    rule = _rule(frame, end + frame.mm(2.0))
    body = replace(frame, top=rule.bottom + frame.mm(3.2))
    quiet = (qr.QUIET + 1) * frame.media.module
    code = Code(frame.right - _side(badge, frame), frame.bottom - _side(badge, frame), badge.id)
    size = min(8.2, template.label.width * 0.085)
    number = [] if template.two_cuts.number else number_inks(badge.number, frame, code.top - quiet, size, labels)
    left = replace(body, right=min([code.left, *(ink.x for ink in number)]) - frame.mm(5))
    event = _event(badge, template, left, large=False, most_lines=1 if frame.width > frame.height else 3, size=3.0)
    floor = min([frame.bottom, *(_top(mark) - frame.mm(2) for mark in event)])
    asked = _ask(badge, replace(left, bottom=floor), (6.4, 5.8, 5.2, 4.6, 4.0, 3.4), labels)
    return [*marks, rule, code, *number, *event, *asked]


def _name_and_code(badge: Badge, template: Template, frame: Frame, labels: Labels) -> list[Mark]:
    """A label too low for people to meet."""
    side, quiet = _side(badge, frame), qr.QUIET * frame.media.module
    code = Code(frame.right - side, frame.bottom - side, badge.id)
    left = replace(frame, right=code.left - quiet)
    marks, _ = header(badge, left, template.one_cut, labels, left.bottom)
    return [*marks, code]


def _least_body(badge: Badge, template: Template, frame: Frame) -> int:
    """Dots below the name that the code needs, and the people to meet where they stand above it."""
    side = _side(badge, frame) + 2 * qr.QUIET * frame.media.module
    return side + frame.mm(8 if template.body.arrangement == "beside" else 30)


def _rule(frame: Frame, top: int) -> Rule:
    return Rule(frame.left, top, frame.right, top + frame.mm(0.25))


def _top(mark: Mark) -> int:
    return mark.y - mark.line.ascent if isinstance(mark, Ink) else mark.top


def _side(badge: Badge, frame: Frame) -> int:
    """The code's ink stands on the margins, so that its quiet zone lies in the white that is there anyway."""
    return qr.side(badge.id) * frame.media.module


def _event(
    badge: Badge, template: Template, frame: Frame, *, large: bool, most_lines: int = 3, size: float = 2.8
) -> Sequence[Mark]:
    """The event's name or the organiser's logo, standing on the frame's bottom; large where nothing else is there."""
    if template.logo:
        return [Logo(frame.left, max(frame.top, frame.bottom - frame.mm(14)), frame.right, frame.bottom, template.logo)]
    if large:
        return _block(badge.event, frame, (4.0, 3.6, 3.2), 3)
    return _at_bottom(badge.event, frame, size, most_lines)


def _ask(badge: Badge, frame: Frame, sizes: Sequence[float], labels: Labels) -> list[Mark]:
    text = safe(badge.ask_me_about, _LONGEST)
    if not frame.faces.lettering(text)[0]:
        return []
    label = set_line(labels.ask_me_about, frame.mm(sizes[0] * 0.58), frame.faces)
    below = replace(frame, top=frame.top + label.ascent + frame.mm(sizes[0] * 0.4))
    said = _block(text, below, sizes, 4, bold=True)
    return [frame.flush(label, frame.top + label.ascent), *said] if said else []


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
    sizes = [frame.mm(size * share) for share in (1, 0.9, 0.8)]
    lines, places = text_block(drawn, frame.width, frame.height, sizes, most_lines, frame.faces)
    shift = frame.bottom - (places[-1] + lines[-1].descent) if places else 0
    return [frame.flush(line, y + shift) for line, y in zip(lines, places, strict=True)]

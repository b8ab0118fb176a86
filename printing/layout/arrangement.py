"""Where everything stands on a badge: pages of marks, one per cut, made of the badge and its template alone."""

from collections.abc import Sequence
from dataclasses import replace

from printing.badge import Badge
from printing.layout import blocks, qr
from printing.layout.header import header, number_inks, scaled
from printing.layout.ink import Code, Frame, Ink, Mark, Rule, Turned, bottom_of, lowered
from printing.layout.introductions import SURE, Introduced, introductions, with_lines
from printing.layout.pocket import pocket_card
from printing.layout.printed_words import Labels, labels_in
from printing.layout.template import MOST_PEOPLE, Template
from printing.lettering.fonts import Typefaces
from printing.media import Media

_HEADS = ((False, 1.0), (True, 1.0), (True, 0.9), (True, 0.8))
"""How who I am is set until all have room who are sure to be there: closer, then in smaller letters."""
_GUTTER = 0.048
"""Of the width, between columns."""
_USUAL_COLUMN = 31.0
"""Millimetres; narrower ones have smaller words."""
_LEAST_BESIDE = 9.0
"""Millimetres beside the code in which an event's name can stand."""
_USUAL_WIDTH = 62.0
"""Millimetres of an upright badge; wider ones have larger words at the bottom."""


def pages(badge: Badge, template: Template, media: Media, faces: Typefaces) -> list[list[Mark]]:
    """A page per cut: one badge, or a name badge and, where there is something to say, a pocket card."""
    frame, labels = Frame.of(media, faces), labels_in(badge.language)
    if badge.card_only:
        return _card(badge, template, frame, labels)
    if template.body.arrangement == "none":
        name = _name_and_code(badge, template, frame, labels)
        return [name, *(_card(badge, template, frame, labels) if badge.cuts == 2 else [])]
    if badge.cuts == 1:
        return [_everything(badge, template, frame, labels)]
    return [_name_badge(badge, template, frame, labels), *_card(badge, template, frame, labels)]


def _card(badge: Badge, template: Template, frame: Frame, labels: Labels) -> list[list[Mark]]:
    card = pocket_card(badge, frame, labels)
    return [card] if card else []


def _everything(badge: Badge, template: Template, frame: Frame, labels: Labels) -> list[Mark]:
    """One cut: who I am on top, whom I look for and what to ask me below; set closer where it is too much."""
    arranged = _beside if template.body.arrangement == "beside" else _below
    floor = frame.bottom - _least_body(badge, template, frame)
    wanted = len(with_lines(badge.people[:SURE], frame))
    marks: list[Mark] = []
    best, before = (-1, False), frame.bottom + 1
    for close, share in _HEADS:
        if best == (wanted, True) or (share < 1 and best[0] == wanted):
            break
        head, end = header(badge, frame, scaled(template.one_cut, share), labels, floor, close=close)
        if end >= before:
            continue
        before = end
        rule = _rule(frame, end + frame.mm(1.6))
        body = replace(frame, top=rule.bottom + frame.mm(2.6))
        below, found = arranged(badge, template, body, labels)
        reached = min(wanted, len(found.people)), found.comfortable
        if reached > best or (reached == best and share == 1):
            best, marks = reached, [*head, rule, *below]
    return marks


def _beside(badge: Badge, template: Template, body: Frame, labels: Labels) -> tuple[list[Mark], Introduced]:
    """What to ask me and the code at the left, whom I look for at the right."""
    left = replace(body, right=body.left + body.mm(template.body.column))
    right = replace(body, left=left.right + round(body.width * _GUTTER))
    quiet = qr.QUIET * body.media.module
    code = Code(left.left, left.bottom - _side(badge, body), badge.id)
    above = replace(left, bottom=code.top - quiet)
    beside = replace(left, left=code.left + _side(badge, body) + quiet, top=code.top)
    grown = max(0.6, min(1.2, template.body.column / _USUAL_COLUMN))
    asked = blocks.ask(badge, above, [max(2.8, size * grown) for size in (5.0, 4.6, 4.2, 3.8, 3.4, 3.0, 2.8)], labels)
    event: Sequence[Mark] = ()
    if not asked and not template.logo:
        event = blocks.event(badge, template, above, large=True)
    elif beside.width >= body.mm(_LEAST_BESIDE):
        event = blocks.event(badge, template, beside, large=False)
    people = _people(badge, template, right, labels)
    return [code, *asked, *event, *people.marks], people


def _below(badge: Badge, template: Template, body: Frame, labels: Labels) -> tuple[list[Mark], Introduced]:
    """Whom I look for in the middle; the code, what to ask me and the event at the bottom."""
    code = Code(body.left, body.bottom - _side(badge, body), badge.id)
    foot = _foot(badge, template, body, labels)
    top = min([code.top, *map(_top, foot)])
    rule = _rule(body, top - qr.QUIET * body.media.module - body.mm(0.6))
    middle = replace(body, bottom=rule.top - body.mm(2.2))
    people = _people(badge, template, middle, labels)
    return [*people.marks, rule, code, *foot], people


def _foot(badge: Badge, template: Template, body: Frame, labels: Labels) -> list[Mark]:
    """What to ask me and the event, beside the code: as high as it, or higher where not all of it would fit."""
    grown = min(1.7, max(1.0, body.width / body.mm(_USUAL_WIDTH)))
    side = _side(badge, body)
    sizes = [size * grown for size in (4.4, 4.1, 3.8, 3.5, 3.2, 3.0, 2.8)]
    foot: list[Mark] = []
    for more, rows in ((0.0, 3), (1.2, 3), (2.4, 3), (5.5, 3), (5.5, 1)):
        height = side + body.mm(more * grown)
        beside = replace(body, left=body.left + side + qr.QUIET * body.media.module, top=body.bottom - height)
        at_bottom = replace(beside, top=max(beside.top, beside.bottom - body.mm(6.0 * grown)))
        event = blocks.event(badge, template, at_bottom, large=False, most_lines=rows, size=2.6 * grown)
        room = replace(beside, bottom=min([beside.bottom, *(_top(mark) - body.mm(1.6 * grown) for mark in event)]))
        asked = blocks.ask(badge, room, sizes, labels)
        spare = room.bottom - bottom_of(asked) if asked else 0
        foot = [*(lowered(mark, spare) for mark in asked), *event]
        if bool(asked) == bool(badge.ask_me_about) and all(_is_well_set(mark, body.mm(sizes[3])) for mark in asked[1:]):
            break
    return foot


def _is_well_set(mark: Mark, least: int) -> bool:
    return isinstance(mark, Ink) and mark.line.size >= least and not mark.line.text.endswith("…")


def _people(badge: Badge, template: Template, frame: Frame, labels: Labels) -> Introduced:
    """Whom I look for, or the sentence for whoever looks for nobody."""
    found = introductions(badge.people[:MOST_PEOPLE], frame, labels)
    if not found.people:
        found = replace(found, marks=tuple(blocks.block(badge.connector, frame, (4.8, 4.4, 4.0, 3.5, 3.0), 4)))
    if template.body.upside_down and found.marks:
        # A tag is a little higher than the name beside it.
        top = min([frame.top, *map(_top, found.marks)])
        found = replace(found, marks=(Turned(frame.left, top, frame.right, frame.bottom, found.marks),))
    return found


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
    upright = frame.height > frame.width
    event = blocks.event(badge, template, left, large=False, most_lines=3 if upright else 1, size=3.0)
    floor = min([frame.bottom, *(_top(mark) - frame.mm(2) for mark in event)])
    above = min([code.top - quiet, *map(_top, number)]) - frame.mm(3)
    asking = replace(body, bottom=above) if upright else replace(left, bottom=floor)
    grown = max(1.0, body.width / body.mm(_USUAL_WIDTH)) if upright else 1.0
    asked = blocks.ask(badge, asking, [size * grown for size in (6.4, 5.8, 5.2, 4.6, 4.0, 3.4)], labels)
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

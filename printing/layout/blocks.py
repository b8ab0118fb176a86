"""Blocks of words below the name: what to ask the wearer about, the event, a sentence."""

from collections.abc import Sequence
from dataclasses import replace

from printing.badge import Badge
from printing.layout.ink import Frame, Ink, Logo, Mark
from printing.layout.printed_words import Labels
from printing.layout.template import Template
from printing.lettering.typeset import fitted, text_block

_LONGEST = 160
_LEAST_LABEL = 2.4
"""Millimetres per em."""


def event(
    badge: Badge, template: Template, frame: Frame, *, large: bool, most_lines: int = 3, size: float = 2.8
) -> Sequence[Mark]:
    """The event's name or the organiser's logo, standing on the frame's bottom; large where nothing else is there."""
    if template.logo:
        return [Logo(frame.left, max(frame.top, frame.bottom - frame.mm(14)), frame.right, frame.bottom, template.logo)]
    if large:
        return block(badge.event, frame, (4.0, 3.6, 3.2), 3)
    return at_bottom(badge.event, frame, size, most_lines)


def ask(badge: Badge, frame: Frame, sizes: Sequence[float], labels: Labels) -> list[Mark]:
    """The label, and what to ask the wearer about under it; nothing where not a word of it would fit."""
    size = max(frame.mm(_LEAST_LABEL), frame.mm(sizes[0] * 0.58))
    label = fitted(labels.ask_me_about, frame.width, frame.height, size, round(size * 0.8), frame.faces)
    if not label:
        return []
    below = replace(frame, top=frame.top + label.ascent + frame.mm(sizes[0] * 0.4))
    said = block(badge.ask_me_about, below, sizes, 4, bold=True)
    return [frame.flush(label, frame.top + label.ascent), *said] if said else []


def block(text: str, frame: Frame, sizes: Sequence[float], most_lines: int, bold: bool = False) -> list[Mark]:
    """Words from the frame's top down, in the first of `sizes` at which all of them fit."""
    drawn = frame.drawn(text, _LONGEST, bold)
    dots = [frame.mm(size) for size in sizes]
    if not drawn:
        return []
    lines, places = text_block(drawn, frame.width, frame.height, dots, most_lines, frame.faces, bold, leading=1.2)
    return [frame.flush(line, frame.top + y) for line, y in zip(lines, places, strict=True)]


def at_bottom(text: str, frame: Frame, size: float, most_lines: int) -> list[Ink]:
    """Small lines, the last of them standing on the frame's bottom."""
    drawn = frame.drawn(text, _LONGEST)
    if not drawn:
        return []
    sizes = [frame.mm(size * share) for share in (1, 0.9, 0.8)]
    lines, places = text_block(drawn, frame.width, frame.height, sizes, most_lines, frame.faces)
    shift = frame.bottom - (places[-1] + lines[-1].descent) if places else 0
    return [frame.flush(line, y + shift) for line, y in zip(lines, places, strict=True)]

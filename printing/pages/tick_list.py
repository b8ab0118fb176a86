"""The tick list: everybody on paper, for an evening without a laptop."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

    from printing.layout.ink import Frame, Mark

DPI = 200
_ROW, _TEXT, _BOX = 7.0, 3.5, 4.2
"""Millimetres: from row to row, per em, and the side of a box to tick."""
_HEAD = 13.0
_COLUMNS = (
    ("number", "No", 7.0, 10.0),
    ("name", "Name", 18.0, 62.0),
    ("company", "Company", 82.0, 34.0),
    ("note", "Note", 118.0, 19.0),
    ("code", "Code", 139.0, 27.0),
)
"""Field, heading, where it begins and how wide it is, in millimetres from the left margin."""
_TIME = 169.0
"""Where the time of arrival is written by hand."""
_SMALLEST = 0.62
"""The share of the usual size down to which a cell shrinks before it is shortened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One line of the list."""

    number: int
    name: str
    """Surname first."""
    company: str = ""
    note: str = ""
    """What has to be settled first: unpaid, waitlisted."""
    code: str = ""


def write_ticklist(title: str, ticks: Sequence[Tick], path: Path, size_mm: tuple[float, float] = (210, 297)) -> int:
    """Writes the list as PDF, whole or not at all; returns how many pages it has. Raises PrinterError."""
    from printing.saving import write_pages

    pages = draw_ticklist(title, ticks, size_mm)
    write_pages(pages, path)
    return len(pages)


def draw_ticklist(title: str, ticks: Sequence[Tick], size_mm: tuple[float, float] = (210, 297)) -> "list[Image.Image]":
    """Black-and-white pages (mode 1) at 200 dpi, in the order of `ticks`."""
    from printing.layout.ink import Frame
    from printing.lettering import fonts
    from printing.media import Media
    from printing.render import paint

    media = Media(width_mm=size_mm[0], height_mm=size_mm[1], dpi=DPI, margin_mm=14.0)
    frame = Frame.of(media, fonts.typefaces())
    on_page = int((frame.height - frame.mm(_HEAD)) // frame.mm(_ROW))
    chunks = [ticks[start : start + on_page] for start in range(0, len(ticks), on_page)] or [[]]
    return [
        paint([*_heading(title, f"{number} / {len(chunks)}", frame), *_rows(chunk, frame)], media)
        for number, chunk in enumerate(chunks, 1)
    ]


def _heading(title: str, page: str, frame: "Frame") -> "Iterator[Mark]":
    from printing.layout.ink import Ink, Rule
    from printing.lettering.foreign_text import safe
    from printing.lettering.typeset import set_line, shortened

    line = shortened(safe(title, 200), frame.width - frame.mm(25), frame.mm(5.5), frame.faces, True)
    yield frame.flush(line, frame.top + line.ascent)
    yield frame.opposite(set_line(page, frame.mm(_TEXT), frame.faces), frame.top + line.ascent)
    yield Rule(frame.left, frame.top + frame.mm(12), frame.right, frame.top + frame.mm(12.4))
    for heading, at in (*((heading, at) for _, heading, at, _ in _COLUMNS), ("Time", _TIME)):
        small = set_line(heading, frame.mm(2.5), frame.faces)
        yield Ink(small, frame.left + frame.mm(at) - small.left, frame.top + frame.mm(11))


def _rows(ticks: Sequence[Tick], frame: "Frame") -> "Iterator[Mark]":
    from printing.layout.ink import Rule

    for index, tick in enumerate(ticks):
        baseline = frame.top + frame.mm(_HEAD + index * _ROW + _ROW * 0.68)
        yield from _box(frame.left, baseline, frame)
        for field, _, at, width in _COLUMNS:
            yield from _cell(str(getattr(tick, field)), field == "name", at, width, baseline, frame)
        below = baseline + frame.mm(_ROW * 0.32)
        yield Rule(frame.left, below, frame.right, below + 1)


def _box(left: int, baseline: int, frame: "Frame") -> "Iterator[Mark]":
    from printing.layout.ink import Rule

    side, line = frame.mm(_BOX), frame.mm(0.25)
    top = baseline - side + frame.mm(0.6)
    yield Rule(left, top, left + side, top + line)
    yield Rule(left, top + side - line, left + side, top + side)
    yield Rule(left, top, left + line, top + side)
    yield Rule(left + side - line, top, left + side, top + side)


def _cell(text: str, bold: bool, at: float, width: float, baseline: int, frame: "Frame") -> "Iterator[Mark]":
    from printing.layout.ink import Ink
    from printing.lettering.foreign_text import safe
    from printing.lettering.typeset import fitted, shortened

    line_text, room, size = safe(text, 200), frame.mm(width), frame.mm(_TEXT)
    if not line_text:
        return
    smallest = round(size * _SMALLEST)
    line = fitted(line_text, room, frame.mm(_ROW), size, smallest, frame.faces, bold)
    line = line or shortened(line_text, room, smallest, frame.faces, bold)
    yield Ink(line, frame.left + frame.mm(at) - line.left, baseline)

"""The test label: rulers to measure the printer by, ten scripts to see the fonts by, a code to try the scanner on."""

from collections.abc import Iterator
from dataclasses import replace

from PIL import Image

from printing.errors import drawing
from printing.layout import qr
from printing.layout.ink import Code, Frame, Ink, Mark, Rule
from printing.lettering import fonts
from printing.lettering.fonts import Typefaces
from printing.lettering.foreign_text import safe
from printing.lettering.typeset import set_line, shortened
from printing.media import Media
from printing.render import paint

SCRIPTS = (
    ("Latin", "Łukasz Đặng"),
    ("Cyrillic", "Екатерина"),
    ("Greek", "Αλέξανδρος"),
    ("Arabic", "ليلى الحسيني"),
    ("Hebrew", "אביגיל כהן"),
    ("Devanagari", "प्रिया श्रीवास्तव"),
    ("Thai", "สมชาย น้ำผึ้ง"),
    ("Georgian", "ნინო"),
    ("Chinese", "王芳"),
    ("Korean", "김서연"),
)
PAYLOAD = "KIOSKTESTLABELOK"
"""What the label's code says; it is nobody's."""
_TICK, _LONG_TICK, _LINE = 1.2, 2.2, 0.2
_LEAST_ROW = 3.4
"""Millimetres."""
_RULER = 4.6
"""Millimetres that a ruler takes of an edge."""


def draw_test_label(media: Media, printer: str, faces: Typefaces | None = None) -> Image.Image:
    """One black-and-white picture (mode 1) at the media's dots. Raises DrawingError."""
    frame = Frame.of(media, faces or fonts.typefaces())
    with drawing("The test label"):
        return paint([*_rulers(frame), *_content(frame, printer)], media)


def _rulers(frame: Frame) -> Iterator[Mark]:
    """Millimetres from the margin on: along the top, and down the left edge."""
    line = max(1, frame.mm(_LINE))
    for mm in range(_millimetres(frame.width - line, frame)):
        x, long = frame.left + frame.mm(mm), mm % 10 == 0
        yield Rule(x, frame.top, x + line, frame.top + frame.mm(_LONG_TICK if long else _TICK))
        if long and mm:
            yield from _figure(str(mm), x, frame.top + frame.mm(_RULER), frame)
    for mm in range(_millimetres(frame.height - line, frame)):
        y, long = frame.top + frame.mm(mm), mm % 10 == 0
        yield Rule(frame.left, y, frame.left + frame.mm(_LONG_TICK if long else _TICK), y + line)


def _millimetres(dots: int, frame: Frame) -> int:
    """How many ticks fit, the one at 0 among them."""
    return sum(frame.mm(mm) <= dots for mm in range(1000))


def _figure(text: str, middle: int, baseline: int, frame: Frame) -> Iterator[Mark]:
    line = set_line(text, frame.mm(2.1), frame.faces)
    if middle + line.width // 2 <= frame.right:
        yield Ink(line, middle - line.width // 2 - line.left, baseline)


def _content(frame: Frame, printer: str) -> Iterator[Mark]:
    left, top = frame.left + frame.mm(_RULER), frame.top + frame.mm(_RULER + 1.2)
    side = qr.side(PAYLOAD) * frame.media.module
    quiet = (qr.QUIET + 1) * frame.media.module
    code = Code(frame.right - side - frame.media.module, frame.bottom - side - frame.media.module, PAYLOAD)
    yield code
    title = shortened(safe(f"Test: {printer}", 80), frame.right - left, frame.mm(4), frame.faces, True)
    yield Ink(title, left - title.left, top + title.ascent)
    y = top + title.ascent + frame.mm(1.5)
    yield from _samples(replace(frame, left=left, top=y, right=code.left - quiet))


def _samples(frame: Frame) -> Iterator[Mark]:
    """A line per script; on a low label two columns of them."""
    columns = 1 if frame.height >= frame.mm(_LEAST_ROW) * len(SCRIPTS) else 2
    on_column = -(-len(SCRIPTS) // columns)
    row = min(frame.mm(5.4), frame.height // on_column)
    room = frame.width // columns
    for index, (script, sample) in enumerate(SCRIPTS):
        # What no font here can draw is said, not left out: that is what the label is for.
        drawn = sample if frame.faces.drawable(sample) else f"no font for {script}"
        line = shortened(drawn, room - frame.mm(1), row * 64 // 100, frame.faces)
        x = frame.left + room * (index // on_column)
        yield Ink(line, x - line.left, frame.top + row * (index % on_column + 1) - row // 4)

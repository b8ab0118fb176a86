"""A test page: the outlines of the labels with rulers along them, to find out how far a printer is off."""

from collections.abc import Iterator

from PIL import Image

from printing.layout.ink import Frame, Ink, Mark, Rule
from printing.layout.template import Template
from printing.lettering import fonts
from printing.lettering.fonts import Typefaces
from printing.lettering.typeset import set_line, text_block
from printing.media import Media
from printing.pages.sheets import corner, positions
from printing.render import paint

_LINE = 0.2
_SHORT, _LONG = 1.6, 3.0
_ON_LABEL = (
    "Ticks count millimetres from the label’s edges. The first one that you see on each side says what the printer "
    "leaves out: it must be less than {margin:g} mm. If not, copy the template and raise its margin."
)
_ON_SHEET = (
    "Print this at 100 % on plain paper and hold it against a sheet of labels. Where a frame lies too far left or too "
    "high, write the millimetres into config.toml: [badge] offset_mm = [right, down]. Too far right or too low: minus."
)


def ruler(
    template: Template, *, dpi: int, offset_mm: tuple[float, float] = (0.0, 0.0), faces: Typefaces | None = None
) -> Image.Image:
    """The page (mode 1) at a printer's dots: a whole sheet, or one label where the template has none."""
    label, sheet = template.media(dpi), template.sheet
    page = Media(width_mm=sheet.width, height_mm=sheet.height, dpi=dpi, margin_mm=0) if sheet else label
    known = faces or fonts.typefaces()
    said = _ON_SHEET if sheet else _ON_LABEL.format(margin=template.label.margin)
    marks: list[Mark] = []
    for position in positions(sheet) if sheet else (0,):
        left, top = (
            corner(sheet, position, page, offset_mm) if sheet else (page.dots(offset_mm[0]), page.dots(offset_mm[1]))
        )
        frame = Frame(page, known, left, top, left + label.width, top + label.height)
        marks += [*_outline(frame), *_ticks(frame), *_words(frame, position, said)]
    return paint(marks, page)


def _outline(frame: Frame) -> Iterator[Mark]:
    line = max(1, frame.mm(_LINE))
    yield Rule(frame.left, frame.top, frame.right, frame.top + line)
    yield Rule(frame.left, frame.bottom - line, frame.right, frame.bottom)
    yield Rule(frame.left, frame.top, frame.left + line, frame.bottom)
    yield Rule(frame.right - line, frame.top, frame.right, frame.bottom)


def _ticks(frame: Frame) -> Iterator[Mark]:
    """Millimetres from the label's top left corner, with a figure at every ten."""
    line = max(1, frame.mm(_LINE))
    for mm in range(1, int(frame.width * 25.4 / frame.media.dpi)):
        x = frame.left + frame.mm(mm)
        yield Rule(x, frame.top, x + line, frame.top + frame.mm(_LONG if mm % 10 == 0 else _SHORT))
        if mm % 10 == 0:
            figure = set_line(str(mm), frame.mm(2.2), frame.faces)
            yield Ink(figure, x - figure.width // 2 - figure.left, frame.top + frame.mm(_LONG + 2.2))
    for mm in range(1, int(frame.height * 25.4 / frame.media.dpi)):
        y = frame.top + frame.mm(mm)
        yield Rule(frame.left, y, frame.left + frame.mm(_LONG if mm % 10 == 0 else _SHORT), y + line)
        if mm % 10 == 0:
            figure = set_line(str(mm), frame.mm(2.2), frame.faces)
            yield Ink(figure, frame.left + frame.mm(_LONG + 0.8) - figure.left, y + figure.ascent // 2)


def _words(frame: Frame, position: int, said: str) -> Iterator[Mark]:
    """The label's number, and on the first one what to do."""
    left, top = frame.left + frame.mm(10), frame.top + frame.mm(8)
    number = set_line(str(position + 1), frame.mm(7), frame.faces, bold=True)
    yield Ink(number, frame.right - frame.mm(4) - number.right, top + number.ascent)
    if position == 0:
        width = frame.right - frame.mm(6) - number.width - left
        sizes = [frame.mm(size) for size in (3.2, 2.8, 2.4, 2.1, 1.8)]
        lines, places = text_block(said, width, frame.bottom - frame.mm(2) - top, sizes, 12, frame.faces)
        for line, y in zip(lines, places, strict=True):
            yield Ink(line, left - line.left, top + y)

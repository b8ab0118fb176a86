"""What a page consists of before it is painted: ink at places, in dots."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from printing.lettering.fonts import Typefaces
from printing.lettering.foreign_text import safe
from printing.lettering.typeset import Line, set_line
from printing.media import Media

_ANY_SIZE = 50


@dataclass(frozen=True, slots=True)
class Ink:
    """A line of text with its pen at `x` on the baseline `y`."""

    line: Line
    x: int
    y: int
    white: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A filled rectangle, right and bottom excluded."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Pill:
    """A rounded frame, or a filled one to write on in white; right and bottom excluded."""

    left: int
    top: int
    right: int
    bottom: int
    filled: bool


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code without its quiet zone."""

    left: int
    top: int
    payload: str


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign of a mark such as "speaker", as high as wide."""

    left: int
    top: int
    side: int
    mark: str


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture, as large as its box lets it be, at the box's lower left."""

    left: int
    top: int
    right: int
    bottom: int
    path: Path


@dataclass(frozen=True, slots=True)
class Turned:
    """Marks that are read upside down: their box is turned by half a circle."""

    left: int
    top: int
    right: int
    bottom: int
    marks: "tuple[Mark, ...]"


Mark = Ink | Rule | Pill | Code | Sign | Logo | Turned


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle to compose in, in dots, with the means to do so."""

    media: Media
    faces: Typefaces
    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def of(cls, media: Media, faces: Typefaces) -> "Frame":
        """Everything inside the margins."""
        margin = media.dots(media.margin_mm)
        return cls(media, faces, margin, margin, media.width - margin, media.height - margin)

    @property
    def width(self) -> int:
        """Dots from left to right."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Dots from top to bottom."""
        return self.bottom - self.top

    def mm(self, length: float) -> int:
        """Millimetres as dots."""
        return self.media.dots(length)

    def drawn(self, text: str, limit: int, bold: bool = False) -> str:
        """One line of a foreign text, without what no font here can draw."""
        return set_line(safe(text, limit), _ANY_SIZE, self.faces, bold).text

    def flush(self, line: Line, y: int) -> Ink:
        """The line on baseline `y`, at the side where its script begins."""
        return Ink(line, self.right - line.right if line.right_to_left else self.left - line.left, y)

    def opposite(self, line: Line, y: int, right_to_left: bool = False) -> Ink:
        """The line on baseline `y`, across from where a line of that direction begins."""
        return Ink(line, self.left - line.left if right_to_left else self.right - line.right, y)


def lowered(mark: Mark, dots: int) -> Mark:
    """The mark, so many dots further down."""
    match mark:
        case Ink():
            return replace(mark, y=mark.y + dots)
        case Rule() | Pill() | Logo():
            return replace(mark, top=mark.top + dots, bottom=mark.bottom + dots)
        case Code() | Sign():
            return replace(mark, top=mark.top + dots)
        case Turned():
            inside = tuple(lowered(each, dots) for each in mark.marks)
            return replace(mark, top=mark.top + dots, bottom=mark.bottom + dots, marks=inside)


def bottom_of(marks: Iterable[Mark]) -> int:
    """Where the lowest text, rule, pill or sign ends."""
    marks = list(marks)
    ends = [mark.y + mark.line.descent for mark in marks if isinstance(mark, Ink)]
    ends += [mark.top + mark.side for mark in marks if isinstance(mark, Sign)]
    return max([*ends, *(mark.bottom for mark in marks if isinstance(mark, Rule | Pill))])

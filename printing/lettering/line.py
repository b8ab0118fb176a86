"""A line of type: its runs, where its ink is, and how it is drawn."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL import ImageDraw, ImageFont

from printing.lettering.fonts import Typefaces
from printing.lettering.foreign_text import runs_right_to_left
from printing.lettering.runs import Lettering, in_order

CAP = 0.69
"""The height of a capital in FiraGO, in ems."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one font and one direction."""

    text: str
    font: ImageFont.FreeTypeFont
    x: float
    """Dots from the line's pen to this run's."""
    direction: str | None
    """What the shaping engine is told, if there is one."""

    def ink(self) -> tuple[int, int, int, int] | None:
        """The true box of what `draw` leaves, in dots from the line's pen on the baseline."""
        mask, (left, top) = self.font.getmask2(
            self.text, mode="L", anchor="ls", direction=self.direction, start=(self.x % 1, 0)
        )
        box = mask.getbbox()
        left += int(self.x)
        return (left + box[0], top + box[1], left + box[2], top + box[3]) if box else None

    def draw(self, drawing: ImageDraw.ImageDraw, x: float, y: float, fill: int) -> None:
        """Draws the run of a line whose pen starts at `x` on the baseline `y`."""
        place = (x + self.x, y)
        drawing.text(place, self.text, font=self.font, fill=fill, anchor="ls", direction=self.direction)


@dataclass(frozen=True, slots=True)
class Line:
    """One line; the box is its ink in dots from the pen on the baseline, y downwards."""

    text: str
    runs: tuple[Run, ...]
    """From left to right."""
    left: int
    top: int
    right: int
    bottom: int
    size: int
    """Dots per em."""
    right_to_left: bool

    @property
    def width(self) -> int:
        """Dots from the first to the last ink."""
        return self.right - self.left

    @property
    def ascent(self) -> int:
        """Dots above the baseline: a capital's, or more where the ink is higher."""
        return max(round(CAP * self.size), -self.top)

    @property
    def descent(self) -> int:
        """Dots of ink below the baseline."""
        return max(0, self.bottom)

    def ink(self) -> tuple[int, int, int, int] | None:
        """The true box of its ink, or None where there is none."""
        boxes = [box for run in self.runs if (box := run.ink())]
        return _union(boxes) if boxes else None

    def draw(self, drawing: ImageDraw.ImageDraw, x: float, y: float, fill: int) -> None:
        """Draws the line with its pen at `x` on the baseline `y`."""
        for run in self.runs:
            run.draw(drawing, x, y, fill)


def set_line(text: str, size: int, faces: Typefaces, bold: bool = False) -> Line:
    """A line of `safe` text at `size` dots per em; what no font can draw is left out."""
    drawn = faces.spelled(text, bold)
    return cast(drawn, size, faces, runs_right_to_left(drawn.text))


def cast(drawn: Lettering, size: int, faces: Typefaces, right_to_left: bool) -> Line:
    """A line of what was chosen to be drawn, whose base direction need not be its own first letter's."""
    if drawn.faces:
        return _cast_runs(drawn, size, faces, right_to_left)
    if not drawn.text:
        return Line("", (), 0, 0, 0, 0, size, right_to_left)
    # The direction is told, because the second line of a paragraph may begin with a word of the other one.
    direction = _direction(right_to_left, faces)
    run = Run(drawn.text, faces.font(drawn.face, size), 0.0, direction)
    return Line(drawn.text, (run,), *faces.box(drawn.text, drawn.face, size, direction), size, right_to_left)


def _cast_runs(drawn: Lettering, size: int, faces: Typefaces, right_to_left: bool) -> Line:
    runs: list[Run] = []
    boxes: list[tuple[int, int, int, int]] = []
    pen = 0.0
    for piece in in_order(drawn, right_to_left):
        direction = _direction(piece.level % 2 == 1, faces)
        left, top, right, bottom = faces.box(piece.text, piece.face, size, direction)
        boxes.append((math.floor(pen + left), top, math.ceil(pen + right), bottom))
        runs.append(Run(piece.text, faces.font(piece.face, size), pen, direction))
        pen += faces.advance(piece.text, piece.face, size, direction)
    return Line(drawn.text, tuple(runs), *_union(boxes), size, right_to_left)


def _direction(right_to_left: bool, faces: Typefaces) -> str | None:
    return ("rtl" if right_to_left else "ltr") if faces.shaping else None


def _union(boxes: Sequence[tuple[int, int, int, int]]) -> tuple[int, int, int, int]:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def optically(line: Line) -> Line:
    """The same line with the true edges of its ink, so that large letters line up with small ones."""
    ink = line.ink()
    return replace(line, left=ink[0], right=ink[2]) if ink else line

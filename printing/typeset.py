"""Lines of type: measured by their ink, fitted, wrapped between words, shortened with an ellipsis."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from PIL import ImageFont

from printing.fonts import Typefaces
from printing.text import runs_right_to_left

CAP = 0.69
"""The height of a capital in FiraGO, in ems."""
_HAN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_BREAKS = re.compile(rf"(?<=\w[-–/])(?=\w)|(?<=[{_HAN}])(?=[{_HAN}])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line in one font; the box is its ink in dots from the pen on the baseline, y downwards."""

    text: str
    font: ImageFont.FreeTypeFont
    left: int
    top: int
    right: int
    bottom: int
    right_to_left: bool

    @property
    def width(self) -> int:
        """Dots from the first to the last ink."""
        return self.right - self.left

    @property
    def size(self) -> int:
        """Dots per em."""
        return round(self.font.size)

    @property
    def ascent(self) -> int:
        """Dots above the baseline: a capital's, or more where the ink is higher."""
        return max(round(CAP * self.size), -self.top)

    @property
    def descent(self) -> int:
        """Dots of ink below the baseline."""
        return max(0, self.bottom)


def set_line(text: str, size: int, faces: Typefaces, bold: bool = False) -> Line:
    """A line of `safe` text at `size` dots per em; what no font can draw is left out."""
    drawn, face = faces.lettering(text, bold)
    font = faces.font(face, size)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(drawn, anchor="ls")) if drawn else (0, 0, 0, 0)
    return Line(drawn, font, left, top, right, bottom, runs_right_to_left(drawn))


def optically(line: Line) -> Line:
    """The same line with the true edges of its ink, so that large letters line up with small ones."""
    if not line.text:
        return line
    mask, (x, _) = line.font.getmask2(line.text, mode="L", anchor="ls")
    ink = mask.getbbox()
    return replace(line, left=x + ink[0], right=x + ink[2]) if ink else line


def fitted(
    text: str, width: int, height: int, most: int, least: int, faces: Typefaces, bold: bool = False
) -> Line | None:
    """The largest line between `most` and `least` dots per em that fits, or None."""
    size = most
    while size >= least:
        line = set_line(text, size, faces, bold)
        if line.width <= width and line.ascent + line.descent <= height:
            return line
        ratio = min(width / max(1, line.width), height / max(1, line.ascent + line.descent))
        size = min(size - 1, int(size * ratio))
    return None


def wrapped(text: str, width: int, size: int, faces: Typefaces, bold: bool = False) -> list[Line]:
    """Lines broken at spaces, after hyphens, and between Han characters; a single piece may still be too wide."""
    whole = set_line(text, size, faces, bold)
    if whole.width <= width:
        return [whole]
    lines: list[Line] = []
    for glue, piece in _pieces(text):
        if lines:
            longer = set_line(f"{lines[-1].text}{glue}{piece}", size, faces, bold)
            if longer.width <= width:
                lines[-1] = longer
                continue
        lines.append(set_line(piece, size, faces, bold))
    return lines


def shortened(text: str, width: int, size: int, faces: Typefaces, bold: bool = False) -> Line:
    """The line, or as many whole words as fit with an ellipsis; a single long word loses letters."""
    line = set_line(text, size, faces, bold)
    if line.width <= width:
        return line
    words = text.split(" ")
    heads = [" ".join(words[:count]) for count in range(1, len(words))] or list(_beginnings(text))
    fitting = _longest(heads, width, size, faces, bold) or _longest(_beginnings(words[0]), width, size, faces, bold)
    return fitting or set_line("", size, faces, bold)


def paragraph(
    text: str, width: int, most_lines: int, size: int, faces: Typefaces, bold: bool = False
) -> tuple[list[Line], bool]:
    """At most so many lines, shortened where they must be, and whether everything is there."""
    text, _ = faces.lettering(text, bold)
    lines = wrapped(text, width, size, faces, bold)
    if len(lines) > most_lines:
        start = 0
        for line in lines[: most_lines - 1]:
            start = text.index(line.text, start) + len(line.text)
        lines = [*lines[: most_lines - 1], set_line(text[start:].strip(), size, faces, bold)]
    kept = [line if line.width <= width else shortened(line.text, width, size, faces, bold) for line in lines]
    return kept, kept == lines


def baselines(lines: Sequence[Line], top: int, leading: float) -> list[int]:
    """Where lines stand below `top`: evenly, and further apart where ink would touch."""
    places: list[int] = []
    for index, line in enumerate(lines):
        if not index:
            places.append(top + line.ascent)
            continue
        before = lines[index - 1]
        clear = before.descent + line.ascent + max(2, line.size // 12)
        places.append(places[-1] + max(round(leading * line.size), clear))
    return places


def _longest(heads: Iterable[str], width: int, size: int, faces: Typefaces, bold: bool) -> Line | None:
    options = list(heads)
    low, high, best = 0, len(options) - 1, None
    while low <= high:
        middle = (low + high) // 2
        line = set_line(f"{options[middle].rstrip(' ,;:.-–')}…", size, faces, bold)
        if line.width <= width:
            low, best = middle + 1, line
        else:
            high = middle - 1
    return best


def _beginnings(word: str) -> Iterator[str]:
    """Ever longer beginnings, never between a letter and its marks."""
    for end in range(1, len(word)):
        if not unicodedata.combining(word[end]):
            yield word[:end]


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """What may stand alone on a line, each with what joins it to the one before."""
    for word in text.split(" "):
        for index, piece in enumerate(_BREAKS.split(word)):
            yield ("" if index else " "), piece


def text_block(
    text: str,
    width: int,
    height: int,
    sizes: Sequence[int],
    most_lines: int,
    faces: Typefaces,
    bold: bool = False,
    leading: float = 1.25,
) -> tuple[list[Line], list[int]]:
    """Lines and their baselines from 0 down, in the first of `sizes` at which all fits; else shortened in the last."""
    for size in sizes:
        lines, complete = paragraph(text, width, most_lines, size, faces, bold)
        places = baselines(lines, 0, leading)
        if complete and places[-1] + lines[-1].descent <= height:
            return lines, places
    for count in range(most_lines, 0, -1):
        lines, _ = paragraph(text, width, count, sizes[-1], faces, bold)
        places = baselines(lines, 0, leading)
        if places[-1] + lines[-1].descent <= height:
            return lines, places
    return [], []

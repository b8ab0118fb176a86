"""Lines of type: measured by their ink, fitted, wrapped between words, shortened with an ellipsis."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from PIL import ImageFont

from printing.fonts import Typefaces
from printing.system_fonts import Face
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
    direction: str | None
    """What the shaping engine is told, if there is one."""

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
    return _cast(drawn, face, size, faces, runs_right_to_left(drawn))


def _cast(text: str, face: Face, size: int, faces: Typefaces, right_to_left: bool) -> Line:
    # Said outright, because the second line of a paragraph may begin with a word of the other direction.
    direction = ("rtl" if right_to_left else "ltr") if faces.shaping else None
    box = faces.box(text, face, size, direction) if text else (0, 0, 0, 0)
    return Line(text, faces.font(face, size), *box, right_to_left, direction)


def optically(line: Line) -> Line:
    """The same line with the true edges of its ink, so that large letters line up with small ones."""
    if not line.text:
        return line
    mask, (x, _) = line.font.getmask2(line.text, mode="L", anchor="ls", direction=line.direction)
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
    """Even lines, broken at spaces, after hyphens, and between Han characters; a single piece may still be too wide."""
    drawn, face = faces.lettering(text, bold)
    right_to_left = runs_right_to_left(drawn)
    whole = _cast(drawn, face, size, faces, right_to_left)
    if whole.width <= width:
        return [whole]
    rows = _evened(_measured(drawn, face, size, faces), width)
    return [_cast(_joined(row), face, size, faces, right_to_left) for row in rows]


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
    lines = wrapped(text, width, size, faces, bold)
    if len(lines) <= most_lines and all(line.width <= width for line in lines):
        return lines, True
    drawn, face = faces.lettering(text, bold)
    rows = _filled(_measured(drawn, face, size, faces), width)
    texts = [_joined(row) for row in rows[: most_lines - 1]]
    texts.append(_joined([piece for row in rows[most_lines - 1 :] for piece in row]))
    return [shortened(row, width, size, faces, bold) for row in texts if row], False


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


@dataclass(frozen=True, slots=True)
class _Piece:
    """What may stand alone on a line."""

    text: str
    glue: str
    """What joins it to the piece before."""
    gap: int
    width: int


def _measured(text: str, face: Face, size: int, faces: Typefaces) -> list[_Piece]:
    space = faces.advance(" ", face, size)
    pieces: list[_Piece] = []
    for word in text.split(" "):
        for index, piece in enumerate(_BREAKS.split(word)):
            glue, gap = ("", 0) if index else (" ", space)
            pieces.append(_Piece(piece, glue, gap, faces.advance(piece, face, size)))
    return pieces


def _joined(row: Sequence[_Piece]) -> str:
    return "".join(piece.glue + piece.text for piece in row).strip()


def _filled(pieces: Sequence[_Piece], width: int) -> list[list[_Piece]]:
    """Rows that each take as much as they can."""
    rows: list[list[_Piece]] = []
    used = 0
    for piece in pieces:
        longer = used + piece.gap + piece.width
        if rows and longer <= width:
            rows[-1].append(piece)
            used = longer
        else:
            rows.append([piece])
            used = piece.width
    return rows


def _evened(pieces: Sequence[_Piece], width: int) -> list[list[_Piece]]:
    """As many rows as needed, and none much shorter than the others."""
    rows = _filled(pieces, width)
    narrow = max(piece.width for piece in pieces)
    while narrow < width:
        middle = (narrow + width) // 2
        tighter = _filled(pieces, middle)
        if len(tighter) == len(rows):
            rows, width = tighter, middle
        else:
            narrow = middle + 1
    return rows


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

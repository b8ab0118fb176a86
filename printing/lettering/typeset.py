"""Lines of type: measured by their ink, fitted, wrapped between words, shortened with an ellipsis."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from printing.lettering.clusters import clusters
from printing.lettering.fonts import Typefaces
from printing.lettering.foreign_text import runs_right_to_left
from printing.lettering.hyphens import broken
from printing.lettering.line import CAP, Line, cast, optically, set_line
from printing.lettering.runs import Lettering, in_order

__all__ = [
    "CAP",
    "Line",
    "baselines",
    "fitted",
    "optically",
    "paragraph",
    "set_line",
    "shortened",
    "text_block",
    "with_breaks",
    "wrapped",
]

_HAN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_BREAKS = re.compile(rf"(?<=[\w\u0300-\u036f][-–/])(?=\w)|(?<=[{_HAN}])(?=[{_HAN}])")


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
    drawn = faces.spelled(text, bold)
    right_to_left = runs_right_to_left(drawn.text)
    whole = cast(drawn, size, faces, right_to_left)
    if whole.width <= width:
        return [whole]
    rows = _evened(_measured(drawn, size, faces), width)
    return [cast(_joined(row, drawn), size, faces, right_to_left) for row in rows]


def shortened(text: str, width: int, size: int, faces: Typefaces, bold: bool = False) -> Line:
    """The line, or as many whole words as fit with an ellipsis; a single long word loses letters."""
    drawn = faces.spelled(text, bold)
    return _shortened(drawn, width, size, faces, bold, runs_right_to_left(drawn.text))


def paragraph(
    text: str, width: int, most_lines: int, size: int, faces: Typefaces, bold: bool = False
) -> tuple[list[Line], bool]:
    """At most so many lines, shortened where they must be, and whether everything is there."""
    lines = wrapped(text, width, size, faces, bold)
    if len(lines) <= most_lines and all(line.width <= width for line in lines):
        return lines, True
    drawn = faces.spelled(text, bold)
    right_to_left = runs_right_to_left(drawn.text)
    rows = _filled(_measured(drawn, size, faces), width)
    last = [piece for row in rows[most_lines - 1 :] for piece in row]
    kept = [_joined(row, drawn) for row in (*rows[: most_lines - 1], last) if row]
    short = [_shortened(row, width, size, faces, bold, right_to_left) for row in kept]
    # Joined again, a row may be narrower than its pieces were.
    return short, [line.text for line in short] == [row.text for row in kept]


def with_breaks(text: str, width: int, size: int, faces: Typefaces, bold: bool = False) -> str:
    """The text with hyphens in words that are wider than a row, so that no letter of them is lost."""
    words = (_BREAKS.split(word) for word in text.split(" "))
    return " ".join("".join(broken(part, width, size, faces, bold) for part in word) for word in words)


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


def _shortened(drawn: Lettering, width: int, size: int, faces: Typefaces, bold: bool, right_to_left: bool) -> Line:
    line = cast(drawn, size, faces, right_to_left)
    if line.width <= width:
        return line

    def longest(heads: Iterable[str]) -> Line | None:
        options = list(heads)
        low, high, best = 0, len(options) - 1, None
        while low <= high:
            middle = (low + high) // 2
            head = faces.spelled(f"{options[middle].rstrip(' ,;:.-–·')}…", bold)
            line = cast(head, size, faces, right_to_left)
            if line.width <= width:
                low, best = middle + 1, line
            else:
                high = middle - 1
        return best

    words = drawn.text.split(" ")
    heads = [" ".join(words[:count]) for count in range(1, len(words))]
    parts = list(accumulate(_BREAKS.split(words[0])))[:-1]
    for options in (heads, parts, _beginnings(words[0])):
        if found := longest(options):
            return found
    return cast(drawn.part(0, 0), size, faces, right_to_left)


def _beginnings(word: str) -> Iterator[str]:
    """Ever longer beginnings, never between a letter and its marks."""
    end = 0
    for cluster in clusters(word)[:-1]:
        end += len(cluster)
        yield word[:end]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What may stand alone on a line."""

    start: int
    end: int
    gap: int
    """What parts it from the piece before."""
    width: int


def _measured(drawn: Lettering, size: int, faces: Typefaces) -> list[_Piece]:
    space = math.ceil(faces.advance(" ", drawn.face, size))
    pieces: list[_Piece] = []
    start = 0
    for word in drawn.text.split(" "):
        for index, piece in enumerate(_BREAKS.split(word)):
            end = start + len(piece)
            if drawn.faces:
                width = _width(drawn.part(start, end), size, faces)
            else:
                width = math.ceil(faces.advance(piece, drawn.face, size))
            pieces.append(_Piece(start, end, 0 if index else space, width))
            start = end
        start += 1
    return pieces


def _width(drawn: Lettering, size: int, faces: Typefaces) -> int:
    return math.ceil(sum(faces.advance(piece.text, piece.face, size) for piece in in_order(drawn, False)))


def _joined(row: Sequence[_Piece], drawn: Lettering) -> Lettering:
    return drawn.part(row[0].start, row[-1].end)


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

"""A name in big letters, drawn with the badge's font into half-block cells."""

from functools import lru_cache

from kiosk.text import clean

_ROWS = (6, 4)
"""Rows of a line in large letters, the larger first."""

_LONGEST_LARGE = 80
"""The longest phrase that is drawn in large letters."""
_EM = 5 / 4
"""Ems in the height of a line: a capital with its accent, or with a descender beside it, fits in."""
_INK = 110


@lru_cache(maxsize=64)
def big(text: str, width: int, rows: int) -> str:
    """`text` as so many rows of at most `width` cells, or an empty string where it does not fit or can't be drawn."""
    from PIL import Image, ImageDraw

    from printing.lettering import fonts
    from printing.lettering.typeset import set_line

    faces = fonts.typefaces()
    line = clean(text)
    height = 2 * rows
    drawn = set_line(line, int(height * _EM), faces, bold=True)
    ink = drawn.ink()
    if not ink or not faces.drawable(line):
        return ""
    _, top, _, bottom = ink
    if drawn.width > width:
        return ""
    picture = Image.new("L", (drawn.width + 1, height), 0)
    # Ink is centred: names with and without descenders stand on the same lines.
    drawn.draw(ImageDraw.Draw(picture), -drawn.left, (height - (bottom - top)) / 2 - top, 255)
    dots = picture.point(lambda shade: 255 if shade > _INK else 0).tobytes()
    wide = picture.width
    lines = [
        "".join(_cell(dots[y * wide + x], dots[(y + 1) * wide + x]) for x in range(wide)).rstrip()
        for y in range(0, height, 2)
    ]
    return "\n".join(lines)


def _cell(upper: int, lower: int) -> str:
    return "█" if upper and lower else "▀" if upper else "▄" if lower else " "


def large(words: str, width: int, height: int) -> str:
    """Words in large letters, over several lines where needed; empty where they don't fit."""
    if len(words) > _LONGEST_LARGE:
        return ""
    return next((drawn for rows in _ROWS if (drawn := _lettered(words.split(), width, height, rows))), "")


def _lettered(said: list[str], width: int, height: int, rows: int) -> str:
    lines: list[str] = []
    while said and (len(lines) + 1) * rows <= height:
        fitting = (n for n in range(len(said), 0, -1) if big(" ".join(said[:n]), width, rows))
        taken = next(fitting, 0)
        if not taken:
            return ""
        lines.append(big(" ".join(said[:taken]), width, rows))
        said = said[taken:]
    return "" if said else "\n".join(lines)

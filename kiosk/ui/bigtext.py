"""A name in big letters, drawn with the badge's font into half-block cells."""

from functools import lru_cache

from kiosk.text import clean

_EM = 5 / 4
"""Ems in the height of a line: a capital with its accent, or with a descender beside it, fits in."""
_INK = 110


@lru_cache(maxsize=64)
def big(text: str, width: int, rows: int) -> str:
    """`text` as so many rows of at most `width` cells, or an empty string where it does not fit or can't be drawn."""
    from PIL import Image, ImageDraw

    from printing import fonts

    faces = fonts.typefaces()
    line = clean(text)
    drawn, face = faces.lettering(line, bold=True)
    if not line or drawn != line:
        return ""
    height = 2 * rows
    font = faces.font(face, int(height * _EM))
    left, top, right, bottom = font.getbbox(line)
    if right - left > width or right <= left:
        return ""
    picture = Image.new("L", (int(right - left) + 1, height), 0)
    # Ink is centred: names with and without descenders stand on the same lines.
    ImageDraw.Draw(picture).text((-left, (height - (bottom - top)) / 2 - top), line, font=font, fill=255)
    ink = picture.point(lambda shade: 255 if shade > _INK else 0).tobytes()
    wide = picture.width
    lines = [
        "".join(_cell(ink[y * wide + x], ink[(y + 1) * wide + x]) for x in range(wide)).rstrip()
        for y in range(0, height, 2)
    ]
    return "\n".join(lines)


def _cell(upper: int, lower: int) -> str:
    return "█" if upper and lower else "▀" if upper else "▄" if lower else " "

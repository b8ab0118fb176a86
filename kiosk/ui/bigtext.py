"""A name in big letters, drawn with the badge's font into half-block cells."""

from functools import lru_cache

from kiosk.text import clean

_ROWS = 6
_SIZE = 15
"""Dots per em, so that a capital and a descender fit into twelve dots."""
_INK = 110


@lru_cache(maxsize=64)
def big(text: str, width: int) -> str:
    """`text` as six lines of at most `width` cells, or an empty string where it does not fit or can't be drawn."""
    from PIL import Image, ImageDraw

    from printing import fonts

    faces = fonts.typefaces()
    line = clean(text)
    drawn, face = faces.lettering(line, bold=True)
    if not line or drawn != line:
        return ""
    font = faces.font(face, _SIZE)
    left, top, right, bottom = font.getbbox(line)
    if right - left > width or right <= left:
        return ""
    height = 2 * _ROWS
    picture = Image.new("L", (int(right - left) + 1, height), 0)
    # Ink is centred: names with and without descenders stand on the same lines.
    ImageDraw.Draw(picture).text((-left, (height - (bottom - top)) / 2 - top), line, font=font, fill=255)
    ink = picture.point(lambda shade: 255 if shade > _INK else 0).tobytes()
    wide = picture.width
    rows = [
        "".join(_cell(ink[y * wide + x], ink[(y + 1) * wide + x]) for x in range(wide)).rstrip()
        for y in range(0, height, 2)
    ]
    return "\n".join(rows)


def _cell(upper: int, lower: int) -> str:
    return "█" if upper and lower else "▀" if upper else "▄" if lower else " "

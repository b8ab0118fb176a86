"""A black-and-white picture as text: two dots a character, so that a badge can be looked at in any terminal."""

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_BLOCKS = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
_MOST = 160
_SHADE = 165
"""Of 255: what is darker becomes ink, so that thin strokes survive the shrinking."""


def half_blocks(picture: "Image.Image", width: int = 0) -> str:
    """Lines of half blocks, `width` characters wide (the terminal's, if 0), black ink on the terminal's ground."""
    from PIL import Image

    columns = width or min(_MOST, shutil.get_terminal_size().columns - 2)
    rows = round(picture.height * columns / picture.width / 2) * 2
    small = picture.convert("L").resize((columns, rows), Image.Resampling.BOX)
    shades = small.tobytes()
    ink = [[shades[y * columns + x] < _SHADE for x in range(columns)] for y in range(rows)]
    lines = [
        "".join(_BLOCKS[int(top), int(bottom)] for top, bottom in zip(ink[y], ink[y + 1], strict=True))
        for y in range(0, rows, 2)
    ]
    edge = "─" * columns
    return "\n".join([f"┌{edge}┐", *(f"│{line}│" for line in lines), f"└{edge}┘"])

"""A camera's picture in a few cells: enough to aim by."""

from typing import Any

from rich.color import Color
from rich.style import Style
from rich.text import Text

WIDTH, HEIGHT = 40, 14
_SHADES = 8


def viewfinder(picture: Any) -> Text:
    """(rows, columns) shades of grey from 0 to 255 as half blocks, 40 cells wide and 14 high."""
    import numpy as np

    rows = np.linspace(0, picture.shape[0] - 1, 2 * HEIGHT).astype(int)
    columns = np.linspace(0, picture.shape[1] - 1, WIDTH).astype(int)
    # Few shades: every style that is new costs more than a cell.
    shades = (picture[rows][:, columns] // (256 // _SHADES) * (255 // (_SHADES - 1))).clip(0, 255).tolist()
    lines = [
        Text.assemble(*(("▀", _style(up, down)) for up, down in zip(shades[y], shades[y + 1], strict=True)))
        for y in range(0, 2 * HEIGHT, 2)
    ]
    return Text("\n").join(lines)


def _style(upper: int, lower: int) -> Style:
    return Style(color=Color.from_rgb(upper, upper, upper), bgcolor=Color.from_rgb(lower, lower, lower))

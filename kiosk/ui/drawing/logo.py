"""A picture in the terminal, in half blocks: two dots of colour a cell."""

from functools import lru_cache
from pathlib import Path

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

_STEP = 16
"""Colours are rounded so far: fewer styles, and nobody sees it at a door."""


@lru_cache(maxsize=8)
def logo(path: Path, width: int, rows: int) -> Text | None:
    """The picture on white, at most so many cells wide and high; None where it can't be read."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as file:
            picture = file.convert("RGBA")
    except (OSError, UnidentifiedImageError, ValueError):
        return None
    scale = min(width / picture.width, 2 * rows / picture.height)
    size = (max(1, round(picture.width * scale)), max(2, 2 * round(picture.height * scale / 2)))
    small = picture.resize(size, Image.Resampling.LANCZOS)
    paper = Image.new("RGBA", small.size, "white")
    paper.alpha_composite(small)
    dots = paper.convert("RGB").point(lambda shade: min(255, round(shade / _STEP) * _STEP))
    lines = []
    for y in range(0, size[1], 2):
        segments = [Segment("▀", _style(dots.getpixel((x, y)), dots.getpixel((x, y + 1)))) for x in range(size[0])]
        lines.append(Text.assemble(*((segment.text, segment.style or "") for segment in segments)))
    return Text("\n").join(lines)


def _style(upper: object, lower: object) -> Style:
    return Style(color=_colour(upper), bgcolor=_colour(lower))


@lru_cache(maxsize=4096)
def _colour(dot: object) -> Color:
    assert isinstance(dot, tuple)
    return Color.from_rgb(*dot)

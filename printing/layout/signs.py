"""The signs of marks: told apart by shape alone, at five millimetres and in bad light."""

from collections.abc import Callable
from functools import lru_cache

from PIL import Image, ImageDraw

_FINE = 8
"""Signs are drawn so many times larger and shrunk, for round edges."""
_UNIT = 24
"""A sign's side in units of its own drawing."""
_BLACK, _WHITE = 0, 255

_Pen = ImageDraw.ImageDraw


@lru_cache(maxsize=64)
def sign(mark: str, side: int) -> Image.Image:
    """The sign of one of printing.badge.MARKS, black on white (mode L), `side` dots high and wide."""
    big = side * _FINE
    picture = Image.new("L", (big, big), _WHITE)
    _DRAWN[mark](ImageDraw.Draw(picture), big / _UNIT)
    return picture.resize((side, side), Image.Resampling.BOX)


def _box(unit: float, *edges: float) -> tuple[float, float, float, float]:
    left, top, right, bottom = edges
    return left * unit, top * unit, right * unit, bottom * unit


def _points(unit: float, *flat: float) -> list[tuple[float, float]]:
    return [(x * unit, y * unit) for x, y in zip(flat[::2], flat[1::2], strict=True)]


def _crew(pen: _Pen, unit: float) -> None:
    """A filled square with a tick."""
    pen.rounded_rectangle(_box(unit, 1, 1, 23, 23), radius=4 * unit, fill=_BLACK)
    pen.line(_points(unit, 6, 12.5, 10.5, 17, 18.5, 7.5), fill=_WHITE, width=round(3 * unit), joint="curve")


def _speaker(pen: _Pen, unit: float) -> None:
    """A filled speech bubble with three dots."""
    pen.rounded_rectangle(_box(unit, 1, 3, 23, 17.5), radius=5 * unit, fill=_BLACK)
    pen.polygon(_points(unit, 5, 16, 5, 23, 12.5, 16), fill=_BLACK)
    for x in (7, 12, 17):
        pen.ellipse(_box(unit, x - 1.5, 8.8, x + 1.5, 11.8), fill=_WHITE)


def _connector(pen: _Pen, unit: float) -> None:
    """Two linked rings."""
    for left in (0.5, 9.5):
        pen.ellipse(_box(unit, left, 5, left + 14, 19), outline=_BLACK, width=round(3 * unit))


def _first_timer(pen: _Pen, unit: float) -> None:
    """A seedling with two leaves."""
    pen.line(_points(unit, 12, 23.5, 12, 11), fill=_BLACK, width=round(2.6 * unit))
    pen.polygon(_leaf(unit, (12, 13.5), (23, 2.5)), fill=_BLACK)
    pen.polygon(_leaf(unit, (12, 18), (1, 7)), fill=_BLACK)


def _leaf(unit: float, stem: tuple[float, float], tip: tuple[float, float]) -> list[tuple[float, float]]:
    """Two curves between a stem and a tip, bulging to either side."""
    (x, y), (tip_x, tip_y) = stem, tip
    steps = [n / 12 for n in range(13)]
    there = [_curve(stem, (x, tip_y), tip, t) for t in steps]
    back = [_curve(tip, (tip_x, y), stem, t) for t in steps]
    return [(across * unit, down * unit) for across, down in there + back]


def _curve(
    start: tuple[float, float], pull: tuple[float, float], end: tuple[float, float], t: float
) -> tuple[float, float]:
    across, down = (
        (1 - t) ** 2 * one + 2 * t * (1 - t) * middle + t**2 * other
        for one, middle, other in zip(start, pull, end, strict=True)
    )
    return across, down


def _no_photo(pen: _Pen, unit: float) -> None:
    """A camera, crossed out."""
    pen.rounded_rectangle(_box(unit, 1, 6.5, 23, 20.5), radius=2.5 * unit, fill=_BLACK)
    pen.rectangle(_box(unit, 8, 4, 16, 7), fill=_BLACK)
    pen.ellipse(_box(unit, 7.5, 9, 16.5, 18), fill=_WHITE)
    pen.ellipse(_box(unit, 9.8, 11.3, 14.2, 15.7), fill=_BLACK)
    pen.line(_points(unit, 1.5, 22.5, 22.5, 1.5), fill=_WHITE, width=round(6 * unit))
    pen.line(_points(unit, 1.5, 22.5, 22.5, 1.5), fill=_BLACK, width=round(2.6 * unit))


_DRAWN: dict[str, Callable[[_Pen, float], None]] = {
    "crew": _crew,
    "speaker": _speaker,
    "connector": _connector,
    "first_timer": _first_timer,
    "no_photo": _no_photo,
}

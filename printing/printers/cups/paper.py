"""Which of a queue's papers a badge is printed on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_NEAR = 2.0
"""Millimetres that a paper may differ from the badge."""
_MM_PER = {"mm": 1.0, "in": 25.4}
_NAMED = {
    "a4": (210.0, 297.0), "a5": (148.0, 210.0), "a6": (105.0, 148.0), "a7": (74.0, 105.0),
    "letter": (215.9, 279.4), "legal": (215.9, 355.6),
}  # fmt: skip
_SIZE = re.compile(r"(?P<width>\d+(?:\.\d+)?)x(?P<height>\d+(?:\.\d+)?)(?P<unit>mm|in)?(?:\.Borderless)?$")
_POINTS = re.compile(r"^w(?P<width>\d+)h(?P<height>\d+)")


@dataclass(frozen=True, slots=True)
class Paper:
    """One size that a queue offers."""

    name: str
    width: float
    height: float
    """Millimetres."""


def papers(said: str) -> list[Paper]:
    """The sizes that `lpoptions -l` lists; a custom size has the width and height 0."""
    line = next((line for line in said.splitlines() if line.startswith(("PageSize/", "media/"))), "")
    found = [_size_of(word.lstrip("*")) for word in line.partition(":")[2].split()]
    return [paper for paper in found if paper]


def _size_of(name: str) -> Paper | None:
    if name.startswith("Custom."):
        return Paper(name, 0, 0)
    plain = name.removesuffix(".Borderless").lower()
    if plain in _NAMED:
        return Paper(name, *_NAMED[plain])
    points = _POINTS.match(name)
    if points:
        return Paper(name, int(points["width"]) * 25.4 / 72, int(points["height"]) * 25.4 / 72)
    size = _SIZE.search(name)
    if not size:
        return None
    unit = _MM_PER[size["unit"] or "in"]
    return Paper(name, float(size["width"]) * unit, float(size["height"]) * unit)


def best_paper(offered: Sequence[Paper], width: float, height: float) -> Paper | None:
    """The paper within 2 mm of a badge, lying or standing; else a custom size; else None."""

    def off(paper: Paper) -> float:
        standing = max(abs(paper.width - width), abs(paper.height - height))
        return min(standing, max(abs(paper.width - height), abs(paper.height - width)))

    fitting = [paper for paper in offered if paper.width and off(paper) <= _NEAR]
    if fitting:
        return min(fitting, key=lambda paper: (off(paper), not paper.name.endswith("Borderless")))
    if any(not paper.width for paper in offered):
        # Upright, because a roll is as wide as its narrow side.
        narrow, long = sorted((width, height))
        return Paper(f"Custom.{narrow:.1f}x{long:.1f}mm", narrow, long)
    return None


def turned(pages: "Sequence[Image.Image]", paper: Paper | None) -> "Sequence[Image.Image]":
    """The pages as they lie on the paper: a badge that lies on a paper that stands is turned."""
    if paper is None or (paper.width > paper.height) == (pages[0].width > pages[0].height):
        return pages
    from PIL import Image

    result = []
    for page in pages:
        # Turned by right angles only: no dot is drawn anew.
        lying = page.transpose(Image.Transpose.ROTATE_90)
        lying.info["dpi"] = page.info["dpi"]
        result.append(lying)
    return result

"""How alike two names are."""

import re
from enum import Enum
from functools import lru_cache

from kiosk.text import fold

_PARTS = re.compile(r"[^\w]+")
_SLIP = 85
"""Of a hundred: how like two names must be for one slip of the pen."""
_SHORTEST = 6
"""Letters of a name in which a slip is one."""


class Likeness(Enum):
    """What two names say of whether they mean one person."""

    SAME = "same"
    """The same words, in whatever order."""
    LONGER = "longer"
    """One has what the other has, and more: "Mara", "Mara Okafor", "Mara Okafor-Lind"."""
    SLIP = "slip"
    """One or two letters differ."""
    OTHER = "other"


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The words of a name in the order of the alphabet, folded; empty where there are none."""
    return " ".join(sorted(_words(name)))


def _words(name: str) -> list[str]:
    return [word for word in _PARTS.split(fold(name)) if word]


def likeness(one: str, other: str) -> Likeness:
    """How alike two names are that somebody wrote down."""
    if name_key(one) == name_key(other):
        return Likeness.SAME
    short, long = sorted((_words(one), _words(other)), key=len)
    # A surname alone is a family's.
    if short and set(short) <= set(long) and short[0] == long[0]:
        return Likeness.LONGER
    return Likeness.SLIP if _is_slip(name_key(one), name_key(other)) else Likeness.OTHER


def _is_slip(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return min(len(one), len(other)) >= _SHORTEST and fuzz.ratio(one, other) >= _SLIP

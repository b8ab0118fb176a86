"""How alike two names are."""

import re
from enum import Enum
from functools import lru_cache

from kiosk.event.guests.mentions.called import loosely
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


def may_be_one(one: str, other: str) -> bool:
    """Whether two names at one address may be one person's: alike, or with a first name that may be the same."""
    alike, first, second = likeness(one, other), _words(one), _words(other)
    if alike in (Likeness.SAME, Likeness.LONGER) or not (first and second):
        return True
    short, long = sorted((first[0], second[0]), key=len)
    if alike is Likeness.SLIP:
        # Paul and Paula live together.
        return short == long or not long.startswith(short)
    if len(short) == 1:
        # "A. Berg": of the whole family, whose name begins so.
        return long.startswith(short) and not set(first[1:]).isdisjoint(second[1:])
    return short == long or short in loosely(long) or long in loosely(short)


def _is_slip(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return min(len(one), len(other)) >= _SHORTEST and fuzz.ratio(one, other) >= _SLIP

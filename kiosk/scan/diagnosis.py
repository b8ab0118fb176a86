"""What became of the setup code on its way: which layout, which lock, what is missing or too much. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kiosk.scan.keyboard_layouts import NAMES, US, Dead, Lock, to_us, typed, unshifted
from kiosk.scan.setup_code import SETUP_CODE

_ENOUGH = 2 / 3
"""The share of the code from which what came is that code with letters lost."""


class Fit(StrEnum):
    """How what came resembles the setup code."""

    WHOLE = "whole"
    TWICE = "twice"
    WRAPPED = "wrapped"
    """With something before or after it."""
    UPPER = "upper"
    LOWER = "lower"
    LOST = "lost"
    """Characters are missing."""
    UNSHIFTED = "unshifted"
    """Shift is missing, here or there."""
    SWAPPED = "swapped"
    """Every character became another, by none of the layouts we know."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Match:
    """What the text is, and through which layouts it may have come."""

    fit: Fit
    layouts: tuple[str, ...] = ()
    lock: Lock = Lock.OFF
    before: str = ""
    after: str = ""
    missing: int = 0


@dataclass(frozen=True, slots=True)
class _Way:
    """One way that the code may take."""

    layout: str
    lock: Lock
    text: str


def match(text: str, *, keyboard: bool = True) -> Match:
    """The likeliest thing that happened; without a keyboard between, no layout can have changed anything."""
    ways = _ways(SETUP_CODE) if keyboard else (_Way(US, Lock.OFF, SETUP_CODE),)
    found = (
        _first(text, ways, Fit.WHOLE, str.__eq__)
        or _first(text, ways, Fit.TWICE, lambda came, sent: came == sent * 2)
        or _first(text, ways, Fit.WRAPPED, lambda came, sent: sent in came)
        or _first(text, _ways(SETUP_CODE.upper(), (Lock.OFF,)), Fit.UPPER, str.__eq__)
        or _first(text, _ways(SETUP_CODE.lower(), (Lock.OFF,)), Fit.LOWER, str.__eq__)
        or _first(text, ways, Fit.LOST, _lacks)
        or _unshifted(text, keyboard)
    )
    return found or Match(Fit.SWAPPED if _is_swapped(text) else Fit.NONE)


@lru_cache
def _ways(sent: str, locks: tuple[Lock, ...] = tuple(Lock)) -> tuple[_Way, ...]:
    """Every way once, CapsLock off first."""
    every = (
        _Way(layout, lock, _tamed(typed(sent, layout, lock, dead)))
        for lock in locks
        for layout in NAMES
        for dead in Dead
    )
    return tuple(dict.fromkeys(every))


def _first(text: str, ways: Sequence[_Way], fit: Fit, fits: Callable[[str, str], bool]) -> Match | None:
    """All layouts that fit, under the first lock that does: none rather than any."""
    text = _tamed(text)
    hits = [way for way in ways if fits(text, way.text)]
    if not hits:
        return None
    first = hits[0].text
    layouts = tuple(dict.fromkeys(way.layout for way in hits if way.lock is hits[0].lock))
    before, _, after = text.partition(first) if fit is Fit.WRAPPED else ("", "", "")
    missing = len(first) - len(text) if fit is Fit.LOST else 0
    return Match(fit, layouts, hits[0].lock, before, after, missing)


def _tamed(text: str) -> str:
    # Some systems have a capital of this letter, others have none.
    return text.replace("ẞ", "ß")


def _lacks(came: str, sent: str) -> bool:
    """Whether the text is the code with some characters left out."""
    rest = iter(sent)
    return len(sent) * _ENOUGH <= len(came) < len(sent) and all(char in rest for char in came)


def _unshifted(text: str, keyboard: bool) -> Match | None:
    layouts = tuple(name for name in (NAMES if keyboard else (US,)) if _lacks_shift(to_us(text, name)))
    return Match(Fit.UNSHIFTED, layouts) if layouts else None


def _lacks_shift(came: str) -> bool:
    pairs = zip(came, SETUP_CODE, strict=False)
    return len(came) == len(SETUP_CODE) and all(char in (sent, unshifted(sent)) for char, sent in pairs)


def _is_swapped(text: str) -> bool:
    pairs = set(zip(SETUP_CODE, text, strict=False))
    return len(text) == len(SETUP_CODE) and len(pairs) == len(set(SETUP_CODE)) == len(set(text))

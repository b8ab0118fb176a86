"""How well a person matches what was typed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.store.index import BACKWARDS, CANCELLED, Entry
from kiosk.store.spelling import Meant

_ALSO = 100
_OTHER = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """One typed word."""

    forms: tuple[str, ...]
    """The ways it may be spelled."""
    meant: Meant = field(default_factory=dict)
    """Other words of the list that may have been meant."""


@dataclass(frozen=True, slots=True, order=True)
class Rank:
    """The smaller, the better: compared field by field."""

    beside: bool
    """A word was not said as it begins, or not found at all."""
    cancelled: bool
    missing: int
    """Typed words that nothing answers."""
    slips: int
    outside: int
    """Typed words that only the company, the e-mail address or the order answers."""
    begun: int
    """Typed words, but for the last, that a longer word begins with."""
    unfinished: bool
    """Whether the last typed word is one, too."""
    partly: bool
    """Whether the name has further words."""
    swapped: bool
    """Whether the typed words stand otherwise in the name, or do not begin it."""
    number: int


_Fit = tuple[int, bool, bool, int]
"""Slips, outside the name, begun, place."""


def rank(number: int, entry: Entry, asked: Sequence[Asked]) -> Rank:
    """How well one person's words answer the typed ones; every word answers once."""
    first, last, also, other = (column.split() for column in entry)
    slots = [*enumerate(first + last), *((_ALSO + n, word) for n, word in enumerate(also))]
    slots += [(_OTHER + n, word) for n, word in enumerate(other) if len(asked) == 1 or not word.startswith(BACKWARDS)]
    fits: dict[int, _Fit] = {}
    # The longest first: what begins with it also begins with the shorter ones.
    for n in sorted(range(len(asked)), key=lambda n: -len(asked[n].forms[0])):
        best = min(
            ((fit, slot) for slot in slots if (fit := _fit(asked[n], *slot, alone=len(asked) == 1))), default=None
        )
        if best:
            fits[n], slot = best
            slots.remove(slot)
    return _rank(number, fits, len(asked), len(first) + len(last), cancelled=CANCELLED in also)


def _rank(number: int, fits: dict[int, _Fit], asked: int, name: int, *, cancelled: bool) -> Rank:
    slips = sum(fit[0] for fit in fits.values())
    outside = sum(fit[1] for fit in fits.values())
    places = [fits[n][3] for n in sorted(fits)]
    return Rank(
        beside=slips > 0 or len(fits) < asked,
        cancelled=cancelled,
        missing=asked - len(fits),
        slips=slips,
        outside=outside,
        begun=sum(fit[2] for n, fit in fits.items() if n < asked - 1),
        unfinished=asked - 1 in fits and fits[asked - 1][2],
        partly=len(fits) - outside < name,
        swapped=places != sorted(places) or (bool(places) and places[0] > 0),
        number=number,
    )


def _fit(asked: Asked, place: int, word: str, *, alone: bool) -> _Fit | None:
    outside = place >= _OTHER
    if "@" in word and not (alone or "@" in asked.forms[0]):
        return None  # an address may repeat the name, and would answer for a word that was not said
    if word in asked.forms:
        return 0, outside, False, place
    if word.startswith(asked.forms):
        return 0, outside, True, place
    slips = asked.meant.get(word)
    return (slips, outside, False, place) if slips and not outside else None

"""How well a person matches what was typed."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kiosk.store.search.index import CANCELLED
from kiosk.store.search.typed import Asked

_ALSO = 100
_OTHER = 200


class Rank(NamedTuple):
    """The smaller, the better: compared field by field."""

    beside: bool
    """Not as it was typed: there are slips, or typed words that nothing answers."""
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


_Fit = tuple[int, bool, bool, int, str]
"""Slips, outside the name, begun, place, word."""


def rank(number: int, entry: Sequence[str], asked: Sequence[Asked], *, slips: int = 0, missing: int = 0) -> Rank | None:
    """How well one person's words answer the typed ones; None where a typed word has no word of its own to answer it.

    `slips` and `missing` count what was changed in the typed words before.
    """
    first, middle, last, also, other, handle = entry
    name = f"{first} {middle} {last}".split()
    inside = [*enumerate(name), *enumerate(also.split(), _ALSO)]
    outside = list(enumerate(f"{other} {handle}".split(), _OTHER))
    fits: dict[int, _Fit] = {}
    # The longest first: what begins with it also begins with the shorter ones.
    for n in sorted(range(len(asked)), key=lambda n: -len(asked[n].forms[0])):
        fit = _best(asked[n], inside)
        if fit is None or fit[0]:
            fit = min(filter(None, (fit, _best(asked[n], outside, alone=len(asked) == 1))), default=None)
        if fit is None:
            return None
        fits[n] = fit
        (outside if fit[1] else inside).remove((fit[3], fit[4]))
    return _rank(number, [fits[n] for n in range(len(asked))], len(name), CANCELLED in also, slips, missing)


def _best(asked: Asked, slots: Iterable[tuple[int, str]], *, alone: bool = False) -> _Fit | None:
    best: _Fit | None = None
    for place, word in slots:
        if word in asked.forms:
            fit = (0, place >= _OTHER, False, place, word)
        elif word.startswith(asked.forms):
            fit = (0, place >= _OTHER, True, place, word)
        elif word in asked.meant and place < _OTHER:
            fit = (asked.meant[word], False, False, place, word)
        else:
            continue
        # An address that repeats the name would answer for a word that was not said.
        if (best is None or fit < best) and ("@" not in word or alone or "@" in asked.forms[0]):
            best = fit
    return best


def _rank(number: int, fits: Sequence[_Fit], name: int, cancelled: bool, slips: int, missing: int) -> Rank:
    slips += sum(fit[0] for fit in fits)
    outside = sum(fit[1] for fit in fits)
    places = [fit[3] for fit in fits]
    return Rank(
        beside=slips + missing > 0,
        cancelled=cancelled,
        missing=missing,
        slips=slips,
        outside=outside,
        begun=sum(fit[2] for fit in fits[:-1]),
        unfinished=fits[-1][2],
        partly=len(fits) - outside < name,
        swapped=places[0] > 0 or places != sorted(places),
        number=number,
    )

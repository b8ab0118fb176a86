"""What a further name on a badge must be worth, so that badges have as many names as wanted on average."""

import math
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from matcher.arrays import Floats

_EVENINGS, _FEWEST, _ARRIVALS = 16, 6, 10_000
"""Evenings that are played: fewer for long lists, where each one tells as much."""
_START = 0.1
_STEP, _FINE_STEP = 0.6, 0.25


class Practice(Protocol):
    """An evening that can be played again and again."""

    def blank(self, price: float) -> "Practice":
        """The same people, none of whom has come, at another price."""

    def arrive(self, person: int, progress: float) -> Sequence[object]:
        """The names on the badge of somebody who comes now."""


def learned_price(evening: Practice, chances: list[float], mean_names: float, seed: int) -> float:
    """Plays evenings with the people on the list until badges carry `mean_names` names on average.

    Returns the score that the names beyond the minimum must reach; the same seed gives the same.
    """
    random = np.random.default_rng(seed)
    likely = np.asarray(chances, dtype=np.float64)
    expected = float(likely.sum())
    if expected < 1:
        return _START
    rounds = max(_FEWEST, min(_EVENINGS, int(_ARRIVALS / expected)))
    price, found = _START, []
    for played in range(rounds):
        names, badges = _play(evening.blank(price), likely, random)
        if not badges:
            continue
        late = played >= rounds // 2
        price *= math.exp((_FINE_STEP if late else _STEP) * (names / badges - mean_names))
        found += [price] if late else []
    return math.exp(float(np.mean(np.log(found)))) if found else price


def _play(evening: Practice, likely: Floats, random: np.random.Generator) -> tuple[int, int]:
    """One evening, with a bell-shaped rush at the door: names printed, and badges."""
    came = np.flatnonzero(random.random(len(likely)) < likely)
    moments = np.clip(random.normal(0, 1, len(came)), -3, 3)
    order = np.argsort(moments, kind="stable")
    names = 0
    for person, moment in zip(came[order].tolist(), moments[order].tolist(), strict=True):
        names += len(evening.arrive(person, 0.5 * (1 + math.erf(moment / math.sqrt(2)))))
    return names, len(came)

"""Who meets whom in a plan, and what it could not keep."""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from matcher.arrays import Ints
from matcher.rounds.task import pair_list, weight_table

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often people sit together who have met, and who they are."""

    count: int
    pairs: Pairs


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a plan is worth, and which wishes it could not keep."""

    value: float
    """Total weight of the pairs that meet for the first time."""
    meetings: int
    """Pairs that meet, each counted once."""
    repeats: Repeats
    forbidden: Pairs
    """Pairs at one table that should never be."""
    apart: Pairs
    """Pairs that should meet and don't."""


def meetings(plan: Ints) -> tuple[Ints, Ints]:
    """The pairs (m, 2) that meet in a plan (rounds, tables, seats), lower person first, and how often, (m,)."""
    flat = np.asarray(plan).reshape(-1, np.shape(plan)[-1])
    couples = [flat[:, [a, b]] for a, b in combinations(range(flat.shape[1]), 2)]
    pairs = np.sort(np.concatenate(couples or [np.empty((0, 2), dtype=np.int64)]), axis=1)
    found, counts = np.unique(pairs[pairs[:, 0] >= 0], axis=0, return_counts=True)
    return found.astype(np.int64), counts.astype(np.int64)


def repeats(plan: Ints, met: Any = None) -> Repeats:
    """Meetings of people who met before, in the plan (rounds, tables, seats) or in the pairs `met`, (m, 2)."""
    pairs, counts = meetings(plan)
    known = set() if met is None else set(_tuples(np.sort(np.asarray(met).reshape(-1, 2), axis=1)))
    again = counts - 1 + np.array([pair in known for pair in _tuples(pairs)], dtype=np.int64)
    return Repeats(int(again.sum()), _tuples(pairs[again > 0]))


def assess(plan: Ints, weights: Any, met: Any = None, forbidden: Any = None, together: Any = None) -> Assessment:
    """Counts what a plan gives; the arguments are those of `plan_rounds`, and so are the errors."""
    table = weight_table(weights)
    pairs, _ = meetings(plan)
    together_pairs = _tuples(pair_list(together, len(table), "together"))
    earlier = set(_tuples(pair_list(met, len(table), "met")))
    seen = set(_tuples(pairs))
    first = [pair for pair in seen if pair not in earlier]
    return Assessment(
        value=float(sum(table[pair] for pair in sorted(first))),
        meetings=len(seen),
        repeats=repeats(plan, met),
        forbidden=tuple(pair for pair in _tuples(pair_list(forbidden, len(table), "forbidden")) if pair in seen),
        apart=tuple(pair for pair in together_pairs if pair not in seen and pair not in earlier),
    )


def _tuples(pairs: Ints) -> Pairs:
    return tuple((int(i), int(j)) for i, j in pairs)

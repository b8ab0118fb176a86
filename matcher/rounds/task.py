"""What a plan of rounds has to respect: how many tables, who stays put, who must or must not meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from matcher.arrays import Floats, Ints

BANNED = 1000
"""Counts as so many meetings before the first."""
_WISH = 4.0
"""What a pair that must meet is worth, in weights of the best pair: more than who else would sit at a table."""


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """People 0 to people - 1 at tables; the number `people` stands for every empty chair."""

    people: int
    tables: int
    places: int
    """Chairs in use at each table: at most one of them stays empty."""
    rounds: int
    worth: Floats
    """(people + 1, people + 1): what the first meeting of a pair is worth, wishes included."""
    before: Ints
    """(people + 1, people + 1): how often a pair met before; BANNED where it must not meet."""
    together: Ints
    """(m, 2): pairs that must meet and have not."""
    wish: float
    """What `worth` adds to the weight of such a pair."""
    hosts: Ints
    """Host k stays at table k."""
    scale: float
    """The weight of a good pair, to measure noise and penalties by."""

    @property
    def empty(self) -> int:
        """Empty chairs in every round."""
        return self.tables * self.places - self.people

    @property
    def resumed(self) -> bool:
        """Whether some have met or must not meet, so that a design may repeat."""
        return bool(self.before[:-1, :-1].any())

    @property
    def unavoidable(self) -> int:
        """Repeats that there must be because there are not enough pairs of people."""
        short = self.places - 1
        seated = self.tables * self.places * short // 2 - self.empty * short
        return max(0, self.rounds * seated - self.people * (self.people - 1) // 2)


def shape(people: int, size: int) -> tuple[int, int]:
    """How many tables, and the chairs at the largest: sizes differ by at most one."""
    tables = -(-people // size)
    return tables, -(-people // tables)


def task(
    weights: Any, size: int, rounds: int, met: Any = None, forbidden: Any = None, together: Any = None, hosts: Any = ()
) -> Task:
    """Checks everything; ValueError says what can't be seated."""
    table = weight_table(weights)
    people = len(table)
    if size < 2:
        raise ValueError(f"A table needs at least 2 seats, not {size}.")
    if rounds < 1:
        raise ValueError(f"There must be at least 1 round, not {rounds}.")
    tables, places = shape(people, size)
    fixed = _hosts(hosts, people, tables)
    before = np.zeros((people + 1, people + 1), dtype=np.int64)
    for pairs, count in ((pair_list(met, people, "met"), 1), (pair_list(forbidden, people, "forbidden"), BANNED)):
        before[pairs[:, 0], pairs[:, 1]] = before[pairs[:, 1], pairs[:, 0]] = count
    before[people, people] = BANNED
    scale = _scale(table, rounds * (places - 1))
    wishes = pair_list(together, people, "together")
    wishes = wishes[before[wishes[:, 0], wishes[:, 1]] == 0]
    worth = np.zeros((people + 1, people + 1))
    worth[:people, :people] = table
    # One pair may stand in the way of all others.
    wish = (people if places == 2 else _WISH) * max(scale, float(table.max()))
    worth[wishes[:, 0], wishes[:, 1]] += wish
    worth[wishes[:, 1], wishes[:, 0]] = worth[wishes[:, 0], wishes[:, 1]]
    return Task(people, tables, places, rounds, worth, before, wishes, wish, fixed, scale)


def weight_table(weights: Any) -> Floats:
    """Dense (n, n) with an empty diagonal; ValueError unless square, symmetric, finite and nowhere negative."""
    dense = weights.toarray() if hasattr(weights, "toarray") else weights
    try:
        table = np.array(dense, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError("Weights must be a table of numbers.") from None
    if table.ndim != 2 or table.shape[0] != table.shape[1]:
        raise ValueError(f"Weights must be square, one row and one column a person, not {table.shape}.")
    if len(table) < 2:
        raise ValueError(f"Rounds need at least 2 people, not {len(table)}.")
    if not np.isfinite(table).all():
        raise ValueError("Weights must be finite numbers.")
    if (table < 0).any():
        raise ValueError("Weights must not be negative.")
    if not np.allclose(table, table.T, rtol=1e-6, atol=1e-9):
        raise ValueError("Weights must be symmetric: as much from i to j as from j to i.")
    np.fill_diagonal(table, 0)
    return np.maximum(table, table.T)


def pair_list(pairs: Any, people: int, what: str) -> Ints:
    """Pairs (m, 2), lower person first, each once; ValueError where they are no pairs of the people."""
    given = np.asarray([] if pairs is None else pairs)
    if given.size == 0:
        return np.empty((0, 2), dtype=np.int64)
    if given.ndim != 2 or given.shape[1] != 2 or not np.issubdtype(given.dtype, np.integer):
        raise ValueError(f"The {what} pairs must be two people's numbers each.")
    if given.min() < 0 or given.max() >= people:
        raise ValueError(f"The {what} pairs must be of people 0 to {people - 1}.")
    if (given[:, 0] == given[:, 1]).any():
        raise ValueError(f"The {what} pairs must be of two different people each.")
    return np.unique(np.sort(given, axis=1), axis=0).astype(np.int64)


def _hosts(hosts: Sequence[int], people: int, tables: int) -> Ints:
    fixed = np.asarray(list(hosts))
    if fixed.size == 0:
        return np.empty(0, dtype=np.int64)
    if not np.issubdtype(fixed.dtype, np.integer) or fixed.min() < 0 or fixed.max() >= people:
        raise ValueError(f"Hosts must be people 0 to {people - 1}.")
    if len(np.unique(fixed)) < len(fixed):
        raise ValueError("Each host must be listed once.")
    if len(fixed) > tables:
        raise ValueError(f"{len(fixed)} hosts need as many tables; there are {tables}.")
    return fixed.astype(np.int64)


def _scale(table: Floats, meetings: int) -> float:
    """The mean weight of as many pairs a person as they can meet, their best."""
    most = min(meetings, len(table) - 1)
    best = np.partition(table, len(table) - most, axis=1)[:, len(table) - most :]
    return float(best.mean()) or 1.0

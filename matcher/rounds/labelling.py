"""Gives the points of a design to people, so that those meet who fit; whoever sits where, nobody meets twice."""

import numpy as np

from matcher.arrays import Floats, Ints
from matcher.rounds.designs import design
from matcher.rounds.effort import Effort
from matcher.rounds.seating import shared
from matcher.rounds.task import BANNED, Task

_ROWS = 64
"""So many people are tried against everybody in one move."""
_PATIENCE = 40
"""The search ends after so many moves a person without a gain."""
_REPEAT = 12.0
"""What a pair costs that met before, in weights of a good pair."""


def start(task: Task, random: np.random.Generator) -> Ints:
    """Plan (rounds, tables, places) without a repeat among its rounds, as many of the task's rounds as are known."""
    found: list[Ints] = []
    for fixed in (False, True):
        if len(task.hosts) and not fixed:
            continue
        points = design(task.tables, task.places, fixed_places=fixed)[: task.rounds]
        empty = _strangers(points, task.empty, task.tables * task.places)
        if empty is not None:
            found.append(_labels(task, empty, random)[points])
    return max(found, key=len)


def labelled(task: Task, plan: Ints, effort: Effort, until: float, random: np.random.Generator) -> Ints:
    """The same plan with people swapped throughout, as good as a tabu search gets until a share of the effort."""
    swaps = _Swaps(task, plan, random)
    for move, _ in enumerate(effort.steps("labelling", until, swaps.standing)):
        if not swaps.swap(move):
            break
    relabelled: Ints = swaps.best[plan]
    return relabelled


class _Swaps:
    """A tabu search: always the best swap of two people that was not made lately, and the best of all is kept."""

    def __init__(self, task: Task, plan: Ints, random: np.random.Generator) -> None:
        self._random, self._tiny = random, 1e-9 * task.scale
        self._met = shared(task, plan)
        self._met[task.people] = self._met[:, task.people] = 0
        repulsion = np.minimum(task.before, BANNED) * _REPEAT * task.scale
        self._worth: Floats = np.where(task.before == 0, task.worth, -repulsion)
        self._free = np.setdiff1d(np.arange(task.people), task.hosts)
        self._blocked = np.zeros(self._worth.shape, dtype=np.int64)
        self._label = np.arange(task.people + 1)
        self.best = self._label.copy()
        self._begun = float((self._met * self._worth).sum() / 2)
        self._total = self._most = 0.0
        self._idle = 0

    def standing(self) -> tuple[float, int]:
        """The value so far, and no repeats."""
        return self._begun + self._most, 0

    def swap(self, move: int) -> bool:
        """Makes the best swap; false when it is time to give up."""
        free = self._free
        whole = len(free) <= _ROWS
        some = free if whole else self._random.choice(free, _ROWS, replace=False)
        gains = _gains(self._met, self._worth[np.ix_(self._label, self._label)], some)[:, free]
        gains[some[:, None] == free[None]] = -np.inf
        lately = self._blocked[np.ix_(some, free)] > move
        gains[lately & (self._total + gains <= self._most + self._tiny)] = -np.inf
        row, column = np.unravel_index(int(gains.argmax()), gains.shape)
        gain = float(gains[row, column])
        self._idle += 1
        if np.isfinite(gain) and (gain > 0 or whole):
            self._take(int(some[row]), int(free[column]), gain, move)
        return self._idle <= _PATIENCE * len(free)

    def _take(self, a: int, b: int, gain: float, move: int) -> None:
        self._total += gain
        self._label[[a, b]] = self._label[[b, a]]
        wait = int(self._random.integers(len(self._free) // 2, 2 * len(self._free) + 2))
        self._blocked[a, b] = self._blocked[b, a] = move + wait
        if self._total > self._most + self._tiny:
            self.best, self._most, self._idle = self._label.copy(), self._total, 0


def _gains(met: Floats, worth: Floats, some: Ints) -> Floats:
    """(some, n): what it brings to swap two people's points, for symmetric tables met and worth."""
    own = (met * worth).sum(axis=1)
    crossed = met[some] @ worth + worth[some] @ met
    gains: Floats = crossed - own[some, None] - own[None] + 2 * met[some] * worth[some]
    return gains


def _strangers(plan: Ints, count: int, points: int) -> Ints | None:
    """Points that never share a table in a plan, the last ones first, or None if there are not so many."""
    chosen: list[int] = []
    tables = plan.reshape(-1, plan.shape[-1])
    for point in range(points - 1, -1, -1):
        if len(chosen) == count:
            break
        near = tables[(tables == point).any(axis=1)]
        if not np.isin(near, chosen).any():
            chosen.append(point)
    return np.array(chosen, dtype=np.int64) if len(chosen) == count else None


def _labels(task: Task, empty: Ints, random: np.random.Generator) -> Ints:
    """A person for every point: hosts at their tables, nobody on the empty chairs, the others at random."""
    label = np.full(task.tables * task.places, -1)
    label[: len(task.hosts)] = task.hosts
    label[empty] = task.people
    label[label < 0] = random.permutation(np.setdiff1d(np.arange(task.people), task.hosts))
    return label

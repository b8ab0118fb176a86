"""Rounds of pairs: in each the heaviest matching of people who have not met, exactly."""

import numpy as np
from numpy.typing import NDArray

from matcher.arrays import Floats, Ints
from matcher.rounds.designs import circle, design
from matcher.rounds.effort import Effort
from matcher.rounds.task import BANNED, Task

_DENSE_UP_TO = 300
_NEAREST = 40
"""Among more people, so many of the best partners of each are looked at first."""
_FINE, _TIES = 1e6, 1 << 12
"""Whole numbers for the matching; the last digits make ties the same on every machine."""
_TRIES = 100
"""Schedules to start from where matching round by round ends in repeats."""
_BYES = 4
"""So many people are tried as the one who sits out, before anybody may."""

Key = tuple[int, float]
Couple = tuple[int, int]


class Couples:
    """Pairs of people, round after round; where their number is odd, one of each round is paired with nobody."""

    def __init__(self, task: Task, random: np.random.Generator) -> None:
        self._task, self._random = task, random
        self._nodes = task.people + task.empty
        nodes = self._nodes
        self.counts = task.before[:nodes, :nodes].copy()
        self.counts[np.ix_(task.hosts, task.hosts)] = BANNED
        np.fill_diagonal(self.counts, BANNED)
        self._before = self.counts.copy()
        self._worth = task.worth[:nodes, :nodes] / task.scale
        ties = np.triu(random.integers(0, _TIES, (nodes, nodes)), 1)
        self._whole: Ints = np.rint(self._worth * _FINE).astype(np.int64) * _TIES + ties + ties.T
        self.plan: Ints = np.empty((task.rounds, task.tables, 2), dtype=np.int64)

    def build(self, effort: Effort) -> None:
        """Round after round, each as heavy as can be."""
        self.counts = self._before.copy()
        for r in range(self._task.rounds):
            self._seat(r, self._best_round(r))
            effort.moves += 1
            effort.tell(f"round {r + 1}", self.standing)

    def load(self, plan: Ints) -> None:
        """Takes over a plan (rounds, tables, 2), with the number after the last person for nobody."""
        self.counts = self._before.copy()
        for r, couples in enumerate(plan):
            self._seat(r, couples)

    def repair(self, r: int, *, wander: bool) -> None:
        """Seats one round anew, with the others as they are: with the fewest repeats, at random or at its best."""
        self._count(self.plan[r], -1)
        whole = self._random.integers(0, int(_FINE) * _TIES, self._whole.shape) if wander else self._whole
        whole = np.triu(whole) + np.triu(whole, 1).T
        self._seat(r, self._least_repeats(whole))

    def key(self) -> Key:
        """Smaller is better: repeats, forbidden meetings and wishes first, then what the plan is worth."""
        here, known = np.triu(self.counts - self._before), self._before
        repeats = np.where(known >= BANNED, here * BANNED, here - ((known == 0) & (here > 0)))
        return int(repeats.sum()), -float(self._worth[(here > 0) & (known == 0)].sum())

    def standing(self) -> tuple[float, int]:
        """The value and the repeats, for those who watch."""
        repeats, worth = self.key()
        wishes = self._task.together
        granted = int((self.counts[wishes[:, 0], wishes[:, 1]] > 0).sum())
        return -worth * self._task.scale - granted * self._task.wish, repeats

    def _seat(self, r: int, couples: Ints) -> None:
        self.plan[r] = couples
        self._count(couples, 1)

    def _count(self, couples: Ints, step: int) -> None:
        self.counts[couples[:, 0], couples[:, 1]] += step
        self.counts[couples[:, 1], couples[:, 0]] += step

    def _best_round(self, r: int) -> Ints:
        fresh = self.counts == 0
        for bye in self._byes(r):
            allowed = fresh.copy()
            if bye >= 0:
                allowed[bye] = allowed[:, bye] = False
                allowed[bye, -1] = allowed[-1, bye] = True
            found = self._heaviest(allowed)
            if found is not None:
                return found
        return self._least_repeats(self._whole)

    def _byes(self, r: int) -> list[int]:
        """Who might sit out, best first: the least often so far, then who has had the most; -1 for whoever."""
        if not self._task.empty or r == 0:
            return [-1]
        people = self._task.people
        had = (self._worth * ((self.counts - self._before) > 0) * (self._before == 0))[:people].sum(axis=1)
        order = np.lexsort((np.arange(people), -had, self.counts[-1, :people]))
        return [int(person) for person in order[:_BYES] if self.counts[-1, person] == 0]

    def _heaviest(self, allowed: NDArray[np.bool_]) -> Ints | None:
        """The heaviest complete matching among allowed pairs, (tables, 2), or None if nobody finds one."""
        few = allowed
        if self._nodes > _DENSE_UP_TO:
            few = allowed & _nearest(np.where(allowed, self._worth, -1.0))
        found = self._matching(few, self._whole)
        if found is None and few is not allowed:
            found = self._matching(allowed, self._whole)
        return found

    def _least_repeats(self, whole: Ints) -> Ints:
        """The matching with the fewest repeats, and of those the heaviest by whole weights below 2**62."""
        step = float(whole.max()) * self._nodes + 1
        ladder = np.minimum(self.counts, BANNED)
        possible = ~np.eye(self._nodes, dtype=bool)
        found = self._matching(possible, whole, ladder, int(step))
        assert found is not None
        return found

    def _matching(
        self, allowed: NDArray[np.bool_], whole: Ints, ladder: Ints | None = None, step: int = 0
    ) -> Ints | None:
        from rustworkx import PyGraph, max_weight_matching

        first, second = np.nonzero(np.triu(allowed, 1))
        weights = whole[first, second].tolist()
        if ladder is not None:
            weights = [w - step * c for w, c in zip(weights, ladder[first, second].tolist(), strict=True)]
        graph: PyGraph[None, int] = PyGraph(multigraph=False)
        graph.add_nodes_from([None] * self._nodes)
        graph.add_edges_from(list(zip(first.tolist(), second.tolist(), weights, strict=True)))
        couples: set[Couple] = max_weight_matching(graph, max_cardinality=True, weight_fn=int)
        if 2 * len(couples) < self._nodes:
            return None
        return np.array(sorted((min(couple), max(couple)) for couple in couples), dtype=np.int64)


def _nearest(worth: Floats) -> NDArray[np.bool_]:
    """Which pairs (n, n) are among the best of one of the two."""
    best = np.argpartition(-worth, _NEAREST, axis=1)[:, :_NEAREST]
    near = np.zeros(worth.shape, dtype=bool)
    np.put_along_axis(near, best, True, axis=1)
    either: NDArray[np.bool_] = near | near.T
    return either


def couples_of(task: Task, effort: Effort, random: np.random.Generator) -> Ints:
    """The best plan (rounds, tables, 2) found; repeats only where no way without is found."""
    couples = Couples(task, random)
    couples.build(effort)
    best, plan = couples.key(), couples.plan.copy()
    if best[0] == 0:
        return plan
    for tries in range(_TRIES):
        if tries and effort.over:
            break
        # Where leading a schedule back has failed, wandering among those with as few repeats may help.
        _try(couples, task, effort, random, wander=bool(best[0] and tries))
        if (key := couples.key()) < best:
            best, plan = key, couples.plan.copy()
    return plan


def _try(couples: Couples, task: Task, effort: Effort, random: np.random.Generator, *, wander: bool) -> None:
    """From a schedule in which nobody meets twice: leads it back to what has to be kept, then makes it heavier."""
    couples.load(_schedule(task, random))
    for turn in range(2 * task.rounds):
        if effort.over and turn:
            return
        couples.repair(turn % task.rounds, wander=wander and turn < task.rounds)
        effort.moves += 1


def _schedule(task: Task, random: np.random.Generator) -> Ints:
    """A schedule (rounds, tables, 2) without a repeat, as far as there is one, with people at random."""
    people = task.people + task.empty
    guests = random.permutation(np.setdiff1d(np.arange(people), task.hosts))
    label = np.concatenate([task.hosts, guests])
    rounds = design(task.tables, 2, fixed_places=True) if len(task.hosts) else circle(people)
    order = random.permutation(len(rounds))
    schedule: Ints = label[rounds[np.resize(order, task.rounds)]]
    return schedule

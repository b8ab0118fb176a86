"""The search for tables: one person of every table gets up, and all of them are seated anew as well as possible."""

from typing import Any

import numpy as np

from matcher.arrays import Floats, Ints
from matcher.rounds.effort import Effort
from matcher.rounds.task import BANNED, Task

_NOISE = 0.22
"""Noise on what a seat is worth, at the beginning of a search, in weights of a good pair."""
_RIPPLE = 1.0
"""The same where repeats are to be searched away."""
_PENALTY, _STRICT = 3.0, 12.0
"""What a repeat costs, in weights of a good pair; the second where none is to be left."""
_LAST = 0.85
"""From this share of a search on, repeats that are left are put out."""
_RESTARTS_UP_TO, _RESTARTS = 40, 4
_POOL = 1 << 16

Key = tuple[int, int, float]


class Tables:
    """A plan in the works: who sits where, who has met how often, and what that is worth."""

    def __init__(self, task: Task, random: np.random.Generator) -> None:
        self._task, self._random = task, random
        self._at = np.arange(task.tables)
        self._others = np.array([[k for k in range(task.places) if k != c] for c in range(task.places)])
        self._first_seat = np.where(self._at < len(task.hosts), 1, 0)
        self._gumbel = random.gumbel(size=_POOL + task.tables**2)
        self.load(np.empty((0, task.tables, task.places), dtype=np.int64))

    def _load(self, plan: Ints) -> None:
        """Counts afresh from some rounds."""
        task = self._task
        self.counts = task.before.copy()
        for a, b in ((a, b) for a in range(task.places) for b in range(task.places) if a != b):
            np.add.at(self.counts, (plan[:, :, a].ravel(), plan[:, :, b].ravel()), 1)
        here = np.triu(self.counts - task.before)
        known = task.before
        self.value = float(task.worth[(here > 0) & (known == 0)].sum())
        short = self.counts[task.people, :-1]
        self._unfair = int((short * (short - 1) // 2).sum())
        real, known = here[:-1, :-1], known[:-1, :-1]
        self.excess = int(np.where(known >= BANNED, real * BANNED**2, real - ((known == 0) & (real > 0))).sum())
        self._pull()

    def _pull(self) -> None:
        """What each pair is worth at a table, as things stand."""
        self.pull: Floats = np.where(self.counts == 0, self._task.worth, -self.penalty * self.counts)

    def load(self, plan: Ints, penalty: float = _PENALTY) -> None:
        """Takes over a plan (rounds, tables, places), in which `people` is an empty chair and hosts sit first."""
        self.plan: Ints = plan.copy()
        self.penalty = penalty * self._task.scale
        self._load(self.plan)

    def key(self) -> Key:
        """Smaller is better: forbidden and repeated meetings, then wishes, then what the plan is worth."""
        forbidden, repeats = divmod(self.excess, BANNED**2)
        return (forbidden * BANNED + self._apart(), repeats, self.penalty_of_chairs() - self.value)

    def _apart(self) -> int:
        """Pairs that must meet and don't."""
        wishes = self._task.together
        return int((self.counts[wishes[:, 0], wishes[:, 1]] == 0).sum()) if len(wishes) else 0

    def penalty_of_chairs(self) -> float:
        """What it costs that some sit at the smaller tables more often than others."""
        return _PENALTY * self._task.scale * self._unfair

    def standing(self) -> tuple[float, int]:
        """The value and the repeats, for those who watch."""
        granted = len(self._task.together) - self._apart()
        return self.value - granted * self._task.wish, self.excess % BANNED**2

    def build(self) -> None:
        """Adds the rounds that a plan lacks: an opener a table, then whole courses of people, each at its best."""
        while len(self.plan) < self._task.rounds:
            self.plan = np.concatenate([self.plan, self._round()[None]])
            self._load(self.plan)

    def _round(self) -> Ints:
        from scipy.optimize import linear_sum_assignment

        task = self._task
        guests = self._random.permutation(np.setdiff1d(np.arange(task.people), task.hosts))
        openers = task.tables - len(task.hosts)
        seated = [np.concatenate([task.hosts, guests[:openers]])]
        waiting = np.concatenate([guests[openers:], np.full(task.empty, task.people)])
        for _ in range(task.places - 1):
            score = sum((self.pull[people][:, waiting] for people in seated), np.zeros(()))
            chosen = linear_sum_assignment(score, maximize=True)[1]
            seated.append(waiting[chosen])
            waiting = np.delete(waiting, chosen)
        return np.stack(seated, axis=1)

    def reseat(self, r: int, noise: float) -> bool:
        """Lets one person of every table in a round get up and sit down again; says whether anything changed."""
        from scipy.optimize import linear_sum_assignment

        task, at = self._task, self._at
        seats = self.plan[r]
        columns = self._random.integers(self._first_seat, task.places)
        people = seats[at, columns]
        staying = seats[at[:, None], self._others[columns]]
        rows = self.pull[people]
        score = rows.take(staying[:, 0], axis=1, mode="clip")
        for column in staying.T[1:]:
            score += rows.take(column, axis=1, mode="clip")
        known = self.counts[people[:, None], staying] - 1
        own = np.where(known == 0, task.worth[people[:, None], staying], -self.penalty * known)
        score[at, at] = own.sum(axis=1)
        if noise > 0:
            offset = int(self._random.integers(_POOL))
            score += noise * self._gumbel[offset : offset + score.size].reshape(score.shape)
        to = linear_sum_assignment(score, maximize=True)[1]
        moved = np.flatnonzero(to != at)
        if not len(moved):
            return False
        to = to[moved]
        seats[to, columns[to]] = people[moved]
        self._count(people[moved][:, None], staying[moved], staying[to])
        return True

    def _count(self, people: Ints, left: Ints, joined: Ints) -> None:
        """Notes that people (m, 1) left some (m, places - 1) and joined others."""
        counts, pull, worth = self.counts, self.pull, self._task.worth
        after = counts[people, left] - 1
        counts[people, left] = counts[left, people] = after
        pull[people, left] = pull[left, people] = np.where(after == 0, worth[people, left], -self.penalty * after)
        before = counts[people, joined]
        counts[people, joined] = counts[joined, people] = before + 1
        pull[people, joined] = pull[joined, people] = -self.penalty * (before + 1)
        self.value += float(worth[people, joined][before == 0].sum() - worth[people, left][after == 0].sum())
        if self._task.empty:
            nobody = self._task.people
            before_chair = (people == nobody) | (joined == nobody)
            after_chair = (people == nobody) | (left == nobody)
            self._unfair += int(before[before_chair].sum() - after[after_chair].sum())
            before, after = before[~before_chair], after[~after_chair]
        self.excess += _weighed(before) - _weighed(after)

    def press(self) -> None:
        """Makes repeats dear, when it is time to be rid of them."""
        if self.penalty < _STRICT * self._task.scale and self.excess:
            self.penalty = _STRICT * self._task.scale
            self._pull()


def _weighed(counts: Ints) -> int:
    """Meetings among people who met before; one that is forbidden counts for more than all others."""
    again = int(np.count_nonzero(counts))
    banned = int(np.count_nonzero(counts >= BANNED)) if again else 0
    return again + banned * (BANNED**2 - 1)


class Search:
    """Keeps the best plan of everything that is tried."""

    def __init__(self, task: Task, effort: Effort, random: np.random.Generator) -> None:
        self._task, self._effort = task, effort
        self._seating = Tables(task, random)
        self._best: tuple[Key, Ints] | None = None

    @property
    def plan(self) -> Ints:
        """The best plan so far, (rounds, tables, places)."""
        assert self._best is not None
        return self._best[1]

    @property
    def clean(self) -> bool:
        """Whether the best plan has neither repeats nor broken wishes."""
        return self._best is not None and self._best[0][:2] == (0, 0)

    def offer(self, plan: Ints) -> None:
        """Takes a plan, and builds the rounds it lacks, as the best if it is better."""
        self._seating.load(plan, _STRICT)
        self._seating.build()
        self._keep()

    def _keep(self) -> None:
        key = self._seating.key()
        if self._best is None or key < self._best[0]:
            self._best = (key, self._seating.plan.copy())

    def anneal(self, until: float) -> None:
        """Searches from fresh plans until a share of the effort is spent."""
        runs = _RESTARTS if self._task.people <= _RESTARTS_UP_TO else 1
        begun = self._effort.share
        for run in range(runs):
            if run and self._effort.over:
                return
            self._seating.load(self._seating.plan[:0])
            self._seating.build()
            self._keep()
            self._run("seating", begun + (until - begun) * (run + 1) / runs, _NOISE)

    def polish(self, until: float, patience: int | None) -> None:
        """Improves the best plan: with the fewest repeats there can be, until nothing was gained for some moves."""
        self._seating.load(self.plan, _STRICT)
        done = self.clean or self._seating.standing()[1] <= self._task.unavoidable
        self._run("polishing", until, 0.0 if done else _RIPPLE, patience if done else None)

    def _run(self, stage: str, until: float, noise: float, patience: int | None = None) -> None:
        seating, idle = self._seating, 0
        for count, share in enumerate(self._effort.steps(stage, until, seating.standing)):
            if share > _LAST:
                seating.press()
            changed = seating.reseat(count % self._task.rounds, noise * self._task.scale * (1 - share))
            idle += 1
            if changed:
                before = self._best
                self._keep()
                idle = idle if self._best is before else 0
            if patience is not None and idle >= patience:
                return


def shared(task: Task, plan: Ints) -> Any:
    """(people + 1, people + 1): 1 where two share a table in some round of a plan, in float."""
    table = np.zeros((task.people + 1, task.people + 1))
    for a in range(task.places):
        for b in range(task.places):
            if a != b:
                table[plan[:, :, a].ravel(), plan[:, :, b].ravel()] = 1
    return table

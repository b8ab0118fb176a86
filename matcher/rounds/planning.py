"""Mixer rounds: who sits with whom, so that those who fit meet, and nobody meets anybody twice.

    plan = plan_rounds(weights, size=4, rounds=6)

Pairs are matched exactly, round by round; tables are searched. Who is still there later is planned anew with
`present`, with the pairs of the rounds that were played, `meetings(plan[:played])[0]`, as `met`, and with the rounds
that were not, `plan[played:]`, as `planned`.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from matcher.arrays import Ints
from matcher.rounds.couples import couples_of
from matcher.rounds.effort import Clock, Effort, Progress
from matcher.rounds.labelling import labelled, start
from matcher.rounds.limits import Limits, limits
from matcher.rounds.meetings import Assessment, Repeats, assess, meetings, repeats
from matcher.rounds.resuming import adapted
from matcher.rounds.seating import Search
from matcher.rounds.task import Task, pair_list, task, weight_table

__all__ = [
    "Assessment",
    "Limits",
    "Progress",
    "Repeats",
    "assess",
    "limits",
    "meetings",
    "plan_rounds",
    "repeats",
]

_TIGHT = 0.75
"""Where people meet more than this share of all others, only algebra avoids repeats."""
_DENSE = 0.4
"""From here on a search may fail, and leaves half of the effort for a design."""
_FRESH = 0.4
"""How much of the effort goes into a fresh plan where there is one to start from."""
_PATIENCE = 3000
_LAST_RESORT = 200
"""Moves for a design when a search has used up everything and still repeats."""


def plan_rounds(
    weights: Any,
    size: int = 4,
    rounds: int = 6,
    moves: int | None = None,
    seconds: float = 5,
    seed: int = 0,
    met: Any = None,
    forbidden: Any = None,
    *,
    together: Any = None,
    hosts: Sequence[int] = (),
    present: Sequence[int] | None = None,
    planned: Any = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
    clock: Clock = time.monotonic,
) -> Ints:
    """Plan (rounds, tables, seats) of people's numbers, -1 for an empty seat.

    Args:
        weights: (n, n) symmetric and >= 0, dense or scipy.sparse: what it is worth that two people meet, once.
        size: seats at a table; with 2 people are paired, and where one is left over nobody sits out twice.
        rounds: how many rounds.
        moves: how long to search; the same moves give the same plan to the byte, however long they take.
        seconds: how long to search where moves is None; the first complete plan is always finished.
        seed: of everything that is random.
        met: (m, 2) pairs that have met: one more meeting is a repeat.
        forbidden: (m, 2) pairs that never share a table, as far as it can be avoided.
        together: (m, 2) pairs that share a table at least once, as far as possible.
        hosts: people who stay where they are: host k at table k in all rounds.
        present: who takes part; everybody if None. The plan keeps the numbers of the weights.
        planned: (rounds, tables, seats), what these rounds were to be before people left or came: a place to start.
        progress: told now and then where the search stands.
        stop: asked before every move; true ends the search with the best plan so far.
        clock: seconds, for the time limit.

    Raises:
        ValueError: for weights, numbers, pairs, hosts or people that can't be seated.
    """
    table = weight_table(weights)
    people = _present(present, len(table))
    number = np.full(len(table), -1)
    number[people] = np.arange(len(people))
    pairs = {
        what: _among(pair_list(given, len(table), what), number)
        for what, given in (("met", met), ("forbidden", forbidden), ("together", together))
    }
    if any(not 0 <= host < len(table) or number[host] < 0 for host in hosts):
        raise ValueError("Hosts must be among the people who are present.")
    if (moves is not None and moves < 0) or seed < 0:
        raise ValueError("Moves and seed must not be negative.")
    wanted = task(table[np.ix_(people, people)], size, rounds, hosts=[int(number[h]) for h in hosts], **pairs)
    old = None if planned is None else adapted(wanted, _renumbered(planned, number))
    effort = Effort(moves, seconds, clock, stop, progress)
    plan = _solved(wanted, effort, np.random.default_rng(seed), old)
    return _written(plan, wanted, people, size)


def _solved(wanted: Task, effort: Effort, random: np.random.Generator, old: Ints | None) -> Ints:
    if wanted.tables == 1:
        return np.tile(np.arange(wanted.people), (wanted.rounds, 1, 1))
    if wanted.places == 2:
        return couples_of(wanted, effort, random)
    search = Search(wanted, effort, random)
    if old is not None:
        search.offer(old)
        search.anneal(_FRESH)
        search.polish(1.0, None)
        return search.plan
    share = wanted.rounds * (wanted.places - 1) / (wanted.people - 1)
    if share <= _DENSE:
        search.anneal(1.0)
        if not search.clean:
            search.offer(labelled(wanted, start(wanted, random), Effort(_LAST_RESORT), 1.0, random))
        return search.plan
    points = start(wanted, random)
    if share <= _TIGHT or len(points) < wanted.rounds or wanted.resumed:
        search.anneal(0.5)
    if search.clean:
        search.anneal(1.0)
    else:
        search.offer(labelled(wanted, points, effort, 1.0, random))
        search.polish(1.0, _PATIENCE)
    return search.plan


def _written(plan: Ints, wanted: Task, people: Ints, size: int) -> Ints:
    """The plan with the callers' numbers, tables and seats in order, and -1 for nobody."""
    written = np.full((wanted.rounds, wanted.tables, size), -1, dtype=np.int64)
    order = {int(host): k for k, host in enumerate(wanted.hosts)}
    for r, tables in enumerate(plan):
        rows = [
            sorted((int(p) for p in row if p < wanted.people), key=lambda p: (order.get(p, len(order)), p))
            for row in tables
        ]
        rows.sort(key=lambda row: (order.get(row[0], len(order)), row))
        for k, row in enumerate(rows):
            written[r, k, : len(row)] = people[row]
    return written


def _present(present: Sequence[int] | None, people: int) -> Ints:
    if present is None:
        return np.arange(people)
    here = np.asarray(present)
    if here.size < 2:
        raise ValueError(f"Rounds need at least 2 people, not {here.size}.")
    if not np.issubdtype(here.dtype, np.integer) or here.min() < 0 or here.max() >= people:
        raise ValueError(f"Who is present must be people 0 to {people - 1}.")
    if len(np.unique(here)) < len(here):
        raise ValueError("Everybody can be present once only.")
    return np.sort(here).astype(np.int64)


def _renumbered(planned: Any, number: Ints) -> list[list[list[int]]]:
    """A plan in the numbers of those who are present, -1 for the others."""
    plan = np.asarray(planned)
    if plan.ndim != 3 or not np.issubdtype(plan.dtype, np.integer) or plan.max(initial=-1) >= len(number):
        raise ValueError(f"Planned rounds must be tables of people 0 to {len(number) - 1}.")
    renumbered: list[list[list[int]]] = np.where(plan >= 0, number[plan], -1).tolist()
    return renumbered


def _among(pairs: Ints, number: Ints) -> Ints:
    """The pairs of people who are present, by their new numbers."""
    renumbered = number[pairs]
    kept: Ints = renumbered[(renumbered >= 0).all(axis=1)]
    return kept

"""How much of the possible the mixer rounds reach, beside simpler ways.

uv run python -m benchmarks.rounds [--cases 24x2x3,24x4x3 --seconds 1 --evenings 2]
"""

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.evening.world import world
from matcher.rounds.designs import circle
from matcher.rounds.planning import assess, limits, plan_rounds
from matcher.rounds.task import shape

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Case:
    """People, seats and rounds, over some evenings, and what is to be reached."""

    people: int
    size: int
    rounds: int
    seconds: float
    evenings: int
    least_share: float | None
    most_seconds: float


@dataclass(frozen=True)
class Result:
    """Means over the evenings of a case."""

    share: float
    repeats: float
    seconds: float


CASES = (
    Case(200, 2, 8, 5, 3, 0.995, 2),
    Case(201, 2, 8, 5, 3, None, 2),
    Case(1000, 2, 6, 5, 3, 0.995, 5),
    Case(100, 4, 6, 5, 10, 0.885, 5.5),
    Case(102, 4, 6, 5, 3, None, 5.5),
    Case(1000, 4, 6, 10, 10, 0.81, 11),
    Case(32, 4, 9, 5, 3, None, 5),
    Case(32, 4, 10, 5, 3, None, 5),
)


def main() -> None:
    """Prints share of the bound, repeats and seconds of this and of simpler ways, for each case."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cases", help="other ones, each as people x seats x rounds")
    options.add_argument("--seconds", type=float, default=5.0, help="for each plan of other cases")
    options.add_argument("--evenings", type=int, default=3, help="of other cases")
    chosen = options.parse_args()
    for case in other_cases(chosen.cases, chosen.seconds, chosen.evenings) if chosen.cases else CASES:
        print(f"\n{case.evenings} evenings: {limits(case.people, case.size, case.rounds).sentence}")
        tables = [world(case.people, seed).weights[: case.people, : case.people] for seed in range(case.evenings)]
        bounds = [bound(table, (case.size - 1) * case.rounds) for table in tables]
        results = [_compare(name, plan, tables, bounds) for name, plan in _ways(case).items()]
        own = results[0]
        least = case.least_share or 0.0
        reached = own.share >= least and own.repeats == 0 and own.seconds <= case.most_seconds
        wanted = "no repeats" if case.least_share is None else f"{case.least_share}, no repeats"
        print(f"  {'wanted':32}{wanted}, {case.most_seconds} s: {'reached' if reached else 'MISSED'}", flush=True)


def other_cases(written: str, seconds: float, evenings: int) -> list[Case]:
    """What somebody wants to know besides; nothing is to be reached but plans without repeats."""
    sizes = [tuple(int(number) for number in case.split("x")) for case in written.split(",")]
    return [Case(people, seats, rounds, seconds, evenings, None, 2 * seconds) for people, seats, rounds in sizes]


def bound(weights: Floats, meetings: int) -> float:
    """More than any plan is worth in which everybody has so many meetings at most: pairs may meet in parts."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix

    table = np.triu(weights)
    first, second = np.nonzero(table)
    pairs = np.arange(len(first))
    ends = csr_matrix(
        (np.ones(2 * len(pairs)), (np.r_[first, second], np.r_[pairs, pairs])), shape=(len(table), len(pairs))
    )
    solved = linprog(
        -table[first, second], A_ub=ends, b_ub=np.full(len(table), meetings), bounds=(0, 1), method="highs"
    )
    return float(-solved.fun)


def greedy_tables(weights: Floats, size: int, rounds: int) -> Ints:
    """Every table in turn takes who fits it best and has met nobody there, until all are seated."""
    people = len(weights)
    tables, places = shape(people, size)
    worth = weights.copy()
    plan = np.full((rounds, tables, size), -1)
    for r in range(rounds):
        order = np.random.default_rng(r).permutation(people)
        rows: list[list[int]] = [[int(person)] for person in order[:tables]]
        waiting = order[tables:].tolist()
        for k in range(tables * (places - 1)):
            if waiting:
                row = rows[k % tables]
                row.append(waiting.pop(int(worth[np.ix_(waiting, row)].sum(axis=1).argmax())))
        for k, row in enumerate(rows):
            plan[r, k, : len(row)] = row
            worth[np.ix_(row, row)] = -1.0
    return plan


def circle_method(people: int, rounds: int) -> Ints:
    """Everybody moves on by one chair, whoever fits whom; where the number is odd one sits out."""
    plan = circle(people + people % 2)[:rounds]
    return np.where(plan < people, plan, -1)


def _ways(case: Case) -> dict[str, Callable[[Floats], Ints]]:
    ways: dict[str, Callable[[Floats], Ints]] = {
        "plan_rounds": lambda table: plan_rounds(
            table, case.size, case.rounds, seconds=case.seconds, clock=time.process_time
        ),
        "greedy table filling": lambda table: greedy_tables(table, case.size, case.rounds),
    }
    if case.size == 2:
        ways["circle method"] = lambda table: circle_method(case.people, case.rounds)
    return ways


def _compare(name: str, plan: Callable[[Floats], Ints], tables: list[Floats], bounds: list[float]) -> Result:
    shares, repeats, seconds = [], [], []
    for table, best in zip(tables, bounds, strict=True):
        start = time.process_time()
        planned = plan(table)
        seconds.append(time.process_time() - start)
        found = assess(planned, table)
        shares.append(found.value / best)
        repeats.append(found.repeats.count)
    result = Result(statistics.mean(shares), statistics.mean(repeats), statistics.mean(seconds))
    print(
        f"  {name:32}share {result.share:.4f} (least {min(shares):.4f})   "
        f"repeats {result.repeats:.1f}   {result.seconds:.2f} s",
        flush=True,
    )
    return result


if __name__ == "__main__":
    main()

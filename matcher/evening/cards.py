"""Cards for people who are all there: the best introductions, everybody naming whoever names them."""

from typing import Any

import numpy as np

from matcher.candidates import Candidates

_FIRST = 0.25
"""What somebody's first name is worth beyond its weight: nobody goes without because others fit better."""
_EXACT = 400_000
"""The most pairs that are solved exactly; beyond, the best pairs are taken first, within a tenth of the optimum."""
_SECONDS = 20.0
_NEARBY = 20
"""The best fits of a person that are looked at: more make the optimum slower, not better."""


def plan_cards(weights: Any, names: int = 4, mean_names: float | None = None) -> list[list[int]]:
    """Whom each of the people present should meet; who is named names back.

    Args:
        weights: symmetric (n, n) >= 0: a Candidates, a dense array, or anything of scipy.sparse.
        names: the most names on a card.
        mean_names: the most names on a card on average; None: `names`.

    Returns:
        Per person the others, best first; empty for somebody who fits nobody.
    """
    everybody = Candidates.of(weights)
    candidates = Candidates.from_pairs(everybody.n, *everybody.pairs(), most=_NEARBY)
    first, second, worth = candidates.pairs()
    most = int((names if mean_names is None else min(mean_names, names)) * candidates.n / 2)
    solve = _exactly if len(worth) <= _EXACT else _greedily
    met = solve(candidates.n, first, second, worth, names, most) if len(worth) else np.array([], dtype=np.int64)
    cards: list[list[tuple[float, int]]] = [[] for _ in range(candidates.n)]
    for i, j, weight in zip(first[met].tolist(), second[met].tolist(), worth[met].tolist(), strict=True):
        cards[i].append((-weight, j))
        cards[j].append((-weight, i))
    return [[other for _, other in sorted(card)] for card in cards]


def _exactly(people: int, first: Any, second: Any, worth: Any, names: int, most: int) -> Any:
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_matrix, hstack

    pairs = len(worth)
    ends = csr_matrix(
        (np.ones(2 * pairs), (np.r_[first, second], np.r_[np.arange(pairs), np.arange(pairs)])), shape=(people, pairs)
    )
    covered = csr_matrix((-np.ones(people), (np.arange(people), np.arange(people))), shape=(people, people))
    whole = csr_matrix(np.r_[np.ones(pairs), np.zeros(people)][None, :])
    solved = milp(
        -np.r_[worth, np.full(people, _FIRST * float(worth.max()))],
        integrality=np.r_[np.ones(pairs), np.zeros(people)],
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(hstack([ends, 0 * covered], format="csr"), ub=names),
            LinearConstraint(hstack([ends, covered], format="csr"), lb=0),
            LinearConstraint(whole, ub=most),
        ],
        # The optimum is all but integral: a thousandth of it is not worth a minute.
        options={"mip_rel_gap": 1e-3, "time_limit": _SECONDS},
    )
    if solved.x is None:
        return _greedily(people, first, second, worth, names, most)
    return np.flatnonzero(solved.x[:pairs] > 0.5)


def _greedily(people: int, first: Any, second: Any, worth: Any, names: int, most: int) -> Any:
    free = [names] * people
    taken: list[int] = []
    order = np.lexsort((second, first, -worth))
    for pair in order.tolist():
        one, other = int(first[pair]), int(second[pair])
        if free[one] and free[other] and len(taken) < most:
            free[one] -= 1
            free[other] -= 1
            taken.append(pair)
    return np.array(taken, dtype=np.int64)

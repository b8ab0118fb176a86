"""What a promise from each person costs: known before the doors open, from a greedy plan of the evening."""

from typing import Any

import numpy as np

from matcher.candidates import Candidates

_DEAR = 0.6
"""A promise costs this much of the weakest pair that it may crowd out, against a crowd of usual chances."""


def prices(candidates: Candidates, chances: Any, names: int) -> list[float]:
    """Per person, the worth of the weakest pair that a greedy plan with `names` each gives them; 0 with places left."""
    first, second, weights = candidates.pairs()
    likely = np.asarray(chances, dtype=np.float64)
    expected = likely[likely > 0]
    usual = float(expected.mean()) if len(expected) else 1.0
    order = np.lexsort((second, first, -weights * likely[first] * likely[second]))
    free = [names] * candidates.n
    found = [0.0] * candidates.n
    for i, j, weight in zip(first[order].tolist(), second[order].tolist(), weights[order].tolist(), strict=True):
        if free[i] and free[j]:
            for one, other in ((i, j), (j, i)):
                free[one] -= 1
                if not free[one]:
                    found[one] = _DEAR * weight * float(likely[other]) / usual
    return found

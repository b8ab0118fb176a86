"""Whom a person would be paired with if the rest of the evening were planned now: for people of unlike chances."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from matcher.candidates import Candidates

_BEST = 15
"""The pairs of each person that the plan looks at."""
_UNLIKE = 0.1
"""The spread of chances from which a plan is worth its time."""
_MOST_PEOPLE = 1500
"""Above, planning anew takes longer than a scan may wait."""


class Replan:
    """A greedy plan of those still to come, made anew for every arrival."""

    def __init__(self, candidates: Candidates) -> None:
        rows = np.repeat(np.arange(candidates.n), np.diff(candidates.indptr))
        order = np.lexsort((candidates.indices, -candidates.weights, rows))
        place = np.empty(len(rows), dtype=np.int64)
        place[order] = np.arange(len(rows)) - candidates.indptr[rows[order]]
        near = place < _BEST
        pairs = np.unique(
            np.sort(np.stack([rows[near], candidates.indices[near].astype(np.int64)], axis=1), axis=1), axis=0
        )
        self._first, self._second = pairs[:, 0], pairs[:, 1]
        weight = {}
        for i, j, w in zip(rows.tolist(), candidates.indices.tolist(), candidates.weights.tolist(), strict=True):
            weight[i, j] = w
        self._weights = np.array([weight[i, j] for i, j in pairs.tolist()])

    @classmethod
    def where_useful(cls, candidates: Candidates, chances: Sequence[float]) -> "Replan | None":
        """A plan where chances differ much and people are few enough; with equal chances prices do as well."""
        spread = np.std(chances) if len(chances) else 0.0
        return cls(candidates) if spread > _UNLIKE and 0 < candidates.n <= _MOST_PEOPLE else None

    def pairs_with(self, wanted: Sequence[tuple[float, int]], coming: Any, free: Sequence[int]) -> set[int]:
        """Of the people `wanted` by somebody who arrives, those who would not do better without.

        Args:
            wanted: (value, person), the likely weight of the pair.
            coming: (n,), how likely each still comes; 0 for those who are here.
            free: (n,), how many places each has left.
        """
        values = self._weights * coming[self._first] * coming[self._second]
        possible = np.flatnonzero(values > 0)
        order = possible[np.argsort(-values[possible], kind="stable")]
        planned = zip(values[order].tolist(), self._first[order].tolist(), self._second[order].tolist(), strict=True)
        left, found = list(free), set()
        ahead = next(planned, None)
        for value, person in sorted(wanted, key=lambda each: (-each[0], each[1])):
            while ahead and ahead[0] > value:
                _, one, other = ahead
                if left[one] > 0 and left[other] > 0:
                    left[one] -= 1
                    left[other] -= 1
                ahead = next(planned, None)
            if left[person] > 0:
                left[person] -= 1
                found.add(person)
        return found

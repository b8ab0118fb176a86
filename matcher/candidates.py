"""Who fits whom, sparsely: a symmetric table of weights in compressed rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.arrays import Ints


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Weights between people: row i holds indices[indptr[i]:indptr[i+1]], ascending, and their weights."""

    indptr: Ints
    indices: NDArray[np.int32]
    weights: NDArray[np.float32]

    @property
    def n(self) -> int:
        """How many people there are."""
        return len(self.indptr) - 1

    def row(self, person: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Everybody who fits a person, and how well."""
        start, end = self.indptr[person], self.indptr[person + 1]
        return self.indices[start:end], self.weights[start:end]

    def pairs(self) -> tuple[Ints, Ints, NDArray[np.float64]]:
        """Every pair once: (first, second, weights), first < second."""
        rows = np.repeat(np.arange(self.n), np.diff(self.indptr))
        once = rows < self.indices
        return rows[once], self.indices[once].astype(np.int64), self.weights[once].astype(np.float64)

    def best(self, most: int) -> Callable[[int], list[tuple[int, float]]]:
        """Looks up a person's best fits, best first; nobody for people who came later."""
        rows = np.repeat(np.arange(self.n), np.diff(self.indptr))
        order = np.lexsort((self.indices, -self.weights, rows))
        place = np.arange(len(order)) - self.indptr[rows]
        order = order[(place < most) & (self.weights[order] > 0)]
        indices, weights = self.indices[order], self.weights[order].astype(np.float64)
        starts = np.concatenate([[0], np.cumsum(np.bincount(rows[order], minlength=self.n))]).tolist()

        def row(person: int) -> list[tuple[int, float]]:
            if person >= self.n:
                return []
            part = slice(starts[person], starts[person + 1])
            return list(zip(indices[part].tolist(), weights[part].tolist(), strict=True))

        return row

    def renumbered(self, numbers: Ints) -> "Candidates":
        """The same with person i called numbers[i]."""
        first, second, weights = self.pairs()
        return Candidates.from_pairs(self.n, numbers[first], numbers[second], weights)

    @classmethod
    def from_pairs(
        cls, size: int, first: Ints, second: Ints, weights: NDArray[Any], most: int | None = None
    ) -> "Candidates":
        """Both directions of pairs, each given once; `most` drops pairs that are among the best of neither."""
        rows, columns = np.concatenate([first, second]), np.concatenate([second, first])
        both = np.concatenate([weights, weights])
        if most is not None and len(rows):
            keep = _rank(rows, both, columns) < most
            half = len(first)
            pair = keep[:half] | keep[half:]
            rows, columns, both = (part[np.concatenate([pair, pair])] for part in (rows, columns, both))
        order = np.lexsort((columns, rows))
        indptr = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=size))]).astype(np.int64)
        return cls(indptr, columns[order].astype(np.int32), both[order].astype(np.float32))

    @classmethod
    def of(cls, weights: Any) -> "Candidates":
        """From a Candidates, a dense symmetric array (n, n), or anything of scipy.sparse."""
        if isinstance(weights, cls):
            return weights
        if hasattr(weights, "tocoo"):
            table = weights.tocoo()
            rows, columns, values = table.row, table.col, table.data
            size = weights.shape[0]
        else:
            dense = np.asarray(weights, dtype=np.float64)
            rows, columns = np.nonzero(dense > 0)
            values, size = dense[rows, columns], len(dense)
        upper = (rows < columns) & (values > 0)
        return cls.from_pairs(size, rows[upper].astype(np.int64), columns[upper].astype(np.int64), values[upper])


def _rank(rows: Ints, weights: NDArray[Any], columns: Ints) -> Ints:
    """The place of every entry within its row, best first; ties go to the lower index."""
    order = np.lexsort((columns, -weights, rows))
    sorted_rows = rows[order]
    starts = np.flatnonzero(np.r_[True, sorted_rows[1:] != sorted_rows[:-1]])
    lengths = np.diff(np.r_[starts, len(sorted_rows)])
    place = np.empty(len(rows), dtype=np.int64)
    place[order] = np.arange(len(rows)) - np.repeat(starts, lengths)
    return place


def weights_among(candidates: Any, chosen: Sequence[int]) -> Any:
    """Who of these fit each other, as a dense table (n, n)."""
    place = {person: k for k, person in enumerate(chosen)}
    weights = np.zeros((len(chosen), len(chosen)))
    first, second, values = candidates.pairs()
    for i, j, value in zip(first.tolist(), second.tolist(), values.tolist(), strict=True):
        if i in place and j in place:
            weights[place[i], place[j]] = weights[place[j], place[i]] = value
    return weights

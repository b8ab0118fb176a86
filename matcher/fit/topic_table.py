"""Topics of people on one side (offers, asks or interests), in compressed rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.arrays import Floats, Ints

Side = Mapping[str, tuple[float, int]]
"""Topics of one person: how surely, and by which of their phrases."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Row i holds indices[indptr[i]:indptr[i+1]], the numbers of a person's topics, ascending."""

    indptr: Ints
    indices: NDArray[np.int32]
    data: Floats
    """How surely the person means the topic, 0 to 1."""
    source: NDArray[np.int32]
    """Which of the person's phrases says so."""

    @classmethod
    def of(cls, sides: Sequence[Side], number: Mapping[str, int]) -> "Table":
        """One row per person, one column per topic."""
        indptr = np.cumsum([0, *map(len, sides)], dtype=np.int64)
        indices = np.array([number[topic] for side in sides for topic in side], dtype=np.int32)
        data = np.array([weight for side in sides for weight, _ in side.values()], dtype=np.float64)
        source = np.array([phrase for side in sides for _, phrase in side.values()], dtype=np.int32)
        order = np.lexsort((indices, np.repeat(np.arange(len(sides)), np.diff(indptr))))
        return cls(indptr, indices[order], data[order], source[order])

    @property
    def n(self) -> int:
        """How many people there are."""
        return len(self.indptr) - 1

    def people(self) -> Ints:
        """The person of every entry."""
        return np.repeat(np.arange(self.n), np.diff(self.indptr))

    def row(self, person: int, topics: Sequence[str]) -> dict[str, tuple[float, int]]:
        """One person's topics."""
        part = slice(int(self.indptr[person]), int(self.indptr[person + 1]))
        entries = zip(self.indices[part].tolist(), self.data[part].tolist(), self.source[part].tolist(), strict=True)
        return {topics[topic]: (weight, source) for topic, weight, source in entries}

    def where(self, kept: NDArray[np.bool_]) -> "Table":
        """Only some of the entries; `kept` has one truth for each."""
        counts = np.bincount(self.people()[kept], minlength=self.n)
        indptr = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return Table(indptr, self.indices[kept], self.data[kept], self.source[kept])

    def squares(self, by_topic: Floats) -> Floats:
        """Per person, the sum of weight squared times a value of the topic."""
        found = np.bincount(self.people(), weights=self.data**2 * by_topic[self.indices], minlength=self.n)
        return found.astype(np.float64)

    def counts(self, topics: int) -> Ints:
        """How many people name each topic."""
        return np.bincount(self.indices, minlength=topics).astype(np.int64)

    def scaled(self, by_topic: Floats, by_person: Floats) -> Any:
        """As a scipy.sparse matrix of shape (people, topics), its columns and rows multiplied."""
        from scipy.sparse import csr_matrix

        data = self.data * by_topic[self.indices] * by_person[self.people()]
        return csr_matrix((data, self.indices, self.indptr), shape=(self.n, len(by_topic)))


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """A table turned round: who names a topic."""

    indptr: Ints
    people: Ints
    data: Floats

    @classmethod
    def of(cls, table: Table, topics: int) -> "Columns":
        """One column per topic."""
        order = np.argsort(table.indices, kind="stable")
        starts = np.concatenate([[0], np.cumsum(table.counts(topics))]).astype(np.int64)
        return cls(starts, table.people()[order], table.data[order])

    def sums(self, people: int, values: Mapping[int, float]) -> Floats:
        """Per person, the sum over topics of what is said here times a value."""
        total: Floats = np.zeros(people)
        for topic, value in values.items():
            part = slice(int(self.indptr[topic]), int(self.indptr[topic + 1]))
            total[self.people[part]] += self.data[part] * value
        return total

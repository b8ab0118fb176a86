"""Which shared topics may be told: nobody is named on a badge without a line that is true.

Both must have said the topic in words that may be printed, and one of them plainly: two who only hint at something
may mean different things.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.arrays import Floats, Ints
from matcher.fit.goals import NO_PHRASE
from matcher.fit.topic_table import Columns, Side, Table
from matcher.words.meaning import is_likeness
from matcher.words.topics import is_own

PLAINLY, IN_OWN_WORDS = 0.9, 0.5
"""How surely one of the two must mean a topic; and words that no vocabulary knows: as all that a phrase says."""


def least_of(topic: str) -> float:
    """How surely one of two must mean a topic; likeness of meaning is judged by the model that found it."""
    if is_likeness(topic):
        return 0.0
    return IN_OWN_WORDS if is_own(topic) else PLAINLY


def may_be_told(topic: str, one: tuple[float, int], other: tuple[float, int]) -> bool:
    """Whether two people may be told that they share a topic, each meaning it so surely, by one of their phrases."""
    return NO_PHRASE not in (one[1], other[1]) and max(one[0], other[0]) >= least_of(topic)


class Told:
    """The people on a list, by the topics that may be told of them."""

    def __init__(self, table: Table, topics: Sequence[str]) -> None:
        said = table.where(table.source != NO_PHRASE)
        self._said = said
        self._people = said.n
        self._number = {topic: n for n, topic in enumerate(topics)}
        self._least = np.array([least_of(topic) for topic in topics])
        self._columns: Columns | None = None

    def with_topics(self, side: Side) -> NDArray[np.bool_]:
        """Per person on the list, whether they may be told that they share one of somebody's topics."""
        if self._columns is None:
            self._columns = Columns.of(self._said, len(self._number))
        found = np.zeros(self._people, dtype=bool)
        for topic, (surely, phrase) in side.items():
            number = self._number.get(topic)
            if number is None or phrase == NO_PHRASE:
                continue
            part = slice(int(self._columns.indptr[number]), int(self._columns.indptr[number + 1]))
            people, data = self._columns.people[part], self._columns.data[part]
            found[people if surely >= self._least[number] else people[data >= self._least[number]]] = True
        return found


def told_pairs(tables: tuple[Table, Table, Table], topics: Sequence[str], first: Ints, second: Ints) -> Floats:
    """Per pair of people, more than 0 where something may be told of them."""
    from matcher.fit.products import dots

    least = np.array([least_of(topic) for topic in topics])
    ones, every = np.ones(len(topics)), np.ones(tables[0].n)
    said = [table.where(table.source != NO_PHRASE) for table in tables]
    plain = [table.where(table.data >= least[table.indices]).scaled(ones, every) for table in said]
    offers, asks, liked = (table.scaled(ones, every) for table in said)
    total: Floats = (
        dots(offers, plain[1], first, second) + dots(plain[0], asks, first, second)
        + dots(asks, plain[0], first, second) + dots(plain[1], offers, first, second)
        + dots(liked, plain[2], first, second) + dots(plain[2], liked, first, second)
    )  # fmt: skip
    return total

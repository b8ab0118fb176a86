"""The people a newcomer is weighed against: those on the list in arrays, those who walked in since in plain lists."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from matcher.arrays import Floats
from matcher.fit.telling import Told, may_be_told
from matcher.fit.topic_table import Columns, Side, Table
from matcher.fit.weighing import Scale, blend
from matcher.words.topics import ASKS, INTERESTS, OFFERS

Rarity = Callable[[str], float]
Said = dict[str, tuple[float, int]]
Sides = tuple[Said, Said, Said]
"""A person's offers, asks and interests by topic."""


class Crowd(Protocol):
    """People with what they say on each side."""

    @property
    def demands(self) -> Floats:
        """What covers each person's asks fully."""

    @property
    def norms(self) -> Floats:
        """The length of each person's interests."""

    def sums(self, side: int, said: Side, rarity: Rarity) -> Floats:
        """Per person, what they and `said` have in common: the sum of both weights times the topic's rarity."""

    def told(self, side: int, said: Side) -> NDArray[np.bool_]:
        """Per person, whether they and whoever said this may be told of something that they share."""


class Listed:
    """The people on the list."""

    def __init__(self, tables: tuple[Table, Table, Table], number: Mapping[str, int], scale: Scale) -> None:
        self._number = number
        self._told = tuple(Told(table, list(number)) for table in tables)
        self._tables = tables
        self._columns: tuple[Columns, ...] = ()
        self.demands: Floats = scale.demand(tables[ASKS].squares(scale.exchange))
        self.norms: Floats = np.sqrt(tables[INTERESTS].squares(scale.interest**2))

    def sums(self, side: int, said: Side, rarity: Rarity) -> Floats:
        """As in Crowd."""
        if not self._columns:
            self._columns = tuple(Columns.of(table, len(self._number)) for table in self._tables)
        known = {
            self._number[topic]: surely * rarity(topic) for topic, (surely, _) in said.items() if topic in self._number
        }
        return self._columns[side].sums(len(self.demands), known)

    def told(self, side: int, said: Side) -> NDArray[np.bool_]:
        """As in Crowd."""
        return self._told[side].with_topics(said)


@dataclass(slots=True)
class Newcomers:
    """The people who came since the list was worked out."""

    people: list[Sides] = field(default_factory=list)
    _demands: list[float] = field(default_factory=list)
    _norms: list[float] = field(default_factory=list)
    _naming: tuple[dict[str, list[tuple[int, float, int]]], ...] = field(default_factory=lambda: ({}, {}, {}))

    @property
    def demands(self) -> Floats:
        """As in Crowd."""
        return np.array(self._demands, dtype=np.float64)

    @property
    def norms(self) -> Floats:
        """As in Crowd."""
        return np.array(self._norms, dtype=np.float64)

    def admit(self, sides: Sides, demand: float, norm: float) -> None:
        """Takes in one more."""
        for naming, side in zip(self._naming, sides, strict=True):
            for topic, (surely, phrase) in side.items():
                naming.setdefault(topic, []).append((len(self.people), surely, phrase))
        self.people.append(sides)
        self._demands.append(demand)
        self._norms.append(norm)

    def fork(self) -> "Newcomers":
        """The same people, to try one more with."""
        naming = tuple({topic: list(said) for topic, said in side.items()} for side in self._naming)
        return Newcomers(list(self.people), list(self._demands), list(self._norms), naming)

    def sums(self, side: int, said: Side, rarity: Rarity) -> Floats:
        """As in Crowd."""
        total = [0.0] * len(self.people)
        for topic, (surely, _) in said.items():
            value = surely * rarity(topic)
            for person, weight, _ in self._naming[side].get(topic, ()):
                total[person] += weight * value
        return np.array(total, dtype=np.float64)

    def told(self, side: int, said: Side) -> NDArray[np.bool_]:
        """As in Crowd."""
        found = np.zeros(len(self.people), dtype=bool)
        for topic, mine in said.items():
            for person, surely, phrase in self._naming[side].get(topic, ()):
                found[person] |= may_be_told(topic, mine, (surely, phrase))
        return found


def against(crowd: Crowd, sides: Sides, demand: float, norm: float, exchange: Rarity, interest: Rarity) -> Floats:
    """The weights of one person with everybody in a crowd; 0 where nothing may be told of the two."""
    given = np.minimum(crowd.sums(ASKS, sides[OFFERS], exchange) / crowd.demands, 1)
    taken = np.minimum(crowd.sums(OFFERS, sides[ASKS], exchange) / demand, 1)
    norms = crowd.norms * norm
    alike = crowd.sums(INTERESTS, sides[INTERESTS], lambda topic: interest(topic) ** 2)
    cosine = alike / np.where(norms > 0, norms, 1)
    told = crowd.told(ASKS, sides[OFFERS]) | crowd.told(OFFERS, sides[ASKS]) | crowd.told(INTERESTS, sides[INTERESTS])
    result: Floats = np.round(blend(given, taken, cosine), 6) * told
    return result

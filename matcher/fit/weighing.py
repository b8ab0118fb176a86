"""The weight of two people for each other: what one offers and the other asks, both ways, and what both enjoy."""

from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from matcher.arrays import Floats
from matcher.fit.topic_table import Side, Table

RECIPROCAL, EITHER, SHARED = 0.55, 0.30, 0.15
"""What a weight is made of: both can help, either can help, and what both enjoy."""


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """How much a shared topic says, and how much of a person's asks counts as all of it."""

    exchange: Floats
    """Per topic: rarity among offers and asks; one entry more than topics, for what nobody has named yet."""
    interest: Floats
    """Per topic: rarity among interests; likewise."""
    typical: float
    """The rarity of a usual ask."""

    @classmethod
    def of(cls, offers: Table, asks: Table, interests: Table, topics: int) -> "Scale":
        """The scale of a list of people."""

        def rarity(table: Table) -> Floats:
            return np.log1p(table.n / (1 + np.append(table.counts(topics), 0)))

        exchange: Floats = (rarity(offers) + rarity(asks)) / 2
        said = exchange[asks.indices]
        return cls(exchange, rarity(interests), float(said.mean()) if len(said) else 1.0)

    def demand(self, squares: Any) -> Any:
        """What covers a person's asks fully; by the root, so that many asks are no handicap."""
        return np.where(squares > 0, np.sqrt(np.maximum(squares, 1e-12) * self.typical), 1.0)

    def demand_of_one(self, squares: float) -> float:
        """The same for a single person, without arrays."""
        return sqrt(squares * self.typical) if squares > 0 else 1.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a reader and another person fit."""

    given: float
    """How much of the other's asks the reader covers, 0 to 1."""
    taken: float
    """How much of the reader's asks the other covers, 0 to 1."""
    likeness: float
    """Cosine of their interests."""

    @property
    def weight(self) -> float:
        """The weight of the two for each other; the same from either side."""
        return float(blend(np.float64(self.given), np.float64(self.taken), np.float64(self.likeness)))

    def part(self, side: float) -> float:
        """What one direction adds to the weight; both directions and the interests add up to it."""
        both = self.given + self.taken
        return (RECIPROCAL * self.given * self.taken / both if both else 0.0) + EITHER / 2 * side


def blend(given: Any, taken: Any, likeness: Any) -> Any:
    """Weights of pairs, from coverage both ways and likeness; numbers or arrays."""
    both = given + taken
    harmonic = 2 * given * taken / np.where(both > 0, both, 1)
    return RECIPROCAL * harmonic + EITHER * both / 2 + SHARED * likeness


def met(offers: Side, asks: Side, rarity: Any) -> dict[str, float]:
    """What each shared topic covers of the asks, before it is set against all of them."""
    return {t: offers[t][0] * asks[t][0] * rarity(t) for t in sorted(offers.keys() & asks.keys())}


def squares(side: Side, rarity: Any, power: int = 1) -> float:
    """The sum over a person's topics of weight squared times rarity."""
    return float(sum(weight**2 * rarity(topic) ** power for topic, (weight, _) in side.items()))

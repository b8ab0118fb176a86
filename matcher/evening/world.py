"""People who were never there: who fits whom, who comes, and when. Every number follows from a seed."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

TURN_UP = 0.6
WALK_INS = 0.1
"""Walk-ins, as a share of the registrants who are expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """People who registered, then those who walk in; who comes, and in which order."""

    registered: int
    weights: Array
    """(n, n), symmetric, zero where people must not meet."""
    chances: Array
    """(registered,): how likely each is believed to come."""
    order: NDArray[np.int64]
    """Who comes, in the order they arrive."""
    progress: Array
    """The share of expected arrivals at each arrival, as the door believes."""
    asks: NDArray[np.int64] | None = None
    """How many things each person asks for, where that is known."""


def world(people: int, seed: int, turn_up: float = TURN_UP, *, personal: bool = False) -> World:
    """Zipf-popular topics, small employers, random acquaintances, bell-shaped arrivals, a tenth walk-ins.

    With `personal`, half of the people come with 0.9 and half with 0.3, and the door knows who.
    """
    random = np.random.default_rng(seed)
    walk_ins = round(WALK_INS * turn_up * people)
    everybody = people + walk_ins
    topics = int(np.clip(50 * math.log10(people), 60, 400))
    zipf = 1 / np.arange(1, topics + 1)
    shuffled = zipf[np.argsort(np.argsort(np.arange(topics) + random.normal(0, topics / 4, topics)))]
    offers = _draw(random, everybody, zipf, 1 + random.poisson(2, everybody), 6)
    asks = _draw(random, everybody, shuffled, 1 + random.poisson(1.2, everybody), 4)
    interests = _draw(random, everybody, 1 / np.arange(1, topics // 2 + 1), 2 + random.poisson(2, everybody), 7)
    weights = _weights(offers, asks, interests, people)
    employers = random.choice(
        max(4, people // 6), everybody, p=_shares(1 / np.arange(1, max(4, people // 6) + 1) ** 0.8)
    )
    weights[employers[:, None] == employers[None, :]] = 0
    known = random.integers(0, everybody, (everybody, 2))
    weights[known[:, 0], known[:, 1]] = weights[known[:, 1], known[:, 0]] = 0
    np.fill_diagonal(weights, 0)
    chances = np.full(people, turn_up)
    if personal:
        chances = np.where(random.permutation(people) < people // 2, 0.9, 0.3)
    comes = np.r_[random.random(people) < chances, np.ones(walk_ins, bool)]
    time = np.clip(random.normal(0, 1, everybody), -3, 3)
    order, progress = arrivals(comes, time)
    counts = asks.sum(axis=1).astype(np.int64)
    return World(registered=people, weights=weights, chances=chances, order=order, progress=progress, asks=counts)


def list_world(weights: Array, chances: Array, seed: int, asks: Any = None) -> World:
    """An evening of people on a real list: some come, and some are taken for walk-ins, who come unannounced.

    Args:
        weights: (n, n), symmetric; chances: (n,) in 0..1; asks: (n,), how many things each asks for.
    """
    random = np.random.default_rng(seed)
    people = len(weights)
    walk_ins = round(WALK_INS * float(chances.sum()) / (1 + WALK_INS))
    shuffled = np.concatenate([(mixed := random.permutation(people))[walk_ins:], mixed[:walk_ins]])
    registered = people - walk_ins
    likely = chances[shuffled][:registered]
    comes = np.r_[random.random(registered) < likely, np.ones(walk_ins, bool)]
    order, progress = arrivals(comes, np.clip(random.normal(0, 1, people), -3, 3))
    return World(
        registered=registered,
        weights=weights[np.ix_(shuffled, shuffled)],
        chances=likely,
        order=order,
        progress=progress,
        asks=None if asks is None else np.asarray(asks, dtype=np.int64)[shuffled],
    )


def arrivals(comes: NDArray[np.bool_], time: Array) -> tuple[NDArray[np.int64], Array]:
    """Who comes in the order of their moments, and how far a bell-shaped rush is at each."""
    order = np.array(sorted(np.flatnonzero(comes), key=lambda person: time[person]), dtype=np.int64)
    progress = np.array([0.5 * (1 + math.erf(time[person] / math.sqrt(2))) for person in order])
    return order, progress


def _draw(random: np.random.Generator, people: int, popularity: Array, counts: Any, most: int) -> Array:
    table = np.zeros((people, len(popularity)))
    for person, count in enumerate(np.minimum(counts, most)):
        table[person, random.choice(len(popularity), count, replace=False, p=_shares(popularity))] = 1
    return table


def _shares(popularity: Array) -> Array:
    shares: Array = popularity / popularity.sum()
    return shares


def _weights(offers: Array, asks: Array, interests: Array, people: int) -> Array:
    def rarity(table: Array) -> Array:
        result: Array = np.log(1 + people / (1 + table[:people].sum(axis=0)))
        return result

    idf = (rarity(offers) + rarity(asks)) / 2
    a = (offers * idf) @ asks.T / (asks @ idf)
    b = a.T
    liked = interests * rarity(interests)
    liked = liked / np.linalg.norm(liked, axis=1, keepdims=True)
    both = np.where(a + b > 0, 2 * a * b / np.where(a + b > 0, a + b, 1), 0)
    result: Array = 0.55 * both + 0.30 * (a + b) / 2 + 0.15 * (liked @ liked.T)
    return result

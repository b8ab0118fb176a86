"""A synthetic evening, to measure the policy at the door against what hindsight could have done."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.arrivals import Arrivals

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class World:
    """People who registered, then those who walk in; who comes, and in which order."""

    registered: int
    weights: Array
    """(n, n), symmetric, zero where people must not meet."""
    order: NDArray[np.int64]
    """Who comes, in the order they arrive."""
    progress: Array
    """The share of expected arrivals at each arrival."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """How an evening went; shares are of what hindsight could have done with three names each."""

    names_per_badge: float
    names_that_show: float
    mutual_share: float
    useful_share: float
    promise_kept: float
    most_named: int
    nobody_present_share: float
    """Badges whose names all stayed away."""
    nobody_either_way_share: float
    """People who meet nobody through any badge, though somebody who came fits them."""
    no_mutual_share: float
    """People without a name that names them back."""


def world(people: int, seed: int, turn_up: float = 0.6) -> World:
    """Zipf-popular topics, small employers, random acquaintances, bell-shaped arrivals, a tenth walk-ins."""
    random = np.random.default_rng(seed)
    walk_ins = round(0.1 * turn_up * people)
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
    comes = np.r_[random.random(people) < turn_up, np.ones(walk_ins, bool)]
    time = np.clip(random.normal(0, 1, everybody), -3, 3)
    order = np.array(sorted(np.flatnonzero(comes), key=lambda person: time[person]), dtype=np.int64)
    normal = np.array([0.5 * (1 + math.erf(time[person] / math.sqrt(2))) for person in order])
    return World(people, weights, order, normal)


def evening(world: World, turn_up: float = 0.6, **policy: Any) -> tuple[Arrivals, dict[int, list[tuple[int, str]]]]:
    """Plays one evening; returns the policy's state and every badge's names."""
    n = world.registered
    arrivals = Arrivals(world.weights[:n, :n], [turn_up] * n, **policy)
    index = {person: person for person in range(n)}
    badges: dict[int, list[tuple[int, str]]] = {}
    seen: list[int] = list(range(n))
    for person, progress in zip(world.order.tolist(), world.progress.tolist(), strict=True):
        if person >= n:
            index[person] = arrivals.walk_in(world.weights[person, seen])
            seen.append(person)
        badges[person] = [(seen[j], kind) for j, kind in arrivals.arrive(index[person], progress)]
    return arrivals, badges


def measure(world: World, badges: dict[int, list[tuple[int, str]]]) -> Measures:
    """Compares an evening's badges with hindsight."""
    came = set(world.order.tolist())
    names = {person: {other for other, _ in told} for person, told in badges.items()}
    best = hindsight(world)
    printed = [(person, other) for person, told in names.items() for other in told]
    shown = [(person, other) for person, other in printed if other in came]
    mutual = [(i, j) for i, j in shown if i < j and i in names[j]]
    coming = [(i, j) for i, told in badges.items() for j, kind in told if kind == "coming" and j in came]
    named = {person: sum(person in told for told in names.values()) for person in came}
    returned = {person for pair in mutual for person in pair}
    contacts = {person: names[person] & came | {other for other in came if person in names[other]} for person in came}
    present = np.array(sorted(came))
    fits = {person: bool((world.weights[person, present] > 0).any()) for person in came}
    return Measures(
        names_per_badge=len(printed) / len(badges),
        names_that_show=len(shown) / max(1, len(printed)),
        mutual_share=sum(world.weights[i, j] for i, j in mutual) / best,
        useful_share=sum(world.weights[i, j] for i, j in shown) / 2 / best,
        promise_kept=sum(i in names[j] for i, j in coming) / len(coming) if coming else 1.0,
        most_named=max(named.values()),
        nobody_present_share=sum(not told & came for told in names.values()) / len(names),
        nobody_either_way_share=sum(not contacts[person] and fits[person] for person in came) / len(came),
        no_mutual_share=1 - len(returned) / len(came),
    )


def hindsight(world: World, names: int = 3) -> float:
    """The best total weight when everybody who came names at most three who came, knowing it all beforehand."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix

    present = world.order
    table = np.triu(world.weights[np.ix_(present, present)])
    first, second = np.nonzero(table)
    pairs = len(first)
    ends = csr_matrix(
        (np.ones(2 * pairs), (np.r_[first, second], np.r_[np.arange(pairs)].tolist() * 2)), shape=(len(present), pairs)
    )
    solved = linprog(-table[first, second], A_ub=ends, b_ub=np.full(len(present), names), bounds=(0, 1), method="highs")
    return float(-solved.fun)


def average(people: int, seeds: range, play: Callable[[World], Measures]) -> dict[str, float]:
    """The means of every measure over some evenings."""
    results = [play(world(people, seed)) for seed in seeds]
    return {key: float(np.mean([getattr(result, key) for result in results])) for key in Measures.__dataclass_fields__}


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

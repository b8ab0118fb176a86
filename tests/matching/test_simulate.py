"""The synthetic evening: the same for a seed, and measured rightly where the answer is known."""

from itertools import combinations

import numpy as np
import pytest

from matcher.simulate import World, evening, hindsight, measure, world


def small(weights: list[list[float]], came: list[int]) -> World:
    return World(len(weights), np.array(weights), np.array(came), np.linspace(0, 1, len(came)))


def test_a_seed_gives_one_world() -> None:
    one, same, other = world(40, 1), world(40, 1), world(40, 2)
    assert (one.weights == same.weights).all() and (one.order == same.order).all()
    assert not np.array_equal(one.weights, other.weights)


def test_a_world_is_as_described() -> None:
    night = world(200, 3)
    walk_ins = len(night.weights) - night.registered
    assert (night.registered, walk_ins) == (200, 12)
    assert (night.weights == night.weights.T).all() and (np.diag(night.weights) == 0).all()
    assert set(range(200, 212)) <= set(night.order.tolist())
    assert 0.4 < (len(night.order) - 12) / 200 < 0.8
    assert (np.diff(night.progress) >= 0).all()
    assert night.weights.min() >= 0 and night.weights.max() <= 1


def test_hindsight_finds_the_best_pairs() -> None:
    random = np.random.default_rng(4)
    table = np.triu(random.random((6, 6)), 1)
    table = table + table.T
    pairs = list(combinations(range(6), 2))
    best = max(
        sum(table[i, j] for i, j in chosen)
        for count in range(len(pairs) + 1)
        for chosen in combinations(pairs, count)
        if all(sum(person in pair for pair in chosen) <= 2 for person in range(6))
    )
    assert hindsight(small(table.tolist(), list(range(6))), names=2) == pytest.approx(best, rel=0.1)
    assert hindsight(small(table.tolist(), list(range(6))), names=5) == pytest.approx(table.sum() / 2)


def test_an_evening_is_measured_by_hand() -> None:
    """Three of four come; one name shows both ways, one only one way, one stays away."""
    night = small([[0, 1, 1, 1], [1, 0, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]], [0, 1, 2])
    found = measure(night, {0: [(1, "coming"), (3, "coming")], 1: [(0, "mutual")], 2: [(0, "here")]})
    assert [found.names_per_badge, found.names_that_show] == pytest.approx([4 / 3, 3 / 4])
    assert [found.mutual_share, found.useful_share] == pytest.approx([1 / 3, 1 / 2])
    assert (found.promise_kept, found.most_named) == (1.0, 2)
    assert (found.nobody_present_share, found.nobody_either_way_share) == (0.0, 0.0)
    assert found.no_mutual_share == pytest.approx(1 / 3)


def test_a_broken_promise_is_seen() -> None:
    night = small([[0, 1], [1, 0]], [0, 1])
    found = measure(night, {0: [(1, "coming")], 1: []})
    assert (found.promise_kept, found.nobody_present_share, found.nobody_either_way_share) == (0.0, 0.5, 0.0)


def test_every_badge_of_an_evening_belongs_to_somebody_who_came() -> None:
    night = world(50, 9)
    _, badges = evening(night)
    assert list(badges) == night.order.tolist()

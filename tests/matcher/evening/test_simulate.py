"""The synthetic evening: the same for a seed, and measured rightly where the answer is known."""

import math
from itertools import combinations

import numpy as np
import pytest

from matcher.evening.cards import plan_cards
from matcher.evening.simulate import cards_at_a_time, evening, hindsight, measure, summary
from matcher.evening.world import World, list_world, world


def small(weights: list[list[float]], came: list[int]) -> World:
    return World(
        registered=len(weights),
        weights=np.array(weights),
        chances=np.full(len(weights), 0.6),
        order=np.array(came),
        progress=np.linspace(0, 1, len(came)),
    )


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
    assert [found.no_mutual_share, found.no_mutual_registrants] == pytest.approx([1 / 3, 1 / 3])
    assert found.no_mutual_walkins == 0 and math.isnan(found.one_ask)
    assert (found.people, found.came) == (4, 3)


def test_a_broken_promise_is_seen() -> None:
    night = small([[0, 1], [1, 0]], [0, 1])
    found = measure(night, {0: [(1, "coming")], 1: []})
    assert (found.promise_kept, found.nobody_present_share, found.nobody_either_way_share) == (0.0, 0.5, 0.0)


def test_every_badge_of_an_evening_belongs_to_somebody_who_came() -> None:
    night = world(50, 9)
    badges = evening(night).badges
    assert list(badges) == night.order.tolist()


def test_every_mean_comes_with_its_standard_error() -> None:
    nights = [world(40, seed) for seed in range(4)]
    results = [measure(night, evening(night).badges) for night in nights]
    found = summary(results)
    shares = [result.mutual_share for result in results]
    assert found["mutual_share"] == pytest.approx(np.mean(shares))
    assert found["mutual_share_se"] == pytest.approx(np.std(shares, ddof=1) / 2)
    assert len(found["by_tenth"]) == len(found["by_tenth_se"]) == 10
    assert (
        found["decision_p99_ms"] is None and {key + "_se" for key in found if not key.endswith("_se")} <= found.keys()
    )


def test_decisions_are_timed_by_the_clock_that_is_given() -> None:
    ticks = iter(range(10_000))
    night = world(30, 1)
    played = evening(night, clock=lambda: next(ticks) / 1000)
    assert measure(night, played.badges, played.decisions).decision_p99_ms == pytest.approx(1.0)


def test_a_real_list_plays_an_evening_of_its_own_people() -> None:
    source = world(50, 6)
    night = list_world(source.weights, np.full(len(source.weights), 0.6), 1, source.asks)
    walk_ins = len(source.weights) - night.registered
    assert walk_ins > 0 and set(range(night.registered, len(source.weights))) <= set(night.order.tolist())
    assert sorted(night.weights.sum(axis=1)) == pytest.approx(sorted(source.weights.sum(axis=1)))
    assert measure(night, evening(night).badges).promise_kept == 1


def test_cards_name_each_other_and_leave_nobody_out_who_fits() -> None:
    night = world(80, 7)
    present = night.order
    weights = night.weights[np.ix_(present, present)]
    cards = plan_cards(weights, 5, 4.0)
    assert all(i in cards[j] for i, card in enumerate(cards) for j in card)
    assert max(map(len, cards)) <= 5 and sum(map(len, cards)) <= 4 * len(cards)
    assert all(card or not weights[i].any() for i, card in enumerate(cards))
    assert all(weights[i, j] > 0 for i, card in enumerate(cards) for j in card)
    assert plan_cards(np.zeros((3, 3))) == [[], [], []]


def test_cards_at_a_time_beat_badges_at_the_door_for_those_who_are_there() -> None:
    night = world(100, 8)
    cards, badges = measure(night, cards_at_a_time(night)), measure(night, evening(night).badges)
    assert cards.names_that_show == 1 and cards.mutual_share > badges.mutual_share

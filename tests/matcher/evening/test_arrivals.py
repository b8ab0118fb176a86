"""Whole evenings, and the rules of a single badge."""

from typing import Any

import numpy as np
import pytest

from matcher import Arrivals, Candidates, Name
from matcher.evening.simulate import average, evening, measure
from matcher.evening.world import world

PEOPLE = 14


def random_weights(seed: int, density: float) -> np.ndarray:
    chance = np.random.default_rng(seed)
    table = np.triu(chance.random((PEOPLE, PEOPLE)) * (chance.random((PEOPLE, PEOPLE)) < density), 1)
    return table + table.T


def all_fit(people: int) -> np.ndarray:
    return np.ones((people, people)) - np.eye(people)


def test_named_at_most_as_often_as_agreed() -> None:
    """Over whole evenings nobody is named by more badges than agreed, but for one rescue."""
    for seed in range(3):
        night = world(80, seed)
        result = measure(night, evening(night).badges)
        assert result.promise_kept == 1 and result.most_named <= 6


def test_an_evening_can_be_repeated_to_the_byte() -> None:
    night = world(60, 5)
    assert evening(night).badges == evening(night).badges


def test_exactly_as_many_names_as_asked_for() -> None:
    night = world(100, 1)
    badges = evening(night, names=3, most_names=3).badges
    assert set(map(len, badges.values())) == {3}


def test_sparse_and_dense_weights_give_the_same_badges() -> None:
    from scipy.sparse import csr_matrix

    weights = random_weights(3, 0.4)
    doors = [Arrivals(w, [0.5] * PEOPLE) for w in (weights, csr_matrix(weights), Candidates.of(weights))]
    for n, person in enumerate(range(PEOPLE)):
        first, second, third = (door.arrive(person, n / PEOPLE) for door in doors)
        assert first == second == third


def test_the_first_to_come_hear_of_people_who_come_later() -> None:
    door = Arrivals(all_fit(6), [0.6] * 6, price=0.0)
    assert [kind for _, kind in door.arrive(0, 0.0)] == ["coming"] * 5


def test_nobody_is_expected_once_everybody_should_be_here() -> None:
    door = Arrivals(all_fit(6), [0.6] * 6)
    door.arrive(0, 0.0)
    assert door.propose(1, 1.0) == (Name(0, "mutual"),)


def test_who_walks_in_is_never_named_before_they_are_here() -> None:
    door = Arrivals(all_fit(3), [1.0] * 3)
    newcomer = door.walk_in([0.9, 0.9, 0.9])
    assert newcomer not in {other for other, _ in door.arrive(0, 0.1)}
    assert (newcomer, "here") not in door.arrive(newcomer, 0.2)
    assert newcomer in {name.person for name in door.propose(1, 0.3)}


def test_who_comes_back_is_told_about_those_who_named_them_meanwhile() -> None:
    weights = random_weights(1, 1.0)
    door = Arrivals(weights, [0.9] * PEOPLE)
    first = door.arrive(0, 0.1)
    door.withdraw(0)
    told = [person for person in range(1, PEOPLE) if (0, "coming") in door.arrive(person, 0.2)]
    again = door.propose(0, 0.3)
    assert [(name.person, name.kind) for name in again[: len(first)]] == first
    assert set(told) <= {name.person for name in again}


def test_a_cancelled_person_is_named_no_more_until_they_are_expected_again() -> None:
    door = Arrivals(all_fit(3), [0.9] * 3)
    door.drop(2)
    assert 2 not in {name.person for name in door.propose(0, 0.1)}
    door.set_chance(2, 0.5)
    assert 2 in {name.person for name in door.propose(0, 0.1)}


def test_a_badge_promises_no_more_than_its_wearer_may_be_named() -> None:
    """Whoever is told about people to come will be named by each of them."""
    door = Arrivals(all_fit(9), [0.9] * 9, names=5, most_names=5, most_named=3)
    badges = {person: {other for other, _ in door.arrive(person, 0.05)} for person in range(9)}
    assert max(sum(person in told for told in badges.values()) for person in badges) <= 4


def test_somebody_with_nobody_is_rescued_beyond_the_limit() -> None:
    """Five promises to a person who met nobody yet must not keep a sixth badge from naming them."""
    weights = np.zeros((8, 8))
    weights[0, 1:] = weights[1:, 0] = 0.5
    door = Arrivals(weights, [0.5] * 8, most_named=5, price=0.0)
    assert len(door.arrive(0, 0.1)) == 5
    assert door.propose(6, 0.2) == (), "five are still likely to come"
    assert door.arrive(6, 0.99) == [(0, "here")]
    assert door.propose(7, 0.99) == (), "once is enough"


@pytest.mark.parametrize(
    ("chances", "names"),
    [([0.5], {}), ([0.5, 1.5], {}), ([0.5, 0.5], {"names": 6}), ([0.5, 0.5], {"names": -1})],
    ids=str,
)
def test_nonsense_is_refused(chances: list[float], names: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        Arrivals(all_fit(2), chances, **names)


def test_badges_carry_as_many_names_as_wanted_on_average() -> None:
    nights = [world(100, seed) for seed in range(8)]
    for wanted in (3.4, 4.4):
        printed = [told for night in nights for told in evening(night, mean_names=wanted).badges.values()]
        assert sum(map(len, printed)) / len(printed) == pytest.approx(wanted, abs=0.2)
        assert {len(told) for told in printed} <= {3, 4, 5}


def test_the_price_of_an_earlier_evening_is_taken_as_it_is() -> None:
    night = world(60, 4)
    learned = evening(night).arrivals.price
    assert learned > 0
    assert evening(night, price=learned).badges == evening(night).badges
    assert evening(night, price=learned).arrivals.price == learned


def test_a_strict_badge_names_nobody_who_was_not_told() -> None:
    badges = evening(world(80, 2), strict=True).badges
    assert {kind for told in badges.values() for _, kind in told} == {"mutual", "coming"}


def test_people_who_get_their_badges_together_name_each_other() -> None:
    door = Arrivals(all_fit(4), [0.6] * 4)
    badges = door.arrive_together([2, 3], 0.5)
    assert (3, "mutual") in badges[2] and (2, "mutual") in badges[3]


@pytest.mark.parametrize("batch", [2, 7])
def test_a_batch_keeps_every_promise_and_the_caps(batch: int) -> None:
    for seed in range(3):
        night = world(80, seed)
        result = measure(night, evening(night, batch=batch).badges)
        assert result.promise_kept == 1 and result.most_named <= 6
        for person, told in evening(night, batch=batch).badges.items():
            assert person not in dict(told) and len(dict(told)) == len(told) <= 5


def test_a_batch_applied_in_its_order_restores_the_evening() -> None:
    night = world(60, 3)
    n = night.registered
    one, other = (Arrivals(night.weights[:n, :n], [0.6] * n) for _ in range(2))
    for start in range(0, n, 5):
        proposed = one.propose_together(range(start, start + 5), start / n)
        for door in (one, other):
            for person, names in proposed.items():
                door.apply(person, names)
    one.withdraw(0)
    other.withdraw(0)
    assert [one.propose(p, 0.9) for p in range(n)] == [other.propose(p, 0.9) for p in range(n)]


@pytest.mark.slow
@pytest.mark.parametrize(("people", "evenings"), [(100, 24), (300, 10)])
def test_how_good_the_policy_is(people: int, evenings: int) -> None:
    """Means over fixed evenings, against an optimum that knows beforehand who comes."""
    nights = [world(people, seed) for seed in range(1000, 1000 + evenings)]
    mean = average(lambda night: evening(night).badges, nights)
    assert mean["promise_kept"] == 1
    assert mean["most_named"] <= 6
    assert mean["names_per_badge"] <= 4.05
    assert mean["mutual_share"] >= 0.9
    assert mean["useful_share"] >= 0.95
    assert mean["nobody_present_share"] <= 0.012
    assert mean["nobody_either_way_share"] == 0
    assert mean["no_mutual_share"] <= 0.08

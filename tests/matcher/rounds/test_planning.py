"""Mixer rounds: everybody sits once a round, nobody meets twice where that can be, and wishes are kept."""

from collections import Counter
from functools import cache
from itertools import combinations, permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from matcher.rounds.planning import Progress, assess, limits, meetings, plan_rounds, repeats

Floats = NDArray[np.float64]
Plan = NDArray[np.int64]

quick = settings(max_examples=25, deadline=None, derandomize=True)


def weights(people: int, seed: int = 0) -> Floats:
    table = np.triu(np.random.default_rng(seed).random((people, people)) ** 3, 1)
    return table + table.T


def seated(plan: Plan) -> list[list[int]]:
    return [sorted(round_[round_ >= 0].tolist()) for round_ in plan]


def sizes(plan: Plan) -> list[set[int]]:
    return [set((round_ >= 0).sum(axis=1).tolist()) for round_ in plan]


@quick
@given(st.integers(2, 30), st.integers(2, 8), st.integers(1, 6), st.integers(0, 5))
def test_everybody_sits_once_a_round_and_tables_are_even(people: int, size: int, rounds: int, seed: int) -> None:
    plan = plan_rounds(weights(people, seed), size, rounds, moves=20, seed=seed)
    assert plan.shape == (rounds, -(-people // size), size)
    assert seated(plan) == [list(range(people))] * rounds
    assert all(max(found) - min(found) <= 1 for found in sizes(plan))


@quick
@given(st.integers(13, 40), st.integers(3, 4), st.integers(1, 4))
def test_no_table_has_two_empty_seats(people: int, size: int, rounds: int) -> None:
    plan = plan_rounds(weights(people), size, rounds, moves=20)
    assert ((plan < 0).sum(axis=2) <= 1).all()


def test_five_people_at_tables_of_four_sit_as_three_and_two() -> None:
    assert sizes(plan_rounds(weights(5), 4, 2, moves=50)) == [{2, 3}] * 2


def test_the_small_tables_go_round() -> None:
    plan = plan_rounds(weights(27), 4, 6, moves=2000)
    short = Counter(int(person) for row in plan.reshape(-1, 4) if (row < 0).any() for person in row if person >= 0)
    assert max(short.values()) <= 2
    assert repeats(plan).count == 0


@quick
@given(st.integers(2, 12), st.data())
def test_pairs_never_repeat_where_a_schedule_exists(people: int, data: st.DataObject) -> None:
    rounds = data.draw(st.integers(1, people - 1 + people % 2))
    plan = plan_rounds(weights(people, rounds), 2, rounds, moves=rounds)
    assert limits(people, 2, rounds).certain
    assert repeats(plan).count == 0
    byes = Counter(int(row.max()) for row in plan.reshape(-1, 2) if (row < 0).any())
    assert len(byes) == (rounds if people % 2 else 0)


@quick
@given(st.sampled_from([(9, 3), (12, 3), (12, 4), (15, 3), (16, 4), (20, 4), (24, 4), (25, 5), (28, 4)]), st.data())
def test_tables_never_repeat_where_a_schedule_is_known(room: tuple[int, int], data: st.DataObject) -> None:
    people, size = room
    rounds = data.draw(st.integers(1, limits(people, size, 1).sure))
    assert repeats(plan_rounds(weights(people), size, rounds, moves=300)).count == 0


@pytest.mark.parametrize(("rounds", "pairs"), [(9, 432), (10, 480)])
def test_32_people_at_8_tables_of_4(rounds: int, pairs: int) -> None:
    found, counts = meetings(plan_rounds(weights(32), 4, rounds, moves=300))
    assert (len(found), counts.max()) == (pairs, 1)


def test_15_people_walk_in_threes_for_a_week() -> None:
    found, counts = meetings(plan_rounds(weights(15), 3, 7, moves=100))
    assert (len(found), counts.max()) == (105, 1)


def test_the_design_is_filled_by_weight() -> None:
    table = weights(32)
    assert assess(plan_rounds(table, 4, 7, moves=400), table).value > 1.05 * np.triu(table).sum() * 7 * 3 / 31


@pytest.mark.parametrize(("people", "size", "rounds"), [(8, 4, 2), (12, 4, 3), (32, 4, 11), (10, 2, 12), (6, 3, 2)])
def test_beyond_the_limits_repeats_are_few(people: int, size: int, rounds: int) -> None:
    plan = plan_rounds(weights(people), size, rounds, moves=1500)
    known = {(8, 4): 4, (12, 4): 8, (32, 4): 47, (10, 2): 15, (6, 3): 2}
    assert repeats(plan).count <= known[people, size]
    assert not limits(people, size, rounds).possible


@pytest.mark.parametrize("seed", range(5))
def test_who_had_the_most_sits_out(seed: int) -> None:
    table = weights(15, seed)
    plan = plan_rounds(table, 2, 5, moves=5)
    had = np.zeros(15)
    out: list[int] = []
    for round_ in plan:
        bye = next(int(row.max()) for row in round_ if (row < 0).any())
        rest = [person for person in range(15) if person not in out]
        assert not out or bye == max(rest, key=lambda person: had[person])
        out.append(bye)
        for i, j in meetings(round_[None])[0]:
            had[[i, j]] += table[i, j]


def test_a_wish_is_kept_whatever_it_costs() -> None:
    table = weights(12)
    table[0, 1:] = table[1:, 0] = 100
    table[0, 7] = table[7, 0] = 0
    for size in (2, 4):
        assert not assess(plan_rounds(table, size, 2, moves=50, together=[(0, 7)]), table, together=[(0, 7)]).apart


@cache
def _perfect(people: int) -> list[tuple[tuple[int, int], ...]]:
    found = {
        tuple(sorted((min(order[k : k + 2]), max(order[k : k + 2])) for k in range(0, people, 2)))
        for order in permutations(range(people))
    }
    return sorted(found)


@quick
@given(st.sampled_from([2, 4, 6]), st.integers(0, 1000))
def test_one_round_of_pairs_is_the_best_there_is(people: int, seed: int) -> None:
    table = weights(people, seed)
    best = max(sum(table[pair] for pair in couples) for couples in _perfect(people))
    assert assess(plan_rounds(table, 2, 1, moves=1), table).value == pytest.approx(best)


@quick
@given(st.integers(0, 1000))
def test_rounds_of_pairs_are_close_to_the_best_there_are(seed: int) -> None:
    table = weights(6, seed)
    values = [(set(couples), sum(table[pair] for pair in couples)) for couples in _perfect(6)]
    best = max(a + b for (one, a), (other, b) in combinations(values, 2) if not one & other)
    assert assess(plan_rounds(table, 2, 2, moves=2), table).value >= 0.8 * best


def test_a_small_room_is_seated_at_its_best() -> None:
    table = weights(9)
    best = 0.0
    for a in combinations(range(1, 9), 2):
        rest = [person for person in range(1, 9) if person not in a]
        for b in combinations(rest[1:], 2):
            rows = [(0, *a), (rest[0], *b), tuple(person for person in rest[1:] if person not in b)]
            best = max(best, sum(table[i, j] for row in rows for i, j in combinations(row, 2)))
    assert assess(plan_rounds(table, 3, 1, moves=400), table).value == pytest.approx(best)


@quick
@given(st.integers(9, 30), st.integers(2, 4), st.integers(1, 3), st.data())
def test_hosts_stay_at_their_tables(people: int, size: int, rounds: int, data: st.DataObject) -> None:
    tables = -(-people // size)
    hosts = data.draw(st.lists(st.integers(0, people - 1), min_size=1, max_size=tables, unique=True))
    plan = plan_rounds(weights(people), size, rounds, moves=60, hosts=hosts)
    for k, host in enumerate(hosts):
        assert (plan[:, k] == host).any(axis=1).all()
    assert seated(plan) == [list(range(people))] * rounds


@pytest.mark.parametrize(
    ("people", "size", "rounds", "hosts"), [(20, 4, 5, 5), (16, 2, 8, 8), (9, 3, 3, 2), (12, 2, 6, 2)]
)
def test_with_hosts_nobody_meets_twice_where_that_is_known(people: int, size: int, rounds: int, hosts: int) -> None:
    assert limits(people, size, rounds, hosts).certain
    assert repeats(plan_rounds(weights(people), size, rounds, moves=400, hosts=range(hosts))).count == 0


@quick
@given(st.sampled_from([(20, 2), (21, 2), (24, 4), (26, 4)]), st.integers(0, 50))
def test_wishes_are_kept(room: tuple[int, int], seed: int) -> None:
    people, size = room
    order = np.random.default_rng(seed).permutation(people)
    forbidden, together = order[:8].reshape(-1, 2), order[8:16].reshape(-1, 2)
    table = weights(people, seed)
    table[forbidden[:, 0], forbidden[:, 1]] = table[forbidden[:, 1], forbidden[:, 0]] = 5
    plan = plan_rounds(table, size, 3, moves=100, seed=seed, forbidden=forbidden, together=together)
    found = assess(plan, table, forbidden=forbidden, together=together)
    assert (found.forbidden, found.apart, found.repeats.count) == ((), (), 0)


def test_what_can_not_be_kept_is_said() -> None:
    everybody = list(combinations(range(4), 2))
    found = assess(
        plan_rounds(weights(4), 2, 1, moves=9, forbidden=everybody, together=everybody), weights(4), forbidden=everybody
    )
    assert len(found.forbidden) == 2
    found = assess(plan_rounds(weights(4), 2, 1, moves=9, together=everybody), weights(4), together=everybody)
    assert len(found.apart) == 4


@pytest.mark.parametrize("size", [2, 4])
def test_the_rest_of_an_evening_is_planned_for_those_who_are_left(size: int) -> None:
    table = weights(34)
    first = plan_rounds(table[:32, :32], size, 6, moves=200)
    met = meetings(first[:3])[0]
    present = [person for person in range(34) if person not in (3, 17, 30)]
    rest = plan_rounds(table, size, 3, moves=400, met=met, present=present, forbidden=[(3, 4)])
    assert seated(rest) == [present] * 3
    assert repeats(rest, met).count == 0
    assert assess(rest, table, met=met).repeats.count == 0


@pytest.mark.parametrize(
    ("people", "size", "rounds", "hosts", "gone"),
    [
        (32, 4, 9, (), [5]),
        (32, 4, 10, (), []),
        (20, 4, 5, (3, 9, 2), [0]),
        (30, 4, 5, (), [1, 2, 3, 4, 5, 6]),
        (8, 2, 5, (), [1]),
    ],
)
def test_who_leaves_is_missed_by_few(
    people: int, size: int, rounds: int, hosts: tuple[int, ...], gone: list[int]
) -> None:
    """In a plan as full as can be, the rest of it is a better start than none."""
    table = weights(people + 2)
    everybody = range(people)
    plan = plan_rounds(table, size, rounds, moves=200, hosts=hosts, present=everybody)
    present = [person for person in everybody if person not in gone]
    met = meetings(plan[:3])[0]
    rest = plan_rounds(table, size, rounds - 3, moves=300, met=met, present=present, planned=plan[3:], hosts=hosts)
    assert seated(rest) == [present] * (rounds - 3)
    assert all(max(found) - min(found) <= 1 for found in sizes(rest))
    assert all((rest[:, k] == host).any(axis=1).all() for k, host in enumerate(hosts))
    assert repeats(rest, met).count == 0
    grown = plan_rounds(table, size, rounds - 3, moves=300, met=met, planned=plan[3:], hosts=hosts)
    assert seated(grown) == [list(range(people + 2))] * (rounds - 3)


@pytest.mark.parametrize(("people", "size", "rounds"), [(40, 2, 5), (23, 2, 22), (40, 4, 4), (31, 4, 9), (20, 4, 6)])
def test_the_same_moves_give_the_same_plan_whatever_the_clock_says(people: int, size: int, rounds: int) -> None:
    def plan(clock: Any, seconds: float) -> bytes:
        return plan_rounds(weights(people), size, rounds, moves=120, seconds=seconds, seed=7, clock=clock).tobytes()

    hours = iter(range(0, 10**9, 3600))
    assert plan(lambda: 0.0, 5) == plan(lambda: float(next(hours)), 0.001)


def test_a_table_of_scipy_gives_the_same_plan() -> None:
    table = np.where(weights(24) > 0.3, weights(24), 0)
    assert (plan_rounds(table, 4, 3, moves=50) == plan_rounds(csr_matrix(table), 4, 3, moves=50)).all()


def test_time_is_kept_by_the_given_clock() -> None:
    ticks = iter(range(10**6))
    told: list[Progress] = []
    plan_rounds(weights(24), 4, 3, seconds=300, clock=lambda: float(next(ticks)), progress=told.append)
    assert 50 < told[-1].moves <= 300
    assert next(ticks) < 320


@pytest.mark.parametrize(("people", "size", "rounds"), [(24, 4, 3), (32, 4, 9), (30, 2, 29)])
def test_who_stops_gets_the_best_so_far(people: int, size: int, rounds: int) -> None:
    told: list[Progress] = []
    plan = plan_rounds(weights(people), size, rounds, moves=10**9, stop=lambda: len(told) > 0, progress=told.append)
    assert seated(plan) == [list(range(people))] * rounds
    assert repeats(plan).count == 0


def test_progress_tells_value_and_repeats_of_what_is_seated() -> None:
    told: list[Progress] = []
    plan = plan_rounds(weights(20), 2, 3, moves=3, progress=told.append, together=[(1, 2), (3, 4)])
    assert [state.stage for state in told] == ["round 1", "round 2", "round 3"]
    assert told[-1].value == pytest.approx(assess(plan, weights(20)).value)
    assert told[-1].repeats == 0


def test_meetings_and_repeats_are_counted_by_hand() -> None:
    plan = np.array([[[0, 1, 2], [3, 4, -1]], [[0, 1, 4], [2, 3, -1]]])
    pairs, counts = meetings(plan)
    assert pairs.tolist() == [[0, 1], [0, 2], [0, 4], [1, 2], [1, 4], [2, 3], [3, 4]]
    assert counts.tolist() == [2, 1, 1, 1, 1, 1, 1]
    assert (repeats(plan).count, repeats(plan).pairs) == (1, ((0, 1),))
    assert (repeats(plan, [(4, 3)]).count, repeats(plan, [(4, 3)]).pairs) == (2, ((0, 1), (3, 4)))
    found = assess(plan, np.ones((5, 5)), met=[(3, 4)], forbidden=[(1, 0)], together=[(3, 4), (4, 2)])
    assert (found.value, found.meetings) == (6, 7)
    assert (found.forbidden, found.apart) == (((0, 1),), ((2, 4),))


def _with(table: Floats, value: float) -> Floats:
    table[0, 1] = value
    return table


@pytest.mark.parametrize(
    ("given_weights", "more", "said"),
    [
        (np.ones((3, 4)), {}, "square"),
        (np.ones(4), {}, "square"),
        (["a", "b"], {}, "numbers"),
        (_with(weights(4), 9), {}, "symmetric"),
        (-weights(4), {}, "negative"),
        (_with(weights(4), np.nan), {}, "finite"),
        (weights(1), {}, "at least 2 people"),
        (weights(4), {"size": 1}, "at least 2 seats"),
        (weights(4), {"rounds": 0}, "at least 1 round"),
        (weights(4), {"moves": -1}, "negative"),
        (weights(4), {"seed": -1}, "negative"),
        (weights(9), {"hosts": [1, 1]}, "once"),
        (weights(9), {"hosts": [1, 2, 3, 4]}, "as many tables"),
        (weights(9), {"hosts": [9]}, "among the people"),
        (weights(9), {"hosts": [2], "present": [0, 1, 3]}, "among the people"),
        (weights(9), {"met": [(0, 9)]}, "met pairs"),
        (weights(9), {"met": [(-1, 2)]}, "met pairs"),
        (weights(9), {"forbidden": [(1, 1)]}, "two different"),
        (weights(9), {"together": [(1, 2, 3)]}, "two people"),
        (weights(9), {"together": [(1.5, 2)]}, "two people"),
        (weights(9), {"present": [1]}, "at least 2 people"),
        (weights(9), {"present": [1, 1]}, "once"),
        (weights(9), {"present": [1, 9]}, "present"),
        (weights(9), {"planned": [[0, 1], [2, 3]]}, "Planned"),
        (weights(9), {"planned": [[[0, 9]]]}, "Planned"),
    ],
)
def test_what_can_not_be_seated_is_refused_in_words(given_weights: Any, more: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        plan_rounds(given_weights, **{"moves": 1, **more})


def test_people_without_anything_in_common_are_seated_too() -> None:
    plan = plan_rounds(np.zeros((16, 16)), 4, 5, moves=50)
    assert repeats(plan).count == 0


def test_one_table_is_one_table() -> None:
    assert plan_rounds(weights(3), 4, 2).tolist() == [[[0, 1, 2, -1]]] * 2


@pytest.mark.slow
@pytest.mark.parametrize(("size", "rounds"), [(2, 8), (4, 6)])
def test_two_hundred_people_never_meet_twice(size: int, rounds: int) -> None:
    assert repeats(plan_rounds(weights(200), size, rounds, moves=3000)).count == 0

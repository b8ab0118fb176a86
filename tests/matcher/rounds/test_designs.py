"""Schedules without repeats, and what is said where there can be none."""

import numpy as np
import pytest

from matcher.rounds.designs import circle, design, most_rounds
from matcher.rounds.planning import limits, meetings, repeats
from tests.matcher.rounds.test_planning import seated


@pytest.mark.parametrize("fixed", [False, True])
@pytest.mark.parametrize("tables", range(1, 17))
@pytest.mark.parametrize("places", range(2, 6))
def test_designs_have_no_repeats(tables: int, places: int, fixed: bool) -> None:
    plan = design(tables, places, fixed_places=fixed)
    assert len(plan) == most_rounds(tables, places, fixed_places=fixed)
    assert seated(plan) == [list(range(tables * places))] * len(plan)
    assert repeats(plan).count == 0
    if fixed:
        assert (np.sort(plan, axis=2)[:, :, 0] == np.arange(tables)).all()


@pytest.mark.parametrize("people", [2, 4, 6, 8, 10, 64])
def test_in_the_circle_everybody_meets_everybody(people: int) -> None:
    assert len(meetings(circle(people))[0]) == people * (people - 1) // 2
    assert seated(circle(people)) == [list(range(people))] * (people - 1)


@pytest.mark.parametrize(
    ("people", "size", "hosts", "most", "sure"),
    [
        (32, 4, 0, 10, 10),
        (16, 4, 0, 5, 5),
        (12, 4, 0, 1, 1),
        (12, 3, 0, 4, 4),
        (36, 6, 0, 3, 3),
        (10, 2, 0, 9, 9),
        (9, 2, 0, 9, 9),
        (5, 4, 0, 1, 1),
        (4, 4, 0, 1, 1),
        (20, 4, 5, 5, 5),
        (10, 2, 5, 5, 5),
    ],
)
def test_limits_are_known(people: int, size: int, hosts: int, most: int, sure: int) -> None:
    found = limits(people, size, most, hosts)
    assert (found.most, found.sure, found.possible) == (most, sure, True)
    assert not limits(people, size, most + 1, hosts).possible


def test_limits_say_so_in_words() -> None:
    assert limits(32, 4, 10).sentence == "32 people at 8 tables of 4 can play 10 rounds without anybody meeting twice."
    assert limits(20, 4, 6).sentence == (
        "20 people at 5 tables of 4 may play 6 rounds without anybody meeting twice; 5 are certain."
    )
    assert limits(12, 4, 3).sentence == (
        "12 people at 3 tables of 4 can play at most 1 round without anybody meeting twice, not 3."
    )
    with pytest.raises(ValueError, match="3 hosts"):
        limits(8, 4, 1, 3)

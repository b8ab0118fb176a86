"""What people tick and write about why they come, in the words they use."""

import pytest

from kiosk.event.guests.wishes import distance, goals, years


@pytest.mark.parametrize(
    ("answer", "goal"),
    [
        ("Learn something new", "learn"), ("Etwas lernen", "learn"), ("Apprendre", "learn"), ("aprender", "learn"),
        ("Mentor others", "mentor"), ("Find a mentor", "be_mentored"), ("get mentored", "be_mentored"),
        ("eine Mentorin finden", "be_mentored"), ("Collaborate on a project", "collaborate"),
        ("Zusammenarbeit", "collaborate"),
        ("Hire people", "hire"), ("recruiting", "hire"), ("Find work", "find_work"),
        ("looking for a new job", "find_work"),
        ("Arbeit finden", "find_work"), ("buscar trabajo", "find_work"),
    ],
)  # fmt: skip
def test_goals_are_understood(answer: str, goal: str) -> None:
    assert goals([answer]) == {goal}


def test_what_names_no_goal_counts_for_nothing() -> None:
    assert goals(["the snacks", "", "💃"]) == frozenset()


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("peers", "peers"), ("People ahead of me", "ahead"), ("more experienced people", "ahead"),
        ("people starting out", "behind"), ("Anfängerinnen", "behind"), ("anybody", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_distance_wished_for(answer: str, kind: str) -> None:
    assert distance(answer) == kind


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("5", 5), ("3-5 years", 4), ("10+ years", 10), ("senior", 10), ("Student", 0), ("", None), ("lots", None),
     ("99", None)],
)  # fmt: skip
def test_years_of_experience(answer: str, expected: float | None) -> None:
    assert years(answer) == expected

"""What people tick and write about why they come, in the words they use."""

import pytest

from kiosk.event.guests.chances import chance
from kiosk.event.guests.wishes import distance, goals, years
from kiosk.event.matching.connectors import later, sentence
from kiosk.model import Registrant


def registrant(**values: object) -> Registrant:
    return Registrant(**{"ref": "r", "id": "i", "ticket": "t", "person": "p", "number": 1, "name": "Ana", **values})  # type: ignore[arg-type]  # values by name, or a kind as text


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


def test_an_answer_on_the_day_says_most() -> None:
    usual = chance(registrant(), 0.6)
    assert usual == 0.6
    yes, maybe, no = (chance(registrant(coming=said), 0.6) for said in ("Yes!", "maybe", "No, sorry"))
    assert no < 0.1 < maybe < usual < 0.9 < yes < 1
    assert chance(registrant(coming="whatever"), 0.6) == usual


def test_who_paid_or_came_before_is_likelier_to_come() -> None:
    usual = chance(registrant(), 0.6)
    assert chance(registrant(paid=True), 0.6) > usual == chance(registrant(paid=False), 0.6)
    assert chance(registrant(), 0.6, (4, 4)) > usual > chance(registrant(), 0.6, (0, 4)) > 0


def test_connectors_take_turns_until_they_have_enough() -> None:
    crew = ["Ana", "Bo"]
    said = [sentence("en", crew, sent, 2) for sent in range(5)]
    assert said[0] == said[2] == "Ana knows everyone: ask Ana to introduce you."
    assert said[1] == said[3] == "Bo knows everyone: ask Bo to introduce you."
    assert said[4] == "New here? Ask the crew to introduce you to someone."
    assert sentence("en", ["Ana"], 0, 10, "ana").startswith("New here?"), "nobody is sent to themselves"


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_every_language_has_its_sentences(language: str) -> None:
    assert "Ana" in sentence(language, ["Ana"], 0, 1)
    assert all((sentence(language, [], 0, 1), later(language)))

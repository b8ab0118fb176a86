"""What people wrote and what they meant by it: refusals, stories, words with several meanings, in four languages."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from matcher import Vocabulary
from matcher.words.negation import asserted
from matcher.words.story import is_story, requests
from matcher.words.topics import ASKS, INTERESTS, is_own, spread

VOCABULARY = Vocabulary.load()
HEARD = Path(__file__).parent / "heard"
ENOUGH = 0.9


def heard(kind: str) -> dict[str, list[list[Any]]]:
    return tomllib.loads((HEARD / f"{kind}.toml").read_text("utf-8"))


def meant(answer: str, others: list[str], words: Vocabulary = VOCABULARY) -> set[str]:
    """The topics that an answer means, given the same person's others."""
    found = spread([answer, *others], words, INTERESTS, ({}, {}, {}))[INTERESTS]
    return {topic for topic, (_, number) in found.items() if number < len(words.phrases(answer)) and not is_own(topic)}


@pytest.mark.parametrize("part", ["cases", "later"])
@pytest.mark.parametrize("kind", ["negations", "stories", "homonyms"])
def test_what_people_write_is_understood(kind: str, part: str) -> None:
    cases = [case if len(case) == 4 else [case[0], [], *case[1:]] for case in heard(kind)[part]]
    missed = [
        (said, sorted(set(right) - found), sorted(set(wrong) & found))
        for said, others, right, wrong in cases
        for found in [meant(said, others)]
        if set(right) - found or set(wrong) & found
    ]
    assert len(missed) <= (1 - ENOUGH) * len(cases), missed


@pytest.mark.parametrize(("one", "other"), heard("homonyms")["never_meet"])
def test_two_meanings_of_a_word_never_meet(one: str, other: str) -> None:
    assert not meant(one, []) & meant(other, [])


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("Python, but no JavaScript", "Python"), ("kein SEO", ""), ("tout sauf la vente", ""), ("", ""),
        ("Straße fegen, aber kein SEO, danke", "Straße fegen, danke"),
        ("kein SEO, Marketing oder Verkauf", ""), ("Kochen, keine Politik; Yoga", "Kochen, Yoga"),
        ("no-dig gardening", "no-dig gardening"), ("Sourdough", "Sourdough"),
        ("no idea how to prune", "no idea how to prune"),
        ("jazz yes, rock no", "jazz yes"), ("I prefer yoga to pilates", "I prefer yoga"),
    ],
)  # fmt: skip
def test_what_is_turned_away_is_left_out(answer: str, left: str) -> None:
    assert asserted(answer) == left


def test_what_is_turned_away_is_nothing_on_any_side() -> None:
    for side in range(3):
        assert VOCABULARY.meant("kein SEO", side) == ((), (), ()) == VOCABULARY.meant("not looking for a job", side)
    assert (
        VOCABULARY.phrases("Python, but no JavaScript") == ["Python"] and VOCABULARY.phrases("no crypto please") == []
    )


def test_a_story_is_its_request() -> None:
    story = (
        "My husband lost his job in the spring, then the boiler broke and flooded the kitchen, and we had to move in "
        "with my mother. Can somebody show me how to use my smartphone, because I keep losing it?"
    )
    assert is_story(story) and not is_story("Python, Go, chess, sourdough, " * 8)
    assert requests(story) == ("Can somebody show me how to use my smartphone",)
    assert VOCABULARY.phrases(story) == ["Can somebody show me how to use my smartphone"]


def test_a_request_that_points_back_takes_the_surest_of_what_was_told() -> None:
    said = VOCABULARY.phrases(
        "Last year we planted an apple tree behind the house of my aunt and it never had a single apple on it since "
        "then, whatever we tried with the soil. My sourdough is fine at least. Can anybody help me with that?"
    )
    assert "Can anybody help me with that?" in said and "My sourdough is fine at least" in said and len(said) <= 4


def test_other_answers_decide_what_an_ambiguous_one_means() -> None:
    assert "the game of go" in meant("Go", ["board games"]) and "Go programming" in meant("Go", ["Kubernetes"])
    asked = spread(["CV"], VOCABULARY, ASKS, spread(["deep learning"], VOCABULARY, 0, ({}, {}, {})))[ASKS]
    assert "computer vision" in asked and "job search" not in asked


def test_an_organisers_own_word_means_one_thing() -> None:
    own = Vocabulary.load({"Hafenfest": ["go", "bass"]})
    assert meant("go board", [], own) != meant("go", [], own) == {"Hafenfest"} == meant("bass", [], own)

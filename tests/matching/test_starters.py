"""Conversation starters: short, whole, warm, and never about what a person did not mean to share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import Reason, suggest
from matcher.starters import WIDTH, noun_phrase
from tests.hostile import NAMES

WORDS = [
    "Postgres tuning",
    "grant writing",
    "I want to sell you a course!",
    "a job in sales",
    "x" * 60,
    "Machine learning",
    "",
]
reasons = st.builds(
    Reason,
    kind=st.sampled_from(["they_offer", "they_ask", "both_like"]),
    topic=st.sampled_from(["databases", "~kite making", "ux"]),
    mine=st.one_of(st.sampled_from(WORDS), st.text(max_size=40)),
    theirs=st.one_of(st.sampled_from(WORDS), st.text(max_size=40)),
    weight=st.just(1.0),
)


@given(st.one_of(st.none(), reasons), st.one_of(st.sampled_from(NAMES), st.text(max_size=30)), st.text(max_size=5))
def test_any_starter_fits_its_paper(reason: Reason | None, name: str, seed: str) -> None:
    starter = suggest(reason, name, seed=seed)
    assert 0 < len(starter.line) <= WIDTH
    assert 0 < len(starter.card) <= 2 and all(0 < len(line) <= WIDTH for line in starter.card)
    assert "{" not in starter.line.replace(name, "")
    assert suggest(reason, name, seed=seed) == starter


@given(st.lists(st.one_of(st.none(), reasons), min_size=2, max_size=5), st.text(max_size=5))
def test_no_line_comes_twice_on_a_badge(about: list[Reason | None], seed: str) -> None:
    used: set[str] = set()
    for n, reason in enumerate(about):
        line = suggest(reason, f"Name{n}", seed=f"{seed}{n}", used=frozenset(used)).line
        assert line not in used
        used.add(line)


@pytest.mark.parametrize(
    ("words", "slot"),
    [
        ("Postgres tuning", "postgres tuning"),
        ("SQL", "SQL"),
        ("Berlin", "Berlin"),
        ("I can help you", ""),
        ("what is love?", ""),
        ("a mentor", ""),
        ("hiring React developers", ""),
        ("b2b sales", ""),
        ("first ten customers", ""),
        ("call 0151234567", ""),
        ("an answer that is much too long for a slot", ""),
        ("", ""),
    ],
)
def test_only_noun_phrases_that_may_be_shared_fill_a_slot(words: str, slot: str) -> None:
    assert noun_phrase(words) == slot

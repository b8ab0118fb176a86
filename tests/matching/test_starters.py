"""Conversation starters: short, whole, warm, and never about what a person did not mean to share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import Reason, Vocabulary, suggest
from matcher.phrasing import noun_phrase, private, said
from matcher.starters import WIDTH
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
    topic=st.sampled_from(["databases", "kite making", "ux"]),
    mine=st.one_of(st.sampled_from(WORDS), st.text(max_size=40)),
    theirs=st.one_of(st.sampled_from(WORDS), st.text(max_size=40)),
    weight=st.just(1.0),
)


@given(st.one_of(st.none(), reasons), st.one_of(st.sampled_from(NAMES), st.text(max_size=30)), st.text(max_size=5))
def test_any_starter_fits_its_paper(reason: Reason | None, name: str, seed: str) -> None:
    starter = suggest(reason, name, seed=seed)
    assert 0 < len(starter.line) <= WIDTH
    assert len(starter.card) == 2 and all(0 < len(line) <= WIDTH for line in starter.card)
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
        ("Postgres tuning", "Postgres tuning"),
        ("SQL", "SQL"),
        ("Berlin", "Berlin"),
        ("I can help you", ""),
        ("what is love?", ""),
        ("a mentor", ""),
        ("technical co-founder", ""),
        ("a technical co-founder", "a technical co-founder"),
        ("podcast guest", ""),
        ("heat pumps in an old house", "heat pumps"),
        ("a label design for a spice mix", "a label design"),
        ("GDPR for a hobby project", "GDPR for a hobby project"),
        ("GDPR for hobby project", ""),
        ("podcast guests", "podcast guests"),
        ("Docker", "Docker"),
        ("teaching kids to code", "teaching kids to code"),
        ("find a flat", ""),
        ("how to grow tomatoes", ""),
        ("cats 😹", ""),
        ("World domination!", ""),
        ("burnout prevention", ""),
        ("日本語会話", "日本語会話"),
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


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        ("Postgres tuning", "Postgres tuning"),
        ("how do I price my product?", "“how do I price my product?”"),
        ("teaching kids to code", "teaching kids to code"),
        (
            "the long history of letterpress printing in small harbour towns",
            "the long history of letterpress printing in…",
        ),
        ("x" * 60, "x" * 48 + "…"),
    ],
)
def test_words_stand_in_a_sentence_whole_or_quoted(words: str, inside: str) -> None:
    assert said(words) == inside


@pytest.mark.parametrize("kind", ["they_offer", "they_ask", "both_like"])
@pytest.mark.parametrize("secret", ["a new job", "finding a mentor", "Hiring", "burnout", "my visa", "junior roles"])
def test_private_matters_of_others_are_told_to_nobody(kind: str, secret: str) -> None:
    reason = Reason(kind=kind, topic=secret, mine=secret, theirs=secret, weight=1.0)  # type: ignore[arg-type] # a list
    starter = suggest(reason, "Sam", seed="1")
    for line in (reason.sentence("Sam"), starter.line, *starter.card):
        assert secret.casefold() not in line.casefold() and not private(line)


def test_every_topic_can_be_talked_about_unless_it_is_private() -> None:
    unsaid = {topic for topic in Vocabulary.load().names.values() if not noun_phrase(topic)}
    assert unsaid == {
        *("C", "hiring", "mentoring", "career change", "mental health", "neurodiversity"),
        *("sales", "first customers", "customer interviews", "fundraising"),
    }


def test_lines_of_a_badge_sound_different() -> None:
    used: set[str] = set()
    for n in range(5):
        reason = Reason(kind="both_like", topic="chess", mine="chess", theirs="chess", weight=1.0)
        used.add(suggest(reason, "Sam", seed=str(n), used=frozenset(used)).line)
    assert len({line.replace("chess", "") for line in used}) == 5

"""What people write becomes topics: synonyms, typos, wrapping, other scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import Vocabulary
from matcher.words import phrases, unwrapped
from tests.hostile import NAMES

VOCABULARY = Vocabulary.load({"letterpress": ["risograph", "hand printing"]})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("need someone who knows Postgres tuning", "DBA, 10 years of SQL performance"),
        ("stuck on our k8s rollout", "Kubernetes at scale"),
        ("ML", "Maschinelles Lernen"),
        ("machin lerning", "machine learning"),
        ("Kubernets", "kubernetes"),
        ("user interviews", "UX research"),
        ("looking for a technical cofounder", "technical co-founder"),
        ("optimisation", "optimization"),
        ("data visualization", "data visualisation"),
        ("knitting", "Stricken"),
        ("risograph", "letterpress"),
        ("ترجمة عربي", "ترجمة عربي"),
        ("making kites", "kite"),
    ],
)
def test_different_words_for_one_thing_meet(one: str, other: str) -> None:
    first = {topic for phrase in phrases(one) for topic, _ in VOCABULARY.topics(phrase)}
    second = {topic for phrase in phrases(other) for topic, _ in VOCABULARY.topics(phrase)}
    assert first & second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Postgres", "piano"),
        ("k8s", "origami"),
        ("rust", "trust"),
        ("sailing", "selling"),
        ("good people", "good food"),
    ],
)
def test_different_things_do_not_meet(one: str, other: str) -> None:
    assert not {topic for topic, _ in VOCABULARY.topics(one)} & {topic for topic, _ in VOCABULARY.topics(other)}


@pytest.mark.parametrize(
    "answer", ["Nothing, just curious", "n/a", "-", "", "idk", "TBD", "nichts", "rien", "nada", "???", "x"]
)
def test_an_answer_that_says_nothing_is_nothing(answer: str) -> None:
    assert phrases(answer) == []


@pytest.mark.parametrize(
    ("answer", "single"),
    [
        ("Python backend, data pipelines", ["Python backend", "data pipelines"]),
        ("legal templates (GDPR, DPA)", ["legal templates (GDPR, DPA)"]),
        ("UX reviews; user interviews", ["UX reviews", "user interviews"]),
        ("Hardware prototyping\nPCB layout", ["Hardware prototyping", "PCB layout"]),
    ],
)
def test_answers_are_split_into_the_things_they_name(answer: str, single: list[str]) -> None:
    assert phrases(answer) == single


@pytest.mark.parametrize(
    ("phrase", "core"),
    [
        ("I'm looking for someone who knows Postgres", "Postgres"),
        ("happy to help with grant writing", "grant writing"),
        ("I would love to learn about typography", "typography"),
        ("a technical co-founder", "technical co-founder"),
        ("advice on pricing", "pricing"),
        ("Ich suche Hilfe bei Steuern", "Steuern"),
        ("Rust", "Rust"),
        ("I do", "I do"),
    ],
)
def test_wrapping_is_taken_off(phrase: str, core: str) -> None:
    assert unwrapped(phrase) == core


@given(st.one_of(st.text(), st.sampled_from(NAMES)))
def test_no_answer_is_too_strange(answer: str) -> None:
    for phrase in phrases(answer[:500]):
        assert unwrapped(phrase)
        assert all(0 < weight <= 1 for _, weight in VOCABULARY.topics(phrase))

"""What people write becomes topics: synonyms, typos, wrapping, other scripts."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher import Vocabulary
from matcher.words.cutting import cut, unwrapped, words
from matcher.words.packaged import AREAS
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
    first = {topic for phrase in cut(one) for topic, _ in VOCABULARY.topics(phrase)}
    second = {topic for phrase in cut(other) for topic, _ in VOCABULARY.topics(phrase)}
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
    assert cut(answer) == []


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
    assert cut(answer) == single


@pytest.mark.parametrize(
    ("phrase", "core"),
    [
        ("I'm looking for someone who knows Postgres", "Postgres"),
        ("happy to help with grant writing", "grant writing"),
        ("I would love to learn about typography", "typography"),
        ("a technical co-founder", "a technical co-founder"),
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
    for phrase in cut(answer[:500]):
        assert unwrapped(phrase)
        assert all(0 < weight <= 1 for _, weight in VOCABULARY.topics(phrase))


def test_and_separates_only_what_is_known_on_both_sides() -> None:
    assert VOCABULARY.phrases("Python and data pipelines") == ["Python", "data pipelines"]
    assert VOCABULARY.phrases("Klettern und Schach") == ["Klettern", "Schach"]
    for whole in ("arts and crafts", "research and development", "hiking and long walks", "food and drink"):
        assert VOCABULARY.phrases(whole) == [whole]


def test_a_parent_counts_less_than_its_child() -> None:
    topics = dict(VOCABULARY.topics("Postgres"))
    assert topics == {"PostgreSQL": 1.0, "databases": 0.6}


def test_a_typo_counts_less_than_the_word() -> None:
    assert 0 < dict(VOCABULARY.topics("machine lerning"))["machine learning"] < 1


@pytest.mark.parametrize("word", ["planting", "printing", "trust", "sellers", "netwrking"])
def test_a_word_is_no_typo_of_every_similar_one(word: str) -> None:
    assert {topic for topic, _ in VOCABULARY.topics(word)} == {
        topic for topic in dict(VOCABULARY.topics(word)) if topic[0] == "~"
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("backyard chickens", "chickens in the backyard"),
        ("Zapotec weaving", "zapotec Weaving"),
        ("日本語会話", "日本語会話クラブ"),
        ("हिन्दी कविता", "कविता हिन्दी"),
        ("Бабушкины рецепты", "бабушкины рецепты"),
        ("λογοτεχνία", "Λογοτεχνια"),
    ],
)
def test_rare_phrases_meet_in_any_script(one: str, other: str) -> None:
    assert set(dict(VOCABULARY.topics(one))) & set(dict(VOCABULARY.topics(other)))


def test_signs_that_belong_to_a_name_stay() -> None:
    said = [VOCABULARY.topics(phrase)[0][0] for phrase in VOCABULARY.phrases("C++; C#; .NET; R; Node.js")]
    assert said == ["C++", ".NET", ".NET", "data science", "JavaScript"]


def test_an_ambiguous_word_names_a_topic_only_by_itself() -> None:
    assert "Go programming" in dict(VOCABULARY.topics("Go"))
    assert "Go programming" not in dict(VOCABULARY.topics("places to go swimming at dawn"))


def test_the_organisers_own_topics_come_first() -> None:
    own = Vocabulary.load({"Hafenfest": ["sailing", "go"]})
    assert dict(own.topics("sailing")) == dict(own.topics("go")) == {"Hafenfest": 1.0}
    assert own.mark != Vocabulary.load().mark == Vocabulary.load().mark


@pytest.mark.parametrize(
    ("phrase", "inside"),
    [("Grant writing", "grant writing"), ("Python backend", "Python backend"), ("SQL", "SQL"), ("Zapotec", "Zapotec")],
)
def test_a_capital_letter_stays_where_the_word_keeps_it(phrase: str, inside: str) -> None:
    assert VOCABULARY.midsentence(phrase) == inside


def test_the_vocabulary_is_sound() -> None:
    """Every name belongs to one topic, every parent is a topic, nothing is part of itself, no file is too long."""
    entries, alone = [], set()
    for area, file in AREAS.items():
        text = file.read_text("utf-8")
        content = tomllib.loads(text)
        assert set(content) <= {"alone", "topics"} and len(text.splitlines()) <= 400, area
        alone |= set(content.get("alone", ()))
        for topic, said in content["topics"].items():
            assert set(said) <= {"under", "names", "hints"}, topic
            entries.append((topic, said))
    topics = {topic: said for topic, said in entries}
    assert len(topics) == len(entries) >= 300
    meant: dict[tuple[str, ...], str] = {}
    for topic, said in entries:
        for name in (topic, *said.get("names", ())):
            key = tuple(words(name))
            assert key and len(key) <= 5, name
            assert meant.setdefault(key, topic) == topic, f"{name}: {meant[key]} or {topic}?"
    assert {parent for said in topics.values() for parent in said.get("under", ())} <= set(topics)
    assert {tuple(words(word)) for word in alone} <= set(meant)
    for topic in topics:
        assert topic not in _above(topic, topics)


def _above(topic: str, topics: dict[str, dict[str, list[str]]]) -> set[str]:
    found: set[str] = set()
    rising = list(topics[topic].get("under", ()))
    while rising:
        parent = rising.pop()
        if parent not in found:
            found.add(parent)
            rising += topics[parent].get("under", ())
    return found

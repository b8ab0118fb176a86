"""Where a phrase says a topic."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Vocabulary
from matcher.saying.spans import folded, span_of
from matcher.words.cutting import fold
from matcher.words.packaged import packaged
from matcher.words.topics import is_own
from tests.hostile import NAMES
from tests.matcher.saying.people import phrases

WORDS = Vocabulary.load()


@pytest.mark.parametrize(
    ("phrase", "topic", "said"),
    [
        ("how to throw Pottery on a wheel", "ceramics", "Pottery"), ("PostGres, please", "PostgreSQL", "PostGres"),
        ("vélo et échecs", "chess", "échecs"), ("STRAẞE and chess", "chess", "chess"), ("C++ or C", "C++", "C++"),
        ("bread-baking at home", "baking", "bread"), ("aprender CERÁMICA", "ceramics", "CERÁMICA"),
    ],
)  # fmt: skip
def test_where_a_topic_is_named(phrase: str, topic: str, said: str) -> None:
    span = span_of(phrase, topic, WORDS)
    assert span and said in phrase[slice(*span)]


@pytest.mark.parametrize(
    ("phrase", "topic"),
    [("Postgres tuning", "databases"), ("bread baking", "cooking"), ("pottery", "chess"), ("", "chess")],
)
def test_what_is_not_named_is_nowhere(phrase: str, topic: str) -> None:
    assert span_of(phrase, topic, WORDS) is None


def test_somebodys_own_words_from_the_first_to_the_last() -> None:
    phrase = "my zorbing and quonking club"
    (topic, *_) = (topic for topic, _ in WORDS.topics(phrase) if is_own(topic) and " " in topic)
    span = span_of(phrase, topic, WORDS)
    assert span and phrase[slice(*span)].startswith("zorbing")


@given(phrases)
@settings(deadline=None, max_examples=300)
def test_a_span_lies_within_its_phrase(phrase: str) -> None:
    for topic, _ in WORDS.topics(phrase):
        span = span_of(phrase, topic, WORDS)
        assert span is None or (0 <= span[0] < span[1] <= len(phrase) and phrase[slice(*span)].strip())


@given(st.one_of(st.text(max_size=60), st.sampled_from(NAMES)))
def test_every_folded_sign_has_its_place(text: str) -> None:
    found, places = folded(text)
    assert len(places) == len(found) + 1 and places[-1] == len(text) and places == sorted(places)
    assert all(char in fold(text[place]) for char, place in zip(found, places, strict=False))


def test_nearly_every_name_of_a_topic_is_found_where_it_stands_alone() -> None:
    names = [(entry.topic, name) for entry in packaged().entries for name in entry.names]
    known = [(topic, name) for topic, name in names if topic in dict(WORDS.topics(name))]
    lost = [each for each in known if span_of(each[1], each[0], WORDS) is None]
    assert len(lost) <= 0.01 * len(known), lost[:20]

"""The few words of a phrase that a badge prints: people's own, whole, short, and nobody's secret."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matcher import Vocabulary
from matcher.saying.decision import Use, decide
from matcher.saying.fragments import LONGEST, fragments, grammar_of, whole
from matcher.saying.wordings import sayable
from matcher.words.cutting import fold
from tests.hostile import NAMES
from tests.matcher.saying.people import ALL, FINE, PRIVATE, phrases

WORDS = Vocabulary.load()
_EDGE = ".,;:!?()[]'\"“”„«»-–—"


def sane(wording: str, phrase: str) -> None:
    """What holds for every wording of every phrase."""
    assert 1 <= len(wording) <= LONGEST, wording
    assert (wording == " ".join(wording.split()) and wording.isprintable()) or "\u200c" in wording, wording
    assert fold(wording) in fold(" ".join(phrase.split())), (wording, phrase)
    assert any(char.isalpha() for char in wording), wording
    for opened, closed in ("()", "[]", "{}"):
        assert wording.count(opened) == wording.count(closed), (wording, phrase)
    assert decide(wording).use is Use.SAY, (wording, phrase)
    grammar = grammar_of(decide(phrase).language)
    said = [word.strip(_EDGE) for word in fold(wording).split(" ")]
    assert not all(word in grammar.loose for word in said), (wording, phrase)
    last = said[-1]
    assert not grammar.own.fullmatch(last) and not grammar.folk.fullmatch(last), (wording, phrase)


def of_all_topics(phrase: str) -> list[str]:
    return [each for topic, _ in WORDS.topics(phrase) for each in sayable(phrase, topic, WORDS)]


@given(phrases)
@settings(deadline=None, max_examples=300)
def test_whatever_is_printed_of_a_phrase_is_part_of_it_and_whole(phrase: str) -> None:
    for wording in of_all_topics(phrase):
        sane(wording, phrase)
    if whole(phrase):
        sane(whole(phrase), phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        "comment sécher des prunes",
        "quelle colle pour la porcelaine",
        "how",
        "cómo",
        "gut so",
        "de la",
        "comment",
        "allein segeln um Rügen",
    ],
)
def test_words_that_only_join_are_no_wording(phrase: str) -> None:
    assert not {"comment", "quelle", "how", "como", "gut", "so", "la", "um"} & {
        fold(each) for each in of_all_topics(phrase)
    }


@given(phrases, st.data())
@settings(deadline=None, max_examples=300)
def test_any_span_of_any_phrase(phrase: str, data: st.DataObject) -> None:
    assume(phrase)
    start = data.draw(st.integers(0, len(phrase) - 1))
    end = data.draw(st.integers(start + 1, len(phrase)))
    found = fragments(phrase, (start, end))
    assert len(found) == len(set(found)) and found == fragments(phrase, (start, end))
    for wording in found:
        sane(wording, phrase)


@pytest.mark.parametrize("phrase", ALL)
def test_of_what_people_write(phrase: str) -> None:
    for wording in (*of_all_topics(phrase), *filter(None, [whole(phrase)])):
        sane(wording, phrase)
        grammar = grammar_of(decide(phrase).language)
        assert fold(wording).split(" ")[-1] not in grammar.loose, wording


@pytest.mark.parametrize("language", FINE)
def test_of_most_harmless_phrases_something_is_told(language: str) -> None:
    told = [phrase for phrase in FINE[language] if of_all_topics(phrase)]
    assert len(told) >= 0.8 * len(FINE[language]), set(FINE[language]) - set(told)


@pytest.mark.parametrize("language", PRIVATE)
def test_of_a_secret_nothing_is_told_but_perhaps_a_harmless_word(language: str) -> None:
    for phrase in PRIVATE[language]:
        if decide(phrase).use is Use.SAY:
            continue
        assert not whole(phrase) or decide(whole(phrase)).use is Use.SAY
        if not decide(phrase).topics_may_be_said:
            assert of_all_topics(phrase) == [], phrase


@pytest.mark.parametrize(
    ("phrase", "topic", "first"),
    [
        ("I'm looking for somebody who knows pottery", "ceramics", "pottery"),
        ("pottery (wheel and hand building)", "ceramics", "pottery"),
        ("ich suche Leute für Gitarre", "guitar", "Gitarre"), ("jouer aux échecs", "chess", "jouer aux échecs"),
        ("busco a alguien que sepa de cerámica", "ceramics", "cerámica"),
        ("CHESS", "chess", "chess"), ("chess; and lots of it", "chess", "chess"),
        ("the history of chess", "chess", "history of chess"),
    ],
)  # fmt: skip
def test_the_thing_is_told_without_what_leads_to_it(phrase: str, topic: str, first: str) -> None:
    assert topic in dict(WORDS.topics(phrase))
    assert sayable(phrase, topic, WORDS)[:1] == (first,)


def test_the_fullest_comes_first() -> None:
    found = sayable("the history of chess", "chess", WORDS)
    assert [len(each) for each in found] == sorted(map(len, found), reverse=True) and found[-1] == "chess"


def test_a_word_of_a_phrase_that_is_no_secret_may_be_told_though_the_phrase_may_not() -> None:
    found = [
        each
        for topic in ("chess", "yoga", "Excel", "pottery")
        for more in ("after my divorce", "for my bad back", "in a new job", "against my fears", "since my mother died")
        if decide(each := f"{topic} {more}").use is Use.MATCH and decide(each).topics_may_be_said
    ]
    told = {phrase: of_all_topics(phrase) for phrase in found}
    assert any(told.values())
    for phrase, wordings in told.items():
        for wording in wordings:
            assert fold(wording) != fold(phrase)
            sane(wording, phrase)


@pytest.mark.parametrize("name", NAMES)
def test_hostile_words(name: str) -> None:
    for phrase in (name, f"pottery {name}", f"{name} pottery", f"pottery ({name}"):
        for wording in of_all_topics(phrase):
            sane(wording, phrase)
            assert not re.search(r"[\x00-\x1f\x7f\x9b\u202e\u2066]", wording)


def test_a_topic_that_a_phrase_only_belongs_to_is_not_told_of_it() -> None:
    assert "databases" in dict(WORDS.topics("Postgres tuning"))
    assert sayable("Postgres tuning", "databases", WORDS) == ()
    assert sayable("Postgres tuning", "PostgreSQL", WORDS) == ("Postgres tuning", "Postgres")[:1]


@pytest.mark.parametrize(
    "phrase",
    ["we once sat by the water and ate plums before the storm",
     "the tall neighbour plays games beside a broken yellow fence"],
)  # fmt: skip
def test_everyday_words_told_in_passing_are_not_told(phrase: str) -> None:
    said = {fold(each) for each in of_all_topics(phrase)}
    assert not said & {"water", "storm", "beside", "neighbour", "games", "broken", "tall", "yellow", "once"}


@pytest.mark.parametrize(
    "wrapping", ["{}", "I would love to meet somebody who knows a lot about {}", "I'm looking for people who like {}"]
)
def test_what_leads_to_a_thing_is_not_what_it_is_told_beside(wrapping: str) -> None:
    assert sayable(wrapping.format("water"), "water", WORDS) == ("water",)


def test_likeness_is_told_by_the_whole_phrase_alone() -> None:
    assert sayable("fixing old jalopies", "≈old cars", WORDS) == ("fixing old jalopies",)
    assert sayable("my divorce", "≈grief", WORDS) == ()
    assert sayable("a very long way of saying that I fix jalopies in a barn", "≈old cars", WORDS) == ()

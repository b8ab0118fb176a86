"""One decision per phrase: what anybody may read, what nobody else may, and what says nothing."""

from collections.abc import Mapping, Sequence
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.saying.decision import Decision, Kind, Matter, Use, decide, decide_all
from matcher.saying.known import DELICATE, is_plain_name, is_trade_name
from matcher.words.packaged import packaged
from tests.hostile import NAMES
from tests.matcher.saying.people import FINE, NOTHING, PRIVATE, REACHED, SELLING, phrases
from tests.phrases import examples

LANGUAGES = list(FINE)


def uses(said: Sequence[str]) -> dict[str, Use]:
    return {phrase: decided.use for phrase, decided in zip(said, decide_all(said), strict=True)}


def test_nothing_that_measures_is_taught() -> None:
    taught = {each.phrase.casefold() for each in examples()}
    measured = [each for said in (FINE, PRIVATE, SELLING) for found in said.values() for each in found]
    # A single word may well be among thousands of phrases.
    assert [each for each in measured if " " in each and each.casefold() in taught] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_nothing_that_nobody_else_may_read_is_said(language: str) -> None:
    said = {phrase for phrase, use in uses(PRIVATE[language]).items() if use is Use.SAY}
    assert len(said) <= 0.08 * len(PRIVATE[language]), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_that_is_harmless_may_be_said(language: str) -> None:
    kept = {phrase: use for phrase, use in uses(FINE[language]).items() if use is not Use.SAY}
    assert len(kept) <= 0.1 * len(FINE[language]), kept


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_says_nothing_counts_for_nothing(language: str) -> None:
    for phrase in NOTHING[language]:
        assert (decide(phrase).use, decide(phrase).matter, decide(phrase).kind) == (Use.NOTHING, "empty", "none"), (
            phrase
        )


def test_nearly_all_that_sells_is_told_to_nobody() -> None:
    selling = [phrase for language in LANGUAGES for phrase in SELLING[language]]
    told = [phrase for phrase, use in uses(selling).items() if use > Use.MATCH]
    assert len(told) <= 0.1 * len(selling), told


def test_hardly_anything_harmless_is_taken_for_an_advertisement() -> None:
    harmless = [phrase for language in LANGUAGES for phrase in FINE[language]]
    assert [phrase for phrase, decided in zip(harmless, decide_all(harmless), strict=True) if _sells(decided)] == []
    taught = decide_all([each.phrase for each in examples() if each.matter == "fine"])
    assert sum(map(_sells, taught)) <= 0.001 * len(taught)


def _sells(decided: Decision) -> bool:
    return decided.matter == "selling"


@pytest.mark.parametrize(
    "name",
    ["React", "Python", "user interviews", "continuous integration", "Redis", "Android", "Portuguese conversation",
     "opera", "self-hosting", "machine learning", "pottery", "Brettspiele", "la poterie", "hacer pan"],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "I'd like to learn {}", "looking for somebody who knows {}", "help with {}"])
def test_the_plain_name_of_a_thing_is_nobodys_secret(name: str, around: str) -> None:
    assert decide(around.format(name)).use is Use.SAY


def test_the_vocabulary_vouches_for_what_it_knows_but_not_for_what_is_delicate() -> None:
    assert {entry.topic for entry in packaged().entries} >= DELICATE
    plain = [n for e in packaged().entries if e.topic not in DELICATE for n in (e.topic, *e.names) if is_plain_name(n)]
    kept = [name for name, decided in zip(plain, decide_all(plain), strict=True) if decided.use is not Use.SAY]
    assert len(plain) > 15_000 and len(kept) <= 0.02 * len(plain), kept[:20]
    assert not any(
        map(is_plain_name, ["job search", "burnout", "divorce", "weight loss", "my React job", "", "finding clients"])
    )


@pytest.mark.parametrize(
    "phrase", ["technical debt", "Redis cache", "help with smart contracts", "hip-hop", "MS Office"]
)
def test_a_delicate_word_is_nobodys_secret_within_the_name_of_a_thing(phrase: str) -> None:
    assert decide(phrase).use is Use.SAY and is_trade_name(phrase)


@pytest.mark.parametrize(
    "phrase",
    ["debt", "looking for a product manager", "part-time work", "tax advice", "sober drinks", "co-founder search",
     "my technical debt to my landlord", "driving licence", ""],
)  # fmt: skip
def test_no_name_vouches_for_what_may_be_somebodys_own(phrase: str) -> None:
    assert not is_trade_name(phrase)


@pytest.mark.parametrize(
    "phrase", ["ask me about salary", "help with my divorce", "looking for a job in React", "hiring: React"]
)
def test_no_wrapping_and_no_name_vouches_for_a_secret(phrase: str) -> None:
    assert decide(phrase).use is not Use.SAY


@pytest.mark.parametrize("phrase", REACHED)
@pytest.mark.parametrize("around", ["{}", "pottery, {}", "{} for a chat about pottery"])
def test_no_address_counts_for_anything(phrase: str, around: str) -> None:
    assert (decide(around.format(phrase)).matter, decide(around.format(phrase)).use) == ("contact", Use.NOTHING)


@pytest.mark.parametrize("phrase", ["design from 1990-2005", "the 1920s", "3D printing", "5 km runs", "C++", "node.js"])
def test_numbers_are_not_all_for_calling(phrase: str) -> None:
    assert decide(phrase).matter != "contact"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_most_phrases_is_known_and_of_those_beyond_doubt_nearly_all(language: str) -> None:
    decided = decide_all([*FINE[language], *PRIVATE[language]])
    assert sum(each.language == language for each in decided) >= 0.85 * len(decided)
    sure = [each for each in decided if each.surely]
    assert len(sure) >= 0.5 * len(decided) and sum(each.language == language for each in sure) >= 0.97 * len(sure)


@pytest.mark.parametrize(
    ("phrase", "kinds"),
    [
        ("bookbinding", {"activity", "thing"}), ("film cameras", {"thing"}),
        ("how to prune old roses", {"activity", "trouble"}),
        ("somebody who plays the cello", {"person"}), ("jemanden, der Cello spielt", {"person"}),
        ("quelqu'un qui joue du violoncelle", {"person"}), ("alguien que toque el violonchelo", {"person"}),
        ("apprendre à jouer du violoncelle", {"activity"}), ("tocar el violonchelo", {"activity"}),
    ],
)  # fmt: skip
def test_what_a_phrase_names(phrase: str, kinds: set[str]) -> None:
    assert decide(phrase).kind in kinds


@given(phrases)
@settings(deadline=None, max_examples=200)
def test_anything_at_all_is_decided(phrase: str) -> None:
    decided = decide(phrase)
    assert decided.kind in get_args(Kind) and decided.matter in get_args(Matter) and decided.language in LANGUAGES
    assert 0 <= decided.risk <= 1 and decided == decide(phrase)
    assert (decided.use is Use.SAY) == (decided.matter == "fine")
    assert (decided.use is Use.NOTHING) == (decided.matter in ("selling", "contact", "empty"))
    assert not (decided.topics_may_be_said and decided.use is Use.NOTHING)


@given(st.lists(phrases, max_size=6))
@settings(deadline=None, max_examples=60)
def test_many_at_once_are_decided_as_one_by_one(many: list[str]) -> None:
    alone = [decide(phrase) for phrase in many]
    for one, other in zip(alone, decide_all(many), strict=True):
        assert (one.kind, one.matter, one.language, one.use) == (other.kind, other.matter, other.language, other.use)
        assert one.risk == pytest.approx(other.risk, abs=1e-5)


def test_no_name_is_too_strange() -> None:
    assert len(decide_all(NAMES)) == len(NAMES)


def test_a_wrapping_hides_no_secret() -> None:
    wrappings: Mapping[str, str] = {
        "en": "I would love to talk about {}", "de": "ich möchte über {} reden", "fr": "je voudrais parler de {}",
        "es": "me gustaría hablar de {}",
    }  # fmt: skip
    secrets = {"en": "my divorce", "de": "meine Scheidung", "fr": "mon divorce", "es": "mi divorcio"}
    for language, wrapping in wrappings.items():
        assert decide(wrapping.format(secrets[language])).use is not Use.SAY, language
        assert decide(wrapping.format(secrets[language]).upper()).use is not Use.SAY, language


@pytest.mark.parametrize(
    "phrase",
    [
        "Imkern ist nichts für mich", "Brettspiele hasse ich", "Kochen finde ich langweilig", "board games I hate",
        "I find knitting boring", "Beekeeping is", "les échecs, pas mon truc", "el fútbol me aburre",
    ],
)  # fmt: skip
def test_what_somebody_does_not_like_counts_for_nothing(phrase: str) -> None:
    assert decide(phrase).use is Use.NOTHING


@pytest.mark.parametrize("phrase", ["hate crime research", "presents for my son", "Haus und Garten", "boring machines"])
def test_such_words_elsewhere_turn_nothing_away(phrase: str) -> None:
    assert decide(phrase).matter != "empty"

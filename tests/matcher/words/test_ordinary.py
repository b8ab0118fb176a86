"""Ordinary words of four languages are no misspelt topics, and none that belong to another language."""

import pytest

from matcher import Vocabulary
from matcher.words.cutting import words
from matcher.words.spelling import LANGUAGES, commonest, ordinary, respelt, spoken
from matcher.words.topics import is_own

VOCABULARY = Vocabulary.load()
COMMON = 5_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_common_word_becomes_a_topic_that_it_does_not_name(language: str) -> None:
    common = commonest(language)[:COMMON]
    taken = [
        word
        for word in common
        if any(not is_own(topic) for topic in VOCABULARY.firm(word))
        and tuple(words(word)) not in VOCABULARY.names
        and word not in VOCABULARY.homonyms
    ]
    assert len(common) == COMMON and taken == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_common_word_is_respelt(language: str) -> None:
    assert [
        word for word in commonest(language)[:COMMON] for one in words(word) if VOCABULARY._respelt([one]) != [one]
    ] == []


# By eye: of the common words that share their letters with a topic's name, these mean something else.
@pytest.mark.parametrize(
    "word",
    [
        "fragen", "leider", "machen", "stellen", "danger", "manger", "incluso", "precio", "etc", "common", "blue",
        "heart", "rail", "angel", "coin", "hat", "account", "record", "f", "d.c", "jeune", "lüge", "jung", "rechts",
        "cae", "frases", "agrícola", "amiga", "verse", "personas", "spring", "port", "bow",
    ],
)  # fmt: skip
def test_what_is_no_topic_stays_none(word: str) -> None:
    assert [topic for topic in VOCABULARY.firm(word) if not is_own(topic)] == []


@pytest.mark.parametrize(
    ("phrase", "never"),
    [
        ("je suis venue, car il fait beau", "cars and engines"), ("il font les courses", "typography"),
        ("ich kann nichts dazu sagen", "mythology and folklore"), ("wer sucht was", "sober living"),
        ("ella se cae y no sale", "sales"), ("eine andere Art von Brot", "art"),
        ("para las personas mayores", "user research"),
    ],
)  # fmt: skip
def test_a_word_of_one_language_is_no_name_in_another(phrase: str, never: str) -> None:
    assert never not in VOCABULARY.firm(phrase)


@pytest.mark.parametrize(
    ("word", "topic"),
    [("Kubernets", "Kubernetes"), ("machine lerning", "machine learning"), ("photograhpy", "photography")],
)
def test_a_misspelt_word_is_a_hint_and_never_as_sure_as_the_name(word: str, topic: str) -> None:
    assert 0.2 < dict(VOCABULARY.topics(word))[topic] < 0.9


def test_two_misspelt_words_of_a_name_are_surer_than_one() -> None:
    assert "machine learning" in VOCABULARY.firm("machin lerning")


def test_what_a_language_has_is_not_taken_for_another_ones_word() -> None:
    assert spoken(["ich", "suche", "hilfe", "mit", "dem"]) == "de" and spoken(["kubernetes"]) == ""
    assert respelt("paintng", ["painting"], "") == "painting" == respelt("paintng", ["painting"], "en")
    assert respelt("paintng", ["painting"], "de") == "paintng", "an English word, in a German phrase"
    assert respelt("kubernets", ["kubernetes"], "de") == "kubernetes", "a name that no language has"
    assert respelt("designee", ["designer"], "") == "designee", "words of their own differ at the end"
    assert ordinary()["fragen"] == "de"

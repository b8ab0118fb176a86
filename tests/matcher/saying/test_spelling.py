"""Capitals and accents put right, and nothing else changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.phrasebook import LANGUAGES, topic_texts
from matcher.saying.spelling import as_printed, spelled, spellings
from matcher.words.cutting import fold
from tests.hostile import NAMES
from tests.matcher.saying.people import ALL, phrases


@pytest.mark.parametrize(
    ("words", "language", "right"),
    [
        ("gitarre", "de", "Gitarre"), ("alte bücher", "de", "alte Bücher"), ("bienenhaltung", "de", "Bienenhaltung"),
        ("fotografia", "es", "fotografía"), ("ceramica", "es", "cerámica"), ("ceramique", "fr", "céramique"),
        ("Guitar", "en", "guitar"), ("typescript", "en", "TypeScript"), ("postgresql", "de", "PostgreSQL"),
        ("iOS", "de", "iOS"), ("eBPF", "en", "eBPF"), ("zorbing", "en", "zorbing"), ("", "en", ""),
    ],
)  # fmt: skip
def test_what_is_put_right(words: str, language: str, right: str) -> None:
    assert spelled(words, language) == right


@given(phrases, st.sampled_from(LANGUAGES))
@settings(deadline=None, max_examples=300)
def test_only_capitals_and_accents_change(words: str, language: str) -> None:
    right = spelled(words, language)
    assert fold(right) == fold(words) and spelled(right, language) == right


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_topics_are_right_already_and_others_are_made_so(language: str) -> None:
    for texts in topic_texts(language).values():
        assert fold(spelled(texts.name.lower(), language)) == fold(texts.name)
        assert spelled(texts.name, language) == spellings(language).names[fold(texts.name)]


def test_words_are_put_right_in_their_own_language_where_it_is_plain() -> None:
    assert as_printed("gitarre spielen", "ich möchte besser gitarre spielen lernen", "en") == "Gitarre spielen"
    assert as_printed("pottery", "I would like to learn some pottery with you", "de") == "pottery"


@pytest.mark.parametrize("phrase", [*ALL, *NAMES])
def test_no_phrase_is_too_strange(phrase: str) -> None:
    for language in LANGUAGES:
        assert fold(as_printed(phrase, phrase, language)) == fold(phrase)

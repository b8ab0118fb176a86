"""The questions that `kiosk init` hands out are understood as they stand, in every language."""

import re
from pathlib import Path

import pytest

from kiosk.config import load
from kiosk.template import LANGUAGES, questions, write
from matcher import Vocabulary
from matcher.saying.wordings import sayable
from matcher.words.topics import is_own
from tests.intake.wording import ANSWERS, list_of, use_of

BOLD = re.compile(r"\*\*([^*]+)\*\*")
FIELDS = [
    "offers", "asks", "interests", "consent", "goals", "print_goals", "experience", "distance", "knows", "coming",
    "wall",
    "remote", "badge_name", "pronouns", "first_time", "photos",
]  # fmt: skip
YES_NO = ANSWERS["consent"]
EXAMPLES = re.compile(r"[\"“„«]\s?([^\"“”„«»…]+?)\s?[\"“”»]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_understood_by_itself(language: str) -> None:
    headers = BOLD.findall(questions(language))
    cells = [ANSWERS.get(field, YES_NO if field == "print_goals" else ANSWERS["offers"]) for field in FIELDS]
    found = [use_of(header, answers).used_for for header, answers in zip(headers, cells, strict=True)]
    assert found == FIELDS


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_of_all_questions_leaves_nothing_unused(language: str) -> None:
    headers = BOLD.findall(questions(language))
    cells = [ANSWERS.get(field, YES_NO if field == "print_goals" else ANSWERS["offers"]) for field in FIELDS]
    guests = list_of([("Name", ANSWERS["name"]), *zip(headers, cells, strict=True)])
    assert (guests.unused, guests.ignored) == ((), ())
    assert [row.registration.consent for row in guests.rows] == [True, False, True, False, False, True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_event_starts_in_its_language(language: str, tmp_path: Path) -> None:
    config, asked = write(tmp_path / "mixer", "mixer", language)
    assert load(config).settings.event.language == language
    assert asked.read_text("utf-8") == questions(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_questions_give_as_examples_is_understood_and_may_be_printed(language: str) -> None:
    """People answer as the examples do."""
    words = Vocabulary.load()
    told = [line.partition("*")[2] for line in questions(language).splitlines() if line.endswith(".*")][:3]
    examples = [said for line in told for said in EXAMPLES.findall(line)]
    phrases = [phrase for said in examples for phrase in words.phrases(said)]
    assert len(phrases) == 8
    for phrase in phrases:
        topics = {topic for topic in words.firm(phrase) if not is_own(topic)}
        assert any(sayable(phrase, topic, words) for topic in topics), phrase

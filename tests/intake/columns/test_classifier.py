"""Wordings that nothing was taught from: what is understood, what is told, and what never may be agreed to."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.intake.columns import classifier
from kiosk.intake.columns.headers import norm
from kiosk.intake.columns.polarity import Polarity, polarity
from kiosk.intake.columns.use import IGNORED, ColumnUse
from kiosk.intake.telling import refusal
from kiosk.model import Registration
from tests.headers import LEARNED, TAUGHT, examples, sum_of
from tests.intake.wording import ANSWERS, WORDS, list_of, use_of

UNTAUGHT = Path(__file__).parents[1] / "wordings" / "untaught"
YES = {"en": "Yes", "de": "Ja", "fr": "Oui", "es": "Sí", "it": "Sì", "pt": "Sim", "nl": "Ja"}
NO = {"en": "No", "de": "Nein", "fr": "Non", "es": "No", "it": "No", "pt": "Não", "nl": "Nee"}
LANGUAGES = sorted(YES)
UNDERSTOOD = 0.85


def untaught(kind: str, language: str) -> list[tuple[str, str, str]]:
    """(field, what a yes does, header) of one file."""
    lines = (UNTAUGHT / f"{kind}_{language}.tsv").read_text("utf-8").splitlines()
    return [(field, meaning, header) for field, meaning, header in (line.split("\t") for line in lines)]


def asked(header: str, language: str) -> ColumnUse:
    yes, no = YES[language], NO[language]
    guests = list_of([("Name", ANSWERS["name"]), (header, [yes, no, yes, no, no, yes]), ("Offers", WORDS)])
    return guests.columns[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_yes_to_a_refusal_or_to_something_unclear_agrees(language: str) -> None:
    for _, meaning, header in untaught("leave", language):
        if meaning in ("refuses", "unclear"):
            guests = list_of([("Name", ANSWERS["name"]), (header, [YES[language]] * 6), ("Offers", WORDS)])
            assert not any(True in _leaves(row.registration) for row in guests.rows), header
            assert guests.leaves or refusal([guests]), f"{header}: it may hold a refusal, and is passed over"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mark_and_no_plain_no_agrees_to_what_is_unclear_or_ours_no_more(language: str) -> None:
    for field, meaning, header in untaught("leave", language):
        for cells in ([NO[language], ""] * 3, ["x", ""] * 3, ["FALSE", "TRUE"] * 3):
            guests = list_of([("Name", ANSWERS["name"]), (header, cells), ("Offers", WORDS)])
            said = [value for row in guests.rows for value in _leaves(row.registration)]
            plain = meaning == "refuses" and cells[0] == NO[language]
            assert plain or (field != "other" and meaning == "agrees") or True not in said, (header, cells)


def _leaves(one: Registration) -> tuple[bool | None, ...]:
    return one.consent, one.photos, one.wall, one.remote, one.print_goals


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_leave_of_ours_agrees_to_nothing(language: str) -> None:
    taken = [
        header for field, _, header in untaught("leave", language) if field == "other" and _agrees(header, language)
    ]
    assert taken == []


def _agrees(header: str, language: str) -> bool:
    use = asked(header, language)
    return use.used_for in ("consent", "photos", "wall", "remote") and use.polarity is Polarity.AGREES


def test_most_clear_questions_for_leave_are_understood_and_the_others_are_told() -> None:
    found: Counter[bool] = Counter()
    for language in LANGUAGES:
        for field, meaning, header in untaught("leave", language):
            if (field, meaning) == ("consent", "agrees"):
                use = asked(header, language)
                understood = use.used_for == "consent" and use.polarity is Polarity.AGREES
                found[understood] += 1
                assert understood or use.open or use.used_for == "consent", f"{header} is passed over"
    assert found[True] >= UNDERSTOOD * found.total()


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_most_other_questions_are_understood(language: str) -> None:
    found: Counter[str] = Counter()
    for at, (field, _, header) in enumerate(untaught("questions", language)):
        use = use_of(header, _cells(field, at, language)).used_for
        right = {"returning": "first_time", "other": IGNORED, "attention": IGNORED}.get(field, field)
        found["right" if use == right or (field == "other" and not use) else "told" if not use else "wrong"] += 1
    assert found["right"] >= 0.85 * found.total() and found["wrong"] <= 0.04 * found.total(), found


def _cells(field: str, at: int, language: str) -> list[str]:
    yes_no = [YES[language], NO[language], YES[language], "", NO[language], YES[language]]
    if field in ("returning", "first_time", "coming", "photos") or (field == "other" and at % 2):
        return yes_no
    if field == "attention":
        return ["peanuts", "", "wheelchair", "", "vegan", ""]
    return list(ANSWERS.get(field, WORDS))


def test_what_was_learned_is_what_is_taught() -> None:
    """Whoever adds a wording teaches it, too: python -m tests.headers."""
    with np.load(LEARNED) as learned:
        assert str(learned["taught"]) == sum_of(examples())


def test_nothing_that_measures_is_taught() -> None:
    taught = {norm(each.header) for each in examples(words=False)}
    lines = (line for file in UNTAUGHT.glob("*.tsv") for line in file.read_text("utf-8").splitlines())
    measured = {norm(line.split("\t")[2]) for line in lines}
    assert TAUGHT != UNTAUGHT and not taught & measured and len(measured) >= 700


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=80))
def test_anything_at_all_has_shares_that_are_one_in_all(header: str) -> None:
    shares = [classifier.share_of(header, field) for field in classifier.fields()]
    assert abs(sum(shares) - 1) < 1e-3 and max(shares) == pytest.approx(classifier.matter_of(header).sure)
    assert polarity(header) in Polarity

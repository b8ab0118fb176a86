"""Consent to be matched and consent to a language model are two questions, in whatever order they are asked."""

from itertools import permutations
from pathlib import Path

import pytest

from kiosk.intake.columns.meaning import meaning_of
from kiosk.intake.read import read

MATCH = "May we use your answers to suggest people to meet?"
MODEL = "May we send your answers to a language model to improve matching?"
WALL = "May we show your first name on the screen in the room?"


@pytest.mark.parametrize(
    "header",
    [
        MODEL,
        "May we send your answers to a language model of Acme to improve matching?",
        "Dürfen wir deine Antworten an ein Sprachmodell senden, um das Matching zu verbessern?",
        "Pouvons-nous envoyer vos réponses à un modèle de langage pour améliorer le matching ?",
        "¿Podemos enviar tus respuestas a un modelo de lenguaje para mejorar el matching?",
    ],
)
def test_a_question_about_a_language_model_is_no_consent_to_be_matched(header: str) -> None:
    assert meaning_of(header).field == "remote"


@pytest.mark.parametrize("columns", list(permutations([MATCH, MODEL])))
@pytest.mark.parametrize(("match", "model"), [("No", "Yes"), ("Yes", "No"), ("No", "No"), ("Yes", "Yes")])
def test_each_answer_counts_for_its_own_question(
    tmp_path: Path, columns: tuple[str, str], match: str, model: str
) -> None:
    said = {MATCH: match, MODEL: model}
    path = tmp_path / "guests.csv"
    path.write_text(f"Name,{columns[0]},{columns[1]}\nAna,{said[columns[0]]},{said[columns[1]]}\n")
    (row,) = read(path, platform=None, columns={}).rows
    assert (row.registration.consent, row.registration.remote) == (match == "Yes", model == "Yes")


def test_without_the_question_nobody_has_agreed(tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_text(f"Name,{MODEL}\nAna,Yes\n")
    guests = read(path, platform=None, columns={})
    assert guests.consent_column is None and guests.rows[0].registration.consent is None


def test_every_question_we_hand_out_is_understood_as_it_stands() -> None:
    from importlib.resources import files

    text = (files("kiosk.template") / "questions.md").read_text("utf-8")
    assert MATCH in text and MODEL in text and WALL in text


@pytest.mark.parametrize(
    ("header", "answer", "shown"),
    [
        (WALL, "Yes", True),
        (WALL, "No", False),
        (WALL, "", None),
        (WALL, "maybe", False),
        ("Please don't show my name on the screen", "Yes", False),
        # Who does not ask to be hidden has not asked to be shown.
        ("Please don't show my name on the screen", "No", False),
        ("Photos", "Yes", None),
    ],
)
def test_only_a_plain_yes_shows_a_name_on_the_wall(
    tmp_path: Path, header: str, answer: str, shown: bool | None
) -> None:
    path = tmp_path / "guests.csv"
    path.write_text(f"Name,{MATCH},{header}\nAna,Yes,{answer}\nBo,Yes,\n")
    ana, bo = read(path, platform=None, columns={}).rows
    assert (ana.registration.wall, bo.registration.wall) == (shown, None)
    assert ana.registration.consent is True

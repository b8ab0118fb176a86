"""Words wider than their row: in parts that fit, whole when put together again."""

import pytest

from printing.lettering.fonts import typefaces
from printing.lettering.line import set_line
from printing.lettering.typeset import paragraph, with_breaks

WIDTH, SIZE = 600, 40


@pytest.mark.parametrize(
    ("word", "broken"),
    [
        ("Rechtsschutzversicherungsgesellschaften", "Rechtsschutzversicherungsge-sellschaften"),
        ("Wasserversorgungsschwierigkeiten", "Wasserversorgungsschwierigkei-ten"),
        ("пододеяльниковыйпододеяльник", "пододеяльниковыйпододеяль-ник"),
        ("Excel", "Excel"),
    ],
)
def test_a_syllable_begins_after_a_hyphen(word: str, broken: str) -> None:
    assert with_breaks(f"Ana: {word}", WIDTH, SIZE, typefaces()) == f"Ana: {broken}"


@pytest.mark.parametrize("word", ["W" * 60, "ÄÖÜ" * 20, "a\u0323\u0301" * 40, "Donau-" + "dampf" * 14])
def test_every_part_fits_and_no_letter_is_lost(word: str) -> None:
    text = with_breaks(word, WIDTH, SIZE, typefaces())
    lines, complete = paragraph(text, WIDTH, 9, SIZE, typefaces())
    assert complete and len(lines) > 1 and all(line.width <= WIDTH for line in lines)
    assert text.replace("-", "") == word.replace("-", "")


@pytest.mark.parametrize("word", ["مكتبةالنورالكبيرةفيالمدينةالقديمةالجميلة" * 2, "हस्तकलाकेंद्रहस्तकलाकेंद्र" * 3])
def test_scripts_without_hyphens_get_none(word: str) -> None:
    assert set_line(word, SIZE, typefaces()).width > WIDTH
    assert with_breaks(word, WIDTH, SIZE, typefaces()) == word


def test_a_row_too_narrow_for_a_letter_ends() -> None:
    assert with_breaks("Wasser", 1, SIZE, typefaces()) == "Wasser"

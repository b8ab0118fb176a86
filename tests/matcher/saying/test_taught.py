"""What the models of phrases were taught, and that the stored ones are those."""

from collections import Counter
from typing import get_args

import numpy as np
import pytest

from matcher.saying.decision import KINDS, LANGUAGES, MATTERS, PRIVATE, RISKS, TAUGHT, Kind, Matter, seen_in
from tests.matcher.saying import people
from tests.phrases import LEARNED, examples, sum_of  # fmt: skip
from tests.phrases import TAUGHT as FOLDER

KNOWN = examples()


def test_what_was_learned_is_what_is_taught() -> None:
    """Whoever adds a phrase teaches it, too: python -m tests.phrases."""
    with np.load(LEARNED) as learned:
        assert str(learned["taught"]) == sum_of(KNOWN)


def test_another_example_would_be_noticed() -> None:
    assert sum_of(KNOWN) == sum_of(list(reversed(KNOWN)))
    assert sum_of(KNOWN) != sum_of(KNOWN[1:])


def test_every_example_says_what_it_is() -> None:
    kinds, matters = set(get_args(Kind)), set(get_args(Matter))
    assert [each for each in KNOWN if each.kind not in kinds or each.matter not in matters] == []
    assert [each for each in KNOWN if not each.phrase.strip() or each.phrase != each.phrase.strip()] == []
    assert {each.language for each in KNOWN} == {file.stem[:2] for file in FOLDER.glob("*.tsv")}


def test_every_matter_is_taught_in_every_language() -> None:
    found = Counter((each.language, each.matter) for each in KNOWN)
    assert all(found[language, matter] >= 20 for language in ("en", "de", "fr", "es") for matter in get_args(Matter))


def test_the_models_can_say_what_was_taught() -> None:
    assert set(TAUGHT.classes(MATTERS)) == set(get_args(Matter))
    assert set(TAUGHT.classes(KINDS)) <= set(get_args(Kind))
    assert set(TAUGHT.classes(LANGUAGES)) == {"en", "de", "fr", "es"}
    assert set(TAUGHT.classes(RISKS)) == {"fine", "private"}


def shares(model: str, phrases: list[str], of: str) -> list[float]:
    """How sure a model is that phrases are of a class."""
    return [TAUGHT.shares(model, seen_in(phrase))[of] for phrase in phrases]


@pytest.mark.parametrize("language", people.FINE)
def test_what_they_never_saw_is_told_apart(language: str) -> None:
    """The models alone, without any list: marks on phrases that nothing was taught (test_decision holds that)."""
    fine, private = (shares(RISKS, said[language], PRIVATE) for said in (people.FINE, people.PRIVATE))
    assert sum(one > other for one in private for other in fine) >= 0.94 * len(private) * len(fine)
    assert sum(risk < 0.5 for risk in fine) >= 0.9 * len(fine), "hardly anything harmless is feared for"
    said = [*people.FINE[language], *people.PRIVATE[language]]
    assert sum(share >= 0.5 for share in shares(LANGUAGES, said, language)) >= 0.85 * len(said)
    assert sum(share >= 0.3 for share in shares(MATTERS, people.NOTHING[language], "empty")) >= 0.75 * len(
        people.NOTHING[language]
    )
    assert sum(share >= 0.3 for share in shares(MATTERS, people.FINE[language], "empty")) <= 0.05 * len(fine)

"""What the models of phrases were taught, and that the stored ones are those."""

from collections import Counter
from typing import get_args

import numpy as np

from matcher.saying.decision import KINDS, LANGUAGES, MATTERS, RISKS, TAUGHT, Kind, Matter
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

"""Vectors beside the vocabulary: what they add, what they may never claim."""

import numpy as np
import pytest

from matcher import Affinity, Likeness, Meaning, Profile, Vocabulary, rank
from matcher.words.meaning import LIKENESS

WORDS = Vocabulary.load()
CURVE = Likeness(10.0, 5.0)


def towards(*cosines: float) -> list[np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Vectors that have these cosines with the first of them, of any length."""
    return [3 * np.array([1.0, 0.0]), *(np.array([cosine, np.sqrt(1 - cosine**2)]) for cosine in cosines)]


def meaning(ask: str, offers: dict[str, float]) -> Meaning:
    vectors = dict(zip([ask, *offers], towards(*offers.values()), strict=True))
    return Meaning.of(vectors, list(offers), [ask], [], CURVE)


def test_what_is_nearer_is_likelier_meant() -> None:
    found = meaning("zorbs", {"quux": 0.9, "blip": 0.6, "fnord": 0.4})
    surely = {offer: topics[0][1] for offer, topics in found.offers.items()}
    assert surely["quux"] > surely["blip"] and "fnord" not in surely


@pytest.mark.parametrize("model", LIKENESS.values(), ids=LIKENESS)
def test_how_surely_grows_from_nothing_to_everything(model: Likeness) -> None:
    surely = model.surely(np.linspace(-1, 1, 21))
    assert (np.diff(surely) > 0).all() and surely[0] < 0.001 and surely[-1] > 0.99 and model.surely(0.2) < 0.1


def test_who_asks_for_the_same_is_not_likened_to_who_offers_it() -> None:
    found = meaning("zorbs for beginners", {"I also need zorbing": 0.99, "zorbing every week": 0.99})
    assert list(found.offers) == ["zorbing every week"]


def test_a_likeness_is_told_as_no_exchange() -> None:
    people = [
        Profile(key="a", asks=("old jalopies",), agreed=True),
        Profile(key="b", offers=("steam whistles",), agreed=True),
    ]
    affinity = Affinity.of(people, WORDS, meaning=meaning("old jalopies", {"steam whistles": 0.95}))
    for reader, other in ((0, 1), (1, 0)):
        assert [reason.kind for reason in affinity.reasons(reader, other)] == ["related"]


@pytest.mark.parametrize("ask", ["???", "hiring two stokers", "my divorce"])
def test_a_likeness_to_what_may_not_be_told_is_none(ask: str) -> None:
    people = [Profile(key="a", asks=(ask,), agreed=True), Profile(key="b", offers=("steam whistles",), agreed=True)]
    affinity = Affinity.of(people, WORDS, meaning=meaning(ask, {"steam whistles": 0.95}))
    assert [reason for pair in ((0, 1), (1, 0)) for reason in affinity.reasons(*pair) if reason.said] == []


def test_vectors_help_where_the_vocabulary_knows_nothing() -> None:
    offers = ["quux", "blip"]
    vectors = dict(zip(["zorbs", *offers], towards(0.1, 0.8), strict=True))
    assert max(rank("zorbs", offers, WORDS, vectors, CURVE)) == rank("zorbs", offers, WORDS, vectors, CURVE)[1]
    assert rank("zorbs", [], WORDS, {}) == []
    with pytest.raises(KeyError):
        rank("zorbs", ["no vector"], WORDS, vectors, CURVE)


def test_what_the_vocabulary_knows_for_sure_outweighs_a_likeness() -> None:
    offers = ["Kubernetes in production", "blip"]
    vectors = dict(zip(["who runs k8s?", *offers], towards(0.2, 0.3), strict=True))
    scores = rank("who runs k8s?", offers, WORDS, vectors, CURVE)
    assert scores[0] > scores[1]


def test_a_rival_counts_little_however_alike() -> None:
    offers = ["I also need zorbing", "zorbing every week"]
    vectors = dict(zip(["zorbs", *offers], towards(0.9, 0.6), strict=True))
    scores = rank("zorbs", offers, WORDS, vectors, CURVE)
    assert scores[1] > scores[0]

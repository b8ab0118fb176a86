"""Weights have reasons in people's own words; who must not meet has no weight."""

from dataclasses import replace

import numpy as np
import pytest

from matcher import Affinity, Profile, Vocabulary, fingerprint

VOCABULARY = Vocabulary.load()


def person(key: str, offers: str = "", asks: str = "", interests: str = "", **more: object) -> Profile:
    base = Profile(key=key, offers=(offers,), asks=(asks,), interests=(interests,), agreed=True, person=key)
    return replace(base, **more)  # type: ignore[arg-type]  # fields by name


CROWD = [
    person("priya", "SQL performance", "user interviews", "jazz", employer="tide"),
    person("sam", "UX research", "Postgres tuning", "jazz"),
    person("ana", "pottery", "SQL", "sailing", employer="tide"),
    person("bo", "knitting", "baking bread", "chess"),
    person("cy", "SQL", "sailing", "jazz", agreed=False),
]


def weight(affinity: Affinity, i: int, j: int) -> float:
    indices, weights = affinity.candidates.row(i)
    return float(weights[list(indices).index(j)]) if j in indices else 0.0


def test_both_directions_make_the_strongest_pair() -> None:
    affinity = Affinity.of(CROWD, VOCABULARY)
    assert weight(affinity, 0, 1) == weight(affinity, 1, 0) > 0.5
    assert weight(affinity, 0, 3) == weight(affinity, 3, 4) == 0


@pytest.mark.parametrize(
    "apart",
    [
        {"employer": "fjord"},
        {"order": "X1"},
        {"person": "same"},
        {"apart": frozenset({"sam", "priya"})},
        {"agreed": False},
    ],
    ids=["one employer", "one order", "one person", "kept apart", "not agreed"],
)
def test_who_must_not_meet_has_no_weight(apart: dict[str, object]) -> None:
    crowd = [replace(each, **apart) if each.key in ("priya", "sam") else each for each in CROWD]  # type: ignore[arg-type]
    affinity = Affinity.of(crowd, VOCABULARY)
    assert weight(affinity, 0, 1) == 0


def test_knowing_somebody_counts_both_ways() -> None:
    crowd = [replace(CROWD[0], apart=frozenset({"sam"})), *CROWD[1:]]
    assert weight(Affinity.of(crowd, VOCABULARY), 1, 0) == 0


def test_reasons_are_in_both_peoples_own_words() -> None:
    affinity = Affinity.of(CROWD, VOCABULARY)
    reasons = affinity.reasons(0, 1)
    assert {reason.kind for reason in reasons} == {"they_offer", "they_ask", "both_like"}
    sentences = [reason.sentence("Sam") for reason in reasons]
    assert "You asked about user interviews; Sam offers UX research." in sentences
    assert "Sam asks about Postgres tuning; you offer SQL performance." in sentences
    assert "You both enjoy music." in sentences


def test_taking_the_first_reason_away_lowers_the_weight() -> None:
    before = Affinity.of(CROWD, VOCABULARY)
    first = before.reasons(0, 1)[0]
    side = "asks" if first.kind == "they_offer" else "offers"
    after = Affinity.of([replace(CROWD[0], **{side: ()}), *CROWD[1:]], VOCABULARY)  # type: ignore[arg-type]
    assert weight(after, 0, 1) < weight(before, 0, 1)


def test_what_was_worked_out_is_kept_to_the_byte() -> None:
    affinity = Affinity.of(CROWD, VOCABULARY)
    kept = affinity.to_bytes()
    again = Affinity.from_bytes(kept, CROWD, Vocabulary.load())
    assert again.to_bytes() == kept == Affinity.of(CROWD, VOCABULARY).to_bytes()
    assert again.reasons(0, 1) == affinity.reasons(0, 1)
    with pytest.raises(ValueError):
        Affinity.from_bytes(kept, CROWD[:-1], VOCABULARY)
    assert fingerprint(CROWD, VOCABULARY) != fingerprint(CROWD, Vocabulary.load({"x": ["y"]}))


def test_a_newcomer_fits_as_if_listed() -> None:
    affinity = Affinity.of(CROWD[:1] + CROWD[2:], VOCABULARY)
    index, (indices, weights) = affinity.add(CROWD[1])
    listed = Affinity.of([CROWD[0], *CROWD[2:], CROWD[1]], VOCABULARY)
    expected, exact = listed.candidates.row(4)
    assert index == 4 and list(indices) == list(expected)
    assert np.argmax(weights) == np.argmax(exact)
    second, (others, _) = affinity.add(person("dee", "user interviews", "SQL"))
    assert second == 5 and 0 in others


def test_a_crowd_of_nobody() -> None:
    for crowd in ([], CROWD[-1:]):
        affinity = Affinity.of(crowd, VOCABULARY)
        assert affinity.candidates.size == len(crowd)
        assert Affinity.from_bytes(affinity.to_bytes(), crowd, VOCABULARY).candidates.size == len(crowd)
        affinity.add(CROWD[0])

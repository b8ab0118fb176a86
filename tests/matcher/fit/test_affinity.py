"""Weights have reasons in people's own words; who must not meet has no weight."""

import subprocess
import sys
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    crowd = [replace(each, **apart) if each.key in ("priya", "sam") else each for each in CROWD]  # type: ignore[arg-type]  # values by name, or a kind as text
    affinity = Affinity.of(crowd, VOCABULARY)
    assert weight(affinity, 0, 1) == 0


def test_knowing_somebody_counts_both_ways() -> None:
    crowd = [replace(CROWD[0], apart=frozenset({"sam"})), *CROWD[1:]]
    assert weight(Affinity.of(crowd, VOCABULARY), 1, 0) == 0


def test_reasons_are_in_both_peoples_own_words() -> None:
    people = [
        person("a", "repairing old bicycles", "baking sourdough bread", "jazz"),
        person("b", "sourdough starters", "a bicycle that squeaks", "swing jazz"),
    ]
    reasons = {reason.kind: reason for reason in Affinity.of(people, VOCABULARY).reasons(0, 1) if reason.said}
    assert reasons.keys() == {"they_offer", "they_ask", "both_like"}
    offer, ask, like = reasons["they_offer"], reasons["they_ask"], reasons["both_like"]
    assert (offer.my_phrase, offer.their_phrase) == ("baking sourdough bread", "sourdough starters")
    assert (offer.mine[0], offer.theirs[0]) == ("baking sourdough bread", "sourdough starters")
    assert (ask.mine[0], ask.theirs[0]) == ("repairing old bicycles", "bicycle")
    assert (like.mine, like.theirs[0]) == (("jazz",), "swing jazz")


@pytest.mark.parametrize(
    ("offer", "ask"),
    [
        ("SQL performance", "Postgres tuning"),
        ("hiking in the Alps", "cycling to work"),
        ("looking for a job as a baker", "bread"),
        ("bread", "bread for my burnout"),
    ],
    ids=["databases are both", "both are sports", "a job hunt", "an illness"],
)
def test_nothing_is_told_of_what_neither_or_one_alone_may_be_told(offer: str, ask: str) -> None:
    """A topic that what they name only belongs to is none that they share, and nobody is told of a private matter."""
    affinity = Affinity.of([person("a", offer), person("b", asks=ask)], VOCABULARY)
    assert not any(reason.said for reason in affinity.reasons(0, 1) + affinity.reasons(1, 0))
    assert weight(affinity, 0, 1) == 0


def test_what_may_not_be_told_still_counts_beside_what_may() -> None:
    """Two who like jazz are nearer each other where the one also knows databases and the other needs them."""
    alike = [person("a", interests="jazz"), person("b", interests="jazz")]
    nearer = [person("a", "SQL performance", interests="jazz"), person("b", asks="Postgres tuning", interests="jazz")]
    assert weight(Affinity.of(nearer, VOCABULARY), 0, 1) > weight(Affinity.of(alike, VOCABULARY), 0, 1) > 0


def test_quiet_phrases_are_told_to_nobody() -> None:
    people = [person("a", "pottery", quiet=frozenset({"pottery"})), person("b", asks="pottery")]
    affinity = Affinity.of(people, VOCABULARY)
    assert not any(reason.said for reason in affinity.reasons(1, 0)) and weight(affinity, 0, 1) == 0


def test_taking_the_first_reason_away_lowers_the_weight() -> None:
    before = Affinity.of(CROWD, VOCABULARY)
    first = before.reasons(0, 1)[0]
    side = "asks" if first.kind == "they_offer" else "offers"
    after = Affinity.of([replace(CROWD[0], **{side: ()}), *CROWD[1:]], VOCABULARY)  # type: ignore[arg-type]  # values by name, or a kind as text
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
        assert affinity.candidates.n == len(crowd)
        assert Affinity.from_bytes(affinity.to_bytes(), crowd, VOCABULARY).candidates.n == len(crowd)
        affinity.add(CROWD[0])


TOPICS = [
    *("Python", "SQL", "Postgres", "pottery", "kite making", "making kites", "jazz", "sailing", "n/a", "ux; seo"),
    *("looking for a job", "my burnout", "hiring bakers", "jazz for my divorce"),
]
answers = st.lists(st.sampled_from(TOPICS), max_size=3).map(tuple)
people = st.builds(
    lambda offers, asks, interests, agreed: (offers, asks, interests, agreed), answers, answers, answers, st.booleans()
)
crowds = st.lists(people, min_size=2, max_size=8).map(
    lambda said: [
        Profile(key=f"p{n}", offers=o, asks=a, interests=i, agreed=agreed) for n, (o, a, i, agreed) in enumerate(said)
    ]
)


@given(crowds)
@settings(max_examples=60, deadline=None)
def test_reasons_add_up_to_the_weight(crowd: list[Profile]) -> None:
    affinity = Affinity.of(crowd, VOCABULARY)
    for i in range(len(crowd)):
        for j in range(len(crowd)):
            if i != j:
                assert told_weight(affinity, i, j) == pytest.approx(weight(affinity, i, j), abs=2e-6)


def told_weight(affinity: Affinity, reader: int, other: int) -> float:
    """What all reasons come to; nothing where none of them may be told."""
    reasons = affinity.reasons(reader, other)
    assert all(reason.weight >= 0 and reason.said == (reason.ground != "unsaid") for reason in reasons)
    return sum(reason.weight for reason in reasons) if any(reason.said for reason in reasons) else 0.0


@given(crowds, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_list_changes_nothing(crowd: list[Profile], random: Random) -> None:
    shuffled = list(crowd)
    random.shuffle(shuffled)
    one, other = Affinity.of(crowd, VOCABULARY, 2), Affinity.of(shuffled, VOCABULARY, 2)
    for i, mine in enumerate(crowd):
        for j, theirs in enumerate(crowd):
            assert weight(one, i, j) == weight(other, shuffled.index(mine), shuffled.index(theirs))


@given(crowds, people)
@settings(max_examples=60, deadline=None)
def test_a_newcomers_weights_are_those_their_reasons_give(crowd: list[Profile], said: tuple[Any, ...]) -> None:
    affinity = Affinity.of(crowd[:-1], VOCABULARY)
    affinity.add(crowd[-1])
    offers, asks, interests, agreed = said
    new = Profile(key="new", offers=offers, asks=asks, interests=interests, agreed=agreed)
    index, (indices, weights) = affinity.add(new)
    assert index == len(crowd)
    told = dict(zip(indices.tolist(), weights.tolist(), strict=True))
    for other in range(len(crowd)):
        assert told.get(other, 0.0) == pytest.approx(told_weight(affinity, index, other), abs=2e-6)


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 not really", b"\x93NUMPY", b"x" * 1000])
def test_damaged_bytes_are_refused(damage: bytes) -> None:
    with pytest.raises(ValueError):
        Affinity.from_bytes(damage, CROWD, VOCABULARY)
    kept = Affinity.of(CROWD, VOCABULARY).to_bytes()
    with pytest.raises(ValueError):
        Affinity.from_bytes(kept[: len(kept) // 2], CROWD, VOCABULARY)


def test_many_asks_are_no_handicap() -> None:
    """One of four asks answered counts half as much as the only one answered, not a quarter."""
    crowd = [person("a", asks="pottery"), person("b", asks="pottery;sailing;jazz;chess"), person("c", offers="pottery")]
    affinity = Affinity.of(crowd, VOCABULARY)
    assert weight(affinity, 1, 2) == pytest.approx(weight(affinity, 0, 2) / 2, rel=0.2)


def test_the_door_needs_only_numpy() -> None:
    """Reading what import has kept, taking in a newcomer and telling reasons load nothing heavy."""
    kept = Affinity.of(CROWD, VOCABULARY).to_bytes()
    program = f"""
import sys
from tests.matcher.fit.test_affinity import CROWD
from matcher import Affinity, Arrivals, Vocabulary
before = set(sys.modules)
affinity = Affinity.from_bytes({kept!r}, CROWD[:-1] + CROWD[-1:], Vocabulary.load())
evening = Arrivals(affinity.candidates, [0.6] * len(CROWD))
evening.walk_in(affinity.add(CROWD[0])[1])
evening.arrive(0, 0.1), affinity.reasons(0, 1)
print(*{{name.partition(".")[0] for name in set(sys.modules) - before}})
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert not {"scipy", "sparse_dot_topn"} & set(told.split())

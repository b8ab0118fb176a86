"""Goals, distance in experience, and earlier meetings change whom people meet."""

from dataclasses import replace

import numpy as np
import pytest

from matcher import Affinity, Profile, Vocabulary, line
from matcher.fit.circumstances import welcome, welcomes
from matcher.fit.goals import MENTORING
from matcher.fit.reasons import strength
from matcher.words.meaning import Meaning

WORDS = Vocabulary.load()


def person(key: str, **more: object) -> Profile:
    return Profile(key=key, agreed=True, **more)  # type: ignore[arg-type]  # values by name, or a kind as text


def weights(*people: Profile) -> np.ndarray:
    affinity = Affinity.of(people, WORDS)
    table = np.zeros((len(people), len(people)))
    first, second, values = affinity.candidates.pairs()
    table[first, second] = table[second, first] = values
    return table


def test_goals_that_complete_each_other_bring_people_together() -> None:
    """Nearer, that is, where they have something to be told of: a goal is no line on a badge."""

    def both(one: str, other: str, **more: object) -> float:
        pair = (person("a", goals=frozenset({one}), **more), person("b", goals=frozenset({other}), **more))
        return float(weights(*pair)[0, 1])

    jazz = {"interests": ("jazz",)}
    for one, other in (("mentor", "be_mentored"), ("hire", "find_work"), ("collaborate", "collaborate")):
        assert both(one, other) == 0
        assert both(one, other, **jazz) > both("learn", "learn", **jazz) > 0
    assert both("be_mentored", "be_mentored", **jazz) == both("learn", "learn", **jazz), "neither has anything to give"


def test_a_goal_is_never_told_in_the_reason() -> None:
    mentor, mentee = person("a", goals=frozenset({"mentor"})), person("b", goals=frozenset({"be_mentored"}))
    (reason,) = Affinity.of([mentor, mentee], WORDS).reasons(0, 1)
    assert (reason.topic, reason.ground, reason.said) == (MENTORING, "unsaid", False)
    assert line([reason], "Bo", seed="1") is None and strength([reason]) == "maybe"
    known = [replace(each, interests=("jazz",)) for each in (mentor, mentee)]
    for language in ("en", "de", "fr", "es"):
        told = line(Affinity.of(known, WORDS).reasons(0, 1), "Bo", seed="1", language=language)
        assert told
        for said in (told.why, told.question, *told.card):
            assert "§" not in said and "mentor" not in said.casefold()


@pytest.mark.parametrize(
    ("mine", "theirs", "wish", "fits"),
    [(2, 10, "ahead", True), (10, 2, "ahead", False), (10, 2, "behind", True), (3, 5, "peers", True),
     (3, 12, "peers", False), (3, 12, "", True), (None, 12, "peers", True), (3, None, "ahead", True)],
)  # fmt: skip
def test_the_distance_wished_for(mine: float | None, theirs: float | None, wish: str, fits: bool) -> None:
    one = person("a", experience=mine, distance=wish)
    assert (welcome(one, person("b", experience=theirs)) == 1.0) is fits


def test_pairs_at_once_are_weighed_as_one_by_one() -> None:
    people = [
        person("a", again=frozenset("b")), person("b"), person("c", seen=frozenset("a")),
        person("d", experience=3.0, distance="ahead"), person("e", experience=1.0, distance="peers"),
    ]  # fmt: skip
    first, second = np.triu_indices(5, 1)
    expected = [welcome(people[i], people[j]) for i, j in zip(first, second, strict=True)]
    assert welcomes(people, first, second).tolist() == expected
    assert max(expected) > 1 > min(expected)


def test_a_newcomer_is_weighed_like_somebody_on_the_list() -> None:
    """Goals, wishes and all: who walks in gets the weights that import would have given."""
    listed = [person("a", offers=("Rust",), asks=("pottery",), experience=10.0, goals=frozenset({"mentor"}))]
    newcomer = person("b", asks=("Rust",), experience=1.0, distance="peers", goals=frozenset({"be_mentored"}))
    affinity = Affinity.of([*listed, person("x", offers=("pottery",))], WORDS)
    _, (indices, values) = affinity.add(newcomer)
    assert indices.tolist() == [0]
    found = affinity.reasons(2, 0)
    assert sum(reason.weight for reason in found) == pytest.approx(values[0], abs=1e-5)


def test_removing_the_phrase_that_is_cited_lowers_the_weight() -> None:
    crowd = [
        person("a", offers=("Rust", "pottery"), asks=("SQL tuning", "bread baking")),
        person("b", offers=("bread", "databases"), asks=("systems programming in Rust",)),
        person("c", offers=("sailing",), asks=("chess",)),
    ]
    affinity = Affinity.of(crowd, WORDS)
    for reader, other in ((0, 1), (1, 0)):
        before = weights(*crowd)[reader, other]
        cited = affinity.reasons(reader, other)[0]
        side = "asks" if cited.kind == "they_offer" else "offers"
        said = getattr(crowd[reader], side)
        kept = tuple(phrase for phrase in said if phrase != cited.my_phrase)
        assert len(kept) < len(said)
        without = [*crowd]
        values = {name: getattr(crowd[reader], name) for name in Profile.__dataclass_fields__}
        without[reader] = Profile(**{**values, side: kept})
        assert weights(*without)[reader, other] < before


def test_three_words_for_how_sure_a_fit_is() -> None:
    pairs = [
        (person("a", asks=("Rust",)), person("b", offers=("Rust",))),
        (person("a", interests=("chess",)), person("b", interests=("chess",))),
        (person("a", asks=("zorbing",)), person("b", offers=("zorbing",))),
        (person("a", goals=frozenset({"hire"})), person("b", goals=frozenset({"find_work"}))),
    ]
    found = [strength(Affinity.of(pair, WORDS).reasons(0, 1)) for pair in pairs]
    assert found == ["strong", "likely", "likely", "maybe"]


def test_likeness_connects_what_the_vocabulary_does_not() -> None:
    vectors = {"old clunkers": [1.0, 0.1], "fixing jalopies": [1.0, 0.0], "quilts": [0.0, 1.0]}
    people = [
        person("a", offers=("fixing jalopies",)),
        person("b", asks=("old clunkers",)),
        person("c", asks=("quilts",)),
    ]
    meaning = Meaning.of(vectors, ["fixing jalopies"], ["old clunkers", "quilts"], [])
    affinity = Affinity.of(people, WORDS, meaning=meaning)
    (reason,) = affinity.reasons(1, 0)
    assert reason.kind == "related" and strength([reason]) == "maybe"
    assert (reason.mine, reason.theirs, reason.ground) == (("old clunkers",), ("fixing jalopies",), "likeness")
    assert not affinity.reasons(2, 0)
    again = Affinity.from_bytes(affinity.to_bytes("m"), people, WORDS, "m")
    assert again.reasons(1, 0) == affinity.reasons(1, 0)
    with pytest.raises(ValueError):
        Affinity.from_bytes(affinity.to_bytes("m"), people, WORDS, "other")


def test_without_any_vector_there_is_no_likeness() -> None:
    assert Meaning.of({}, ["a"], ["b"], ["c"]).asks == {}
    crowded = {f"p{n}": [1.0, n / 1000] for n in range(60)}
    offers = list(crowded)
    meaning = Meaning.of(crowded, offers, ["p0"], offers)
    assert len(meaning.offers) <= 31 and meaning.interests

"""Which way answers point: seekers meet those who give, and never just other seekers."""

import pytest

from matcher import Affinity, Profile, Vocabulary, rank
from matcher.words.direction import at_odds, intent

WORDS = Vocabulary.load()


def person(key: str, offers: str = "", asks: str = "", **more: object) -> Profile:
    values = {"offers": (offers,) if offers else (), "asks": (asks,) if asks else (), "agreed": True, **more}
    return Profile(key=key, **values)  # type: ignore[arg-type]  # values by name, or a kind as text


def weight(one: Profile, other: Profile) -> float:
    affinity = Affinity.of([one, other], WORDS)
    return float(sum(affinity.candidates.weights)) / 2


@pytest.mark.parametrize(
    ("phrase", "meant"),
    [
        ("looking for a React job", "job"), ("open to new roles", "job"), ("suche eine neue Stelle", "job"),
        ("je cherche un emploi", "job"), ("busco trabajo como diseñadora", "job"),
        ("hiring React developers", "hire"), ("we are recruiting", "hire"), ("wir suchen Entwickler", "hire"),
        ("want to learn Rust", "seek"), ("I also need English practice", "seek"), ("Rust newbie", "seek"),
        ("suche Hilfe mit Docker", "seek"), ("je cherche un groupe", "seek"), ("necesito consejos", "seek"),
        ("Rust", ""), ("happy to help with Rust", ""), ("I teach beginners", ""), ("looking for mentees", ""),
        ("we welcome beginners", ""), ("gebe gerne Tipps", ""),
    ],
)  # fmt: skip
def test_what_a_phrase_wants(phrase: str, meant: str) -> None:
    assert intent(phrase) == meant


def test_a_job_hunt_brings_nobody_together_for_nobody_is_told_of_it() -> None:
    seeker = person("a", asks="looking for a React job")
    hirer = person("b", asks="hiring React developers")
    rival = person("c", offers="React developer looking for a job")
    assert weight(seeker, hirer) == weight(seeker, rival) == 0


def test_a_wish_among_the_offers_gives_little() -> None:
    asker = person("a", asks="Rust")
    assert weight(asker, person("b", offers="Rust")) > 3 * weight(asker, person("c", offers="want to learn Rust"))


def test_nobody_else_reads_of_a_job_hunt() -> None:
    affinity = Affinity.of(
        [person("a", asks="looking for a React job"), person("b", asks="hiring React developers")], WORDS
    )
    for reader, other in ((0, 1), (1, 0)):
        assert not any(reason.said for reason in affinity.reasons(reader, other))


def test_ranking_finds_the_offer_in_other_words() -> None:
    offers = [
        "site reliability, Kubernetes clusters", "I fold paper cranes", "we need Kubernetes people", "pottery",
        "bread baking",
    ]  # fmt: skip
    scores = rank("who runs k8s in production?", offers)
    assert scores.index(max(scores)) == 0 and scores[2] < scores[0] / 2
    assert len(set(scores)) == len(scores), "even where nothing is known, letters tell offers apart"
    assert rank("k8s", []) == []


@pytest.mark.parametrize("wish", ["looking for a job", "a new job", "suche eine Stelle", "open to new roles"])
def test_whoever_looks_for_work_is_told_of_others_by_what_else_they_say(wish: str) -> None:
    hirer = person("b", asks="we are hiring two Go developers", interests=("pottery",))
    alone, potter = person("a", asks=wish), person("a", asks=wish, interests=("pottery",))
    assert weight(alone, hirer) == weight(alone, person("d", offers="hiring for our bakery")) == 0
    assert weight(potter, hirer) > 0
    for reason in Affinity.of([potter, hirer], WORDS).reasons(0, 1):
        assert not reason.said or (reason.mine, reason.theirs) == (("pottery",), ("pottery",))


@pytest.mark.parametrize(
    ("ask", "offer"),
    [("vermicomposting at office scale", "grant writing"), ("site slow on phones", "go"),
     ("how do I find five people for a usability test?", "letterpress and risograph")],
)  # fmt: skip
def test_faint_guesses_are_no_reason_to_meet(ask: str, offer: str) -> None:
    assert weight(person("a", asks=ask), person("b", offers=offer)) == 0


def test_an_ask_is_no_offer_and_rivals_are_no_match() -> None:
    assert at_odds("practise English", "I also need English practice")
    assert at_odds("looking for a React job", "React developer looking for a job")
    assert at_odds("hiring React developers", "we are hiring too")
    assert not at_odds("looking for a React job", "hiring React developers")
    assert not at_odds("practise English", "native speaker")

"""How risky words are, what of them is printed, and what a list is about: to the number."""

from dataclasses import replace

import pytest

from kiosk.event.words.permitted import Wording
from kiosk.event.words.risks import agreed, risks, to_review, unreviewed
from kiosk.event.words.understood import popular, unknown_phrases
from kiosk.event.words.vocabulary import meant
from kiosk.model import Registrant, Status
from kiosk.store.verdicts import Decision, Verdict
from matcher import Vocabulary

WORDS = Vocabulary.load()


@pytest.mark.parametrize(
    ("words", "risk", "why"),
    [
        ("write to ana@example.org", 6, ["address"]), ("a new job", 5, ["private life"]),
        ("mein Gehalt", 9, ["private life", "speaks of money"]), ("500 eur salary", 9, ["private life", "of money"]),
        ("500€ for a bike", 4, ["money"]), ("costs 300 usd", 4, ["money"]), ("5k chf", 4, ["money"]),
        ("20 pounds", 4, ["money"]), ("20 poundsterling", 0, []),
        ("world domination lol", 4, ["joke"]), ("HELP ME PLEASE", 3, ["loud"]),
        ("rockets 🚀", 3, ["pictures"]), ("x" * 40, 0, []), ("x" * 41, 2, ["long (41"]), ("x" * 90, 2, ["long (90"]),
        ("x" * 91, 3, ["long (91"]), ("Is it? Yes it is", 1, ["sentence"]), ("OK!!", 3, ["loud"]), ("OK!", 0, []),
        ("AB CDE FG", 3, ["loud"]), ("AB CDE", 0, []), ("HELLO THERE", 3, ["loud"]), ("HELLO", 0, []),
        ("I really love my cats", 1, ["sentence"]), ("I love cats", 0, []), ("1990-2000 design", 0, []),
        ("how to get clients", 5, ["selling", "sentence"]), ("A I O", 0, []),
        ("wow!!! call 0171 2345678", 10, ["address", "loud", "sentence"]),
        ("call me at +49 171 23", 10, ["address", "called"]),
    ],
)  # fmt: skip
def test_the_worst_of_words_comes_first_and_counts_most(words: str, risk: int, why: list[str]) -> None:
    found, said = risks(words)
    assert found == risk and len(said) == len(why), said
    assert all(part in each for part, each in zip(why, said, strict=True)), said


def person(
    number: int, *offers: str, asks: tuple[str, ...] = (), interests: tuple[str, ...] = (), **more: object
) -> Registrant:
    ident = f"r{number}"
    known = {"ref": ident, "id": ident, "ticket": ident, "person": ident, "number": number, "name": f"P{number}"}
    said = {"offers": offers, "asks": asks, "interests": interests, "consent": True}
    return Registrant(**{**known, **said, **more})  # type: ignore[arg-type]  # by name


def test_phrases_are_counted_by_person_and_sorted_by_what_needs_a_look() -> None:
    crowd = [
        person(1, "pottery", "zorbing", asks=("pottery",)), person(2, "Pottery"), person(3, "zorbing", person="r1"),
        person(4, "write to x@example.org"), person(5, "mein Gehalt"), person(6, "gone", status=Status.CANCELLED),
        person(7, "secret", consent=None), person(8, "late words", status=Status.PENDING),
    ]  # fmt: skip
    decided = {"pottery": Decision("pottery", Verdict.KEEP)}
    found = to_review(crowd, WORDS, decided)
    assert [each.words for each in found] == [
        "mein Gehalt", "write to x@example.org", "late words", "zorbing", "pottery",
    ]  # fmt: skip
    by_words = {each.words: each for each in found}
    pottery, zorbing = by_words["pottery"], by_words["zorbing"]
    assert (pottery.offers, pottery.asks, pottery.interests, pottery.people) == (2, 1, 0, 2)
    assert (zorbing.offers, zorbing.people, zorbing.risk, zorbing.risks) == (1, 1, 0, ())
    assert pottery.decision == decided["pottery"] and unreviewed(found) == 4
    assert [one.number for one in agreed(crowd)] == [1, 2, 3, 4, 5, 8]


def test_what_is_printed_of_a_phrase() -> None:
    (phrase,) = to_review([person(1, "pottery")], WORDS, {})
    assert phrase.printed == "pottery"
    for verdict, printed in ((Verdict.KEEP, "pottery"), (Verdict.SHORTEN, "clay"), (Verdict.STRIKE, "clay")):
        assert replace(phrase, decision=Decision("pottery", verdict, "clay")).printed == printed


def test_what_the_organiser_lets_be_printed() -> None:
    wording = Wording({"bad words": "", "long words": "short"}, frozenset({"struck"}))
    assert [wording.wordings(each, ("found",)) for each in ("Bad words", "I offer long Words", "Fine")] == [
        (), ("short",), ("found",),
    ]  # fmt: skip
    assert [wording.reworded(each) for each in ("Bad words", "Long Words", "Fine")] == [True, True, False]
    assert [wording.quiet(each) for each in ("Bad words", "Long Words", "Fine")] == [True, False, False]
    assert wording.struck("STRUCK") and not wording.struck("bad words")


@pytest.mark.parametrize(
    ("answers", "short"),
    [
        (("pottery, jazz",), "pottery"), (("struck, long words",), "short"), (("struck", "jazz"), "jazz"),
        (("struck, bad words",), ""), (("my burnout, looking for a job",), ""), (("n/a", "see ana@example.org"), ""),
        (("what I would like to hear more about in depth some day is jazz that nobody plays any more",), ""), ((), ""),
    ],
)  # fmt: skip
def test_what_a_chest_may_ask_about(answers: tuple[str, ...], short: str) -> None:
    wording = Wording({"bad words": "", "long words": "short"}, frozenset({"struck"}))
    assert wording.short(answers) == short


def test_topics_by_how_often_they_are_named() -> None:
    crowd = [
        person(1, "Python", "pottery"), person(2, "pottery", asks=("Python",)), person(3, asks=("pottery", "SQL")),
        person(4, "sailing", consent=False),
    ]  # fmt: skip
    found = popular(crowd, WORDS)
    assert [(each.offers, each.asks) for each in found] == [(2, 1), (1, 1), (0, 1)]
    assert [each.topic.casefold() for each in found][1:] == ["python", "sql"]


def test_only_names_that_the_vocabulary_knows_are_topics() -> None:
    """A person's own words would tell of them, and what is part of a topic is not the topic."""
    assert popular([person(1, "quuxology", "zorbing")], WORDS) == ()
    assert meant(person(1, "quuxology", asks=("zorbing",)), Wording(), WORDS) == set()
    said = meant(person(1, "pottery", asks=("python",), interests=("sailing",)), Wording(), WORDS)
    assert len(said) == 3
    assert len(meant(person(1, "pottery", asks=("python",)), Wording(strikes=frozenset({"pottery"})), WORDS)) == 1
    for topic in said:
        assert {each.topic for each in popular([person(1, topic)], WORDS)} == {topic}


def test_what_is_not_understood_by_how_many_said_it() -> None:
    crowd = [
        person(1, "Zorbing", "zorbing"), person(2, asks=("zorbing",)), person(3, interests=("quuxology",)),
        person(4, "aaxology"), person(5, "python", "looking for a job", "we are hiring"),
    ]  # fmt: skip
    found = unknown_phrases(crowd, WORDS)
    assert [(each.phrase.casefold(), each.people) for each in found] == [
        ("zorbing", 2),
        ("aaxology", 1),
        ("quuxology", 1),
    ]
    assert all(len(each.nearest) <= 3 and len(set(each.nearest)) == len(each.nearest) for each in found)
    (typo,) = unknown_phrases([person(1, "pyhton scrpting stuffs")], WORDS) or (None,)
    assert typo is None or typo.nearest


def test_nothing_far_is_suggested() -> None:
    """Rather nothing than "CNC machining" for questions; what is spelt alike or hinted at is worth a look."""
    said = ("fragen", "the meaning of it all", "xyzzy frobnication", "Yogga", "boatbuildng", "rare minerals from mars")
    near = {each.phrase: each.nearest for each in unknown_phrases([person(1, *said)], WORDS)}
    assert [near[phrase] for phrase in said[:3]] == [(), (), ()]
    assert near["Yogga"] == ("yoga",) and near["boatbuildng"] == ("shipbuilding",)
    assert "earth science" in near["rare minerals from mars"]

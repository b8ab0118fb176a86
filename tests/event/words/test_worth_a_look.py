"""How risky words are, what of them is printed, and what a list is about: to the number."""

from dataclasses import replace

import pytest

from kiosk import language
from kiosk.event.review.in_context import Places, Printed
from kiosk.event.review.phrases import to_review, unreviewed
from kiosk.event.words.permitted import Wording, agreed
from kiosk.event.words.risks import LOOK_FROM, Risk, risk_of
from kiosk.event.words.understood import popular, unknown_phrases
from kiosk.event.words.vocabulary import meant
from kiosk.model import Registrant, Status
from kiosk.store.verdicts import Decision as Verdicted
from kiosk.store.verdicts import Verdict
from matcher import Vocabulary
from matcher.saying.decision import Decision, Use, decide
from tests.hostile import NAMES

WORDS = Vocabulary.load()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("write to ana@example.org", ["address"]), ("see https://x.org", ["address"]),
        ("call 0171 2345678", ["address"]),
        ("linkedin.com/in/ana", ["address"]), ("06.12.34.56.78", ["address"]),
        ("call me at +49 171 23", ["address", "called"]), ("schreib mir", ["called"]),
        ("a new job", ["finding work"]), ("mein Gehalt", ["money"]), ("500 eur salary", ["money"]),
        ("500€ for a bike", ["money"]), ("mes dettes", ["money"]), ("tengo deudas", ["money"]),
        ("problemas de salud", ["health"]), ("mein Bruder trinkt", ["family"]),
        ("free beer tasting", ["joke"]), ("weltherrschaft", ["joke"]), ("people are idiots", ["hurt"]),
        ("rockets 🚀", ["pictures"]), ("🇩🇪 🇫🇷", ["pictures"]), ("pottery :-)", ["pictures"]),
        ("POTTERY WHEELS", ["loud"]), ("OK!!", ["loud"]), ("x" * 41, ["long (41"]), ("x" * 90, ["long (90"]),
        ("Is it? Yes it is", ["sentence"]), ("I really love my cats", ["sentence"]),
    ],
)  # fmt: skip
def test_what_is_risky_and_why(words: str, why: list[str]) -> None:
    risk = risk_of(words)
    said = risk.plainly()
    assert 0.1 < risk.score <= 1
    assert all(any(part in each for each in said) for part in why), said


@pytest.mark.parametrize(
    "words",
    [
        "pottery", "Postgres tuning", "C++", "Arduino and PCB design", "Jazz", "HTML CSS", "node.js", "5k runs",
        "technical debt", "faire du pain", "sailing", "chess", "Töpfern", "Brot backen",
    ],
)  # fmt: skip
def test_what_is_harmless(words: str) -> None:
    """Beside what the matcher thinks of it, which its own tests judge."""
    fine = Decision("thing", "fine", "en", surely=True, use=Use.SAY, risk=0.01)
    assert risk_of(words, fine) == Risk(0.01, (), len(words))


def test_the_worst_reason_comes_first_and_everything_adds_up() -> None:
    both = risk_of("wow!!! call 0171 2345678")
    assert "address" in both.plainly()[0] and len(both.why) > 1
    alone, more = risk_of("free beer tasting"), risk_of("free beer tasting 🍺")
    assert more.score > alone.score > decide("free beer tasting").risk
    assert risk_of("1990-2000 design").plainly() == ["may be private"], "years are no telephone number"


def test_words_that_the_matcher_leaves_unsaid_tell_why() -> None:
    decision = Decision("trouble", "grief", "en", surely=True, use=Use.MATCH, risk=0.9)
    risk = risk_of("my late husband", decision)
    assert risk.plainly() == ["speaks of grief"] and risk.score == 0.9
    guessed = replace(decision, risk=0.4)
    assert risk_of("my late husband", guessed).plainly() == ["may be private"], "what it is about, is a guess"
    assert risk_of("my late shop", replace(decision, matter="selling", risk=0.1)).plainly() == ["sounds like selling"]
    fine = Decision("thing", "fine", "en", surely=True, use=Use.SAY, risk=LOOK_FROM)
    assert risk_of("pottery", fine).why and not risk_of("pottery", replace(fine, risk=LOOK_FROM - 0.01)).why


def test_reasons_are_told_in_the_language_in_use() -> None:
    risk = risk_of("x" * 41)
    language.use("de")
    try:
        assert "ist lang (41 Zeichen)" in risk.told() and "is long (41 characters)" in risk.plainly()
    finally:
        language.use("en")


def test_no_text_is_too_strange_to_be_looked_at() -> None:
    for name in NAMES:
        assert 0 <= risk_of(name).score <= 1


def person(
    number: int, *offers: str, asks: tuple[str, ...] = (), interests: tuple[str, ...] = (), **more: object
) -> Registrant:
    ident = f"r{number}"
    known = {"ref": ident, "id": ident, "ticket": ident, "person": ident, "number": number, "name": f"P{number}"}
    said = {"offers": offers, "asks": asks, "interests": interests, "consent": True}
    return Registrant(**{**known, **said, **more})  # type: ignore[arg-type]  # by name


def test_phrases_are_counted_by_person_and_sorted_by_what_needs_a_look() -> None:
    crowd = [
        person(1, "pottery", "zorbing", asks=("pottery",)), person(2, "I can help with Pottery"),
        person(3, "zorbing", person="r1"), person(4, "write to x@example.org"), person(5, "free beer tasting"),
        person(6, "gone", status=Status.CANCELLED), person(7, "secret", consent=None),
        person(8, "late words", status=Status.PENDING),
    ]  # fmt: skip
    decided = {"pottery": Verdicted("pottery", Verdict.KEEP)}
    line = Printed("P1", "P2", "Zorbing, both of you.", ("a", "b"), readers_own=False, pair=(0, 1))
    places = {key: Places([line]) for key in ("pottery", "zorbing", "free beer tasting")}
    places["late words"] = Places(chests=[("P8", "late words")])
    found = to_review(crowd, WORDS, decided, places)
    assert [each.key for each in found] == [
        "free beer tasting", "zorbing", "late words", "pottery", "write to x@example.org",
    ]  # fmt: skip
    by_key = {each.key: each for each in found}
    pottery, zorbing, late = by_key["pottery"], by_key["zorbing"], by_key["late words"]
    assert (pottery.offers, pottery.asks, pottery.interests, pottery.people) == (2, 1, 0, 2)
    assert pottery.writers == ("P1", "P2"), "one verdict covers what is said around it"
    assert (zorbing.offers, zorbing.people) == (1, 1), "two tickets of one person"
    assert pottery.decision == decided["pottery"] and unreviewed(found) == 3
    assert (zorbing.badges, late.badges) == (1, 1) and not by_key["write to x@example.org"].printable
    assert [one.number for one in agreed(crowd)] == [1, 2, 3, 4, 5, 8]


def test_what_is_printed_of_a_phrase() -> None:
    (phrase,) = to_review([person(1, "pottery")], WORDS, {}, {"pottery": Places(chests=[("P1", "pottery")])})
    assert phrase.printed == "pottery" and phrase.waits
    for verdict, printed in ((Verdict.KEEP, "pottery"), (Verdict.SHORTEN, "clay"), (Verdict.STRIKE, "clay")):
        decided = replace(phrase, decision=Verdicted("pottery", verdict, "clay"))
        assert decided.printed == printed and not decided.waits
    assert replace(phrase, places=Places()).printed == ""


def test_what_the_organiser_lets_be_printed() -> None:
    wording = Wording({"bad words": "", "long words": "short"}, frozenset({"struck"}))
    found = {each: wording.wordings(each, ("found", "f")) for each in ("Bad words", "Long Words", "Fine")}
    assert found == {"Bad words": (), "Long Words": ("short",), "Fine": ("found", "f")}
    assert [wording.reworded(each) for each in ("bad words", "I can help with long words", "fine")] == [
        True, True, False,
    ]  # fmt: skip
    assert wording.struck("STRUCK") and not wording.struck("bad words")
    assert wording.quiet("bad words") and not wording.quiet("long words")


def test_a_chest_asks_about_the_first_thing_that_anybody_may_read() -> None:
    wording = Wording({"bread baking": "", "long words": "short"}, frozenset({"sailing"}))
    assert wording.chest(["sailing, bread baking, pottery"]) == ("pottery", "pottery")
    assert wording.chest(["sailing", "Long words"]) == ("Long words", "short") and wording.short(["sailing"]) == ""
    assert wording.chest(["mein Bruder trinkt"]) == ("", "")


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
    assert "fragen" not in near, "which says nothing, and so is not listed"
    assert [near[phrase] for phrase in near.keys() & set(said[:3])] == [()] * len(near.keys() & set(said[:3]))
    assert "xyzzy frobnication" in near
    assert near["Yogga"] == ("yoga",) and near["boatbuildng"] == ("shipbuilding",)
    assert "earth science" in near["rare minerals from mars"]


def test_nobody_is_named_by_what_somebody_else_wrote() -> None:
    known = Wording(people=frozenset({("sven", "ackermann")}))
    wish = "Ich würde gern mit Sven Ackermann klettern"
    assert known.chest([wish, "Klettern"]) == ("Klettern", "Klettern")
    assert known.quiet(wish) and not known.may_be_said(wish) and known.said([wish]) == ()
    assert not known.quiet("Klettern mit Sven") and not Wording().quiet(wish)

"""What people said, understood: whether they come, what they are handed, how they are called in settings."""

from itertools import pairwise
from typing import Any

import pytest

from kiosk.config import Denied, DoorSettings
from kiosk.event.guests.acquaintance import Acquaintance
from kiosk.event.guests.chances import chance
from kiosk.event.guests.handover import hand_over
from kiosk.event.guests.private import Private, handles
from kiosk.event.guests.wishes import distance, goals, years
from kiosk.model import Registrant


def somebody(ident: str = "i", **values: object) -> Registrant:
    known = {"ref": ident, "id": ident, "ticket": ident, "person": ident, "number": 1, "name": "Ana Rossi"}
    return Registrant(**{**known, **values})  # type: ignore[arg-type]  # by name


def odds(likely: float) -> float:
    return likely / (1 - likely)


@pytest.mark.parametrize(
    "said",
    ["yes", "Y", "Ja!", "oui", "Sí", "true", "1", "Sure.", "definitely", "of course!", "Coming", "attending", "klar"],
)
def test_a_yes_on_the_day_counts_eightfold(said: str) -> None:
    assert odds(chance(somebody(coming=said), 0.5)) == pytest.approx(8)


@pytest.mark.parametrize(
    "said",
    [
        "no",
        "N",
        "Nein",
        "non",
        "false",
        "0",
        "cancelled",
        "can't",
        "Cannot make it",
        "not coming",
        "Leider krank",
        "No!",
    ],
)
def test_a_no_on_the_day_says_nearly_everything(said: str) -> None:
    assert chance(somebody(coming=said), 0.5) < 0.05


@pytest.mark.parametrize(
    "said",
    ["maybe", "Perhaps", "not sure yet", "unsure", "vielleicht", "peut-être", "quizá", "tal vez", "depends", "?"],
)
def test_a_maybe_is_less_than_nothing_said_and_no_refusal(said: str) -> None:
    assert 0.05 < chance(somebody(coming=said), 0.5) < 0.5


def test_how_likely_somebody_comes() -> None:
    assert odds(chance(somebody(paid=True), 0.5)) == pytest.approx(2)
    assert chance(somebody(paid=True, coming="yes"), 0.9) == 0.97 == chance(somebody(coming="yes"), 1.0)
    assert chance(somebody(), 0.5, (0, 1)) == pytest.approx(1 / 3) and chance(somebody(), 0.5, (3, 4)) == 4 / 6
    assert chance(somebody(coming="  "), 0.5) == chance(somebody(coming="hm"), 0.5) == 0.5
    assert chance(somebody(), 1.0) == 1.0 and chance(somebody(coming="no"), 0.0) == 0.0
    rising = [chance(somebody(coming=said), 0.5) for said in ("no", "maybe", "", "yes")]
    assert all(one < other for one, other in pairwise(rising))


RULES = DoorSettings(
    hand_over={"Ticket type": {"Speaker": "red {}", "*": "blue"}, "T-shirt size": "shirt {}", "Photos": {"no": "none"},
               "First time": {"yes": "a map"}, "Years": "{} years"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({}, ""), ({"ticket_type": "SPEAKER"}, "red SPEAKER"), ({"ticket_type": "Guest"}, "blue"),
        ({"photos": False}, "none"), ({"photos": True}, ""),
        ({"first_time": True}, "a map"), ({"first_time": False}, ""),
        ({"extras": (("T-shirt size", "M"),), "ticket_type": "x"}, "blue · shirt M"),
        ({"extras": (("Ticket type", "Speaker"),), "ticket_type": "Guest"}, "red Speaker"),
        ({"extras": (("Years", ""),)}, ""), ({"extras": (("years", "5"),)}, ""),
    ],
)  # fmt: skip
def test_what_is_handed_over(values: dict[str, Any], line: str) -> None:
    """A column of the list before a field of the same name."""
    assert hand_over(somebody(**values), RULES) == line


def test_whom_only_the_door_knows_of() -> None:
    private = Private(DoorSettings(
        do_not_admit=(Denied(who="Éva Kiss", call="Ana"), Denied(who="bad@example.org", call="Bo")),
        keep_apart=(("ana@example.org", "CODE2"), ("Third One", "ana@example.org")),
    ))  # fmt: skip
    assert private.denied(somebody(name="eva KISS")) == "Ana"
    assert private.denied(somebody(email="Bad@example.org")) == "Bo"
    assert private.denied(somebody()) == "" and Private(DoorSettings()).denied(somebody()) == ""
    assert private.may_match(somebody(consent=True))
    for person in (somebody(consent=None), somebody(consent=False), somebody(consent=True, name=""),
                   somebody(consent=True, name="Éva Kiss")):  # fmt: skip
        assert not private.may_match(person)
    ana, two = somebody("a", email="ana@example.org"), somebody("b", name="Two", codes=("X", "code2"))
    three, other = somebody("c", name="third one"), somebody("d", name="Other")
    crowd = [ana, two, three, other]
    assert [private.apart(one, crowd) for one in crowd] == [{"b", "c"}, {"a"}, {"a"}, frozenset()]
    assert Private(DoorSettings()).apart(ana, crowd) == frozenset()
    assert handles(somebody(email="A@b.c", codes=("K",))) == {"a@b.c", "ana rossi", "k"}
    assert handles(somebody(name="")) == set()


def test_who_knows_whom_is_known_both_ways() -> None:
    ana, bo = somebody("a", email="ana@example.org", knows=("BO ABEL", "ana rossi")), somebody("b", name="Bo Abel")
    namesake = somebody("n", name="bo abel")
    late = somebody("l", name="Late One", knows=("ana@example.org",))
    known = Acquaintance([ana, bo, namesake])
    assert known.of(ana) == {"b", "n"} and known.of(bo) == {"a"} == known.of(namesake)
    ahead = known.fork()
    ahead.add(late)
    assert ahead.of(ana) == {"b", "n", "l"} and ahead.of(late) == {"a"}
    assert known.of(ana) == {"b", "n"}, "what was tried changes nothing"
    assert known.of(somebody("x", name="Nobody Known")) == frozenset()


@pytest.mark.parametrize(
    ("answer", "goal"),
    [
        ("need a mentor", "be_mentored"), ("want a mentor", "be_mentored"), ("seeking mentorship", "be_mentored"),
        ("being mentored", "be_mentored"), ("mentee", "be_mentored"), ("Mentor gesucht", "be_mentored"),
        ("trouver un mentor", "be_mentored"), ("encontrar un mentor", "be_mentored"), ("coach others", "mentor"),
        ("give back", "mentor"), ("Andere begleiten", "mentor"), ("accompagner", "mentor"), ("acompañar", "mentor"),
        ("job hunt", "find_work"), ("Stellensuche", "find_work"), ("trouver un emploi", "find_work"),
        ("searching for a position", "find_work"), ("a new role", "find_work"), ("find colleagues", "hire"),
        ("Leute einstellen", "hire"), ("neue Mitarbeiter", "hire"), ("recruter", "hire"), ("embaucher", "hire"),
        ("contratar", "hire"), ("selección", "hire"), ("work together", "collaborate"), ("cofounder", "collaborate"),
        ("co-founder", "collaborate"), ("join a project", "collaborate"), ("side project", "collaborate"),
        ("gemeinsam bauen", "collaborate"), ("mitmachen", "collaborate"), ("projet commun", "collaborate"),
        ("proyecto", "collaborate"), ("inspiration", "learn"), ("new ideas", "learn"), ("knowledge", "learn"),
        ("skills", "learn"), ("Weiterbildung", "learn"),
    ],
)  # fmt: skip
def test_what_people_come_for(answer: str, goal: str) -> None:
    assert goals([answer, "the snacks"]) == {goal}


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        ("ahead", ["ahead of me", "more senior", "experienced", "further along", "erfahrene", "weiter",
                   "experimentés", "avancés"]),
        ("behind", ["starting out", "beginners", "newer people", "less experience", "juniors", "Anfänger", "Einsteiger",
                    "débutants", "principiantes", "empezando"]),
        ("peers", ["peers", "equals", "same level", "same stage", "people like me", "gleiche", "auf Augenhöhe",
                   "mes pairs", "mis pares", "mismo nivel"]),
        ("", ["", "anybody", "repairs"]),
    ],
)  # fmt: skip
def test_whom_people_would_rather_meet(kind: str, answers: list[str]) -> None:
    assert {answer: distance(answer) for answer in answers} == dict.fromkeys(answers, kind)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("1", 1), ("3 to 5", 4), ("3–5", 4), ("3 bis 6 Jahre", 4.5), ("2 à 4 ans", 3), ("2 a 4", 3), ("2.5 years", 2),
        ("60", 60), ("61", None), ("10-70", None), ("student", 0), ("trainee", 0), ("intern", 0), ("new to it", 0),
        ("junior", 2), ("early career", 2), ("Berufseinsteiger", 2), ("mid", 5), ("intermediate", 5), ("regular", 5),
        ("professional", 5), ("fortgeschritten", 5), ("expert", 10), ("veteran", 10), ("erfahren", 10), ("lead", 12),
        ("principal", 12), ("Head of", 12), ("director", 12), ("senior lead", 12), ("international", None),
    ],
)  # fmt: skip
def test_years_in_words_and_numbers(answer: str, expected: float | None) -> None:
    assert years(answer) == expected

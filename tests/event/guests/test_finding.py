"""Whom a line on paper, a code or a number means; and what somebody is called."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.errors import InputError, NotFoundError
from kiosk.event.guests import finding
from kiosk.event.guests.consent import matchable, settled
from kiosk.event.guests.naming import by_surname, called, first_name, surname_first
from kiosk.model import Consent, Registrant, Registration, Status
from kiosk.store import people
from tests.store.lists import listed

GUESTS = [
    Registration(ref="1", name="Ana Rossi", codes=("AAA",), order="X1"),
    Registration(ref="2", name="Ana Blum", codes=("BBB",)),
    Registration(ref="3", name="Ana Blum", email="other@example.org"),
    Registration(ref="4", name="Maria del Mar Ortiz"),
    Registration(ref="5", name="Li"),
    Registration(ref="6", name="", order="X1"),
    Registration(ref="7", name="Lisa Li"),
]


@pytest.fixture(scope="module")
def door() -> Iterator[sqlite3.Connection]:
    with listed(GUESTS) as connection:
        yield connection


@pytest.mark.parametrize(
    ("who", "number"),
    [
        ("4", 4), ("No 4", 4), ("no.4", 4), ("Nr. 4", 4), ("nº 4", 4), ("n°4", 4), ("#4", 4), ("No. 000004", 4),
        ("AAA", 1), ("aaa", 1), ("Ana Rossi", 1), ("ana rossi", 1), ("Rossi Ana", 1), ("Ana Ros", 1),
        ("Maria Ortiz", 4), ("maria del", 4), ("Li", 5), ("lisa", 7),
    ],
)  # fmt: skip
def test_whom_a_line_means(door: sqlite3.Connection, who: str, number: int) -> None:
    assert finding.whom(door, who).number == number


@pytest.mark.parametrize("who", ["99", "Nobody Here", "li s", "ma", "4711 Ana", "No", "0000004"])
def test_whom_a_line_does_not_mean(door: sqlite3.Connection, who: str) -> None:
    """A name on paper must not be guessed at: a beginning of two letters could be anybody's."""
    with pytest.raises(NotFoundError, match="not on the list"):
        finding.whom(door, who)


def test_who_could_be_several_is_asked_back_with_their_numbers(door: sqlite3.Connection) -> None:
    with pytest.raises(InputError, match=r"No 2 Ana Blum, No 3 Ana Blum\)"):
        finding.whom(door, "Ana Blum")
    with pytest.raises(InputError, match=r"No 1 Ana Rossi"):
        finding.whom(door, "Ana")


def test_a_handle_is_a_code_a_badge_or_an_id(door: sqlite3.Connection) -> None:
    ana = finding.known(door, "AAA").registrant
    assert finding.find(door, ana.id) == finding.find(door, " aaa ")
    assert finding.find(door, "NOBODY") is None and finding.find(door, "") is None
    with pytest.raises(NotFoundError, match="'NOBODY'"):
        finding.known(door, "NOBODY")


def test_a_code_is_never_void_and_a_badge_is_once_another_was_printed(door: sqlite3.Connection) -> None:
    known = finding.known(door, "AAA")
    assert not finding.is_void(door, known, "OLDBADGE"), "they hold none"
    holds = replace(known, presence=replace(known.presence, badge="NEWBADGE"))
    assert not finding.is_void(door, holds, "NEWBADGE") and not finding.is_void(door, holds, "AAA")
    assert finding.is_void(door, holds, "OLDBADGE")


def somebody(**values: object) -> Registrant:
    return Registrant(**{"ref": "r", "id": "i", "ticket": "t", "person": "p", "number": 1, "name": "Ana", **values})  # type: ignore[arg-type]  # by name


def test_what_somebody_is_called() -> None:
    assert called(somebody()) == "Ana" and called(somebody(name="", order="X1")) == "the guest of order X1"
    assert called(somebody(name="")) == "this guest"
    assert first_name(somebody(name="Ana Rossi")) == "Ana"
    assert first_name(somebody(name="DJ Fox", first_name="Deborah")) == "Deborah"


@pytest.mark.parametrize(
    ("values", "sorted_by"),
    [
        ({"name": "Ana Rossi"}, ("Rossi", "Ana")), ({"name": "Ana"}, ("Ana", "")), ({"name": ""}, ("", "")),
        ({"name": "DJ Fox", "first_name": "Deborah", "last_name": "Vulpes"}, ("Vulpes", "Deborah")),
        ({"name": "DJ Fox", "first_name": "Deborah"}, ("Fox", "DJ")),
    ],
)  # fmt: skip
def test_surname_first(values: dict[str, str], sorted_by: tuple[str, str]) -> None:
    assert surname_first(somebody(**values)) == sorted_by


def test_a_register_is_by_surname_without_who_cancelled_and_the_nameless_last(door: sqlite3.Connection) -> None:
    crowd = people.registrants(door)
    assert [one.number for one in by_surname(crowd)] == [2, 3, 4, 5, 7, 1, 6]
    crowd[1] = replace(crowd[1], status=Status.CANCELLED)
    crowd[2] = replace(crowd[2], status=Status.PENDING)
    assert [one.number for one in by_surname(crowd)] == [3, 4, 5, 7, 1, 6]


AGREED = {"consent": True, "offers": ("sql",)}


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({**AGREED, "status": Status.CANCELLED}, "1 is cancelled"),
        ({**AGREED, "status": Status.PENDING}, "1 is pending"), ({**AGREED, "name": ""}, "1 has no name yet"),
        ({**AGREED, "consent": None}, "1 was not asked"), ({**AGREED, "consent": False}, "did not agree"),
        ({"consent": True}, "gave no offers, asks or interests"),
    ],
)  # fmt: skip
def test_why_somebody_can_not_be_matched(values: dict[str, object], why: str) -> None:
    able, said = matchable([somebody(**AGREED), somebody(**values)])
    assert able == 1 and said.startswith("1 of 2 can be matched, because") and why in said


def test_who_can_be_matched_and_the_commonest_reason_first() -> None:
    for field in ("offers", "asks", "interests"):
        assert matchable([somebody(consent=True, **{field: ("sql",)})]) == (1, "1 of 1 can be matched.")
    crowd = [somebody(**AGREED, name=""), *[somebody(**{**AGREED, "consent": False})] * 2]
    assert matchable(crowd) == (0, "0 of 3 can be matched, because 2 did not agree, 1 has no name yet.")


@pytest.mark.parametrize("choice", Consent)
@pytest.mark.parametrize("said", [None, True, False])
@pytest.mark.parametrize("known", [None, True, False])
def test_the_organisers_choice_stands_only_for_whom_nobody_has_asked(
    choice: Consent, said: bool | None, known: bool | None
) -> None:
    after = settled(Registration(ref="r", name="Ana", consent=said), known, choice).consent
    assert after is (True if (choice, said, known) == (Consent.STATED, None, None) else said)

"""What a ticket is worth: its state in nine languages, its payment, and whether it came in elsewhere already."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config import load
from kiosk.errors import ConfigError
from kiosk.intake import GuestList, read
from kiosk.intake.columns.headers import norm
from kiosk.intake.platforms import ALL
from kiosk.intake.standing.payments import amount
from kiosk.intake.standing.states import CANCELLED, UNPAID, WAITLISTED, State
from kiosk.intake.standing.stems import state_of
from kiosk.intake.standing.ticket import Standing, are_states
from kiosk.model import Status

Writer = Callable[..., Path]

TABLES = tomllib.loads(Path(__file__).with_name("standing.toml").read_text(encoding="utf-8"))
WORDS = TABLES["words"]
KEPT_OUT = {"cancelled": CANCELLED, "unpaid": UNPAID, "waitlisted": WAITLISTED}


@pytest.mark.parametrize(("word", "state"), [(word, state) for name, state in KEPT_OUT.items() for word in WORDS[name]])
def test_what_keeps_a_ticket_out_is_understood(word: str, state: State) -> None:
    assert state_of(norm(word)) == state


@pytest.mark.parametrize("word", WORDS["lets_in"])
def test_what_lets_a_ticket_in_is_understood(word: str) -> None:
    state = state_of(norm(word))
    assert state is not None
    assert state[0] is Status.REGISTERED


@pytest.mark.parametrize("word", WORDS["keeps_out"])
def test_no_other_bad_news_lets_a_ticket_in(word: str) -> None:
    state = state_of(norm(word))
    assert state is None or state[0] is not Status.REGISTERED


@given(
    st.sampled_from(WORDS["lets_in"]),
    st.sampled_from(["not", "nicht", "non", "no", "niet", "nie", "ikke", "não", "pas"]),
)
def test_a_not_is_never_a_yes(word: str, denial: str) -> None:
    state = state_of(norm(f"{denial} {word}"))
    assert state is None or state[0] is not Status.REGISTERED


@pytest.mark.parametrize("cells", [
    ["Bavaria", "Hesse", "Saxony"], ["Oregon", "OK", "Maine", "Utah"], ["Jalisco", "Puebla", "Sonora"],
    ["Speaker", "Press"],
    ["Single", "Married"], ["NSW", "VIC", "QLD"],
])  # fmt: skip
def test_places_and_people_are_no_states(cells: list[str]) -> None:
    assert are_states(cells, state_of) < 0.5


@pytest.mark.parametrize(
    "cells", [["Confirmed", "Cancelled", ""], ["Bezahlt", "storniert"], ["Yes", "No", "Waiting list"], ["Opłacone"]]
)
def test_states_are_states(cells: list[str]) -> None:
    assert are_states(cells, lambda text: state_of(norm(text))) == 1


def listed(write: Writer, words: list[str], explained: dict[str, str] | None = None) -> GuestList:
    rows = "".join(f"Guest {n},g{n}@example.org,{state}\n" for n, state in enumerate(words))
    return read(write(f"Name,Email,Status\n{rows}"), states=explained)


def statuses(guests: GuestList) -> list[str]:
    return [f"{row.registration.status}:{row.registration.reason}" for row in guests.rows]


def test_a_strange_state_of_few_waits_with_its_word_and_is_asked_about(write: Writer) -> None:
    guests = listed(write, ["Confirmed"] * 8 + ["Frobnicated", "Frobnicated", "Zurbelt"])
    assert statuses(guests) == ["registered:"] * 8 + ["pending:Frobnicated"] * 2 + ["pending:Zurbelt"]
    said = " ".join(guests.notes)
    assert "The state 'Frobnicated' of 2 tickets is not known" in said
    assert "[import.states]" in said


def test_a_strange_state_of_most_is_the_normal_one(write: Writer) -> None:
    guests = listed(write, ["確定"] * 5 + ["取消"])
    assert statuses(guests) == ["registered:"] * 5 + ["pending:取消"]
    assert any("'確定' of most tickets" in note for note in guests.notes)


def test_a_word_of_few_is_asked_about_where_the_others_say_nothing(write: Writer) -> None:
    guests = listed(write, ["", "", "", "", "", "Frobnicated", "Frobnicated"])
    assert statuses(guests) == ["registered:"] * 5 + ["pending:Frobnicated"] * 2


def test_a_column_of_other_things_keeps_nobody_out_and_is_named(write: Writer) -> None:
    guests = listed(write, ["Tyrol", "Vienna", "Styria", "Vienna"])
    assert statuses(guests) == ["registered:"] * 4
    assert any("The column 'Status' holds no word" in note for note in guests.notes)


def test_the_organiser_explains_a_state(write: Writer, tmp_path: Path) -> None:
    guests = listed(
        write, ["Confirmed", "Frobnicated", "zurbelt"], {"frobnicated": "registered", "Zurbelt": "cancelled"}
    )
    assert statuses(guests) == ["registered:", "registered:", "cancelled:cancelled"]
    config = tmp_path / "config.toml"
    config.write_text('[import.states]\n"On ice" = "frozen"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="frozen"):
        load(config)


@given(st.lists(st.sampled_from(["Confirmed", "Cancelled", "Vorbehalt", "Quux", ""]), min_size=1, max_size=30))
def test_nobody_comes_in_by_a_word_that_few_have(words: list[str]) -> None:
    standing = Standing(words, lambda text: state_of(norm(text)), {})
    for word in words:
        status, _ = standing.of(word, blocked=None, cancelled=None, paid=None)
        strange = state_of(norm(word)) is None and bool(word)
        shared = words.count(word) * 2 > len(words)
        if strange and not standing.ignored:
            assert (status is Status.REGISTERED) is shared
            assert shared or word in standing.asked
    if standing.ignored:
        assert not any(word in ("Confirmed", "Cancelled") for word in words)


@pytest.mark.parametrize(("text", "value"), [
    ("0.00", 0), ("0,00 €", 0), ("€ 15.00", 15), ("1.250,50", 1250.5), ("1,250.50", 1250.5),
    ("CHF 20", 20), ("1'000", 1000), ("yes", None),
    ("", None), ("12.5", 12.5), ("$0", 0),
])  # fmt: skip
def test_amounts(text: str, value: float | None) -> None:
    assert amount(text) == value


PAID: list[tuple[str, list[str], list[bool | None]]] = [
    ("Paid", ["0.00", "0.00"], [True, True]),
    ("Paid,Price", ["0.00,0.00", "15.00,15.00", "0.00,15.00"], [True, True, False]),
    ("Paid,Ticket type", ["0.00,Student", "15.00,Regular", "0.00,Regular"], [True, True, False]),
    ("Paid", ["Yes", "No", ""], [True, False, None]),
    ("Paid", ["1", "0"], [True, False]),
    ("Bezahlt,Preis", ['"0,00 €","0,00 €"', '"7,50 €","15,00 €"'], [True, False]),
]


@pytest.mark.parametrize(("header", "cells", "paid"), PAID)
def test_nought_is_paid_where_the_ticket_is_free(
    header: str, cells: list[str], paid: list[bool | None], write: Writer
) -> None:
    rows = "".join(f"Guest {n},g{n}@example.org,{cell}\n" for n, cell in enumerate(cells))
    guests = read(write(f"Name,Email,{header}\n{rows}"))
    assert [row.registration.paid for row in guests.rows] == paid
    assert [row.registration.reason for row in guests.rows] == ["unpaid" if one is False else "" for one in paid]


@pytest.mark.parametrize("lines", TABLES["checked_in"].values(), ids=TABLES["checked_in"])
def test_who_is_in_elsewhere_is_kept_and_counted(lines: list[str], write: Writer) -> None:
    guests = read(write("\n".join(lines)))
    first, second = (row.registration for row in guests.rows)
    assert (first.checked_in, bool(second.checked_in)) == ("", True)
    assert second.status is Status.REGISTERED
    assert any("1 person was checked in already" in note for note in guests.notes)


@pytest.mark.parametrize("lines", [
    ("Name,Email,Checked in,Checked out", "Runa Falk,r@example.org,2026-03-04 18:01,2026-03-04 20:00"),
    ("Order code,Attendee name,Product,Checked in,Automatically checked in", "A1,Runa Falk,Day,2026-03-04 18:01,Yes"),
    ("Name,Email,Arrival time", "Runa Falk,r@example.org,18:30"),
    ("Name,Email,Checked in", "Runa Falk,r@example.org,never"),
    ("Name,Email,Attended", "Runa Falk,r@example.org,two of your meetups and I loved them"),
])  # fmt: skip
def test_who_left_again_or_means_to_come_is_not_in(lines: tuple[str, ...], write: Writer) -> None:
    assert [row.registration.checked_in for row in read(write("\n".join(lines))).rows] == [""]


@pytest.mark.parametrize("header", TABLES["pretix"].values(), ids=TABLES["pretix"])
def test_pretix_marks_and_comments_are_read_at_the_door(header: str, write: Writer) -> None:
    rows = [
        *("A1,Runa Falk,Day,Yes,brings a ladder,step-free entrance", "A2,Ole Brandt,Day,Yes,,"),
        *("A3,Ines Duarte,Day,No,,", "A4,Kaj Holm,Day,No,same,same"),
    ]
    guests = read(write("\n".join([header, *rows])))
    assert guests.platform == "pretix"
    said = [set(row.registration.attention.split(" · ")) for row in guests.rows]
    assert said == [{"brings a ladder", "step-free entrance"}, {"Special attention (pretix)."}, {""}, {"same"}]


def test_every_platform_knows_its_words() -> None:
    for platform in ALL:
        state = platform.state("Refunded")
        assert state is not None
        assert state[0] is Status.CANCELLED


@pytest.mark.parametrize(("header", "places", "status"), [
    ("State", ["Ohio", "OK", "Maine"], "Status"), ("Estado", ["Sonora", "Jalisco", "Puebla"], "Estatus"),
    ("Status", ["Member", "Guest", "Member"], "Booking status"),
])  # fmt: skip
def test_a_place_is_no_state_where_another_column_holds_them(
    header: str, places: list[str], status: str, write: Writer
) -> None:
    words = ["Confirmed", "Cancelled", "Confirmed"]
    for order in (f"{header},{status}", f"{status},{header}"):
        cells = [(a, b) if order.startswith(header) else (b, a) for a, b in zip(places, words, strict=True)]
        rows = "".join(f"Guest {n},g{n}@example.org,{one},{other}\n" for n, (one, other) in enumerate(cells))
        guests = read(write(f"Name,Email,{order}\n{rows}"))
        assert statuses(guests) == ["registered:", "cancelled:cancelled", "registered:"]

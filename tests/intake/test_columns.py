"""Every column of a list is used, ignored or said to be unused, by what header and cells say together."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.intake import GuestList
from kiosk.intake.columns.evidence import looks_of
from kiosk.intake.columns.use import IGNORED, Sure
from kiosk.model import Registration, Status
from tests.intake.wording import ANSWERS, cells_for, list_of, use_of, wordings

NAMES = ANSWERS["name"]
QUESTIONS = wordings("questions.tsv")
FOREIGN = 0.85


def used(guests: GuestList) -> dict[str, str]:
    return {column.header: column.used_for for column in guests.columns}


def test_the_wordings_are_many_and_in_four_languages() -> None:
    assert len(QUESTIONS) >= 300 and len({header for _, header in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("file", ["questions.tsv", "further.tsv", "more.tsv"])
def test_most_wordings_are_understood_and_none_is_taken_for_what_it_is_not(file: str) -> None:
    asked = wordings(file)
    found = {header: use_of(header, cells_for(kind, at)).used_for for at, (kind, header) in enumerate(asked)}
    ours = [(kind, header) for kind, header in asked if kind != "none"]
    taken = [(kind, header, found[header]) for kind, header in asked if found[header] not in (kind, "", IGNORED)]
    assert taken == []
    assert sum(found[header] == kind for kind, header in ours) >= FOREIGN * len(ours)


@pytest.mark.parametrize("header", [header for kind, header in QUESTIONS if kind in ("offers", "asks", "interests")])
def test_yes_and_no_are_nobodys_offers_asks_or_interests(header: str) -> None:
    assert use_of(header, ANSWERS["consent"]).used_for not in ("offers", "asks", "interests")


@pytest.mark.parametrize(
    ("headers", "name"),
    [(("Attendee ID", "Name"), "Name"), (("Gast-Nr.", "Name"), "Name"),
     (("Participant number", "Participant"), "Participant"),
     (("Member code", "Student's full name"), "Student's full name"), (("Name", "Your full name"), "Name")],
)  # fmt: skip
def test_ids_are_no_names(headers: tuple[str, str], name: str) -> None:
    ids = ["G-0101", "G-0102", "G-0103", "G-0104", "G-0105", "G-0106"]
    guests = list_of([(headers[0], NAMES if headers[0] == name else ids), (headers[1], NAMES)])
    assert used(guests)[name] == "name"
    assert [row.registration.name for row in guests.rows] == list(NAMES)


def test_filled_columns_beat_empty_ones_wherever_they_stand() -> None:
    addresses = [f"guest{n}@example.net" for n in range(6)]
    columns = [("E-mail", ["hidden"] * 6), ("Name", [""] * 6), ("Wie heißt du?", NAMES), ("Reach me at", addresses)]
    for order in (columns, columns[::-1]):
        guests = list_of(order)
        assert [row.registration.name for row in guests.rows] == list(NAMES)
        assert [row.registration.email for row in guests.rows] == addresses
        assert used(guests)["E-mail"] == ""


def test_addresses_of_somebody_else_are_left_alone() -> None:
    addresses = [f"guest{n}@example.net" for n in range(6)]
    guests = list_of([("Name", NAMES), ("Buyer e-mail", addresses), ("Email of your emergency contact", addresses)])
    assert {row.registration.email for row in guests.rows} == {""}


@pytest.mark.parametrize("place", ["State", "Estado", "Stato", "État"])
def test_a_place_is_no_state_of_a_ticket(place: str) -> None:
    places = ["Ohio", "OK", "Baja California", "Lazio", "Nevada", "Utah"]
    states = ["Confirmed", "Cancelled", "Confirmed", "Confirmed", "Confirmed", "Confirmed"]
    for beside in ([("Status", states)], []):
        guests = list_of([("Name", NAMES), (place, places), *beside])
        assert used(guests)[place] == ""
        assert guests.rows[1].registration.status is (Status.CANCELLED if beside else Status.REGISTERED)
    assert used(list_of([("Name", NAMES), (place, states)]))[place] == "status"


def test_a_code_that_people_share_is_no_ticket_code() -> None:
    shared = ["SUMMER", "SUMMER", "", "CREW", "SUMMER", "SUMMER"]
    guests = list_of([("Name", NAMES), ("Code", shared)])
    assert len(guests.rows) == 6 and used(guests)["Code"] == ""
    assert [column.samples for column in guests.unused] == [("SUMMER", "CREW")]


def test_one_persons_code_may_stand_twice() -> None:
    codes = ["K1", "K1", "K2", "K3", "K4", "K5"]
    guests = list_of([("Name", [NAMES[0], NAMES[0], *NAMES[2:]]), ("Code", codes)])
    assert used(guests)["Code"] == "code" and len(guests.refused) == 1


@pytest.mark.parametrize("header", ["Favourite biscuit", "Spirit animal?", "Lieblingsfarbe", "山田さん", ""])
def test_what_nobody_understands_is_said_with_samples(header: str) -> None:
    guests = list_of([("Name", NAMES), (header, ["one", "two", "", "three", "four", "five"])])
    (column,) = guests.unused
    assert (column.header, column.samples) == (header or "column B", ("one", "two", "three"))


def test_the_organiser_may_name_several_columns_and_leave_some_out() -> None:
    columns = [
        ("Who", NAMES),
        ("Kann", ["tea"] * 6),
        ("Auch", ["milk"] * 6),
        ("Interests", ["birds"] * 6),
        ("", ["jam"] * 6),
    ]
    guests = list_of(
        columns, columns={"name": "Who", "offers": ["Kann", "Auch"], "asks": "column E"}, ignore=["Interests"]
    )
    one = guests.rows[0].registration
    assert (set(one.offers), one.interests, one.asks) == ({"tea", "milk"}, (), ("jam",))
    assert used(guests)["Interests"] == IGNORED and guests.columns[0].sure is Sure.ORGANISER


@pytest.mark.parametrize(
    ("cells", "what"),
    [(["Yes", "no", ""], "yes_no"), (["x", ""], "yes_no"), (["1", "0"], "yes_no"), (["a@b.example"], "emails"),
     (["2026-01-02", "3/4/2026 10:00"], "dates"), (["12", "1,000.50 €"], "numbers"), (["+49 170 1234567"], "phones"),
     (["A-17", "B-18"], "ids"), (["Ana Li", "Bo van Dyk"], "names")],
)  # fmt: skip
def test_what_cells_look_like(cells: Sequence[str], what: str) -> None:
    assert float(getattr(looks_of(cells), what)) == 1


def test_ones_alone_are_a_number_of_something() -> None:
    assert not looks_of(["1", "1", "1"]).yes_no


HEADERS = st.sampled_from(
    [header for _, header in QUESTIONS]
    + [header for _, header in wordings("leave.tsv")]
    + ["E-mail", "Code", "Status", "State", "x", ""]
)
CELLS = st.sampled_from(
    [
        "",
        "Yes",
        "No",
        "maybe",
        "tea",
        "soldering, maps",
        "a@b.example",
        "2026-01-02",
        "12",
        "K-17",
        "Ana Li",
        "Confirmed",
        "x",
    ]
)
COLUMNS = st.lists(st.tuples(HEADERS, st.lists(CELLS, min_size=4, max_size=4)), max_size=7)
WHO = ("Name", ["Ana Li", "Bo Dyk", "Cy Eng", "Di Foe"])


@settings(deadline=None, max_examples=200)
@given(COLUMNS)
def test_no_column_is_dropped_without_a_word(columns: list[tuple[str, list[str]]]) -> None:
    guests = list_of([WHO, *columns])
    assert [column.index for column in guests.columns] == list(range(len(columns) + 1))
    accounted = {column.header for column in (*guests.unused, *guests.ignored)}
    assert all(column.used_for or column.header in accounted for column in guests.columns)


@settings(deadline=None, max_examples=200)
@given(COLUMNS, st.randoms(use_true_random=False))
def test_the_order_of_columns_changes_nothing(columns: list[tuple[str, list[str]]], chance: random.Random) -> None:
    columns = [(f"{header}", cells) for header, cells in {header: cells for header, cells in columns if header}.items()]
    shuffled = [WHO, *columns]
    chance.shuffle(shuffled)

    def people(guests: GuestList) -> list[Registration]:
        return [row.registration for row in guests.rows]

    straight, mixed = list_of([WHO, *columns]), list_of(shuffled)
    assert people(straight) == people(mixed)
    assert used(straight) == used(mixed)


@pytest.mark.parametrize(
    "header",
    [
        "Anything the people at the door should know about you?",
        "Was sollte das Team am Einlass wissen?",
        "Y a-t-il quelque chose que l'accueil devrait savoir ?",
        "¿Algo que deba saber el equipo de recepción?",
    ],
)
def test_what_only_the_crew_should_know_is_nobodys_topic(header: str) -> None:
    guests = list_of([WHO, (header, ["I use a wheelchair", "", "hard of hearing", ""])])
    assert all(not row.registration.offers and not row.registration.asks for row in guests.rows)

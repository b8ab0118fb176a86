"""Names without what is written beside them or in their place, and rows that are nobody."""

import pytest

from kiosk.intake.cells.names import company_of, is_nobody, name_of
from tests.intake.wording import list_of


@pytest.mark.parametrize(
    ("cell", "name", "pronouns", "guests"),
    [("Vera Holt (she/her)", "Vera Holt", "she/her", 0), ("Pim Aerts - he/him", "Pim Aerts", "he/him", 0),
     ("Ola Ek [they]", "Ola Ek", "they", 0), ("Jo (er/ihm) Brandt", "Jo Brandt", "er/ihm", 0), ("Ru Vance +1",
      "Ru Vance", "", 1),
     ("Ru Vance (+2 guests)", "Ru Vance", "", 2), ("Li Sandu + guest", "Li Sandu", "", 1), ("Ada She", "Ada She", "",
      0),
     ("Her Majesty", "Her Majesty", "", 0), ("—", "", "", 0), ("TBC", "", "", 0), ("t.b.d.", "", "", 0),
      ("Ana (Annie) Roy", "Ana (Annie) Roy", "", 0),
     ("Name folgt", "", "", 0), ("O'Neil-Żak", "O'Neil-Żak", "", 0)],
)  # fmt: skip
def test_what_stands_beside_a_name(cell: str, name: str, pronouns: str, guests: int) -> None:
    assert name_of(cell) == (name, pronouns, guests)


@pytest.mark.parametrize("surname", ["Na", "Null", "Guest", "Unknown", "Gast", "None"])
def test_a_surname_that_looks_like_none_stays_beside_a_first_name(surname: str) -> None:
    guests = list_of(
        [
            ("First name", ["Kim", "", surname]),
            ("Last name", [surname, surname, "Okoye"]),
            ("E-mail", ["a@x.example"] * 3),
        ]
    )
    assert [row.registration.name for row in guests.rows] == [f"Kim {surname}", "", f"{surname} Okoye"]


@pytest.mark.parametrize("company", ["-", "—", "n/a", "Info Requested", "none", "keine", "TBC", "..."])
def test_no_company(company: str) -> None:
    assert company_of(company) == ""


@pytest.mark.parametrize("cell", ["Total", "Total: 45", "Summe 12", "TOTAL GUESTS", "TBC", "—", "Gesamt"])
def test_what_is_nobody(cell: str) -> None:
    assert is_nobody(cell)


@pytest.mark.parametrize("cell", ["Tot Alighieri", "Summer Lee", "Count Basie", "Ana", "Tbilisi Dan"])
def test_who_is_somebody(cell: str) -> None:
    assert not is_nobody(cell)


def test_rows_that_are_nobody_are_refused_by_line() -> None:
    guests = list_of(
        [
            ("Name", ["Vera Holt", "Name", "TBC", "Pim Aerts", "Total: 2", "TBC"]),
            ("E-mail", ["v@x.example", "E-mail", "", "", "", "later@x.example"]),
            ("Company", ["Mill", "Company", "Mill", "", "", ""]),
        ]
    )
    assert [(row.line, row.registration.name) for row in guests.rows] == [(2, "Vera Holt"), (5, "Pim Aerts"), (7, "")]
    assert [(each.line, each.reason) for each in guests.refused] == [
        (3, "the header once more"), (4, "'TBC' is nobody's name"), (6, "'Total: 2' is nobody's name")
    ]  # fmt: skip


def test_plus_ones_in_names_are_guests_and_the_badge_name_goes_first() -> None:
    guests = list_of(
        [
            ("Name", ["Veronika Holt +1"]),
            ("Name on the badge", ["Vee (she/her)"]),
            ("Company", ["—"]),
            ("E-mail", ["v@x.example"]),
        ]
    )
    host, guest = (row.registration for row in guests.rows)
    assert (host.name, host.pronouns, host.company, guest.name) == ("Vee", "she/her", "", "")
    assert any("1 guest comes" in note for note in guests.notes)


def test_a_second_ticket_of_one_name_in_an_order_asks_who_comes() -> None:
    guests = list_of(
        [
            ("Name", ["Vera Holt", "Vera Holt", "Vera Holt", "Pim Aerts"]),
            ("Order", ["A1", "A1", "B2", "A1"]),
            ("Ticket code", ["K1", "K2", "K3", "K4"]),
            ("May we introduce you to other guests?", ["No", "No", "Yes", "Yes"]),
        ]
    )
    found = [row.registration for row in guests.rows]
    assert [one.name for one in found] == ["Vera Holt", "", "Vera Holt", "Pim Aerts"]
    assert [one.codes for one in found] == [("K1",), ("K2",), ("K3",), ("K4",)]
    assert [one.consent for one in found] == [False, False, False, True]

"""Rows into registrations: hostile text, ruined codes, guests, the organiser's own columns, and anything at all."""

import csv
import io
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.errors import InputError
from kiosk.intake import GuestList, read
from kiosk.model import Registration, Status
from kiosk.text import MAX_NAME, clean

Writer = Callable[..., Path]


def table(*rows: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def first(guests: GuestList) -> Registration:
    return guests.rows[0].registration


@pytest.mark.parametrize(
    ("hostile", "name"),
    [
        ("a[/]", "a[/]"),
        ("[@click=app.quit]Mara[/]", "[@click=app.quit]Mara[/]"),
        ("Ma\x1b[31mra", "Ma[31mra"),
        ("Mara\x1b]52;c;aGk=\x07", "Mara]52;c;aGk="),
        ("Mara\u202etsiuqdniL", "MaratsiuqdniL"),
        ("Ma\x00ra", "Mara"),
        ("M" * 10_000, "M" * MAX_NAME),
        ("=cmd|' /C calc'!A0", ""),
        ('=HYPERLINK("http://x.example","Mara")', ""),
        ("@SUM(A1:A9)", ""),
        ("Mara\r\nLindqvist", "Mara Lindqvist"),
        ("  Mara \u00a0 Lindqvist ", "Mara Lindqvist"),
        ("Info Requested", ""),
        ("meetup member", ""),
        ("???? ??????", ""),
        ("mara@example.org", ""),
    ],
)
def test_hostile_names(hostile: str, name: str, write: Writer) -> None:
    guests = read(write(table(["Name", "E-mail"], [hostile, "mara@example.org"], ["Jo", "jo@example.org"])))
    assert first(guests).name == name
    assert len(guests.rows) == 2


def test_names_that_lost_their_letters_are_counted(write: Writer) -> None:
    guests = read(write(table(["Name", "E-mail"], ["????", "a@example.org"], ["?ukasz", "l@example.org"])))
    assert any("2 names lost letters" in note for note in guests.notes)


def test_ragged_and_empty_rows(write: Writer) -> None:
    text = "Name,E-mail,Company\nMara\nTobias,t@example.org,Acme, Inc.\n,,\nJo,jo@example.org,,,\n,,Acme\n"
    guests = read(write(text))
    assert [(row.line, row.registration.name) for row in guests.rows] == [(2, "Mara"), (5, "Jo")]
    assert [refusal.line for refusal in guests.refused] == [3, 6]
    assert "4 cells where the header has 3" in guests.refused[0].reason
    assert "no name, no e-mail address" in guests.refused[1].reason


def test_the_same_ticket_twice_is_refused_the_same_address_is_not(write: Writer) -> None:
    rows = [["Mara", "m@example.org", "AA11"], ["Mara", "m@example.org", "BB22"], ["Mara", "m@example.org", "AA11"]]
    guests = read(write(table(["Name", "E-mail", "Ticket code"], *rows)))
    assert [row.registration.codes for row in guests.rows] == [("AA11",), ("BB22",)]
    assert guests.refused[0].reason == "the same ticket as line 2"


@pytest.mark.parametrize(
    "codes",
    [
        ["1.12E+24", "1,12119E+24", "112119122431844158001"],
        ["1121191224318440", "1121191224318450", "1121191224319000"],
        ["112119122431844000000000", "112119122431845000000000", "112119122431844158001"],
    ],
)
def test_codes_ruined_by_a_spreadsheet_are_dropped_and_counted(codes: list[str], write: Writer) -> None:
    rows = [[f"Guest {n}", f"g{n}@example.org", code] for n, code in enumerate(codes)]
    guests = read(write(table(["Name", "E-mail", "Barcode"], *rows)))
    ruined = [code for code in codes if not code.endswith("158001")]
    assert [row.registration.codes for row in guests.rows] == [() if code in ruined else (code,) for code in codes]
    assert guests.notes[0].startswith(f"{len(ruined)} ticket codes were turned into a number")
    assert "without opening it in Excel" in guests.notes[0]
    assert guests.rows[0].registration.ref == "generic:"


def test_a_single_code_that_ends_in_zero_is_whole(write: Writer) -> None:
    guests = read(write(table(["Name", "Barcode"], ["Mara", "1121191224318440"], ["Jo", '="0121191224318441"'])))
    assert [row.registration.codes for row in guests.rows] == [("1121191224318440",), ("0121191224318441",)]


def test_eventbrite_resaved_by_excel_keeps_its_people(write: Writer) -> None:
    header = ["Order #", "First Name", "Last Name", "Email", "Attendee #", "Barcode #", "Attendee Status"]
    rows = [["20100000001", "Zoë", "Öz", "z@example.org", "30200000011", "2,01E+24", "Attending"]]
    text = table(header, *rows).replace(",", ";").replace('"2;01E+24"', "2,01E+24")
    guests = read(write(text, encoding="cp1252"))
    assert guests.platform == "eventbrite"
    assert first(guests).codes == ("2010000000130200000011001", "30200000011")
    assert "1 ticket code was" in guests.notes[0]


def test_quantity_brings_guests_only_where_an_order_has_one_row(write: Writer) -> None:
    header = ["Name", "E-mail", "Order", "Quantity"]
    rows = [
        ["Mara", "m@example.org", "A1", "3"],
        ["Jo", "j@example.org", "B1", "2"],
        ["Kim", "k@example.org", "B1", "2"],
    ]
    guests = read(write(table(header, *rows)))
    assert [row.registration.guest for row in guests.rows] == [0, 1, 2, 0, 0]
    assert [row.line for row in guests.rows] == [2, 2, 2, 3, 4]
    assert {row.registration.order for row in guests.rows[:3]} == {"A1"}


@pytest.mark.parametrize(
    ("answer", "consent"),
    [
        *(
            (yes, True)
            for yes in ("Yes", "yes, please", "Ja", "Oui", "Sí", "TRUE", "1", "x", "✓", "I agree", "J'accepte")
        ),
        *((yes, True) for yes in ("Ich stimme zu", "Acepto", "Yes, of course", "na klar")),
        *(
            (no, False)
            for no in ("No", "nein", "Non", "FALSE", "0", "", "I do not agree", "Bitte nicht", "don't match me")
        ),
        *(
            (wish, False)
            for wish in ("I'd like to meet people", "Ich möchte andere kennenlernen", "Quiero conocer gente")
        ),
        *(
            (open_, False)
            for open_ in ("maybe", "On the fence", "I would like to think about it", "Ich möchte überlegen")
        ),
    ],
)
def test_answers_to_the_consent_question(answer: str, consent: bool, write: Writer) -> None:
    question = "Do you agree that we use your answers to suggest people to meet?"
    guests = read(write(table(["Name", "I agree to be photographed", question], ["Mara", "Yes", answer])))
    assert first(guests).consent is consent
    assert guests.consent_column == question
    assert [(each.field, each.yes, each.no + each.blank + len(each.unclear)) for each in guests.leaves] == [
        ("consent", int(consent), int(not consent)), ("photos", 1, 0)
    ]  # fmt: skip


def test_photo_consent_is_no_consent_to_be_matched(write: Writer) -> None:
    guests = read(
        write(table(["Name", "Offers", "I agree to be photographed and to the terms"], ["Mara", "Logos", "Yes"]))
    )
    assert (first(guests).consent, guests.consent_column) == (None, None)


def test_a_bare_consent_column_is_not_guessed_at(write: Writer) -> None:
    guests = read(write(table(["Name", "E-mail", "Consent"], ["Mara", "m@example.org", "Yes"])))
    assert guests.consent_column is None
    assert [column.header for column in guests.open_columns] == ["Consent"]
    named = read(
        write(table(["Name", "E-mail", "Consent"], ["Mara", "m@example.org", "Yes"])), columns={"consent": "Consent"}
    )
    assert first(named).consent is True


def test_the_organisers_columns_have_the_last_word(read_list: object) -> None:
    path = Path(__file__).parent / "lists" / "luma.csv"
    columns = {
        "name": "last_name",
        "role": "What can you offer?",
        "code": "guest_id",
        "consent": "May we take your photo?",
    }
    mara = first(read(path, columns=columns))
    assert (mara.name, mara.role, mara.offers) == ("Lindqvist", "Brand design, lettering", ())
    assert (mara.codes, mara.consent) == (("gst-aaa111",), False)


def test_a_named_column_that_is_not_there(write: Writer) -> None:
    path = write("Name,E-mail\nMara,m@example.org\n")
    with pytest.raises(InputError, match=r"no column 'Firma'.*its headers are 'Name', 'E-mail'"):
        read(path, columns={"company": "Firma"})
    with pytest.raises(InputError, match="no field 'shoe_size': choose among name, badge_name, first_name"):
        read(path, columns={"shoe_size": "Name"})


def test_named_columns_make_a_list_of_anything(write: Writer) -> None:
    guests = read(write("Export\nWer,Kann,Sucht\nMara,Logos,Buchhaltung\n"), columns={"name": "Wer", "offers": "kann"})
    assert (first(guests).name, first(guests).offers) == ("Mara", ("Logos",))


def test_a_named_platform(write: Writer) -> None:
    path = Path(__file__).parent / "lists" / "luma.csv"
    assert read(path, platform="generic").platform == "generic"
    assert read(write("Name,E-mail\nMara,m@example.org\n"), platform="luma").platform == "luma"
    with pytest.raises(InputError, match="no platform 'facebook': choose one of luma, eventbrite"):
        read(path, platform="facebook")


def test_states_nobody_knows_are_said(write: Writer) -> None:
    guests = read(write(table(["Name", "Status"], ["Mara", "gold"], ["Jo", "Warteliste"], ["Kim", "annulé"])))
    assert [row.registration.status for row in guests.rows] == [Status.PENDING, Status.PENDING, Status.CANCELLED]
    assert any("'gold' of 1 ticket" in note for note in guests.notes)


CELL = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["Name", "E-mail", "Order #", "Attendee #", "guest_id", "approval_status", "Interests – X", "User ID", "RSVP"]
    ),
    st.sampled_from(
        ["Yes", "x@y", "=A1", "1.1E+20", '"', ";", ",", "\t", "\n", "a, b; c | d", "Timestamp", "Public ID", "ID", "9"]
    ),
)


def read_bytes(data: bytes) -> GuestList | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "guests.csv"
        path.write_bytes(data)
        try:
            return read(path)
        except InputError as error:
            assert str(error)
            return None


def check(guests: GuestList | None) -> None:
    found = [row.registration for row in guests.rows] if guests else []
    for one in found:
        texts = (one.name, one.first_name, one.last_name, one.company, one.role, *one.offers, *one.asks, *one.interests)
        assert all(text == clean(text, 120) for text in texts)
        assert len(one.name) <= MAX_NAME
    ids = [one.ref for one in found if not one.ref.endswith(":") and not one.guest]
    assert len(set(ids)) == len(ids)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(CELL, min_size=1, max_size=6), min_size=1, max_size=6), st.sampled_from(",;\t"))
def test_any_table_gives_clean_registrations_or_an_input_error(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    check(read_bytes(out.getvalue().encode("utf-8", "surrogatepass")))


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.binary(max_size=300), st.binary(max_size=100).map(lambda data: b"PK\x03\x04" + data)))
def test_any_bytes_give_registrations_or_an_input_error(data: bytes) -> None:
    check(read_bytes(data))

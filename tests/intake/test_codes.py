"""Ticket codes: what a spreadsheet did to them, whose they are, and where they hide."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import code
from kiosk.intake import GuestList, read
from kiosk.intake.cells.codes import Codes, codelike
from kiosk.intake.cells.ruined import Ruined
from kiosk.intake.guestlist import RawRow, Table

Writer = Callable[..., Path]


def listed(write: Writer, codes: list[str], header: str = "Ticket code") -> GuestList:
    rows = "".join(f'Guest {n},g{n}@example.org,"{each}"\n' for n, each in enumerate(codes))
    return read(write(f"Name,Email,{header}\n{rows}"))


def codes_of(guests: GuestList) -> list[tuple[str, ...]]:
    return [row.registration.codes for row in guests.rows]


@pytest.mark.parametrize(
    "word",
    [
        "1.23E+12",
        "1,23E+12",
        "4E+09",
        "1.12119e+24",
        "-1.5E+10",
        "1.5E12",
        "#REF!",
        "#NAME?",
        "####",
        "2026-03-01",
        "2-Mar",
        "Mar-02",
        "01. Mär",
        "3/4/2026",
        "12:30",
    ],
)
def test_what_a_spreadsheet_made_is_ruined(word: str) -> None:
    assert Ruined.among([word, "AB12CD", "EF34GH", "IJ56KL"]).spoils(word)


HEX = st.text("0123456789ABCDEF", min_size=6, max_size=6)


@given(st.lists(HEX, min_size=4, max_size=40, unique=True))
def test_hexadecimal_codes_are_never_ruined(codes: list[str]) -> None:
    spoilt = Ruined.among(codes)
    assert not any(spoilt.spoils(each) for each in codes)


@pytest.mark.parametrize("each", ["1E4507", "12E456", "7E1", "MAR-2026-A", "QRST-1", "3-4", "10E", "E10", "1e", "2026"])
def test_codes_that_only_look_so_stay(each: str) -> None:
    assert not Ruined.among([each, "AB12CD", "EF34GH"]).spoils(each)


def test_codes_that_are_all_dates_stay(write: Writer) -> None:
    codes = ["2026-03-01", "2026-03-02", "2026-03-03"]
    assert codes_of(listed(write, codes)) == [(each,) for each in codes]


MADE: list[tuple[list[str], int, str]] = [
    (["71412345", "61412346", "51412347", "412345"], 3, "00412345"),
    (["'0071", "'0072", "'0073"], 0, "0071"),
    (["1,234,567", "2,345,678", "3,456,789"], 1, "2345678"),
    (["1.234.567", "2.345.678", "3.456.789"], 0, "1234567"),
    (["1 234 567", "2 345 678", "3 456 789"], 2, "3456789"),
    (["1004.0", "1005.0", "1006.0"], 2, "1006"),
    (["7A31", "9C12", "20EA", "120000"], 3, "12E4"),
]


@pytest.mark.parametrize(("codes", "at", "meant"), MADE)
def test_what_it_was_before_opens_the_door_too(codes: list[str], at: int, meant: str, write: Writer) -> None:
    guests = listed(write, codes)
    assert meant in codes_of(guests)[at]
    assert len(guests.rows) == len(codes)


@given(st.integers(1, 9999), st.integers(1, 9))
def test_a_hexadecimal_code_that_became_a_number_is_itself_again(digits: int, tens: int) -> None:
    """A spreadsheet reads 12E4 as 120000: the one code of that length is found, or none."""
    written = f"{digits}E{tens}"
    others = ["A1B2C3D4"[: len(written)], "F0E1D2C3"[: len(written)], "9ABCDEF0"[: len(written)]]
    shown = str(digits * 10**tens)
    if len(written) > 3 and len(shown) != len(written):
        meant = Ruined.among([*others, shown]).meant(shown)
        assert written in meant or not any("E" in each for each in meant)


def test_what_may_be_two_peoples_is_nobodys(write: Writer) -> None:
    guests = listed(write, ["71412345", "00412345", "61412345", "412345", "51412345"])
    found = codes_of(guests)
    assert found[1] == ("00412345",)
    assert found[3] == ("412345",)


@given(st.lists(st.text("0123456789.,'E+ABC", min_size=1, max_size=9), min_size=1, max_size=12))
def test_no_code_ever_opens_for_two(cells: list[str]) -> None:
    codes = Codes.among(cells, [((each,), f"guest {n}") for n, each in enumerate(cells)])
    kept = [codes.of((each,))[0] for each in dict.fromkeys(cells)]
    flat = [one for each in kept for one in set(each)]
    assert len(flat) == len(set(flat))


def test_zeros_that_may_be_lost_are_said(write: Writer) -> None:
    guests = listed(write, ["71412345", "61412346", "51412347", "412345"])
    assert any("1 code may have lost zeros" in note and "8 digits" in note for note in guests.notes)


@pytest.mark.parametrize("codes", [
    ["SPRING", "SPRING", "", "SPRING", "CREW", "SPRING"], ["K-77", "K-77", "K-78"], ["5", "5", "5", "5"],
    ["A", "A", "B", "B", "C"],
])  # fmt: skip
def test_a_code_that_many_share_is_no_tickets(codes: list[str], write: Writer) -> None:
    guests = listed(write, codes, "Code")
    assert len(guests.rows) == len(codes)
    assert guests.refused == ()
    assert codes_of(guests) == [()] * len(codes)
    (said,) = [use for use in guests.columns if use.header == "Code"]
    assert said.used_for == "" and set(said.samples) == {code for code in codes if code}, (
        "named, with what they look like"
    )


def test_one_code_of_two_people_among_many_opens_for_neither(write: Writer) -> None:
    codes = [f"T-{n:04}" for n in range(40)]
    codes[7] = codes[3]
    guests = listed(write, codes)
    assert codes_of(guests) == [() if n in (3, 7) else (each,) for n, each in enumerate(codes)]
    assert any("1 code was left out because different people" in note for note in guests.notes)


def test_one_person_twice_with_one_code_is_one_ticket(write: Writer) -> None:
    guests = read(
        write(
            "Name,Email,Code\nRuna Falk,runa@example.org,T-1\nRuna Falk,runa@example.org,T-1\nOle,o@example.org,T-2\n"
        )
    )
    assert codes_of(guests) == [("T-1",), ("T-2",)]
    assert [(refusal.line, refusal.reason) for refusal in guests.refused] == [(3, "the same ticket as line 2")]


def test_a_list_without_codes_names_the_columns_that_look_like_some(write: Writer) -> None:
    text = (
        "Name,Email,Phone,Joined,Pass,Size\nRuna Falk,r@example.org,+49 151 1234567,2026-03-01,ZX-90311,M\n"
        "Ole Brandt,o@example.org,+49 151 7654321,2026-03-02,ZX-90312,L\n"
        "Ines Duarte,i@example.org,,2026-03-03,ZX-90313,M\n"
    )
    (note,) = [note for note in read(write(text)).notes if "holds no ticket codes" in note]
    assert "'Pass' (ZX-90311) look like codes" in note
    assert not any(header in note for header in ("Phone", "Joined", "Size", "Email"))


@pytest.mark.parametrize(("header", "cells", "named"), [
    ("Stregkode", ["880011223344", "880011223355"], True), ("Kennung", ["A7K-22", "B9L-31"], True),
    ("Referenz", ["f3a9c2d1-77aa", "b1c2d3e4-88bb"], True), ("Mobil", ["01512345678", "01517654321"], False),
    ("Rufnummer", ["0151 2345678", "0151 7654321"], False), ("Ort", ["Hamburg", "Bremen"], False),
    ("Alter", ["31", "44"], False),
    ("Beitrag", ["1000.00", "1250.00"], False), ("Tag", ["01.03.2026", "02.03.2026"], False),
    ("Profil", ["https://linkedin.com/in/runa1", "https://linkedin.com/in/ole22"], False),
])  # fmt: skip
def test_what_looks_like_a_code(header: str, cells: list[str], named: bool) -> None:
    table = Table((header,), [RawRow(line, [cell]) for line, cell in enumerate(cells, 2)])
    assert bool(codelike(table, [])) is named


AROUND: list[tuple[str, str]] = [
    ('{"ticket": "%s", "lead": "QQWWEERR"}', "JSON"),
    ('{"data": {"attendee": {"code": "%s"}}, "v": 2}', "nested JSON"),
    ('["%s", 5]', "a JSON list"),
    ("https://tickets.example.org/t/%s", "a path"),
    ("https://tickets.example.org/t/%s/", "a path with a slash"),
    ("https://tickets.example.org/checkin?event=5&code=%s", "a query"),
    ("https://tickets.example.org/c?code=%s#top", "a query and an anchor"),
    ("tickets.example.org/%s", "an address without its beginning"),
    ("%s/9f86d081884c7d65", "a signature behind a slash"),
    ("\ufeff%s", "a byte order mark"),
    ("%s\u200b", "a blank that shows nothing"),
    ("%s%s", "twice"),
    ("%s %s", "twice with a blank"),
    ("*%s*", "the stars of a bar code"),
    ('"%s"', "quotes"),
    ("Ticket: %s", "a label"),
    ("TICKET;%s;Falk", "fields"),
]


@pytest.mark.parametrize("around", [around for around, _ in AROUND], ids=[name for _, name in AROUND])
@pytest.mark.parametrize(
    "each", ["ABC123", "5uhbd49wms2fakafn5nzq7pc", "3f1b2c4d-1111-4222-8333-444455556666", "88120031", "T_9-x"]
)
def test_a_code_is_a_whole_part_of_what_holds_it(around: str, each: str) -> None:
    scanned = code.canonical(around.replace("%s", each))
    assert scanned == each or each in code.parts(scanned)


@given(st.text(max_size=80))
def test_parts_of_anything_are_few_and_none_is_short(text: str) -> None:
    parts = code.parts(text)
    assert len(parts) <= 32
    assert all(len(part) >= 3 and part != text for part in parts)


@pytest.mark.parametrize(
    "scanned", ["https://example.org/2/page", "https://example.org/?p=104", "XABC123", "ABC1234", "ABC-123"]
)
def test_what_only_holds_a_codes_letters_is_not_it(scanned: str) -> None:
    assert not {"2", "104", "ABC123"} & set(code.parts(scanned))

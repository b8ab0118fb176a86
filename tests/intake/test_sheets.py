"""Where a list begins and ends in its file: titles, groups, merged cells, several sheets, footers."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kiosk.intake import GuestList, read
from kiosk.intake.columns.meaning import meaning_of
from kiosk.intake.files import heading
from kiosk.intake.guestlist import RawRow, RawTable

Writer = Callable[..., Path]
HEADER = ["No", "Guest", "E-mail", "Company", "What are you looking for?"]
PEOPLE = [
    ["1", "Runa Falk", "runa@example.org", "Harbour Works", "a loom"],
    ["2", "Ole Brandt", "ole@example.org", "", "timber"],
    ["3", "Ines Duarte", "ines@example.org", "Sol e Mar", ""],
]
NAMES = ["Runa Falk", "Ole Brandt", "Ines Duarte"]


def names(guests: GuestList) -> list[str]:
    return [row.registration.name for row in guests.rows]


TITLES: dict[str, list[list[str]]] = {
    "nothing": [],
    "a title": [["Autumn gathering"]],
    "a title and a date": [["Autumn gathering", "", "", "", ""], ["as of", "24.11."], []],
    "a block": [["Event:", "Autumn"], ["Place:", "Hall 3"], ["Contact:", "team@example.org"], ["Guests:", "3"], []],
    "many lines": [[f"Remark {n}"] for n in range(12)],
    "groups": [["", "Person", "", "", "Answers"]],
    "a title and groups": [["Autumn"], ["", "Who", "", "Where", "Wishes"]],
    "words of headers": [["Name of the event", "Autumn gathering"], ["Email us", "team@example.org"]],
}


@pytest.mark.parametrize("above", TITLES.values(), ids=TITLES)
def test_the_header_is_found_under_whatever_stands_above(
    above: list[list[str]], workbook: Writer, write: Writer
) -> None:
    sheet = read(workbook({"List": [*above, HEADER, *PEOPLE]}))
    text = "\n".join(",".join(row) for row in [*above, HEADER, *PEOPLE])
    for guests in (sheet, read(write(text))):
        assert names(guests) == NAMES
        assert [row.registration.company for row in guests.rows] == ["Harbour Works", "", "Sol e Mar"]
        assert guests.rows[0].registration.asks == ("a loom",)
        assert guests.rows[0].line == len(above) + 2


def test_a_header_in_two_rows_is_read_as_one(workbook: Writer) -> None:
    two = [["Guest", "E-mail", "Answers", ""], ["", "", "What can you offer?", "What are you looking for?"]]
    (row,) = read(workbook({"List": [*two, ["Runa Falk", "runa@example.org", "weaving", "a loom"]]})).rows
    assert (row.registration.name, row.registration.offers, row.registration.asks) == (
        "Runa Falk",
        ("weaving",),
        ("a loom",),
    )


def merged(path: Path, rows: Sequence[Sequence[str]], ranges: Sequence[tuple[int, int, int, int, str]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("List")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        for one in ranges:
            sheet.merge_range(*one)
    return path


def test_merged_cells_say_the_same_of_all_they_cover(tmp_path: Path) -> None:
    rows = [["", "", "", ""], ["Guest", "E-mail", "", ""], ["Runa Falk", "runa@example.org", "", "weaving"],
            ["Ole Brandt", "ole@example.org", "", "joinery"]]  # fmt: skip
    ranges = [(0, 0, 0, 3, "Autumn gathering"), (2, 2, 3, 2, "Harbour Works")]
    rows[1][2:] = ["Company", "What can you offer?"]
    guests = read(merged(tmp_path / "m.xlsx", rows, ranges))
    assert names(guests) == ["Runa Falk", "Ole Brandt"]
    assert [row.registration.company for row in guests.rows] == ["Harbour Works", "Harbour Works"]


def test_a_header_merged_down_two_rows_is_found(tmp_path: Path) -> None:
    rows = [["", "", "Answers", ""], ["", "", "What can you offer?", "What are you looking for?"],
            ["Runa Falk", "runa@example.org", "weaving", "a loom"]]  # fmt: skip
    guests = read(merged(tmp_path / "m.xlsx", rows, [(0, 0, 1, 0, "Guest"), (0, 1, 1, 1, "E-mail")]))
    assert names(guests) == ["Runa Falk"]
    assert guests.rows[0].registration.asks == ("a loom",)


def test_a_name_in_two_columns_under_one_header_is_one_name(tmp_path: Path) -> None:
    rows = [["", "", "E-mail"], ["Runa", "Falk", "runa@example.org"], ["Ole", "", "ole@example.org"]]
    guests = read(merged(tmp_path / "m.xlsx", rows, [(0, 0, 0, 1, "Name")]))
    assert names(guests) == ["Runa Falk", "Ole"]


FOOTERS = [
    ["Total", "3"], ["Total: 3"], ["Summe", "", "", "", ""], ["Gesamt 3"], ["Total de personas: 3"], ["Razem: 3"],
    ["Printed on 24 November 2026"], ["Exported 2026-11-24 by the team"], ["Stand: 24.11.2026"], ["Page 1 of 1"],
    ["© 2026 Autumn gathering"], ["* pays at the door"],
]  # fmt: skip


@pytest.mark.parametrize("footer", FOOTERS, ids=" ".join)
def test_a_footer_is_nobody(footer: list[str], workbook: Writer) -> None:
    for place in (0, 1):
        rows = [HEADER, *PEOPLE, [], ["", *footer] if place else footer]
        guests = read(workbook({"List": rows}))
        assert names(guests) == NAMES
        assert [refusal.line for refusal in guests.refused] == [6]


@pytest.mark.parametrize("name", ["Sum Ying", "Total Lind", "Page Turner", "Stand Olsen", "Suma Rao", "Anzahl Demir"])
def test_people_with_such_names_at_the_end_stay(name: str, workbook: Writer) -> None:
    with_address = ["4", name, "last@example.org", "", ""]
    assert names(read(workbook({"List": [HEADER, *PEOPLE, with_address]})))[-1] == name
    assert names(read(workbook({"List": [["Name", "Table"], ["Ole Brandt", "A"], [name, ""]]})))[-1] == name


def test_the_header_of_every_page_is_nobody(workbook: Writer) -> None:
    guests = read(workbook({"List": [HEADER, *PEOPLE[:2], HEADER, PEOPLE[2]]}))
    assert names(guests) == NAMES
    assert [(refusal.line, refusal.reason) for refusal in guests.refused] == [(4, "the header once more")]


def test_every_sheet_is_read_or_named(workbook: Writer) -> None:
    guests = read(workbook({
        "Read me": [["Please don't change"]],
        "Regular": [HEADER, *PEOPLE[:2]],
        "Late": [["late sign-ups"], HEADER, PEOPLE[2]],
        "Budget": [["Item", "Cost"], ["Hall", 300], ["Bread", 40]],
    }))  # fmt: skip
    assert names(guests) == NAMES
    said = " ".join(guests.notes)
    assert "read as one list: 'Regular', 'Late'" in said
    assert "The sheet 'Read me' was not read (1 row" in said
    assert "The sheet 'Budget' was not read (3 rows, beginning with 'Item', 'Cost')" in said


def test_what_a_platform_writes_beside_its_list_is_named_without_advice(workbook: Writer) -> None:
    guests = read(workbook({
        "Orders": [["Order code", "Order total", "Status", "Email"], ["A1", "15.00", "paid", "runa@example.org"]],
        "Positions": [["Order code", "Attendee name", "Product"], ["A1", "Runa Falk", "Day"]],
    }))  # fmt: skip
    assert names(guests) == ["Runa Falk"]
    assert [note for note in guests.notes if "Orders" in note] == [
        "Not read, because they hold no people beside the list's: 'Orders'."
    ]


def test_hidden_sheets_are_named(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "h.xlsx")) as book:
        for title, rows in {"List": [HEADER, *PEOPLE], "Old": [HEADER, PEOPLE[0]], "Blank": []}.items():
            sheet = book.add_worksheet(title)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
            if title != "List":
                sheet.hide()
    guests = read(tmp_path / "h.xlsx")
    assert names(guests) == NAMES
    (note,) = [note for note in guests.notes if "idden" in note]
    assert "'Old'" in note
    assert "Blank" not in note


def known(header: str) -> str:
    return meaning_of(header).field


_CELL = st.text(max_size=12)


@given(st.lists(st.lists(_CELL, max_size=5), min_size=1, max_size=12))
def test_no_row_is_lost_or_told_twice(rows: list[list[str]]) -> None:
    """Under each header that may be chosen, every row below is a person's or refused by its line."""
    raw = RawTable([RawRow(line, cells) for line, cells in enumerate(rows, 1)])
    for header in heading.headers_of(raw):
        table = heading.table_under(raw, header, known)
        lines = sorted([row.line for row in table.rows] + [refusal.line for refusal in table.refused])
        assert lines == list(range(len(rows) - len(lines) + 1, len(rows) + 1))
        assert all(len(row.cells) == len(table.header) for row in table.rows)
        assert isinstance(heading.worth(table, known), float)


@pytest.mark.parametrize("above", [[], ["Vierailijat 2026"]])
def test_a_header_in_no_language_of_ours_is_still_the_first_row_that_could_be_one(above: list[str]) -> None:
    rows = [["Nimi", "", "Paikka"], ["Runa Falk", "x", "Turku"], ["Ole Brandt", "y", "Oulu"]]
    raw = RawTable([RawRow(line, cells) for line, cells in enumerate([*([above] if above else []), *rows], 1)])
    headers = list(heading.headers_of(raw))
    best = max(headers, key=lambda header: heading.worth(heading.sample_under(raw, header), lambda _: ""))
    assert list(best.cells) == rows[0]

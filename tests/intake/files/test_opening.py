"""What a file really is: encodings, delimiters, workbooks, and what is no list at all."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.errors import InputError
from kiosk.intake import read
from kiosk.intake.files.opening import MAX_BYTES

Writer = Callable[..., Path]

HEADER = ["Name", "E-mail", "Company", "What can you offer?"]
ROWS = [
    ["Mara Lindqvist", "mara@example.org", "Söhne, Töchter & Co; KG", "Brand design\nlettering"],
    ["Zoë Ångström", "zoe@example.org", 'The "Quoted" Room', "a 5,5 m studio"],
    ["Tobias Öz", "tobias@example.org", "", "Tax returns (freelancers, NGOs)"],
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]


def text_of(delimiter: str, newline: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=newline)
    writer.writerow(HEADER)
    writer.writerows(ROWS)
    return out.getvalue()


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_and_delimiter_reads_the_same(
    encoding: str, delimiter: str, newline: str, write: Writer
) -> None:
    guests = read(write(text_of(delimiter, newline), encoding=encoding))
    found = [row.registration for row in guests.rows]
    assert [one.name for one in found] == ["Mara Lindqvist", "Zoë Ångström", "Tobias Öz"]
    assert [one.company for one in found] == ["Söhne, Töchter & Co; KG", 'The "Quoted" Room', ""]
    assert found[0].offers == ("Brand design", "lettering")
    assert found[2].offers == ("Tax returns (freelancers, NGOs)",)
    assert [row.line for row in guests.rows] == [2, 4, 5]


def test_other_scripts_survive_utf16(write: Writer) -> None:
    guests = read(write("Name\tE-mail\n李 小龍\tli@example.org\nمحمد\tm@example.org\n", encoding="utf-16"))
    assert [row.registration.name for row in guests.rows] == ["李 小龍", "محمد"]


def test_one_broken_byte_does_not_break_every_accent(tmp_path: Path) -> None:
    path = tmp_path / "broken.csv"
    path.write_bytes(
        "Name,E-mail\nZoë Ångström,z@example.org\nJürgen Groß,j@example.org\n".encode() + b"Ma\xffra,m@example.org\n"
    )
    names = [row.registration.name for row in read(path).rows]
    assert names[:2] == ["Zoë Ångström", "Jürgen Groß"]


def test_a_separator_line_for_excel_is_no_header(write: Writer) -> None:
    guests = read(write("sep=;\nName;E-mail\nMara, née Berg;mara@example.org\n"))
    assert guests.rows[0].line == 3
    assert guests.rows[0].registration.name == "Mara, née Berg"


def test_titles_above_the_header_are_skipped(write: Writer) -> None:
    guests = read(write("Autumn mixer\nExported today\n\nName,E-mail\nMara,mara@example.org\n"))
    assert [(row.line, row.registration.name) for row in guests.rows] == [(5, "Mara")]


def test_one_column_is_enough(write: Writer) -> None:
    assert [row.registration.name for row in read(write("Name\nMara\nTobias\n")).rows] == ["Mara", "Tobias"]


@pytest.mark.parametrize("name", ["guests.xlsx", "guests.xls", "guests.csv"])
def test_a_workbook_is_known_by_its_content(name: str, workbook: Writer) -> None:
    path = workbook({"Notes": [["Hello"]], "People": [HEADER, [], *ROWS]}, name=name)
    guests = read(path)
    assert [(row.line, row.registration.name) for row in guests.rows][:2] == [
        (3, "Mara Lindqvist"),
        (4, "Zoë Ångström"),
    ]


def test_hi_events(workbook: Writer) -> None:
    header = ["ID", "First Name", "Last Name", "Email", "Status", "Check Ins", "Product ID", "Product Name", "Event ID"]
    header += ["Public ID", "Short ID", "Created Date", "Last Updated Date", "Notes", "What can you offer?"]
    end = ["a_1", "2026-10-02 09:00:00", "2026-10-02 09:00:00", ""]
    rows = [
        [
            1,
            "Mara",
            "Lindqvist",
            "mara@example.org",
            "ACTIVE",
            "",
            5,
            "Standard",
            9,
            "A-K7LM2QX",
            *end,
            "Logos, lettering",
        ],
        [2, "Tobias", "Öz", "t@example.org", "AWAITING_PAYMENT", "", 5, "Standard", 9, "A-P3RS8TV", *end, ""],
        [3, "Jo", "Baptiste", "j@example.org", "CANCELLED", "", 5, "Standard", 9, "A-W4XY6ZB", *end, ""],
    ]
    english = read(workbook({"Worksheet": [header, *rows]}))
    assert english.platform == "hi_events"
    assert [row.registration.codes for row in english.rows] == [("A-K7LM2QX",), ("A-P3RS8TV",), ("A-W4XY6ZB",)]
    assert [row.registration.reason for row in english.rows] == ["", "unpaid", "cancelled"]
    german = [
        "ID",
        "Vorname",
        "Nachname",
        "E-Mail",
        "Status",
        "Check-ins",
        "Produkt-ID",
        "Produktname",
        "Veranstaltungs-ID",
    ]
    german += ["Öffentliche ID", "Kurz-ID", "Erstellt", "Geändert", "Notizen", "Was kannst du anbieten?"]
    translated = read(workbook({"Worksheet": [german, *rows]}, name="german.xlsx"))
    assert translated.platform == "hi_events"
    assert [row.registration.codes for row in translated.rows] == [row.registration.codes for row in english.rows]
    assert translated.rows[0].registration.offers == ("Logos", "lettering")


def test_numbers_in_a_workbook(workbook: Writer) -> None:
    rows = [
        ["Name", "E-mail", "Ticket code"],
        ["Mara", "m@example.org", 20100000001],
        ["Jo", "j@example.org", 1.1211912e24],
    ]
    guests = read(workbook({"A": rows}))
    assert [row.registration.codes for row in guests.rows] == [("20100000001",), ()]
    assert "1 ticket code" in guests.notes[0]


def test_the_right_sheet_of_a_pretix_workbook(workbook: Writer, read_list: Callable[[str], object]) -> None:
    orders = [["Event slug", "Order code", "Order total", "Email"], ["mix", "AB1CD", 15.0, "m@example.org"]]
    header = ["Order code", "Position ID", "Status", "Product", "Attendee name", "Attendee email", "Ticket secret"]
    positions = [header, ["AB1CD", 1, "paid", "Ticket", "Mara", "m@example.org", "kq3m5n7p9r2t4v6x8y3a5c7e9g2j4l6n"]]
    guests = read(workbook({"Orders": orders, "Order positions": positions}))
    assert [row.registration.ref for row in guests.rows] == ["pretix:AB1CD-1"]
    with pytest.raises(InputError, match="order positions"):
        read(workbook({"Orders": orders}, name="orders.xlsx"))


@pytest.mark.parametrize(
    ("file", "advice"),
    [
        ("luma_keys.csv", "Download as CSV"),
        ("pretix_codes.csv", "Check-in list"),
        ("pretix_orders.csv", "order positions"),
    ],
)
def test_files_beside_the_guest_list_say_which_to_export(
    file: str, advice: str, read_list: Callable[[str], object]
) -> None:
    with pytest.raises(InputError, match=advice):
        read_list(file)


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


FAR_CELL = b'<worksheet><sheetData><row><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
NO_LISTS = {
    "empty": (b"", "empty"),
    "blank": (b"\xef\xbb\xbf \r\n\r\n", "empty"),
    "header only": (b"Name,E-mail\n", "nobody below it"),
    "no people": (b"Part,Price\nBolt,0.10\n", "'Part', 'Price'"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "a picture"),
    "pdf": (b"%PDF-1.7 \x00\x01", "a PDF"),
    "binary": (bytes(range(1, 32)) * 300, "binary"),
    "web page": (b"<!DOCTYPE html><html><body>Log in</body></html>", "web page"),
    "unclosed quote": (b'Name,E-mail\n"Mara,m@example.org\nTobias,t@example.org\nJo,j@example.org\n', "never closed"),
    "no workbook": (packed({"readme.txt": b"hello"}), "no XLSX workbook"),
    "damaged workbook": (packed({"xl/workbook.xml": bytes(range(256)) * 9})[:200] + bytes(300), "damaged"),
    "damaged package": (b"PK\x03\x04 and nothing more", "damaged"),
    "bomb": (packed({"xl/workbook.xml": bytes(200 * 2**20)}), "unpacks to far more"),
    "cell at the far end": (packed({"xl/workbook.xml": b"", "xl/sheet1.xml": FAR_CELL}), "far outside"),
    "old workbook, cut off": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook"),
}


@pytest.mark.parametrize("kind", NO_LISTS)
def test_what_is_no_list_is_refused_in_one_sentence(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_bytes(NO_LISTS[kind][0])
    with pytest.raises(InputError) as refused:
        read(path)
    assert NO_LISTS[kind][1] in str(refused.value)
    assert "guests.csv" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_missing_folder_and_huge_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no file"):
        read(tmp_path / "nowhere.csv")
    with pytest.raises(InputError, match="is a folder"):
        read(tmp_path)
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(InputError, match="larger than"):
        read(huge)

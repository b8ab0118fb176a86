"""Attendance leaves as text that no spreadsheet runs, with every key, whole or not at all."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pytest

from kiosk.csv_file import defuse, write_table
from kiosk.errors import InputError
from kiosk.event.overview.attendance import Attendance
from kiosk.export import KEYS, summary, write
from kiosk.export.attendance_file import Writer, _csv, _json, _xlsx
from kiosk.model import FoundBy, Introduction, Kind, Registrant, Status
from tests.hostile import NAMES

AT = datetime(2026, 11, 23, 18, 2, 11, tzinfo=timezone(timedelta(hours=1)))


def attendance(number: int, name: str, *, came: bool = True) -> Attendance:
    person = Registrant(
        ref=f"r{number}", id=f"id{number}", ticket=f"t{number}", person=f"p{number}", number=number, name=name,
        email="=cmd|'/C calc'!A0", status=Status.REGISTERED,
    )  # fmt: skip
    names = (Introduction(registrant="id9", name="Sam Ode", number=9, kind=Kind.COMING, reason="why", starter="line"),)
    return Attendance(
        registrant=person, status=person.status, came=came, first_in=AT if came else None, last_out=None,
        door="main" if came else "", found_by=FoundBy.SCAN if came else None, undone=0, badge="B" if came else None,
        introductions=names if came else (), forced="", offers=("python", "+1 idea"), interests=("sailing",),
    )  # fmt: skip


ROWS = [attendance(1, "Ana Sousa"), attendance(2, "Bo Lund", came=False)]


def test_json_has_every_key_and_null_when_empty(tmp_path: Path) -> None:
    write(ROWS, tmp_path / "out.json")
    one, other = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert tuple(one) == tuple(other) == KEYS
    assert (one["first_in"], one["came"], one["found_by"]) == ("2026-11-23T18:02:11+01:00", True, "scan")
    assert one["introductions"] == [
        {"name": "Sam Ode", "registrant_id": "id9", "kind": "coming", "reason": "why", "starter": "line"}
    ]
    assert (other["first_in"], other["badge"], other["company"], other["introductions"]) == (None, None, None, [])


def test_csv_opens_in_a_spreadsheet_without_running(tmp_path: Path) -> None:
    write(ROWS, tmp_path / "out.csv")
    raw = (tmp_path / "out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert tuple(rows[0]) == KEYS
    assert rows[0]["email"].startswith("'=") and rows[0]["offers"] == "python; +1 idea"
    assert (rows[0]["came"], rows[1]["came"], rows[0]["introductions"]) == ("true", "false", "Sam Ode")


def test_xlsx_holds_text_and_no_formula(tmp_path: Path) -> None:
    write(ROWS, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    cells = [[cell for cell in row] for row in sheet.iter_rows()]
    assert tuple(cell.value for cell in cells[0]) == KEYS
    assert {cell.data_type for row in cells for cell in row} <= {"s", "n", "b"}
    assert cells[1][KEYS.index("email")].value == "=cmd|'/C calc'!A0"
    assert cells[1][KEYS.index("came")].value is True
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:S3")
    assert cells[0][0].font.b and not cells[1][0].font.b


def test_xlsx_makes_no_link_and_no_number_of_a_name(tmp_path: Path) -> None:
    names = ["https://example.org", "mailto:ana@example.org", "0049", "1.12E+24", "=1+1", "{=1+1}", "internal:A1"]
    write([attendance(n, name) for n, name in enumerate(names)], tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    shown = [row[KEYS.index("name")] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in shown] == names
    assert all(cell.hyperlink is None and cell.data_type == "s" for cell in shown)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json"])
def test_hostile_names_survive_every_file(tmp_path: Path, suffix: str) -> None:
    names = [name.replace("\ud800", "")[:500] for name in NAMES]
    write([attendance(n, name) for n, name in enumerate(names)], tmp_path / f"out{suffix}")
    assert (tmp_path / f"out{suffix}").stat().st_size > 1000
    if suffix == ".xlsx":
        openpyxl.load_workbook(tmp_path / "out.xlsx")


@pytest.mark.parametrize("name", ["out.docx", "out", "out.CSVX"])
def test_an_unknown_kind_of_file_names_the_known_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"\.csv, \.xlsx or \.json"):
        write(ROWS, tmp_path / name)


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be written"):
        write(ROWS, tmp_path / "nowhere" / "out.csv")


def test_a_file_is_whole_or_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before")

    def rows() -> Iterator[Sequence[str]]:
        yield ["half"]
        raise OSError("full")

    with pytest.raises(OSError):
        write_table(["name"], rows(), path)
    assert path.read_text() == "before" and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("cell", "safe"),
    [("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-2+3", "'-2+3"), ("+49 151 23", "+49 151 23"), ("-5", "-5"),
     ("  =1", "'  =1"), ("\t=1", "'\t=1"), ("\ttab", "'\ttab"), ("\rend", "'\rend"),
     ("-3.5", "-3.5"), ("--", "'--"), ("+1 idea", "'+1 idea"), ("Ana", "Ana"), ("", ""), (True, True), (3, 3)],
)  # fmt: skip
def test_a_cell_that_looks_like_a_formula_is_defused(cell: str | int, safe: str | int) -> None:
    assert defuse(cell) == safe


def test_the_evening_in_one_line() -> None:
    assert summary(ROWS) == "1 of 2 came; 1 did not. 1 introduction was printed."
    walked_in = replace(attendance(3, "Cy Roe"), found_by=FoundBy.WALKIN, introductions=())
    assert summary([walked_in]) == "1 of 1 came, 1 of them a walk-in; 0 did not. 0 introductions were printed."
    assert summary([*ROWS, walked_in, walked_in]).startswith("3 of 4 came, 2 of them walk-ins; 1 did not.")
    assert summary([]) == "0 of 0 came; 0 did not. 0 introductions were printed."


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's disk that is always full")
@pytest.mark.parametrize("kind", [_csv, _xlsx, _json])
def test_a_full_disk_is_the_same_error_for_every_kind(kind: Writer) -> None:
    with pytest.raises(OSError), Path("/dev/full").open("wb") as file:
        kind(ROWS, file)


def test_a_file_is_as_readable_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write(ROWS, tmp_path / "out.json")
    assert (tmp_path / "out.json").stat().st_mode == (tmp_path / "other").stat().st_mode

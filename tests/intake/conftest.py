"""Lists on disk, as organisers hand them in."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from kiosk.intake import GuestList, read

LISTS = Path(__file__).parent / "lists"

Reader = Callable[[str], GuestList]
Writer = Callable[..., Path]


@pytest.fixture
def read_list() -> Reader:
    """Reads one of the invented exports in lists/."""
    return lambda name: read(LISTS / name)


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    """Writes text as a file and returns its path."""

    def write_text(text: str, name: str = "guests.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write_text


@pytest.fixture
def workbook(tmp_path: Path) -> Writer:
    """Writes sheets of rows as an XLSX file and returns its path."""

    def write_sheets(sheets: dict[str, Sequence[Sequence[object]]], name: str = "guests.xlsx") -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(str(path), {"in_memory": True, "strings_to_formulas": False}) as book:
            for title, rows in sheets.items():
                sheet = book.add_worksheet(title)
                for at, row in enumerate(rows):
                    sheet.write_row(at, 0, row)
        return path

    return write_sheets

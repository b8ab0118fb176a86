"""Workbooks (XLSX, and the XLS of old) into rows of text."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from datetime import date, time
from typing import TYPE_CHECKING

from kiosk.errors import InputError
from kiosk.intake.guestlist import RawRow, RawTable
from kiosk.language import _

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MAX_UNPACKED = 128 * 2**20
MAX_CELLS = 8_000_000

_Place = tuple[int, int]
_LAST_EXACT = 10**15
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})(\d{1,9})["']""")
_DAMAGES = (NotImplementedError, RuntimeError, EOFError, OSError, ValueError, LookupError)


def read_workbook(data: bytes, name: str) -> tuple[list[RawTable], list[str]]:
    """The visible sheets that hold anything, and the names of hidden ones.

    Raises InputError for what is no workbook, locked, or absurdly large.
    """
    # Imported here: a CSV needs no workbook reader.
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    if data.startswith(b"PK"):
        _check_package(data, name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            shown = [sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible]
            tables = [_table(book.get_sheet_by_name(title), title) for title in shown]
            hidden = [sheet.name for sheet in sheets if sheet.name not in shown]
            hidden = [title for title in hidden if _table(book.get_sheet_by_name(title), title).rows]
    except (CalamineError, ValueError, OSError) as error:
        said = _("{file} can't be opened as a workbook ({error}): remove its password, or save it as CSV in UTF-8.")
        raise InputError(said.format(file=name, error=error)) from None
    tables = [table for table in tables if table.rows]
    if not tables:
        raise InputError(_("{file} holds no filled sheet: export the list again.").format(file=name))
    return tables, hidden


def _check_package(data: bytes, name: str) -> None:
    """Refuses packages that are no XLSX, or that would unpack beyond what a guest list can need."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if "xl/workbook.xml" not in package.namelist():
                said = _("{file} is a package but no XLSX workbook: save the list as XLSX, or as CSV in UTF-8.")
                raise InputError(said.format(file=name))
            if sum(part.file_size for part in parts) > MAX_UNPACKED:
                said = _("{file} unpacks to far more than a guest list: export only the guests.")
                raise InputError(said.format(file=name))
            widest = max(_area(package.read(part)) for part in parts)
    except (*_DAMAGES, zipfile.BadZipFile, zlib.error) as error:
        said = _("{file} is a damaged or locked package ({error}): export the list again.")
        raise InputError(said.format(file=name, error=error)) from None
    if widest > MAX_CELLS:
        said = _("{file} has cells filled far outside the list: copy the guests to a new sheet, or save as CSV.")
        raise InputError(said.format(file=name))


def _area(part: bytes) -> int:
    """Rows times columns that a sheet spans; the reader would allocate all of them."""
    columns, rows = set(), set()
    for column, row in _CELL.findall(part):
        columns.add(column)
        rows.add(row)
    return max(map(int, rows), default=0) * max(map(_column_number, columns), default=0)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _table(sheet: "CalamineSheet", title: str) -> RawTable:
    cells = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    spans = _spread(cells, sheet.merged_cell_ranges or ())
    rows = [RawRow(line, row) for line, row in enumerate(cells, 1) if any(cell and not cell.isspace() for cell in row)]
    return RawTable(rows, title, spans)


def _spread(cells: list[list[str]], merged: Iterable[tuple[_Place, _Place]]) -> frozenset[tuple[int, int]]:
    """Writes the text of merged cells into all that they cover; returns those to the right of the first."""
    spans: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in merged:
        text = cells[top][left] if top < len(cells) and left < len(cells[top]) else ""
        for row in range(top, min(bottom + 1, len(cells))) if text else ():
            for column in range(left, min(right + 1, len(cells[row]))):
                cells[row][column] = text
                spans.update({(row + 1, column)} if column > left else ())
    return frozenset(spans)


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, int | float):
        if abs(cell) >= _LAST_EXACT:
            # Beyond 15 digits a workbook keeps no exact number: it is shown as ruined, not as digits nobody issued.
            return f"{cell:.6E}"
        return str(int(cell)) if cell == int(cell) else str(cell)
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)

"""Workbooks (XLSX, and what else calamine reads) into rows of text."""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta

from kiosk.errors import InputError
from kiosk.intake.guestlist import RawRow, RawTable

MAX_UNPACKED = 256 * 2**20
MAX_CELLS = 8_000_000

_LAST_EXACT = 10**15
_ROW = re.compile(rb'<(?:\w+:)?row[^>]*? r="(\d+)"')
_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,3})\d+"')


def read_workbook(data: bytes, name: str) -> list[RawTable]:
    """The visible sheets that hold anything; raises InputError for what is no workbook, locked, or absurdly large."""
    # Imported here: a CSV needs no workbook reader.
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    if data.startswith(b"PK"):
        _check_package(data, name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            tables = [
                RawTable(_rows(book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)), sheet.name)
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
            ]
    except (CalamineError, ValueError, OSError) as error:
        raise InputError(
            f"{name} can't be opened as a workbook ({error}): remove its password, or save it as CSV in UTF-8."
        ) from None
    tables = [table for table in tables if table.rows]
    if not tables:
        raise InputError(f"{name} holds no filled sheet: export the list again.")
    return tables


def _check_package(data: bytes, name: str) -> None:
    """Refuses packages that would unpack, or spread their cells, beyond what a guest list can need."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise InputError(f"{name} unpacks to far more than a guest list: export only the guests.")
            sheets = [part for part in parts if re.search(r"worksheets/[^/]+\.xml$", part.filename)]
            areas = [_area(package.read(part)) for part in sheets]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise InputError(f"{name} is a damaged or locked package ({error}): export the list again.") from None
    if areas and max(areas) > MAX_CELLS:
        raise InputError(
            f"{name} has cells filled far outside the list: copy the guests to a new sheet, or save as CSV."
        )


def _area(sheet: bytes) -> int:
    """Rows times columns that a sheet spans; the reader would allocate all of them."""
    rows = max(map(int, _ROW.findall(sheet)), default=0)
    columns = max(map(_column_number, set(_CELL.findall(sheet))), default=0)
    return rows * columns


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _rows(sheet: list[list[int | float | str | bool | time | date | datetime | timedelta]]) -> list[RawRow]:
    rows = [RawRow(line, [_text(cell) for cell in cells]) for line, cells in enumerate(sheet, 1)]
    return [row for row in rows if any(cell and not cell.isspace() for cell in row.cells)]


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

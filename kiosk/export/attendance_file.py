"""Writing attendance to a file, whole or not at all."""

import json
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from kiosk.csv_file import save_table
from kiosk.errors import InputError
from kiosk.event.overview.attendance import Attendance
from kiosk.export.attendance_table import KEYS, cells, record
from printing.saving import whole_or_nothing

Writer = Callable[[Sequence[Attendance], BinaryIO], None]

_WIDTH = 14
_WIDTHS = {
    "name": 26, "email": 30, "company": 24, "role": 24, "first_in": 26, "last_out": 26, "badge": 20, "undone": 9,
    "offers": 40, "asks": 40, "interests": 40, "introductions": 40,
}  # fmt: skip
"""Of a sheet's columns, in characters."""


def write(rows: Sequence[Attendance], path: Path) -> None:
    """Writes attendance as the kind of file that `path` ends in; raises InputError if it can't."""
    kinds: dict[str, Writer] = {".csv": _csv, ".xlsx": _xlsx, ".json": _json}
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        raise InputError(f"{path.name}: choose a name that ends in .csv, .xlsx or .json.")
    try:
        whole_or_nothing(path, lambda file: kind(rows, file))
    except OSError as error:
        raise InputError(
            f"{path} can't be written ({error.strerror or error}): close it elsewhere, or choose another folder."
        ) from None


def _csv(rows: Sequence[Attendance], file: BinaryIO) -> None:
    save_table(KEYS, map(cells, rows), file)


def _xlsx(rows: Sequence[Attendance], file: BinaryIO) -> None:
    import xlsxwriter

    # Foreign text is text: never a formula, a link or a number. In memory, so that only one disk can be full.
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    made = BytesIO()
    with xlsxwriter.Workbook(made, options) as book:
        sheet = book.add_worksheet("Attendance")
        sheet.write_row(0, 0, KEYS, book.add_format({"bold": True}))
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(cells(row)):
                _write(sheet, number, column, cell)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, len(rows), len(KEYS) - 1)
        for column, key in enumerate(KEYS):
            sheet.set_column(column, column, _WIDTHS.get(key, _WIDTH))
    file.write(made.getvalue())


def _write(sheet: Any, row: int, column: int, cell: str | int | bool) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    else:
        sheet.write(row, column, cell)


def _json(rows: Sequence[Attendance], file: BinaryIO) -> None:
    file.write(json.dumps([record(row) for row in rows], ensure_ascii=False, indent=1).encode() + b"\n")

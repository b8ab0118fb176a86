"""Writing attendance to a file, whole or not at all."""

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.errors import InputError
from kiosk.event.attendance import Attendance
from kiosk.export.table import KEYS, cells, record
from kiosk.files import defuse, whole_or_nothing

Writer = Callable[[Sequence[Attendance], Path], None]


def write(rows: Sequence[Attendance], path: Path) -> None:
    """Writes attendance as the kind of file that `path` ends in; raises InputError if it can't."""
    kinds: dict[str, Writer] = {".csv": _csv, ".xlsx": _xlsx, ".json": _json}
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        raise InputError(f"{path.name}: choose a name that ends in .csv, .xlsx or .json.")
    try:
        whole_or_nothing(path, lambda scratch: kind(rows, scratch))
    except OSError as error:
        raise InputError(
            f"{path} can't be written ({error.strerror}): close it elsewhere, or choose another folder."
        ) from None


def _csv(rows: Sequence[Attendance], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(KEYS)
        out.writerows([_plain(defuse(cell)) for cell in cells(row)] for row in rows)


def _plain(cell: str | int | bool) -> str | int:
    return str(cell).lower() if isinstance(cell, bool) else cell


def _xlsx(rows: Sequence[Attendance], path: Path) -> None:
    import xlsxwriter

    # Foreign text is text: never a formula, a link or a number.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("Attendance")
        sheet.write_row(0, 0, KEYS, book.add_format({"bold": True}))
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(cells(row)):
                sheet.write(number, column, cell) if isinstance(cell, bool | int) else sheet.write_string(
                    number, column, cell
                )
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, len(rows), len(KEYS) - 1)
        sheet.set_column(0, len(KEYS) - 1, 18)
        sheet.set_column(len(KEYS) - 4, len(KEYS) - 1, 40)


def _json(rows: Sequence[Attendance], path: Path) -> None:
    path.write_text(json.dumps([record(row) for row in rows], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

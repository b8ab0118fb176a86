"""Tables for spreadsheets: CSV files that are there whole or not at all, with cells that stay text."""

import csv
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from printing.saving import whole_or_nothing

Cell = str | int | bool


def write_table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], path: Path) -> None:
    """Puts a table in place when it is on the disk. Raises OSError."""
    whole_or_nothing(path, lambda file: save_table(columns, rows, file))


def save_table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], file: BinaryIO) -> None:
    """Writes a heading and rows; true and false in small letters, as other programs write them."""
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    out = csv.writer(text)
    out.writerow(columns)
    out.writerows([_plain(cell) for cell in row] for row in rows)
    text.detach()


def _plain(cell: Cell) -> str | int:
    return str(cell).lower() if isinstance(cell, bool) else defuse(cell)


def defuse(cell: str | int) -> str | int:
    """A cell that no spreadsheet takes for a formula."""
    if not isinstance(cell, str) or _is_number(cell):
        return cell
    runs = cell.startswith(("\t", "\r")) or cell.lstrip().startswith(("=", "+", "-", "@"))
    return f"'{cell}" if runs else cell


def _is_number(cell: str) -> bool:
    return cell.lstrip("+-").replace(" ", "").replace(".", "", 1).isdecimal()

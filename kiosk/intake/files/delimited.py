"""Delimited text into rows, each with the line where it starts."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from kiosk.errors import InputError
from kiosk.intake.guestlist import RawRow, RawTable
from kiosk.language import _

DELIMITERS = ",;\t"

_SAMPLE_ROWS = 50


def read_delimited(text: str, name: str) -> RawTable:
    """The rows of a CSV or TSV; raises InputError where a quotation mark swallows the rest of the file."""
    skipped = 0
    first, _end, rest = text.partition("\n")
    if first.strip().casefold() in {f"sep={d}" for d in DELIMITERS}:
        delimiter, text, skipped = first.strip()[4:] or "\t", rest, 1
    else:
        delimiter = _delimiter(text)
    try:
        rows = [RawRow(row.line + skipped, row.cells) for row in _rows(text, delimiter)]
    except csv.Error as error:
        said = _("{file} can't be read as a list ({error}): a quotation mark may not be closed.")
        raise InputError(said.format(file=name, error=error)) from None
    if not rows:
        raise InputError(_("{file} is empty: export the list again.").format(file=name))
    _check_last(text, rows, name, skipped)
    return RawTable(rows)


def _rows(text: str, delimiter: str) -> Iterator[RawRow]:
    # StringIO with newline="" ends lines where csv does, not at every exotic separator as splitlines would.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for cells in reader:
        if any(cell and not cell.isspace() for cell in cells):
            yield RawRow(line, cells)
        line = reader.line_num + 1


def _delimiter(text: str) -> str:
    """The delimiter under which most rows have as many cells as the others."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> float:
    try:
        widths = [len(row.cells) for row in islice(_rows(text, delimiter), _SAMPLE_ROWS)]
    except csv.Error:
        return 0
    if not widths:
        return 0
    width, rows = Counter(widths).most_common(1)[0]
    return (width - 1) * rows / len(widths)


def _check_last(text: str, rows: list[RawRow], name: str, skipped: int) -> None:
    """Refuses a file whose last row runs over many lines because its quotation mark is never closed."""
    if len(rows) < 2 or text.count('"') % 2 == 0 or text.rstrip().endswith('"'):
        return
    if text.count("\n") + 1 + skipped - rows[-1].line > 1 and any("\n" in cell for cell in rows[-1].cells):
        said = _("{file}, line {n}: a quotation mark is opened and never closed; close or remove it.")
        raise InputError(said.format(file=name, n=rows[-1].line))

"""From a path to tables of text: what a file really is, whatever its name says."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kiosk.errors import InputError
from kiosk.intake.files.delimited import read_delimited
from kiosk.intake.files.encoding import Decoded, check_encoding, decode, title_of
from kiosk.intake.files.garbled import examples, repaired
from kiosk.intake.files.workbook import read_workbook
from kiosk.intake.guestlist import RawTable
from kiosk.text import clean

MAX_BYTES = 64 * 2**20
_NO_ENCODING = "A workbook says itself how its letters are kept: --encoding was not used."

_MAGIC = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a packed file",
    b"Rar!": "a packed file",
    b"7z\xbc\xaf": "a packed file",
    b"SQLite format 3": "a database",
    b"{\\rtf": "a text document",
    b"<!DOCTYPE": "a web page",
    b"<html": "a web page",
}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Opened(NamedTuple):
    """What a file holds, and what the organiser should know of how it was opened."""

    tables: list[RawTable]
    notes: tuple[str, ...] = ()


def open_list(path: Path, encoding: str | None = None) -> Opened:
    """The tables of a CSV, TSV, XLSX or XLS file; raises InputError for anything else.

    `encoding`: the organiser's word for what the letters of a text file are written in.
    """
    if encoding:
        check_encoding(encoding)
    data = _load(path)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        tables, hidden = read_workbook(data, path.name)
        notes: tuple[str, ...] = (*([_hidden(hidden)] if hidden else []), *([_NO_ENCODING] if encoding else []))
    else:
        decoded = _text(data, path.name, encoding)
        tables, notes = [read_delimited(decoded.text, path.name)], _notes_on(decoded)
    tables, more = _garbled(tables)
    return Opened(tables, (*notes, *more))


def _hidden(sheets: Sequence[str]) -> str:
    names = ", ".join(f"'{clean(sheet)}'" for sheet in sheets)
    return f"Hidden sheets were not read: {names}. Show a sheet and import again if its people come too."


def _load(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder: name the list itself.")
        if not path.exists():
            raise InputError(f"There is no file {path}: check its name and folder.")
        if not path.is_file():
            raise InputError(f"{path.name} is not an ordinary file: save the list to disk first.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise InputError(f"{path.name or path} can't be read ({error}): check that you may open it.") from None
    if len(data) > MAX_BYTES:
        raise InputError(
            f"{path.name} is larger than {MAX_BYTES >> 20} MB: that is no guest list, export only the guests."
        )
    if not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise InputError(f"{path.name} is empty: export the list again.")
    return data


def _text(data: bytes, name: str, encoding: str | None) -> Decoded:
    for magic, kind in _MAGIC.items():
        if data[:16].lstrip().startswith(magic):
            raise InputError(f"{name} is {kind}, not a list: export the guests as CSV or XLSX.")
    decoded = decode(data, name, encoding)
    head = decoded.text[:65536]
    if len(_CONTROL.findall(head)) > len(head) // 20:
        raise InputError(f"{name} is not a list but binary data: export the guests as CSV or XLSX.")
    return decoded


def _notes_on(decoded: Decoded) -> tuple[str, ...]:
    if not decoded.guessed:
        return ()
    if decoded.doubtful:
        return (
            f"This file is not UTF-8, and in no other encoding do its names look right; it was read as "
            f"{title_of(decoded.guessed)}. Look at the names, and import again with --encoding NAME.",
        )
    return (
        f"This file is not UTF-8: its letters were taken for {title_of(decoded.guessed)}. "
        "If a name looks wrong, import again with --encoding NAME.",
    )


def _garbled(tables: list[RawTable]) -> tuple[list[RawTable], tuple[str, ...]]:
    if all(cell.isascii() for table in tables for row in table.rows for cell in row.cells):
        return tables, ()
    tables, count = repaired(tables)
    notes = []
    if count:
        cells = "cell was" if count == 1 else "cells were"
        notes.append(
            f"{count} {cells} garbled by another program before (such as 'ZoÃ«' for 'Zoë') and put right: "
            "look at the names."
        )
    if bad := examples(tables):
        shown = ", ".join(f"'{clean(each)}'" for each in bad)
        notes.append(
            f"Some names still look garbled ({shown}): export the list again as UTF-8, "
            "or import the original file with --encoding NAME."
        )
    return tables, tuple(notes)

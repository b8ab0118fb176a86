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
from kiosk.language import _, later, plural
from kiosk.text import clean

MAX_BYTES = 64 * 2**20
_NO_ENCODING = later("A workbook says itself how its letters are kept: --encoding was not used.")

_MAGIC = {
    b"%PDF": later("a PDF"),
    b"\x89PNG": later("a picture"),
    b"\xff\xd8\xff": later("a picture"),
    b"GIF8": later("a picture"),
    b"\x1f\x8b": later("a packed file"),
    b"Rar!": later("a packed file"),
    b"7z\xbc\xaf": later("a packed file"),
    b"SQLite format 3": later("a database"),
    b"{\\rtf": later("a text document"),
    b"<!DOCTYPE": later("a web page"),
    b"<html": later("a web page"),
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
        notes: tuple[str, ...] = (*([_hidden(hidden)] if hidden else []), *([_(_NO_ENCODING)] if encoding else []))
    else:
        decoded = _text(data, path.name, encoding)
        tables, notes = [read_delimited(decoded.text, path.name)], _notes_on(decoded)
    tables, more = _garbled(tables)
    return Opened(tables, (*notes, *more))


def _hidden(sheets: Sequence[str]) -> str:
    names = ", ".join(f"'{clean(sheet)}'" for sheet in sheets)
    said = _("Hidden sheets were not read: {names}. Show a sheet and import again if its people come too.")
    return said.format(names=names)


def _load(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError(_("{path} is a folder: name the list itself.").format(path=path))
        if not path.exists():
            raise InputError(_("There is no file {path}: check its name and folder.").format(path=path))
        if not path.is_file():
            said = _("{file} is not an ordinary file: save the list to disk first.")
            raise InputError(said.format(file=path.name))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        said = _("{file} can't be read ({error}): check that you may open it.")
        raise InputError(said.format(file=path.name or path, error=error)) from None
    if len(data) > MAX_BYTES:
        said = _("{file} is larger than {most} MB: that is no guest list, export only the guests.")
        raise InputError(said.format(file=path.name, most=MAX_BYTES >> 20))
    if not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise InputError(_("{file} is empty: export the list again.").format(file=path.name))
    return data


def _text(data: bytes, name: str, encoding: str | None) -> Decoded:
    for magic, kind in _MAGIC.items():
        if data[:16].lstrip().startswith(magic):
            said = _("{file} is {kind}, not a list: export the guests as CSV or XLSX.")
            raise InputError(said.format(file=name, kind=_(kind)))
    decoded = decode(data, name, encoding)
    head = decoded.text[:65536]
    if len(_CONTROL.findall(head)) > len(head) // 20:
        said = _("{file} is not a list but binary data: export the guests as CSV or XLSX.")
        raise InputError(said.format(file=name))
    return decoded


def _notes_on(decoded: Decoded) -> tuple[str, ...]:
    if not decoded.guessed:
        return ()
    if decoded.doubtful:
        said = _(
            "This file is not UTF-8, and in no other encoding do its names look right; it was read as {encoding}. Look "
            "at the names, and import again with --encoding NAME."
        )
    else:
        said = _(
            "This file is not UTF-8: its letters were taken for {encoding}. If a name looks wrong, import again with "
            "--encoding NAME."
        )
    return (said.format(encoding=title_of(decoded.guessed)),)


def _garbled(tables: list[RawTable]) -> tuple[list[RawTable], tuple[str, ...]]:
    if all(cell.isascii() for table in tables for row in table.rows for cell in row.cells):
        return tables, ()
    tables, count = repaired(tables)
    notes = []
    if count:
        said = plural(
            "{n} cell was garbled by another program before (such as 'ZoÃ«' for 'Zoë') and put right: look at the "
            "names.",
            "{n} cells were garbled by another program before (such as 'ZoÃ«' for 'Zoë') and put right: look at the "
            "names.",
            count,
        )
        notes.append(said.format(n=count))
    if bad := examples(tables):
        shown = ", ".join(f"'{clean(each)}'" for each in bad)
        said = _(
            "Some names still look garbled ({names}): export the list again as UTF-8, or import the original file with "
            "--encoding NAME."
        )
        notes.append(said.format(names=shown))
    return tables, tuple(notes)

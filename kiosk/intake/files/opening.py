"""From a path to tables of text: what a file really is, whatever its name says."""

import re
from pathlib import Path

from kiosk.errors import InputError
from kiosk.intake.files.delimited import read_delimited
from kiosk.intake.files.workbook import read_workbook
from kiosk.intake.guestlist import RawTable

MAX_BYTES = 64 * 2**20

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
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def read_tables(path: Path) -> list[RawTable]:
    """The tables of a CSV, TSV, XLSX or XLS file; raises InputError for anything else."""
    data = _load(path)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return read_workbook(data, path.name)
    return [read_delimited(_decode(data, path.name), path.name)]


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


def _decode(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, UTF-16 or the Western European encoding that Excel writes."""
    for magic, kind in _MAGIC.items():
        if data[:16].lstrip().startswith(magic):
            raise InputError(f"{name} is {kind}, not a list: export the guests as CSV or XLSX.")
    text = _utf16(data)
    if text is None:
        text = _utf8(data)
    if text is None:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            raise InputError(f"{name} is not text in a known encoding: save it as CSV in UTF-8.") from None
    head = text[:65536]
    if len(_CONTROL.findall(head)) > len(head) // 20:
        raise InputError(f"{name} is not a list but binary data: export the guests as CSV or XLSX.")
    return text.removeprefix("\ufeff")


def _utf16(data: bytes) -> str | None:
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    # Without a mark, Latin letters and delimiters show themselves by a zero in every second byte.
    pairs = len(head) // 2
    if pairs and head[1::2].count(0) > pairs * 0.4 and head[0::2].count(0) < pairs * 0.1:
        return data.decode("utf-16-le", "replace")
    if pairs and head[0::2].count(0) > pairs * 0.4 and head[1::2].count(0) < pairs * 0.1:
        return data.decode("utf-16-be", "replace")
    return None


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", "replace")
    # A few broken bytes in a UTF-8 file must not turn everybody's accents into two letters.
    return text if len(_MULTIBYTE.findall(data)) > text.count("\ufffd") else None

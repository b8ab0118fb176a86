"""Bytes into text: what the file says of itself, else the code page under which its names make sense."""

import codecs
import re
from itertools import accumulate
from typing import NamedTuple

from kiosk.errors import InputError
from kiosk.intake.files.letters import likeness
from kiosk.language import _, later
from kiosk.text import clean

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Four bytes go first: the two of UTF-16 begin the mark of UTF-32."""
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_FEWEST_ZEROS, _NO_MATCH = 10, 0.1
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# No table puts a second byte where these stand, so cells are cut the same way under each.
_CELL = re.compile(rb'[^,;\t\r\n"|]*[\x80-\xff][^,;\t\r\n"|]*')
_SAMPLE, _SCANNED = 8_000, 4_000_000
_HEAD = 65_536
_PAGES = {
    **dict.fromkeys(("cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874"), 1.0),
    **dict.fromkeys(("gb18030", "big5hkscs", "cp932", "cp949"), 1.0),
    "cp1252": 1.1,
    **dict.fromkeys(("koi8-r", "koi8-u", "euc_jis_2004"), 0.95),
    **dict.fromkeys(("iso8859-2", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-13"), 0.8),
    **dict.fromkeys(("cp437", "cp737", "cp850", "cp852", "cp857", "cp866"), 0.75),
    **dict.fromkeys(("mac-roman", "mac-latin2", "mac-cyrillic", "mac-greek", "mac-turkish"), 0.7),
}
"""What spreadsheets save lists in, and how often."""
_MAC_LINES, _UNIX_LINES = 1.2, 0.9
_SURE = 0.6
_TITLES = {
    "cp1250": later("Central European"),
    "cp1251": later("Cyrillic"),
    "cp1252": later("Western European"),
    "cp1253": later("Greek"),
    "cp1254": later("Turkish"),
    "cp1255": later("Hebrew"),
    "cp1256": later("Arabic"),
    "cp1257": later("Baltic"),
    "cp874": later("Thai"),
    "koi8-r": later("Russian"),
    "koi8-u": later("Ukrainian"),
    "gb18030": later("Chinese, as GBK"),
    "big5hkscs": later("traditional Chinese"),
    "cp932": later("Japanese, as Shift-JIS"),
    "euc_jis_2004": later("Japanese, as EUC-JP"),
    "cp949": later("Korean"),
}
_KINDS = {"mac-": later("an old Mac's"), "iso8859": later("an older standard"), "cp": later("an old PC's")}


class Decoded(NamedTuple):
    """The text of a file, and how sure its letters are."""

    text: str
    guessed: str = ""
    """The code page that was guessed; empty where the file itself leaves no doubt, or the organiser named it."""
    doubtful: bool = False
    """Whether even the best guess reads badly."""


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """The text of a file; raises InputError where `encoding` is none, or is not this file's."""
    if encoding:
        return Decoded(_named(data, name, encoding))
    mark = next((codec for mark, codec in _MARKS if data.startswith(mark)), None) or _wide(data[:_HEAD])
    if mark:
        return Decoded(data.decode(mark, "replace").removeprefix("\ufeff"))
    text = _utf8(data)
    return _guessed(data) if text is None else Decoded(text)


def check_encoding(encoding: str) -> None:
    """Raises InputError where there is no such encoding of text."""
    try:
        # Some codecs are no encodings of text, such as base64: these only encode bytes.
        "x".encode(encoding)
    except (LookupError, ValueError):
        said = _("There is no encoding '{name}': name one such as utf-8, cp1250, cp1252, koi8-r or shift_jis.")
        raise InputError(said.format(name=clean(encoding))) from None


def title_of(codec: str) -> str:
    """A code page as an organiser may have heard of it, with the name that --encoding takes."""
    title = _TITLES.get(codec) or next((said for start, said in _KINDS.items() if codec.startswith(start)), "")
    return f"{codec} ({_(title)})" if title else codec


def _named(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as error:
        said = _("{file} is not in the encoding {name}. Leave --encoding away, or name another.")
        where = 0
        if isinstance(error, UnicodeDecodeError):
            said = _(
                "{file} is not in the encoding {name}: byte {n} means nothing in it. Leave --encoding away, or name "
                "another."
            )
            where = error.start + 1
        raise InputError(said.format(file=name, name=clean(encoding), n=where)) from None


def _wide(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, whose zeros give it away."""
    if head.count(0) * _FEWEST_ZEROS < len(head):
        return None
    # Imported here: hardly any list needs it.
    import chardet

    found = chardet.detect(
        head[: len(head) // 4 * 4] or head, compat_names=False, include_encodings=_WIDE,
        no_match_encoding=_WIDE[0], empty_input_encoding=_WIDE[0],
    )  # fmt: skip
    return found["encoding"] if found["confidence"] > _NO_MATCH else None


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", "replace")
    # A few broken bytes in a UTF-8 file must not turn everybody's accents into two letters.
    return text if len(_MULTIBYTE.findall(data)) > text.count("\ufffd") else None


def _guessed(data: bytes) -> Decoded:
    """The code page in which letters follow each other as in a language, and words look like names."""
    import chardet

    sample = _sample(data)
    best, weight, sense = "cp1252", 0.0, 0.0
    for found in chardet.detect_all(sample, ignore_threshold=True, compat_names=False, include_encodings=_PAGES):
        page = str(found["encoding"])
        try:
            lines = sample.decode(page).split("\n")
        except (UnicodeDecodeError, LookupError):
            # Of the second kind only where chardet has no candidate left.
            continue
        like = likeness(lines)
        worth = found["confidence"] * _usual(page, data) * like**3
        if worth > weight:
            best, weight, sense = page, worth, like
    return Decoded(data.decode(best, "replace").removeprefix("\ufeff"), best, sense < _SURE)


def _sample(data: bytes) -> bytes:
    """The first cells that hold more than ASCII, each once and whole."""
    cells = list(dict.fromkeys(cell.strip() for cell in _CELL.findall(data[:_SCANNED])))
    sizes = accumulate(len(cell) for cell in cells)
    return b"\n".join(cell for cell, size in zip(cells, sizes, strict=True) if size <= _SAMPLE) or cells[0][:_SAMPLE]


def _usual(page: str, data: bytes) -> float:
    """How often lists come so; old Macs end lines in a way of their own."""
    if not page.startswith("mac") or b"\r\n" in data:
        return _PAGES.get(page, 0)
    return _UNIX_LINES if b"\n" in data else _MAC_LINES

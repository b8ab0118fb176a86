"""Foreign text: cleaned once where it enters, folded for search."""

import re
import unicodedata
from functools import lru_cache

MAX_NAME = 80
"""Characters of a name, company or role that are kept."""
MAX_ANSWER = 500
"""Characters of a free-text answer that are kept."""

_KEEP_FORMAT = {"\u200c", "\u200d"}  # joiners that Persian words and emoji families need
_DROPPED = {"Cc", "Cs", "Cn", "Co"}
_MARKS_PER_LETTER = 4
_EDGES = " \u200c\u200d"
_BLANKS = re.compile(r"\s+")
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ħ": "h"}
)


def clean(text: str, limit: int = MAX_NAME) -> str:
    """One line that no terminal, printer or spreadsheet can mistake for a command, at most `limit` characters."""
    # Cut before anything else, so that an answer of megabytes costs nothing.
    line = _BLANKS.sub(" ", text[: limit * 8])
    if not (line.isascii() and line.isprintable()):
        # Composed last: what was dropped may have stood between a letter and its mark.
        shown = unicodedata.normalize("NFC", "".join(filter(_is_shown, line)))
        line = _BLANKS.sub(" ", _few_marks(shown))
    return line.strip(_EDGES)[:limit].rstrip(_EDGES)


def _is_shown(char: str) -> bool:
    category = unicodedata.category(char)
    return category not in _DROPPED and (category != "Cf" or char in _KEEP_FORMAT)


def _few_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if marks <= _MARKS_PER_LETTER:
            kept.append(char)
    return "".join(kept)


def fold(text: str) -> str:
    """Lower case without marks, so that "lukasz" finds "Łukasz"."""
    if text.isascii():
        return _BLANKS.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))
    return _BLANKS.sub(" ", "".join(c for c in decomposed if not unicodedata.combining(c))).strip()


@lru_cache(maxsize=20_000)
def split_name(name: str) -> tuple[str, str]:
    """First name and the rest, without titles and degrees; "Last, First" is turned round.

    Chinese and Korean names, and Japanese ones, stay whole: their first word is the family's.
    """
    plain = _without_degrees(_without_titles(name.strip()))
    if _is_east_asian(plain):
        return plain, ""
    if ", " in plain:
        last, first = plain.split(", ", 1)
        return _without_titles(first.strip()), last.strip()
    first, _, last = plain.partition(" ")
    return first, last.strip()


_TITLES = frozenset({
    "dr", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "herr", "frau", "mme", "mlle", "dott", "dra",
    "dipl-ing",
})  # fmt: skip
_DEGREES = frozenset({"phd", "dphil", "msc", "bsc", "llm", "llb", "jr", "sr", "ii", "iii", "iv", "esq"})
_AFTER_COMMA = _DEGREES | {"md", "mba", "meng", "beng", "mph", "dds", "dvm", "jd", "cpa", "ma", "ba"}
"""Also people's names, so degrees only behind a comma."""
_EAST_ASIAN = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC")


def _without_titles(name: str) -> str:
    title, _, rest = name.partition(" ")
    return _without_titles(rest.strip()) if rest and _plain(title) in _TITLES else name


def _without_degrees(name: str) -> str:
    rest, _, degree = name.rpartition(" ")
    known = _AFTER_COMMA if rest.endswith(",") and " " in rest else _DEGREES
    return _without_degrees(rest.rstrip(", ")) if rest and _plain(degree) in known else name


def _plain(word: str) -> str:
    return word.casefold().replace(".", "").strip(",")


def _is_east_asian(name: str) -> bool:
    letters = [char for char in name if char.isalpha()]
    return bool(letters) and all(unicodedata.name(char, "").startswith(_EAST_ASIAN) for char in letters)


def mask_email(email: str) -> str:
    """Enough to tell namesakes apart, too little to write to: "p…r@e…e.org"."""
    user, _, host = email.partition("@")
    if not host:
        return ""
    domain, _, top = host.rpartition(".")
    return f"{_mask(user)}@{_mask(domain)}.{top}"


def _mask(text: str) -> str:
    return text if len(text) < 2 else f"{text[0]}…{text[-1]}" if len(text) > 2 else f"{text[0]}…"

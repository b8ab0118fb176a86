"""Foreign text: cleaned once where it enters, folded for search."""

import re
import unicodedata

MAX_NAME = 80
"""Characters of a name, company or role that are kept."""
MAX_ANSWER = 500
"""Characters of a free-text answer that are kept."""

_KEEP_FORMAT = {"\u200c", "\u200d"}  # joiners that Persian words and emoji families need
_MARKS_PER_LETTER = 4
_BLANKS = re.compile(r"\s+")
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ħ": "h"}
)


def clean(text: str, limit: int = MAX_NAME) -> str:
    """One line that no terminal, printer or spreadsheet can mistake for a command, at most `limit` characters."""
    # Cut before normalising, so that an answer of megabytes costs nothing.
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", _BLANKS.sub(" ", text[: limit * 8])):
        category = unicodedata.category(char)
        if category in {"Cc", "Cs", "Cn", "Co"} or (category == "Cf" and char not in _KEEP_FORMAT):
            continue
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks <= _MARKS_PER_LETTER:
            kept.append(char)
    return _BLANKS.sub(" ", "".join(kept)).strip(" \u200c\u200d")[:limit].rstrip()


def fold(text: str) -> str:
    """Lower case without marks, so that "lukasz" finds "Łukasz"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))
    return _BLANKS.sub(" ", "".join(c for c in decomposed if not unicodedata.combining(c))).strip()


def split_name(name: str) -> tuple[str, str]:
    """First name and the rest; "Last, First" is turned round."""
    if ", " in name:
        last, first = name.split(", ", 1)
        return first.strip(), last.strip()
    first, _, last = name.strip().partition(" ")
    return first, last.strip()


def mask_email(email: str) -> str:
    """Enough to tell namesakes apart, too little to write to: "p…r@e…e.org"."""
    user, _, host = email.partition("@")
    if not host:
        return ""
    domain, _, top = host.rpartition(".")
    return f"{_mask(user)}@{_mask(domain)}.{top}"


def _mask(text: str) -> str:
    return text if len(text) < 2 else f"{text[0]}…{text[-1]}" if len(text) > 2 else f"{text[0]}…"

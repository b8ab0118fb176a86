"""Single cells: cleaned text, lists of phrases, addresses."""

import re
from functools import lru_cache

from kiosk.text import MAX_ANSWER, MAX_NAME, clean

MAX_PHRASE = 120
MAX_PHRASES = 20
MAX_ADDRESS = 254

_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"']+@[^\s@<>()\[\],;:\"']+")
_FORMULA = re.compile(r"^\s*(=|[+@-]\s*[A-Za-z]+\(|[+@-].*\|.*!|(HYPERLINK|WEBSERVICE|IMPORT\w+|IMAGE|DDE)\()")
_QUOTED = re.compile(r'^\s*="(?P<text>[^"]*)"\s*$')
_OUTSIDE_BRACKETS = re.compile(r",(?![^()]*\))(?![^\[\]]*\])")
_LINES = re.compile(r"[\n\r\u2028\u2029]+|\s;\s?|;\s?|\s\|\s|\s[•·]\s|\s{4,}")
_BULLET = re.compile(r"^(?:[-–—*•·>]+\s+|\d{1,2}[.)]\s+)")
_JOINER = re.compile(r"^(?:and|or|also|und|oder|auch|sowie|et|ou|aussi|y|o|también)\s+(?=\S)", re.IGNORECASE)
_QUALIFIER = re.compile(
    r"^(?:part[- ]time|full[- ]time|remote(?:ly)?|pro bono|freelance|etc\.?|inc\.?|ltd\.?|teilzeit|vollzeit"
    r"|ehrenamtlich|usw\.?|à temps partiel|temps partiel|bénévole|tiempo parcial|media jornada)$",
    re.IGNORECASE,
)
_NOTHING = frozenset(
    {"na", "n/a", "none", "nothing", "no", "nope", "nil", "tbd", "tba", "x", "just curious", "not sure", "don't know"}
    | {
        "i don't know",
        "nothing yet",
        "nothing special",
        "nichts",
        "nix",
        "keine",
        "nein",
        "weiss nicht",
        "nur neugierig",
    }
    | {"rien", "aucun", "aucune", "non", "je ne sais pas", "nada", "ninguno", "ninguna", "no se"}
)


@lru_cache(maxsize=4096)
def tidy(text: str, limit: int = MAX_NAME) -> str:
    """`kiosk.text.clean`, quick for plain text and for what a list repeats; formula cells become empty."""
    if _FORMULA.match(text):
        # ="0814" is no formula but text that was kept from becoming a number.
        quoted = _QUOTED.match(text)
        return clean(quoted["text"], limit) if quoted else ""
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return " ".join(text.split())
    return clean(text, limit)


def email_of(text: str) -> str:
    """The address in a cell ("Mara <mara@example.org>") in lower case; empty where there is none."""
    found = _ADDRESS.search(tidy(text, MAX_ADDRESS)) if "@" in text else None
    return found.group().lower() if found else ""


def split_answer(text: str, separator: str = "", *, noes: bool = False) -> tuple[str, ...]:
    """A free answer as phrases: split at lines, semicolons and commas outside brackets, or only at `separator`.

    `noes`: a "no" beside something else is kept, for it may take back what stands before it ("Ana? Hm, no").
    """
    if _FORMULA.match(text):
        return ()
    text = text[: MAX_ANSWER * 8]
    if separator:
        return _keep(text.split(separator))
    found = _qualified([part for line in _LINES.split(text) for part in _OUTSIDE_BRACKETS.split(line)])
    kept = _keep(found, noes=noes)
    return kept if any(map(_says_something, kept)) else ()


def _qualified(parts: list[str]) -> list[str]:
    """Puts "part-time" back behind the comma it was cut from."""
    whole: list[str] = []
    for part in parts:
        if whole and _QUALIFIER.match(part.strip()):
            whole[-1] = f"{whole[-1].rstrip()}, {part.strip()}"
        else:
            whole.append(part)
    return whole


def _says_something(phrase: str) -> bool:
    return phrase.casefold().rstrip(" .!") not in _NOTHING


def _keep(parts: list[str], *, noes: bool = False) -> tuple[str, ...]:
    """Cleaned phrases in their order: none empty, none twice, together no longer than an answer may be."""
    kept: dict[str, str] = {}
    length = 0
    for part in parts:
        phrase = _JOINER.sub("", _BULLET.sub("", tidy(part, MAX_PHRASE)))
        key = phrase.casefold()
        length += len(phrase)
        if length > MAX_ANSWER or len(kept) == MAX_PHRASES:
            break
        if any(map(str.isalnum, key)) and (noes or _says_something(phrase)):
            kept.setdefault(key, phrase)
    return tuple(kept.values())

"""Names and companies, without what people and platforms write beside them or in their place."""

import re
from typing import NamedTuple

from kiosk.intake.cells.answers import tidy
from kiosk.text import fold

_SURNAMES = frozenset({"na", "guest", "gast", "null", "unknown", "none", "invite", "invitado", "nada"})
"""Surnames that look like none: they stay beside a first name."""
_LATER = frozenset({
    "tbc", "tbd", "tba", "t.b.c", "t.b.d", "t.b.a", "to be confirmed", "to be announced", "name folgt", "folgt",
    "noch offen", "a confirmer", "por confirmar", "-", "--", "- -", "–", "—", "?", "??",
})  # fmt: skip
_EMPTY = _SURNAMES | _LATER | {
    "info requested", "info requested info requested", "meetup member", "n/a", ".", "unnamed", "no name", "anonymous",
    "xxx", "x x", "same", "same as above", "ditto", "idem", "wie oben",
}  # fmt: skip
_NO_COMPANY = _EMPTY | {
    "keine", "aucune", "aucun", "ninguna", "ninguno", "no", "nein", "non", "nothing", "private", "x", "no company",
}  # fmt: skip
_TOTALS = re.compile(
    r"(grand )?(total|totals|totale|totaal|sum|summe|gesamt|gesamtsumme|insgesamt|count|anzahl|somme|suma|subtotal)\b"
    r"( (guests|people|attendees|participants|tickets|gaste|personen|personnes|personas|invites))?[\s:=]*[\d.,]*"
)
_SETS = (
    "she|hers|her|he|him|his|they|them|theirs|ze|zir|xe|xem|it|its|any|sie|ihr|er|ihm|ihn|dey|elles|elle|iel|il|ellos"
    "|ella|el|all|pronouns?"
)
_PRONOUNS = re.compile(rf"[\s(\[,|–—-]+((?:{_SETS})(?:\s*/\s*(?:{_SETS}))+)\s*[)\]]?\s*$", re.IGNORECASE)
_BRACKETED = re.compile(rf"\s*[(\[]\s*((?:{_SETS})(?:\s*[/,]\s*(?:{_SETS}))*)\s*[)\]]", re.IGNORECASE)
_PLUS = re.compile(
    r"\s*[(\[,]?\s*\+\s*(\d{1,2}|one|guest|gast|invite|invité|invitado)\b\s*(guests?|gäste|invités?|invitados?)?\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_EDGES = " ,;|–—-*_"


class Name(NamedTuple):
    """A name, and what was written beside it."""

    text: str
    pronouns: str = ""
    guests: int = 0


def name_of(text: str) -> Name:
    """A person's name, empty for what platforms and people write when they have none."""
    if not text or text.isspace():
        return Name("")
    name, guests = _without_guests(tidy(text))
    name, pronouns = _without_pronouns(name)
    name = name.strip(_EDGES)
    empty = (
        not name
        or fold(name) in _EMPTY
        or fold(name).strip(".") in _EMPTY
        or (lost_letters(name) and not any(map(str.isalpha, name)))
    )
    return Name("" if empty else name, pronouns, guests)


def half_of(text: str, other: str) -> Name:
    """A first or a last name: what looks like none is one where the other half is there."""
    read = name_of(text)
    plain = tidy(text)
    if not read.text and fold(plain) in _SURNAMES and name_of(other).text:
        return Name(plain)
    return read


def company_of(text: str, limit: int = 80) -> str:
    """A company or a role; empty for a dash and for what platforms write when they have none."""
    company = tidy(text, limit)
    return "" if fold(company) in _NO_COMPANY or not any(map(str.isalnum, company)) else company


def is_nobody(text: str) -> bool:
    """Whether this stands where a name would and says that it is none: a total, "TBC"."""
    plain = fold(tidy(text)).strip(" :.")
    return bool(_TOTALS.fullmatch(plain)) or plain in {
        "tbc",
        "tbd",
        "tba",
        "t.b.c",
        "t.b.d",
        "—",
        "–",
        "-",
        "--",
        "to be confirmed",
        "name folgt",
    }


def lost_letters(text: str) -> bool:
    """Whether somebody's letters became question marks in an encoding that lacks them."""
    return "?" in text or "\ufffd" in text


def _without_pronouns(name: str) -> tuple[str, str]:
    for pattern in (_BRACKETED, _PRONOUNS):
        found = pattern.search(name)
        if found and (rest := f"{name[: found.start()]} {name[found.end() :]}".strip()):
            return tidy(rest), found[1].strip()
    return name, ""


def _without_guests(name: str) -> tuple[str, int]:
    found = _PLUS.search(name)
    if not found:
        return name, 0
    return name[: found.start()].strip(), int(found[1]) if found[1].isdigit() else 1

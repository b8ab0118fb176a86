"""The names on badges: ids and kinds in the fact, words beside it."""

import sqlite3
from collections.abc import Sequence
from typing import Any

import msgspec

from kiosk.model import Introduction, Kind
from kiosk.store import facts
from kiosk.store.facts import Fact, FactKind

_INTRODUCTIONS = msgspec.json.Decoder(list[Introduction])


def ids(introductions: Sequence[Introduction]) -> list[list[str]]:
    """What a fact may hold of introductions: pairs of registrant id and kind."""
    return [[each.registrant, each.kind.value] for each in introductions]


def words(introductions: Sequence[Introduction]) -> str:
    """The names, reasons and starters of introductions as JSON."""
    return msgspec.json.encode(introductions).decode()


def save_words(connection: sqlite3.Connection, fact: Fact, words: str) -> None:
    """Writes the words of a fact's introductions beside it."""
    connection.execute("INSERT OR IGNORE INTO introduction_text VALUES (?, ?)", (fact.id, words))


def of_fact(connection: sqlite3.Connection, fact: Fact) -> tuple[Introduction, ...]:
    """The introductions a fact carries; without their words where those were purged."""
    row = connection.execute("SELECT body FROM introduction_text WHERE fact = ?", (fact.id,)).fetchone()
    return _join(fact.body, row[0] if row else "[]")


def _join(body: dict[str, Any], words: str) -> tuple[Introduction, ...]:
    known = {each.registrant: each for each in _INTRODUCTIONS.decode(words)}
    return tuple(
        known.get(registrant) or Introduction(registrant=registrant, name="", number=0, kind=Kind(kind))
        for registrant, kind in body.get("introductions", ())
    )


def all_names(connection: sqlite3.Connection) -> dict[str, dict[str, Kind]]:
    """Whom every registrant was told about on the badges that were printed, by id, and in which way."""
    found: dict[str, dict[str, Kind]] = {}
    for fact in facts.of_kinds(connection, (FactKind.ADMITTED, FactKind.INTRODUCED)):
        if fact.body.get("badge") or fact.kind == FactKind.INTRODUCED:
            names = found.setdefault(fact.body["registrant"], {})
            names.update({who: Kind(kind) for who, kind in fact.body.get("introductions", ())})
    return found

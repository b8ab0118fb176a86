"""What paper tells its wearer: ids and kinds in the fact, words beside it."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from kiosk.model import Introduction, Kind
from kiosk.store import facts
from kiosk.store.bodies import Admitted, Introduced, Names, Reprinted
from kiosk.store.facts import Fact


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a badge or card names; for one that names nobody, whom it sends its wearer to."""

    introductions: tuple[Introduction, ...] = ()
    connector: str = ""


_WORDS: msgspec.json.Decoder[Told | list[Introduction]] = msgspec.json.Decoder(Told | list[Introduction])
"""A list is what versions wrote that forgot the connector."""


def ids(introductions: Sequence[Introduction]) -> Names:
    """What a fact may hold of introductions."""
    return tuple((each.registrant, each.kind) for each in introductions)


def encode(told: Told) -> str:
    """The words of a badge or card as JSON."""
    return msgspec.json.encode(told).decode()


def save_words(connection: sqlite3.Connection, fact: Fact, words: str) -> None:
    """Writes what `encode` gave beside its fact."""
    connection.execute("INSERT OR IGNORE INTO introduction_text VALUES (?, ?)", (fact.id, words))


def of_fact(connection: sqlite3.Connection, fact: Fact) -> Told:
    """What a fact's paper says; without its words where those were purged."""
    row = connection.execute("SELECT body FROM introduction_text WHERE fact = ?", (fact.id,)).fetchone()
    words = _WORDS.decode(row[0]) if row else Told()
    told = words if isinstance(words, Told) else Told(tuple(words))
    known = {each.registrant: each for each in told.introductions}
    names = tuple(
        known.get(registrant) or Introduction(registrant=registrant, name="", number=0, kind=kind)
        for registrant, kind in names_of(fact)
    )
    return Told(names, told.connector)


def names_of(fact: Fact) -> Names:
    """Whom a fact's paper names."""
    return fact.body.introductions if isinstance(fact.body, Admitted | Reprinted | Introduced) else ()


def on_paper(connection: sqlite3.Connection, told: Iterable[Fact]) -> tuple[Introduction, ...]:
    """Everybody whom one person's badges and cards name, given their facts in order; the newest words count."""
    found: dict[str, Introduction] = {}
    for fact in told:
        for each in of_fact(connection, fact).introductions:
            found[each.registrant] = each
    return tuple(found.values())


def all_names(connection: sqlite3.Connection) -> dict[str, dict[str, Kind]]:
    """Whom every registrant was told about on badges and cards, by id, and in which way."""
    found: dict[str, dict[str, Kind]] = {}
    for fact in facts.of_kinds(connection, (Admitted, Introduced)):
        if isinstance(fact.body, Introduced) or (isinstance(fact.body, Admitted) and fact.body.badge):
            found.setdefault(fact.body.registrant, {}).update(names_of(fact))
    return found

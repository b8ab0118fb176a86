"""Who is registered: listings with their personal text, and the rows derived from them."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

import msgspec

from kiosk.model import Presence, Registrant, Registration
from kiosk.store import facts as fact_table
from kiosk.store.facts import Fact, FactKind
from kiosk.store.rows import PRESENCE, REGISTRANT
from kiosk.store.search import index


class Source(StrEnum):
    """Who says so: a list, the door, or a person who walked in."""

    IMPORT = "import"
    DOOR = "door"
    WALKIN = "walkin"


Text = Mapping[str, Any]
"""The personal fields that one listing states."""

_DEFAULTS = {f.name: f.default for f in fields(Registration)}
_IN_FACT = frozenset({"status", "reason"})


@dataclass(frozen=True, slots=True)
class Listing:
    """A registrant as all listings together state it, and the fields that were set at the door."""

    registrant: Registrant
    edited: frozenset[str]


def stated(registration: Registration) -> dict[str, Any]:
    """The fields a registration states; an empty one states nothing, so it never erases an answer."""
    values: dict[str, Any] = {name: getattr(registration, name) for name in _DEFAULTS}
    always = _IN_FACT if values.pop("states_status") else frozenset()
    return {name: value for name, value in values.items() if value != _DEFAULTS[name] or name in always}


def listed_body(registrant: str, person: str, number: int, source: Source, *, replace: bool = False) -> dict[str, Any]:
    """The ids of a `listed` fact; status and reason join them, all other fields are personal text."""
    return {"registrant": registrant, "person": person, "number": number, "source": source.value, "replace": replace}


def save_listings(connection: sqlite3.Connection, listings: Sequence[tuple[Fact, Text]], *, fresh: bool) -> None:
    """Writes `listed` facts with their text and refreshes what is derived; `fresh` tickets have no earlier facts."""
    fact_table.insert(connection, (fact for fact, _ in listings))
    connection.executemany(
        "INSERT OR IGNORE INTO listing_text VALUES (?, ?)",
        ((fact.id, msgspec.json.encode(text).decode()) for fact, text in listings),
    )
    if fresh:
        _put(connection, [listing([fact], {fact.id: text}) for fact, text in listings], fresh=True)
    else:
        refresh(connection, {fact.ticket for fact, _ in listings if fact.ticket})


def listing(facts: Sequence[Fact], texts: Mapping[str, Text]) -> Listing | None:
    """Merges ordered facts field by field: the last wins, but a list never overwrites what was set at the door."""
    merged: dict[str, Any] = {}
    edited: set[str] = set()
    for fact in facts:
        if fact.kind != FactKind.LISTED:
            continue
        said = {**texts.get(fact.id, {}), **{key: fact.body[key] for key in _IN_FACT if key in fact.body}}
        if fact.body["source"] == Source.DOOR:
            edited |= said.keys()
        elif fact.body.get("replace"):
            edited -= said.keys()
        else:
            said = {key: value for key, value in said.items() if key not in edited}
        codes = list(dict.fromkeys([*merged.get("codes", ()), *said.get("codes", ())]))
        merged |= said | {"codes": codes} | {key: fact.body[key] for key in ("registrant", "person", "number")}
        merged["ticket"] = fact.ticket
    if not merged:
        return None
    merged["id"] = merged.pop("registrant")
    merged.setdefault("ref", "")
    return Listing(msgspec.convert(merged, Registrant), frozenset(edited))


def refresh(connection: sqlite3.Connection, tickets: Iterable[str]) -> None:
    """Derives the registrant's rows of some tickets anew from their facts."""
    moved = []
    found = []
    for ticket in tickets:
        facts = fact_table.of_ticket(connection, ticket)
        rows = connection.execute(
            "SELECT t.fact, t.body FROM listing_text t JOIN fact f ON f.id = t.fact WHERE f.ticket = ?", (ticket,)
        )
        found.append(listing(facts, {ident: msgspec.json.decode(body) for ident, body in rows}))
        if any(fact.kind in fact_table.MOVES for fact in facts):
            moved.append((ticket, facts))
    _put(connection, found)
    for ticket, facts in moved:
        put_presence(connection, ticket, facts)


def _put(connection: sqlite3.Connection, found: Iterable[Listing | None], *, fresh: bool = False) -> None:
    listed = [each for each in found if each]
    people = [each.registrant for each in listed]
    if not fresh:
        index.forget(connection, _former_numbers(connection, people))
        connection.executemany("DELETE FROM registrant WHERE ticket = ?", ((one.ticket,) for one in people))
        connection.executemany("DELETE FROM code WHERE ticket = ?", ((one.ticket,) for one in people))
    connection.executemany(
        "INSERT OR REPLACE INTO registrant VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                each.registrant.number, each.registrant.id, each.registrant.ticket, each.registrant.ref,
                msgspec.json.encode(sorted(each.edited)).decode(), msgspec.json.encode(each.registrant).decode(),
            )
            for each in listed
        ),
    )  # fmt: skip
    connection.executemany(
        "INSERT OR IGNORE INTO code VALUES (?, ?, ?)",
        ((code, one.ticket, code.casefold()) for one in people for code in one.codes),
    )
    # The search tables come last: a row elsewhere would make them write out what they have gathered, every time.
    index.put(connection, people, fresh=fresh)


def _former_numbers(connection: sqlite3.Connection, people: Sequence[Registrant]) -> list[int]:
    """The numbers of those in whose place somebody else comes now."""
    query = "SELECT number FROM registrant WHERE ticket = ? AND number <> ?"
    return [row[0] for one in people for row in connection.execute(query, (one.ticket, one.number))]


def refresh_presence(connection: sqlite3.Connection, ticket: str) -> Presence:
    """Derives the presence of one ticket anew from its facts."""
    return put_presence(connection, ticket, fact_table.of_ticket(connection, ticket))


def put_presence(connection: sqlite3.Connection, ticket: str, facts: Sequence[Fact]) -> Presence:
    """Derives the presence of one ticket from all its facts, in order."""
    state = fact_table.presence(facts)
    walk_in = any(f.kind == FactKind.LISTED and f.body["source"] == Source.WALKIN for f in facts)
    connection.execute(
        "INSERT OR REPLACE INTO presence VALUES (?, ?, ?, ?, ?, ?)",
        (ticket, state.admission is not None, state.inside, walk_in, state.badge, msgspec.json.encode(state).decode()),
    )
    return state


def replay(connection: sqlite3.Connection) -> None:
    """Empties every derived table and derives it anew from the facts."""
    for table in ("registrant", "code", "presence", *index.TABLES):
        connection.execute(f"DELETE FROM {table}")
    tickets = [row[0] for row in connection.execute("SELECT DISTINCT ticket FROM fact WHERE ticket IS NOT NULL")]
    refresh(connection, tickets)


def index_anew(connection: sqlite3.Connection) -> None:
    """Writes what everybody is found by."""
    index.put(connection, registrants(connection), fresh=True)


def registrants(connection: sqlite3.Connection) -> list[Registrant]:
    """Everybody on the list, by badge number."""
    rows = connection.execute("SELECT body FROM registrant ORDER BY number")
    return [REGISTRANT.decode(body) for (body,) in rows]


def listings(connection: sqlite3.Connection) -> list[Listing]:
    """Everybody on the list with the fields set at the door, by badge number."""
    rows = connection.execute("SELECT body, edited FROM registrant ORDER BY number")
    return [Listing(REGISTRANT.decode(body), frozenset(msgspec.json.decode(edited))) for body, edited in rows]


def by_ticket(connection: sqlite3.Connection, ticket: str) -> Registrant | None:
    """The registrant who holds a ticket."""
    return _one(connection, "ticket = ?", ticket)


def by_id(connection: sqlite3.Connection, ident: str) -> Registrant | None:
    """The registrant with an id."""
    return _one(connection, "id = ?", ident)


def by_ids(connection: sqlite3.Connection, idents: Iterable[str]) -> dict[str, Registrant]:
    """The registrants with these ids, as far as they are known."""
    return {ident: person for ident in idents if (person := by_id(connection, ident))}


def by_number(connection: sqlite3.Connection, number: int) -> Registrant | None:
    """The registrant with a badge number."""
    return _one(connection, "number = ?", number)


def _one(connection: sqlite3.Connection, where: str, value: str | int) -> Registrant | None:
    row = connection.execute(f"SELECT body FROM registrant WHERE {where}", (value,)).fetchone()
    return REGISTRANT.decode(row[0]) if row else None


def ticket_of_code(connection: sqlite3.Connection, code: str) -> str | None:
    """The ticket a code belongs to; a code in the wrong case counts when it can mean only one ticket."""
    row = connection.execute("SELECT ticket FROM code WHERE code = ?", (code,)).fetchone()
    if row:
        return str(row[0])
    rows = connection.execute(
        "SELECT DISTINCT ticket FROM code WHERE folded = ? LIMIT 2", (code.casefold(),)
    ).fetchall()
    return str(rows[0][0]) if len(rows) == 1 else None


def short_codes(connection: sqlite3.Connection, length: int) -> frozenset[str]:
    """All codes of fewer letters than that, folded: what no scanner is known by."""
    return frozenset(row[0] for row in connection.execute("SELECT folded FROM code WHERE length(code) < ?", (length,)))


def ticket_of_badge(connection: sqlite3.Connection, badge: str) -> str | None:
    """The ticket a badge was printed for, at the door or before the evening."""
    row = connection.execute(
        "SELECT ticket FROM print_job WHERE id = ?1 UNION ALL"
        " SELECT ticket FROM fact WHERE kind = 'prepared' AND json_extract(body, '$.badge') = ?1",
        (badge,),
    ).fetchone()
    return str(row[0]) if row else None


def presence_of(connection: sqlite3.Connection, ticket: str) -> Presence:
    """What the night knows of a ticket."""
    row = connection.execute("SELECT body FROM presence WHERE ticket = ?", (ticket,)).fetchone()
    return PRESENCE.decode(row[0]) if row else Presence()


def presences(connection: sqlite3.Connection) -> dict[str, Presence]:
    """The presence of every ticket that has one, by ticket."""
    return {ticket: PRESENCE.decode(body) for ticket, body in connection.execute("SELECT ticket, body FROM presence")}


def highest_number(connection: sqlite3.Connection) -> int:
    """The highest badge number given out."""
    return int(connection.execute("SELECT coalesce(max(number), 0) FROM registrant").fetchone()[0])


def inside(connection: sqlite3.Connection) -> set[str]:
    """The tickets of those who are inside."""
    return {row[0] for row in connection.execute("SELECT ticket FROM presence WHERE inside = 1 AND admitted = 1")}

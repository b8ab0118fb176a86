"""Who is registered: listings with their personal text, and the rows derived from them."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import msgspec

from kiosk.language import later
from kiosk.model import Presence, Registrant, Registration, Status
from kiosk.store import facts as fact_table
from kiosk.store.bodies import Listed, Source
from kiosk.store.facts import Fact
from kiosk.store.rows import PRESENCE, REGISTRANT
from kiosk.store.search import index

Text = Mapping[str, Any]
"""The personal fields that one listing states."""

SUBSTITUTED = later("substituted")
"""Why somebody does not come in whose ticket another has now."""
_DEFAULTS = {f.name: f.default for f in fields(Registration)}
_IN_FACT = ("status", "reason")
_BY_TICKET = "ticket = ?"


@dataclass(frozen=True, slots=True)
class Listing:
    """A registrant as all listings together state it, and the fields that were set at the door."""

    registrant: Registrant
    edited: frozenset[str]
    former: tuple[Registrant, ...] = ()
    """Who had the ticket before: somebody else came in their place. Their own id stands for a ticket."""


def stated(registration: Registration) -> dict[str, Any]:
    """The fields a registration states; an empty one states nothing, so it never erases an answer."""
    values: dict[str, Any] = {name: getattr(registration, name) for name in _DEFAULTS}
    always = _IN_FACT if values.pop("states_status") else ()
    return {name: value for name, value in values.items() if value != _DEFAULTS[name] or name in always}


def save_listings(connection: sqlite3.Connection, listings: Sequence[tuple[Fact, Text]], *, fresh: bool) -> None:
    """Writes `listed` facts with their text and refreshes what is derived; `fresh` tickets have no earlier facts."""
    fact_table.insert(connection, (fact for fact, _ in listings))
    connection.executemany(
        "INSERT OR IGNORE INTO listing_text VALUES (?, ?)",
        ((fact.id, msgspec.json.encode(text).decode()) for fact, text in listings),
    )
    if fresh:
        _put(connection, {str(fact.ticket): listing([fact], {fact.id: text}) for fact, text in listings}, fresh=True)
    else:
        refresh(connection, {fact.ticket for fact, _ in listings if fact.ticket})


def listing(facts: Sequence[Fact], texts: Mapping[str, Text]) -> Listing | None:
    """Merges ordered facts field by field: the last wins, but a list never overwrites what was set at the door."""
    merged: dict[str, Any] = {}
    edited: set[str] = set()
    former: dict[str, Registrant] = {}
    undone = fact_table.taken_back(facts)
    for fact in facts:
        body = fact.body
        if not isinstance(body, Listed) or fact.id in undone:
            continue
        said = _said(body, texts.get(fact.id, {}))
        if merged and merged["id"] != body.registrant:
            former[merged["id"]] = _former(merged)
        if body.source is Source.DOOR:
            edited |= said.keys()
        elif body.replace:
            edited -= said.keys()
        else:
            said = {key: value for key, value in said.items() if key not in edited}
        codes = list(dict.fromkeys([*merged.get("codes", ()), *said.get("codes", ())]))
        merged |= said | {"codes": codes, "id": body.registrant, "person": body.person, "number": body.number}
        merged["ticket"] = fact.ticket
    if not merged:
        return None
    former.pop(merged["id"], None)
    holder = msgspec.convert({"ref": "", **merged}, Registrant)
    return Listing(holder, frozenset(edited), tuple(former.values()))


def _said(body: Listed, text: Text) -> dict[str, Any]:
    said = {key: value for key, value in text.items() if key in _DEFAULTS}
    return said | {key: value for key in _IN_FACT if (value := getattr(body, key)) is not None}


def _former(merged: Mapping[str, Any]) -> Registrant:
    held = msgspec.convert({"ref": "", **merged}, Registrant)
    return replace(held, ticket=held.id, codes=(), status=Status.CANCELLED, reason=SUBSTITUTED)


def refresh(connection: sqlite3.Connection, tickets: Iterable[str]) -> None:
    """Derives the rows of some tickets anew from their facts."""
    moved = []
    found: dict[str, Listing | None] = {}
    for ticket in tickets:
        facts = fact_table.of_ticket(connection, ticket)
        rows = connection.execute(
            "SELECT t.fact, t.body FROM listing_text t JOIN fact f ON f.id = t.fact WHERE f.ticket = ?", (ticket,)
        )
        found[ticket] = listing(facts, {ident: msgspec.json.decode(body) for ident, body in rows})
        if any(isinstance(fact.body, fact_table.MOVES) for fact in facts):
            moved.append((ticket, facts))
    _put(connection, found)
    for ticket, facts in moved:
        put_presence(connection, ticket, facts)


def _put(connection: sqlite3.Connection, found: Mapping[str, Listing | None], *, fresh: bool = False) -> None:
    """Writes the rows of tickets; one whose listings were all taken back has none."""
    listed = [each for each in found.values() if each]
    people = [each.registrant for each in listed]
    former = [(one, each.registrant.ticket) for each in listed for one in each.former]
    if not fresh:
        index.forget(connection, _numbers_left(connection, found))
        for table, column in (("registrant", "ticket"), ("code", "ticket"), ("former", "held")):
            connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", ((ticket,) for ticket in found))
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
        "INSERT OR REPLACE INTO former VALUES (?, ?, ?, ?)",
        ((one.number, one.id, ticket, msgspec.json.encode(one).decode()) for one, ticket in former),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO code VALUES (?, ?, ?)",
        ((code, one.ticket, code.casefold()) for one in people for code in one.codes),
    )
    # The search tables come last: a row elsewhere would make them write out what they have gathered, every time.
    index.put(connection, people, fresh=fresh)
    index.put(connection, [one for one, _ticket in former])


def _numbers_left(connection: sqlite3.Connection, found: Mapping[str, Listing | None]) -> list[int]:
    """The numbers that stand for nobody on these tickets any more."""
    query = "SELECT number FROM registrant WHERE ticket = ?1 UNION ALL SELECT number FROM former WHERE held = ?1"
    before = {row[0] for ticket in found for row in connection.execute(query, (ticket,))}
    now = {one.number for each in found.values() if each for one in (each.registrant, *each.former)}
    return sorted(before - now)


def refresh_presence(connection: sqlite3.Connection, ticket: str) -> Presence:
    """Derives the presence of one ticket anew from its facts."""
    return put_presence(connection, ticket, fact_table.of_ticket(connection, ticket))


def put_presence(connection: sqlite3.Connection, ticket: str, facts: Sequence[Fact]) -> Presence:
    """Derives the presence of one ticket from all its facts, in order."""
    state = fact_table.presence(facts)
    walk_in = any(isinstance(fact.body, Listed) and fact.body.source is Source.WALKIN for fact in facts)
    connection.execute(
        "INSERT OR REPLACE INTO presence VALUES (?, ?, ?, ?, ?, ?)",
        (ticket, state.admission is not None, state.inside, walk_in, state.badge, msgspec.json.encode(state).decode()),
    )
    return state


def replay(connection: sqlite3.Connection) -> None:
    """Empties every derived table and derives it anew from the facts."""
    for table in ("registrant", "former", "code", "presence", *index.TABLES):
        connection.execute(f"DELETE FROM {table}")
    tickets = [row[0] for row in connection.execute("SELECT DISTINCT ticket FROM fact WHERE ticket IS NOT NULL")]
    refresh(connection, tickets)


def index_anew(connection: sqlite3.Connection) -> None:
    """Writes what everybody is found by."""
    index.put(connection, everybody(connection), fresh=True)


def registrants(connection: sqlite3.Connection) -> list[Registrant]:
    """Everybody on the list, by badge number."""
    rows = connection.execute("SELECT body FROM registrant ORDER BY number")
    return [REGISTRANT.decode(body) for (body,) in rows]


def former(connection: sqlite3.Connection) -> list[Registrant]:
    """Those in whose place somebody else comes, by badge number."""
    return [REGISTRANT.decode(body) for (body,) in connection.execute("SELECT body FROM former ORDER BY number")]


def everybody(connection: sqlite3.Connection) -> list[Registrant]:
    """Everybody who has, or had, a ticket, by badge number."""
    return sorted([*registrants(connection), *former(connection)], key=lambda person: person.number)


def listings(connection: sqlite3.Connection) -> list[Listing]:
    """Everybody on the list with the fields set at the door, by badge number."""
    rows = connection.execute("SELECT body, edited FROM registrant ORDER BY number")
    return [Listing(REGISTRANT.decode(body), frozenset(msgspec.json.decode(edited))) for body, edited in rows]


def by_ticket(connection: sqlite3.Connection, ticket: str) -> Registrant | None:
    """The registrant who holds a ticket."""
    return _one(connection, _BY_TICKET, ticket)


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
    for table in ("registrant", "former") if where != _BY_TICKET else ("registrant",):
        row = connection.execute(f"SELECT body FROM {table} WHERE {where}", (value,)).fetchone()
        if row:
            return REGISTRANT.decode(row[0])
    return None


def ticket_of_code(connection: sqlite3.Connection, code: str) -> str | None:
    """The ticket a code belongs to; a code in the wrong case counts when it can mean only one ticket."""
    row = connection.execute("SELECT ticket FROM code WHERE code = ?", (code,)).fetchone()
    if row:
        return str(row[0])
    rows = connection.execute(
        "SELECT DISTINCT ticket FROM code WHERE folded = ? LIMIT 2", (code.casefold(),)
    ).fetchall()
    return str(rows[0][0]) if len(rows) == 1 else None


def ticket_of_badge(connection: sqlite3.Connection, badge: str) -> str | None:
    """The ticket a badge was printed for, at the door or before the evening."""
    row = connection.execute(
        "SELECT ticket FROM print_job WHERE id = ? UNION ALL"
        " SELECT ticket FROM fact WHERE kind = 'prepared' AND json_extract(body, '$.badge') = ?",
        (badge, badge),
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
    query = "SELECT coalesce(max(number), 0) FROM (SELECT number FROM registrant UNION ALL SELECT number FROM former)"
    return int(connection.execute(query).fetchone()[0])


def counts(connection: sqlite3.Connection) -> tuple[int, int, int, int]:
    """How many tickets may come in, how many people are inside, were admitted, and walked in."""
    (registered,) = connection.execute(
        "SELECT count(*) FROM registrant WHERE json_extract(body, '$.status') = 'registered'"
    ).fetchone()
    inside, admitted, walk_ins = connection.execute(
        "SELECT coalesce(sum(inside), 0), coalesce(sum(admitted), 0), coalesce(sum(admitted AND walk_in), 0)"
        " FROM presence"
    ).fetchone()
    return registered, inside, admitted, walk_ins


def replaced(connection: sqlite3.Connection) -> list[str]:
    """The ids of registrants in whose place somebody else came."""
    return [str(ident) for (ident,) in connection.execute("SELECT id FROM former ORDER BY number")]


def ids_inside(connection: sqlite3.Connection) -> set[str]:
    """The registrant ids of those who are inside."""
    rows = connection.execute(
        "SELECT r.id FROM registrant r JOIN presence p ON p.ticket = r.ticket WHERE p.inside = 1 AND p.admitted = 1"
    )
    return {str(ident) for (ident,) in rows}


def inside(connection: sqlite3.Connection) -> set[str]:
    """The tickets of those who are inside."""
    return {row[0] for row in connection.execute("SELECT ticket FROM presence WHERE inside = 1 AND admitted = 1")}

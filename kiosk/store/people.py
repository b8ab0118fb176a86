"""Who is registered: listings with their personal text, and the rows derived from them."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from kiosk.model import Presence, Registrant, Registration
from kiosk.store import facts as fact_table
from kiosk.store.bodies import Listed, Same, Source, Undone
from kiosk.store.facts import Fact
from kiosk.store.listing import DEFAULTS, IN_FACT, Listing, Marks, Persons, Text, Told, listing, together, told
from kiosk.store.rows import PRESENCE, REGISTRANT
from kiosk.store.search import index

MARKS = msgspec.json.Decoder(Marks)
_BY_TICKET = "ticket = ?"


def stated(registration: Registration) -> dict[str, Any]:
    """The fields a registration states; an empty one states nothing, so it never erases an answer."""
    values: dict[str, Any] = {name: getattr(registration, name) for name in DEFAULTS}
    always = IN_FACT if values.pop("states_status") else ()
    return {name: value for name, value in values.items() if value != DEFAULTS[name] or name in always}


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


def say_same(connection: sqlite3.Connection, facts: Sequence[Fact]) -> None:
    """Writes who is one person, or that this was taken back, and derives their rows anew."""
    before = persons(connection)
    fact_table.insert(connection, facts)
    own = {person for fact in facts for person in _meant(connection, fact)}
    marks = [(before.of(person),) for person in own]
    found = [
        row for mark in marks for row in connection.execute("SELECT ticket FROM registrant WHERE person = ?", mark)
    ]
    refresh(connection, {ticket for (ticket,) in found})


def _meant(connection: sqlite3.Connection, fact: Fact) -> tuple[str, ...]:
    body = fact.body
    if isinstance(body, Undone):
        named = fact_table.by_id(connection, body.undoes)
        body = named.body if named else body
    return (body.one, body.other) if isinstance(body, Same) else ()


def persons(connection: sqlite3.Connection) -> Persons:
    """Who is one person."""
    return Persons(fact_table.all_same(connection), fact_table.undone_elsewhere(connection))


def refresh(connection: sqlite3.Connection, tickets: Iterable[str]) -> None:
    """Derives the rows of some tickets anew from their facts, with the other tickets of the same people."""
    wanted = list(dict.fromkeys(tickets))
    same = persons(connection)
    folded = {ticket: _told(connection, ticket) for ticket in wanted}
    people = {same.of(one.holder.person) for one, _ in folded.values() if one} | _persons_of(connection, wanted)
    for ticket in _tickets_of(connection, people):
        if ticket not in folded:
            folded[ticket] = _told(connection, ticket)
    _put(connection, _settled({ticket: one for ticket, (one, _) in folded.items()}, same))
    for ticket in wanted:
        facts = folded[ticket][1]
        if any(isinstance(fact.body, fact_table.MOVES) for fact in facts):
            put_presence(connection, ticket, facts)


def _told(connection: sqlite3.Connection, ticket: str) -> tuple[Told | None, list[Fact]]:
    facts = fact_table.of_ticket(connection, ticket)
    rows = connection.execute(
        "SELECT t.fact, t.body FROM listing_text t JOIN fact f ON f.id = t.fact WHERE f.ticket = ?", (ticket,)
    )
    return told(facts, {ident: msgspec.json.decode(body) for ident, body in rows}), facts


def _settled(found: Mapping[str, Told | None], same: Persons) -> dict[str, Listing | None]:
    by_person: dict[str, list[Told]] = {}
    for one in found.values():
        if one:
            by_person.setdefault(same.of(one.holder.person), []).append(one)
    listed = {each.registrant.ticket: each for person, some in by_person.items() for each in together(some, person)}
    return {ticket: listed.get(ticket) for ticket in found}


def _persons_of(connection: sqlite3.Connection, tickets: Iterable[str]) -> set[str]:
    query = "SELECT person FROM registrant WHERE ticket = ?"
    return {row[0] for ticket in tickets for row in connection.execute(query, (ticket,))}


def _tickets_of(connection: sqlite3.Connection, people: Iterable[str]) -> list[str]:
    query = "SELECT ticket FROM registrant WHERE person = ?"
    return [row[0] for person in people for row in connection.execute(query, (person,))]


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
        "INSERT OR REPLACE INTO registrant VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                each.registrant.number, each.registrant.id, each.registrant.ticket, each.registrant.ref,
                msgspec.json.encode(sorted(each.edited)).decode(), msgspec.json.encode(each.registrant).decode(),
                each.registrant.person, msgspec.json.encode(each.marks).decode(),
            )
            for each in listed
        ),
    )  # fmt: skip
    connection.executemany(
        "INSERT OR REPLACE INTO former VALUES (?, ?, ?, ?)",
        ((one.number, one.id, ticket, msgspec.json.encode(one).decode()) for one, ticket in former),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO code VALUES (?, ?, ?, ?)",
        (
            (code, each.registrant.ticket, code.casefold(), void)
            for each in listed
            for void, codes in ((0, each.registrant.codes), (1, each.marks.void))
            for code in codes
        ),
    )
    # The search tables come last: a row elsewhere would make them write out what they have gathered, every time.
    index.put(connection, people, fresh=fresh)
    index.put(connection, [one for one, _ticket in former])


def _numbers_left(connection: sqlite3.Connection, found: Mapping[str, Listing | None]) -> list[int]:
    """The numbers that stand for nobody on these tickets any more."""
    query = "SELECT number FROM registrant WHERE ticket = ? UNION ALL SELECT number FROM former WHERE held = ?"
    before = {row[0] for ticket in found for row in connection.execute(query, (ticket, ticket))}
    now = {one.number for each in found.values() if each for one in (each.registrant, *each.former)}
    return sorted(before - now)


def refresh_presence(connection: sqlite3.Connection, ticket: str) -> Presence:
    """Derives the presence of one ticket anew from its facts."""
    if len(_tickets_of(connection, _persons_of(connection, [ticket]))) > 1:
        # Which of a person's tickets stands for them depends on where they came in.
        refresh(connection, [ticket])
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
    rows = connection.execute(
        "SELECT body, edited, marks, person IN (SELECT person FROM registrant GROUP BY person HAVING count(*) > 1)"
        " FROM registrant ORDER BY number"
    )
    return [
        Listing(
            REGISTRANT.decode(body), frozenset(msgspec.json.decode(edited)), marks=MARKS.decode(marks),
            shared=bool(shared),
        )
        for body, edited, marks, shared in rows
    ]  # fmt: skip


def alone(connection: sqlite3.Connection, ticket: str) -> Listing:
    """What was stated of a ticket by itself, without the other tickets of its holder."""
    found, _facts = _told(connection, ticket)
    assert found is not None
    return together([found], found.holder.person)[0]


def marks_of(connection: sqlite3.Connection, ticket: str) -> Marks:
    """What recognises a ticket."""
    row = connection.execute("SELECT marks FROM registrant WHERE ticket = ?", (ticket,)).fetchone()
    return MARKS.decode(row[0]) if row else Marks()


def of_person(connection: sqlite3.Connection, person: str) -> list[Registrant]:
    """All tickets of one person, the one that stands for them first."""
    rows = connection.execute("SELECT body FROM registrant WHERE person = ? ORDER BY number", (person,))
    return sorted((REGISTRANT.decode(body) for (body,) in rows), key=lambda one: bool(one.main))


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
    return _ticket_of(connection, code, void=False)


def ticket_of_void_code(connection: sqlite3.Connection, code: str) -> str | None:
    """The ticket that a code belonged to before its list issued another."""
    return _ticket_of(connection, code, void=True)


def _ticket_of(connection: sqlite3.Connection, code: str, *, void: bool) -> str | None:
    row = connection.execute("SELECT ticket FROM code WHERE code = ? AND void = ?", (code, void)).fetchone()
    if row:
        return str(row[0])
    rows = connection.execute(
        "SELECT DISTINCT ticket FROM code WHERE folded = ? AND void = ? LIMIT 2", (code.casefold(), void)
    ).fetchall()
    return str(rows[0][0]) if len(rows) == 1 else None


def short_codes(connection: sqlite3.Connection, length: int) -> frozenset[str]:
    """All codes of fewer letters than that, folded: what no scanner is known by."""
    return frozenset(row[0] for row in connection.execute("SELECT folded FROM code WHERE length(code) < ?", (length,)))


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
    query = (
        "SELECT coalesce(max(number), 0) FROM (SELECT number FROM registrant UNION ALL SELECT number FROM former"
        " UNION ALL SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'highest_number')"
    )
    return int(connection.execute(query).fetchone()[0])


def keep_numbers(connection: sqlite3.Connection) -> None:
    """Nobody else ever gets a badge number that was given out, also where its listing is taken back."""
    highest = str(highest_number(connection))
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('highest_number', ?)", (highest,))


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


def guests_to_come(connection: sqlite3.Connection, ticket: str) -> int:
    """How many whom a ticket's holder brings are not in yet."""
    (count,) = connection.execute(
        "SELECT count(*) FROM registrant r LEFT JOIN presence p ON p.ticket = r.ticket"
        " WHERE json_extract(r.body, '$.host') = ? AND coalesce(p.admitted, 0) = 0"
        " AND json_extract(r.body, '$.status') <> 'cancelled'",
        (ticket,),
    ).fetchone()
    return int(count)


def inside(connection: sqlite3.Connection) -> set[str]:
    """The tickets of those who are inside."""
    return {row[0] for row in connection.execute("SELECT ticket FROM presence WHERE inside = 1 AND admitted = 1")}

"""Facts: what happened, append-only, and the fold that turns them into a ticket's state."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

import msgspec
import uuid_utils

from kiosk.model import FoundBy, Presence

VERSION = 1


class FactKind(StrEnum):
    """What a fact tells; kinds of newer versions are kept and passed over."""

    LISTED = "listed"
    ADMITTED = "admitted"
    REFUSED = "refused"
    LEFT = "left"
    UNDONE = "undone"
    REPRINTED = "reprinted"
    INTRODUCED = "introduced"
    REVIEWED = "reviewed"
    PREPARED = "prepared"
    """A name badge was printed before the evening."""
    GIVEN = "given"
    """The person has a badge in hand, printed or written: not the same as being admitted."""
    JOINED = "joined"
    """Somebody is at the mixer: being admitted is not yet being there."""
    PARTED = "parted"
    """... and has left it."""
    PLANNED = "planned"
    """Who sits where in the mixer's rounds, those that are over included."""
    ROUND = "round"
    """A round of the mixer has begun."""
    TOGETHER = "together"
    """These people came together: they need no introduction to each other."""


MOVES = frozenset({FactKind.ADMITTED, FactKind.LEFT, FactKind.UNDONE, FactKind.REPRINTED, FactKind.GIVEN})
"""The kinds that a ticket's presence is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that happened; `body` holds ids and numbers, never personal text."""

    id: str
    kind: str
    ticket: str | None
    body: dict[str, Any] = field(default_factory=dict)
    door: str
    at_ms: int
    door_n: int = 0
    operator: str = ""
    wall_ms: int = 0
    mono_ns: int = 0
    boot: str = ""
    unc_ms: int = 0
    v: int = VERSION

    @property
    def at(self) -> datetime:
        """The corrected time, in the laptop's zone."""
        return moment(self.at_ms)


_COLUMNS = "id, kind, v, ticket, body, door, door_n, operator, wall_ms, mono_ns, boot, at_ms, unc_ms"


@lru_cache(maxsize=256)
def moment(ms: int) -> datetime:
    """Milliseconds since 1970 as a time in the laptop's zone."""
    return datetime.fromtimestamp(ms / 1000).astimezone()


def now() -> datetime:
    """This moment, in the laptop's zone."""
    return datetime.now().astimezone()


def new_id() -> str:
    """A UUIDv7: sorts by the moment it was made."""
    return str(uuid_utils.uuid7())


def insert(connection: sqlite3.Connection, facts: Iterable[Fact]) -> None:
    """Writes facts; one that is known already is passed over."""
    connection.executemany(
        f"INSERT OR IGNORE INTO fact ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            (
                fact.id, fact.kind, fact.v, fact.ticket, msgspec.json.encode(fact.body).decode(), fact.door,
                fact.door_n, fact.operator, fact.wall_ms, fact.mono_ns, fact.boot, fact.at_ms, fact.unc_ms,
            )
            for fact in facts
        ),
    )  # fmt: skip


def of_ticket(connection: sqlite3.Connection, ticket: str) -> list[Fact]:
    """Every fact about one ticket, in the order of what happened."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM fact WHERE ticket = ?", (ticket,))
    return in_order(map(_fact, rows))


def of_kinds(connection: sqlite3.Connection, kinds: Sequence[FactKind]) -> list[Fact]:
    """Every fact of some kinds, in the order of what happened."""
    marks = ",".join("?" * len(kinds))
    return in_order(
        map(_fact, connection.execute(f"SELECT {_COLUMNS} FROM fact WHERE kind IN ({marks})", tuple(kinds)))
    )


def tickets_mentioning(connection: sqlite3.Connection, registrant: str) -> list[str]:
    """The tickets with a fact that tells somebody about a registrant."""
    rows = connection.execute(
        "SELECT DISTINCT ticket FROM fact WHERE kind IN ('admitted', 'reprinted', 'introduced') AND instr(body, ?)",
        (f'["{registrant}"',),
    )
    return [str(ticket) for (ticket,) in rows]


def of_mixer(connection: sqlite3.Connection) -> list[Fact]:
    """Everything about the mixer, in the order of what happened."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM fact WHERE kind IN ('joined', 'parted', 'planned', 'round')")
    return in_order(map(_fact, rows))


def replaced(connection: sqlite3.Connection) -> list[str]:
    """The ids of registrants in whose place somebody else came."""
    rows = connection.execute(
        "SELECT json_extract(body, '$.instead_of') FROM fact WHERE kind = 'listed' AND instr(body, '\"instead_of\"')"
    )
    return [str(registrant) for (registrant,) in rows]


def since(connection: sqlite3.Connection, number: int) -> tuple[list[Fact], int]:
    """Every fact that was written after a number, in the order of writing, and the number of the last one."""
    rows = connection.execute(f"SELECT {_COLUMNS}, n FROM fact WHERE n > ? ORDER BY n", (number,)).fetchall()
    return [_fact(row[:-1]) for row in rows], rows[-1][-1] if rows else number


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """Facts by (corrected time, id): the same order at every door."""
    return sorted(facts, key=lambda fact: (fact.at_ms, fact.id))


def _fact(row: sqlite3.Row | tuple[Any, ...]) -> Fact:
    ident, kind, v, ticket, body, door, door_n, operator, wall_ms, mono_ns, boot, at_ms, unc_ms = row
    return Fact(
        id=ident, kind=kind, v=v, ticket=ticket, body=msgspec.json.decode(body), door=door, door_n=door_n,
        operator=operator, wall_ms=wall_ms, mono_ns=mono_ns, boot=boot, at_ms=at_ms, unc_ms=unc_ms,
    )  # fmt: skip


def presence(facts: Sequence[Fact]) -> Presence:
    """What ordered facts about one ticket say of its holder on the night."""
    taken_back = {fact.body["undoes"] for fact in facts if fact.kind == FactKind.UNDONE}
    entries = [f for f in facts if f.kind == FactKind.ADMITTED and f.id not in taken_back]
    exits = [f for f in facts if f.kind == FactKind.LEFT and f.id not in taken_back]
    badges = [
        f.body["badge"] for f in facts if f.kind in (FactKind.ADMITTED, FactKind.REPRINTED) and f.body.get("badge")
    ]
    undone = sum(f.kind == FactKind.ADMITTED and f.id in taken_back for f in facts)
    given = next((f.at for f in reversed(facts) if f.kind == FactKind.GIVEN), None)
    if not entries:
        return Presence(badge=badges[-1] if badges else None, given=given, undone=undone)
    first, last = entries[0], entries[-1]
    return Presence(
        inside=not exits or (last.at_ms, last.id) > (exits[-1].at_ms, exits[-1].id),
        first_in=first.at,
        first_door=first.door,
        last_in=last.at,
        last_out=exits[-1].at if exits else None,
        found_by=FoundBy(first.body["found_by"]),
        admission=first.id,
        badge=badges[-1] if badges else None,
        given=given,
        undone=undone,
    )


def last_action(facts: Sequence[Fact]) -> Fact | None:
    """The admission or exit that an undo takes back: the latest that still stands."""
    taken_back = {fact.body["undoes"] for fact in facts if fact.kind == FactKind.UNDONE}
    standing = [f for f in facts if f.kind in (FactKind.ADMITTED, FactKind.LEFT) and f.id not in taken_back]
    return standing[-1] if standing else None


def last_names(facts: Sequence[Fact]) -> Fact | None:
    """The fact whose introductions are on the badge that was printed last, undone or not, or on a card beside it."""
    printed = [f for f in facts if f.kind in (FactKind.ADMITTED, FactKind.REPRINTED) and f.body.get("badge")]
    cards = [f for f in facts if f.kind == FactKind.INTRODUCED and f.body.get("card")]
    return max(printed + cards, key=lambda fact: (fact.at_ms, fact.id), default=None)


def prepared_badge(connection: sqlite3.Connection, ticket: str, registrant: str) -> str | None:
    """The id on the name badge that was printed before the evening for a ticket's holder."""
    row = connection.execute(
        "SELECT json_extract(body, '$.badge') FROM fact WHERE ticket = ? AND kind = 'prepared'"
        " AND json_extract(body, '$.registrant') = ? ORDER BY at_ms DESC, id DESC",
        (ticket, registrant),
    ).fetchone()
    return str(row[0]) if row else None


def save_note(connection: sqlite3.Connection, fact: Fact, note: str) -> None:
    """Keeps why something was done, beside its fact."""
    if note:
        connection.execute("INSERT OR IGNORE INTO note_text VALUES (?, ?)", (fact.id, note))

"""Facts: what happened, append-only, and the fold that turns them into a ticket's state."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

import uuid_utils

from kiosk.model import FoundBy, Presence
from kiosk.store import bodies
from kiosk.store.bodies import Admitted, Body, Given, Introduced, Left, Reprinted, Undone, Unknown

VERSION = 1
MOVES = (Admitted, Left, Undone, Reprinted, Given)
"""The kinds that a ticket's presence is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that happened."""

    id: str
    ticket: str | None
    body: Body | Unknown
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
    def kind(self) -> str:
        """What it tells; kinds of newer versions are kept and passed over."""
        return self.body.kind

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
                fact.id, fact.kind, fact.v, fact.ticket, bodies.encode(fact.body), fact.door, fact.door_n,
                fact.operator, fact.wall_ms, fact.mono_ns, fact.boot, fact.at_ms, fact.unc_ms,
            )
            for fact in facts
        ),
    )  # fmt: skip


def save_note(connection: sqlite3.Connection, fact: Fact, note: str) -> None:
    """Keeps why something was done, beside its fact."""
    if note:
        connection.execute("INSERT OR IGNORE INTO note_text VALUES (?, ?)", (fact.id, note))


def note_on(connection: sqlite3.Connection, fact_id: str) -> str:
    """Why something was done; empty where nobody said so, or it was purged."""
    row = connection.execute("SELECT body FROM note_text WHERE fact = ?", (fact_id,)).fetchone()
    return str(row[0]) if row else ""


def of_ticket(connection: sqlite3.Connection, ticket: str) -> list[Fact]:
    """Every fact about one ticket, in the order of what happened."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM fact WHERE ticket = ?", (ticket,))
    return in_order(map(_fact, rows))


def by_id(connection: sqlite3.Connection, ident: str) -> Fact | None:
    """One fact."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM fact WHERE id = ?", (ident,)).fetchone()
    return _fact(row) if row else None


def of_kinds(connection: sqlite3.Connection, kinds: Sequence[type[Body]]) -> list[Fact]:
    """Every fact of some kinds, in the order of what happened."""
    marks = ",".join("?" * len(kinds))
    rows = connection.execute(f"SELECT {_COLUMNS} FROM fact WHERE kind IN ({marks})", [each.kind for each in kinds])
    return in_order(map(_fact, rows))


def all_same(connection: sqlite3.Connection) -> list[Fact]:
    """Everything that says of two that they are one person, in the order of what happened."""
    # The kind stands in the query itself, for its index.
    return in_order(map(_fact, connection.execute(f"SELECT {_COLUMNS} FROM fact WHERE kind = 'same'")))


def all_imports(connection: sqlite3.Connection) -> list[Fact]:
    """Every list that was taken in, in the order of what happened."""
    return in_order(map(_fact, connection.execute(f"SELECT {_COLUMNS} FROM fact WHERE kind = 'imported'")))


def tickets_mentioning(connection: sqlite3.Connection, registrant: str) -> list[str]:
    """The tickets with a fact that tells somebody about a registrant."""
    rows = connection.execute(
        "SELECT DISTINCT ticket FROM fact WHERE kind IN ('admitted', 'reprinted', 'introduced') AND instr(body, ?)",
        (f'["{registrant}"',),
    )
    return [str(ticket) for (ticket,) in rows]


def of_batch(connection: sqlite3.Connection, batch: str) -> list[Fact]:
    """Everything that one import wrote, in the order of what happened."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM fact WHERE kind IN ('listed', 'imported', 'same')"
        " AND json_extract(body, '$.batch') = ?",
        (batch,),
    )
    return in_order(map(_fact, rows))


def undone_elsewhere(connection: sqlite3.Connection) -> frozenset[str]:
    """The ids of undone facts that are about no ticket: imports, and who is one person."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM fact WHERE kind = 'undone' AND ticket IS NULL")
    return taken_back(map(_fact, rows))


def of_mixer(connection: sqlite3.Connection) -> list[Fact]:
    """Everything about the mixer, in the order of what happened."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM fact WHERE kind IN ('joined', 'parted', 'planned', 'round')")
    return in_order(map(_fact, rows))


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
        id=ident, v=v, ticket=ticket, body=bodies.decode(kind, body), door=door, door_n=door_n,
        operator=operator, wall_ms=wall_ms, mono_ns=mono_ns, boot=boot, at_ms=at_ms, unc_ms=unc_ms,
    )  # fmt: skip


def taken_back(facts: Iterable[Fact]) -> frozenset[str]:
    """The ids of facts that a later one undid."""
    return frozenset(fact.body.undoes for fact in facts if isinstance(fact.body, Undone))


def presence(facts: Sequence[Fact]) -> Presence:
    """What ordered facts about one ticket say of its holder on the night."""
    undone = taken_back(facts)
    admissions = [(fact, fact.body) for fact in facts if isinstance(fact.body, Admitted)]
    entries = [(fact, body) for fact, body in admissions if fact.id not in undone]
    exits = [fact for fact in facts if isinstance(fact.body, Left) and fact.id not in undone]
    printed = [f.body.badge for f in facts if isinstance(f.body, Admitted | Reprinted) and f.body.badge]
    badge = printed[-1] if printed else None
    # A badge that a newer one replaced, or a card, is not the badge they hold.
    given = [fact.at for fact in facts if isinstance(fact.body, Given) and fact.body.badge in (badge, None)]
    state = Presence(badge=badge, given=given[0] if given else None, undone=len(admissions) - len(entries))
    if not entries:
        return state
    (first, how), (last, _) = entries[0], entries[-1]
    return replace(
        state,
        inside=not exits or (last.at_ms, last.id) > (exits[-1].at_ms, exits[-1].id),
        first_in=first.at,
        first_door=first.door,
        last_in=last.at,
        last_out=exits[-1].at if exits else None,
        found_by=how.found_by,
        admission=first.id,
    )


def last_action(facts: Sequence[Fact]) -> Fact | None:
    """The admission or exit that an undo takes back: the latest that still stands."""
    undone = taken_back(facts)
    standing = [f for f in facts if isinstance(f.body, Admitted | Left) and f.id not in undone]
    return standing[-1] if standing else None


def entered_before(facts: Sequence[Fact], last: Fact) -> Fact | None:
    """The entry from a paper list that a first badge followed: they are one admission, and are taken back together."""
    entry = last_action(facts)
    if entry is None or not (_from_paper(last.body) and _from_paper(entry.body)):
        return None
    return entry


def _from_paper(body: Body | Unknown) -> bool:
    return isinstance(body, Admitted) and body.found_by is FoundBy.PAPER


def last_paper(facts: Sequence[Fact], registrant: str) -> Fact | None:
    """The badge that was printed last for somebody, undone or not, or the card beside it."""
    return next((fact for fact in reversed(facts) if _tells(fact.body, registrant)), None)


def _tells(body: Body | Unknown, registrant: str) -> bool:
    if isinstance(body, Introduced):
        return body.card is not None and body.registrant == registrant
    if not isinstance(body, Admitted | Reprinted) or body.badge is None or body.registrant != registrant:
        return False
    # Entered from a paper list, they hold what was printed before, and that names nobody.
    return not _from_paper(body) or bool(body.introductions)


def prepared_badge(connection: sqlite3.Connection, ticket: str, registrant: str) -> str | None:
    """The id on the name badge that was printed before the evening for a ticket's holder."""
    row = connection.execute(
        "SELECT json_extract(body, '$.badge') FROM fact WHERE ticket = ? AND kind = 'prepared'"
        " AND json_extract(body, '$.registrant') = ? ORDER BY at_ms DESC, id DESC",
        (ticket, registrant),
    ).fetchone()
    return str(row[0]) if row else None


def was_given(connection: sqlite3.Connection, badge: str) -> bool:
    """Whether somebody has seen this badge or card in its wearer's hand."""
    row = connection.execute(
        "SELECT 1 FROM fact WHERE kind = 'given' AND json_extract(body, '$.badge') = ?", (badge,)
    ).fetchone()
    return row is not None

"""A disk that fails at any statement, and what is on it and in the room, to compare before and after."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, ClassVar
from unittest.mock import patch

import aiosqlite

from kiosk.event.door.door import Door
from kiosk.event.matching.room import Room
from kiosk.store.search import index

KEPT = ("fact", "listing_text", "introduction_text", "note_text", "print_job", "roll")
DERIVED = ("registrant", "former", "code", "presence", *index.TABLES)


class FailingConnection(sqlite3.Connection):
    """Refuses one statement of the writer's next transaction, as a full disk would."""

    statements_left: ClassVar[int | None] = None
    """None: the disk takes everything."""
    _writes = False

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """As sqlite3's."""
        self._writes = self._writes or sql.startswith("BEGIN IMMEDIATE")
        if sql == "ROLLBACK":
            self._writes = False
        else:
            self._count()
        cursor = super().execute(sql, *values)
        if sql == "COMMIT":
            self._writes = False
        return cursor

    def executemany(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """As sqlite3's."""
        self._count()
        return super().executemany(sql, *values)

    def _count(self) -> None:
        if not self._writes or FailingConnection.statements_left is None:
            return
        if FailingConnection.statements_left == 0:
            FailingConnection.statements_left = None
            full = sqlite3.OperationalError("database or disk is full")
            full.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise full
        FailingConnection.statements_left -= 1


@contextmanager
def failing_disks() -> Iterator[None]:
    """Every event file that is opened here lies on a disk that can be told to fail."""
    FailingConnection.statements_left = None
    with patch.object(aiosqlite, "connect", partial(aiosqlite.connect, factory=FailingConnection)):
        yield
    FailingConnection.statements_left = None


def on_disk(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    """Every row of the event file, what was learned and the rank of rows aside."""
    return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in (*KEPT, *DERIVED)}


def room_of(door: Door) -> Room:
    """The door's room."""
    return door._admitting.room


def in_room(room: Room) -> dict[str, Any]:
    """Who is where, who was told of whom and what is owed, by registrant id."""
    names = {place: ident for ident, place in room._index.items()}
    evening = room._arrivals

    def idents(places: Any) -> set[str]:
        return {names[place] for place in places if place in names}

    badges = {
        names[place]: [(names.get(name.person), name.kind) for name in told]
        for place, told in evening._badges.items()
        if place in names
    }
    return {
        "people": {ident: room._people[place] for ident, place in room._index.items()},
        "came": idents(room._came),
        "sent": idents(room._sent),
        "here": idents(evening._here),
        "away": idents(evening._away),
        "gone": idents(evening._gone),
        "badges": badges,
        "open": {names[p]: idents(waiting) for p, waiting in evening._open.items() if p in names and idents(waiting)},
        "named_by": {names[p]: idents(who) for p, who in evening._named_by.items() if p in names and idents(who)},
        "acquainted": {names[p]: idents(who) for p, who in evening._acquainted.items() if p in names and idents(who)},
        "chances": {names[p]: chance for p, chance in enumerate(evening._chances) if p in names},
    }

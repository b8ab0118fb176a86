"""Opening the door: the event's identity, the room as it was left, and what import has learned."""

import asyncio
import secrets
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from kiosk.config import EventFolder
from kiosk.event.door import Door
from kiosk.event.private import Private
from kiosk.event.room import Named, Room, profiles, vocabulary
from kiosk.event.usecases import Identity, UseCases
from kiosk.model import Kind, Registrant
from kiosk.store import facts, people
from kiosk.store.clock import Clock
from kiosk.store.database import Database, open_writer
from kiosk.store.facts import FactKind, new_id
from kiosk.store.scribe import Scribe
from matcher import Affinity, fingerprint


@asynccontextmanager
async def open_door(folder: EventFolder, *, clock: Clock | None = None) -> AsyncIterator[Door]:
    """The event's door, ready to scan, with everything that happened before."""
    async with open_writer(folder.database) as database:
        ticking = clock or Clock()
        private = Private(folder.settings.door)
        identity = await identify(database)
        crowd = await database.read(people.registrants)
        room = Room(folder.settings, crowd, await learn(database, folder, crowd), private)
        room.replay(await database.read(_history))
        scribe = await database.read(lambda connection: Scribe.of(connection, folder.settings.door.name, ticking))
        yield Door(folder, database, UseCases(folder, scribe, room, private, identity))


async def identify(database: Database) -> Identity:
    """The event's id and signing key, made when the file is new."""

    def work(connection: sqlite3.Connection) -> Identity:
        connection.executemany(
            "INSERT OR IGNORE INTO meta VALUES (?, ?)", [("event_id", new_id()), ("event_key", secrets.token_hex(32))]
        )
        values = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        return Identity(values["event_id"], bytes.fromhex(values["event_key"]))

    return await database.write(work)


async def learn(database: Database, folder: EventFolder, crowd: Sequence[Registrant]) -> Affinity:
    """Who fits whom: read from the event file, or worked out and kept there when the list has changed."""
    words = vocabulary(folder)
    known = profiles(crowd, Private(folder.settings.door))
    mark = fingerprint(known, words)
    kept = await database.read(
        lambda c: c.execute("SELECT body FROM matching WHERE fingerprint = ?", (mark,)).fetchone()
    )
    if kept:
        return Affinity.from_bytes(kept[0], known, words)
    affinity = await asyncio.to_thread(Affinity.of, known, words)

    def work(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM matching")
        connection.execute("INSERT INTO matching VALUES (?, ?)", (mark, affinity.to_bytes()))

    await database.write(work)
    return affinity


def _history(connection: sqlite3.Connection) -> list[Named | str]:
    """The evening's badges and undone admissions, in order."""
    told = facts.of_kinds(connection, (FactKind.ADMITTED, FactKind.UNDONE))
    admissions = {fact.id: fact for fact in told if fact.kind == FactKind.ADMITTED and fact.body.get("badge")}
    history: list[Named | str] = []
    for fact in told:
        if fact.id in admissions:
            names = tuple((who, Kind(kind)) for who, kind in fact.body["introductions"])
            history.append(Named(fact.body["registrant"], names))
        elif undone := admissions.get(fact.body.get("undoes", "")):
            history.append(undone.body["registrant"])
    return history

"""Opening the door: the event's identity, and the room as it was left."""

import secrets
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kiosk.config import EventFolder
from kiosk.event.door import Door
from kiosk.event.learning import knowledge, learn
from kiosk.event.room import Named, Room
from kiosk.event.usecases import Identity, UseCases
from kiosk.model import FoundBy, Kind
from kiosk.store import facts, people
from kiosk.store.clock import Clock
from kiosk.store.database import Database, open_writer
from kiosk.store.facts import Fact, FactKind, new_id
from kiosk.store.scribe import Scribe


@asynccontextmanager
async def open_door(folder: EventFolder, *, clock: Clock | None = None) -> AsyncIterator[Door]:
    """The event's door, ready to scan, with everything that happened before."""
    async with open_writer(folder.database) as database:
        ticking = clock or Clock()
        identity = await identify(database)
        crowd = await database.read(people.registrants)
        known = await knowledge(database, folder)
        room = Room(folder.settings, crowd, await learn(database, folder, crowd, known), known)
        room.replay(await database.read(history))
        scribe = await database.read(lambda connection: Scribe.of(connection, folder.settings.door.name, ticking))
        yield Door(folder, database, UseCases(folder, scribe, room, known.private, identity))


async def identify(database: Database) -> Identity:
    """The event's id and signing key, made when the file is new."""

    def work(connection: sqlite3.Connection) -> Identity:
        connection.executemany(
            "INSERT OR IGNORE INTO meta VALUES (?, ?)", [("event_id", new_id()), ("event_key", secrets.token_hex(32))]
        )
        values = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        return Identity(values["event_id"], bytes.fromhex(values["event_key"]))

    return await database.write(work)


def history(connection: sqlite3.Connection) -> list[Named | str]:
    """The evening's badges and undone admissions, in order."""
    told = facts.of_kinds(connection, (FactKind.ADMITTED, FactKind.UNDONE))
    admissions = {fact.id: fact for fact in told if fact.kind == FactKind.ADMITTED and _arrives(fact)}
    history: list[Named | str] = []
    for fact in told:
        if fact.id in admissions:
            names = tuple((who, Kind(kind)) for who, kind in fact.body["introductions"])
            history.append(Named(fact.body["registrant"], names))
        elif undone := admissions.get(fact.body.get("undoes", "")):
            history.append(undone.body["registrant"])
    return history


def _arrives(fact: Fact) -> bool:
    """Whether an admission is an arrival, and not somebody's coming back."""
    return bool(fact.body.get("badge")) or fact.body.get("found_by") == FoundBy.PAPER

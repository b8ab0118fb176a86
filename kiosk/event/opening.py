"""Opening the door: the event's identity, and the room as it was left."""

import secrets
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kiosk.config import EventFolder
from kiosk.event import records
from kiosk.event.door import Door
from kiosk.event.learning import knowledge, learn
from kiosk.event.mixerwork import MixerWork
from kiosk.event.room import Named, Room
from kiosk.event.staffwork import StaffWork
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
        for group in await database.read(records.groups):
            room.acquaint(group)
        room.replay(await database.read(history))
        scribe = await database.read(lambda connection: Scribe.of(connection, folder.settings.door.name, ticking))
        staff = StaffWork(folder, scribe, room, known.private)
        mixer = MixerWork(folder, scribe, room, known.private)
        yield Door(folder, database, UseCases(folder, scribe, room, known.private, identity), staff, mixer)


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
    """The evening's badges, the cards that came after them, and undone admissions, in order."""
    told = facts.of_kinds(connection, (FactKind.ADMITTED, FactKind.UNDONE, FactKind.INTRODUCED))
    admissions = {fact.id: fact for fact in told if _arrives(fact)}
    history: list[Named | str] = []
    for fact in told:
        if fact.id in admissions:
            names = tuple((who, Kind(kind)) for who, kind in fact.body["introductions"])
            history.append(Named(fact.body["registrant"], names))
        elif undone := admissions.get(fact.body.get("undoes", "")):
            history.append(undone.body["registrant"])
    return history


def _arrives(fact: Fact) -> bool:
    """Whether a fact is an arrival with what was printed then, or a card for somebody who is here."""
    if fact.kind == FactKind.INTRODUCED:
        return bool(fact.body.get("card"))
    if fact.kind != FactKind.ADMITTED:
        return False
    return bool(fact.body.get("badge")) or fact.body.get("found_by") == FoundBy.PAPER

"""Opening the door: the event's identity, and the room as it was left."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kiosk.config import EventFolder
from kiosk.event.door.admitting import Admitting
from kiosk.event.door.door import Door
from kiosk.event.guests.private import Private
from kiosk.event.matching import told
from kiosk.event.matching.learning import knowledge, learn
from kiosk.event.matching.replaying import history
from kiosk.event.matching.room import Room
from kiosk.store import people
from kiosk.store.clock import Clock
from kiosk.store.database import Database
from kiosk.store.meta import identify
from kiosk.store.turns import open_turns
from matcher.lines import prepare


@asynccontextmanager
async def open_door(folder: EventFolder, *, clock: Clock | None = None) -> AsyncIterator[Door]:
    """The event's door, ready to scan, with everything that happened before."""
    async with open_turns(folder.database, folder.settings.door.name, clock=clock) as turns:
        identity = await identify(turns.database)
        room, private = await _room(turns.database, folder)
        # The words of badges are read beside the door: the first scan does not wait for them.
        words = asyncio.create_task(asyncio.to_thread(prepare, folder.settings.event.language))
        try:
            yield Door(folder, turns, Admitting(folder, room, private), identity)
        finally:
            await words


async def _room(database: Database, folder: EventFolder) -> tuple[Room, Private]:
    crowd = await database.read(people.everybody)
    known = await knowledge(database, folder)
    room = Room(folder.settings, crowd, await learn(database, folder, crowd, known), known)
    for group in await database.read(told.groups):
        room.acquaint(group)
    room.replay(await database.read(history), await database.read(people.presences))
    return room, known.private

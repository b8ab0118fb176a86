"""Opening the door: the event's identity, and the room as it was left."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kiosk.config import EventFolder
from kiosk.event.door.crew import Crew
from kiosk.event.door.door import Door
from kiosk.event.door.visits import Visits
from kiosk.event.matching import told
from kiosk.event.matching.learning import knowledge, learn
from kiosk.event.matching.replaying import history
from kiosk.event.matching.room import Room
from kiosk.event.mixer.joining import MixerWork
from kiosk.store import people
from kiosk.store.clock import Clock
from kiosk.store.database import open_writer
from kiosk.store.meta import identify
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
        for group in await database.read(told.groups):
            room.acquaint(group)
        room.replay(await database.read(history))
        scribe = await database.read(lambda connection: Scribe.of(connection, folder.settings.door.name, ticking))
        staff = Crew(folder, scribe, room, known.private)
        mixer = MixerWork(folder, scribe, room, known.private)
        yield Door(folder, database, Visits(folder, scribe, room, known.private, identity), staff, mixer)

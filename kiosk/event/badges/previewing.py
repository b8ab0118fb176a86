"""The badge somebody would get now; nothing is written."""

from dataclasses import replace

from kiosk.config import EventFolder
from kiosk.event.badges.badge import badge
from kiosk.event.guests.finding import whom
from kiosk.event.matching.learning import knowledge, recall
from kiosk.event.matching.replaying import history
from kiosk.event.matching.room import Room
from kiosk.event.matching.told import last_paper
from kiosk.event.words.permitted import Wording, wording
from kiosk.event.words.vocabulary import vocabulary
from kiosk.store import people
from kiosk.store.database import Database, open_reader
from printing.badge import Badge

_NOBODY = "PREVIEWPREVIEWPR"
"""Stands in the code of a badge that nobody has."""


async def preview_badge(folder: EventFolder, who: str) -> Badge:
    """The badge of a badge number, code or name, as it is or as it would be. Raises NotFoundError, InputError."""
    async with open_reader(folder.database) as database:
        person = await database.read(lambda connection: whom(connection, who))
        held = await database.read(lambda connection: people.presence_of(connection, person.ticket))
        crowd = await database.read(people.everybody)
        known = await knowledge(database, folder)
        room = Room(folder.settings, crowd, await recall(database, folder, crowd, known), known)
        room.replay(await database.read(history), await database.read(people.presences))
        if held.badge:
            told = room.still(person.id, await database.read(lambda c: last_paper(c, person)))
        else:
            told = room.propose(person.id)
        return badge(held.badge or _NOBODY, person, told, folder.settings, room.wording)


async def printable_wording(database: Database, folder: EventFolder) -> Wording:
    """What may be printed of people's words, for badges without people to meet."""
    return replace(await database.read(wording), cut=vocabulary(folder).phrases)

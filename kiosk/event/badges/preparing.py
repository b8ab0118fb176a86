"""Name badges printed before the evening: a scan then prints only the card with the people to meet."""

import sqlite3

from kiosk import code
from kiosk.config import EventFolder
from kiosk.event.badges.badge import name_badge
from kiosk.event.guests.naming import by_surname
from kiosk.event.words.permitted import Wording
from kiosk.store import facts, people
from kiosk.store.facts import FactKind
from kiosk.store.scribe import Scribe
from printing.badge import Badge


def prepare(
    connection: sqlite3.Connection, scribe: Scribe, folder: EventFolder, wording: Wording, *, only_new: bool
) -> list[Badge]:
    """Name badges by surname for all who may come and have no badge yet, in the caller's transaction.

    Whoever was prepared before keeps the id on their badge, so that the same pages can be printed again; `only_new`
    leaves them out.
    """
    badges = []
    at_ms = scribe.tick()
    for person in by_surname(people.registrants(connection)):
        known = facts.prepared_badge(connection, person.ticket, person.id)
        if not person.name or people.presence_of(connection, person.ticket).badge or (known and only_new):
            continue
        ident = known or code.new_badge_id()
        if not known:
            body = {"registrant": person.id, "badge": ident}
            facts.insert(connection, [scribe.fact(FactKind.PREPARED, person.ticket, body, at_ms)])
        badges.append(name_badge(ident, person, folder.settings, wording))
    return badges

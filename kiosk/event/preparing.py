"""Name badges printed before the evening: a scan then prints only the card with the people to meet."""

import sqlite3
from collections.abc import Sequence

from kiosk import code
from kiosk.config import EventFolder
from kiosk.event.badge import name_badge
from kiosk.event.wording import Wording
from kiosk.model import Registrant, Status
from kiosk.store import facts, people
from kiosk.store.facts import FactKind
from kiosk.store.scribe import Scribe
from kiosk.text import fold, split_name
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


def by_surname(crowd: Sequence[Registrant]) -> list[Registrant]:
    """Who may come, as a register sorts them; nameless tickets last."""
    coming = [person for person in crowd if person.status is not Status.CANCELLED]
    return sorted(coming, key=lambda person: (not person.name, fold(" ".join(surname_first(person))), person.number))


def surname_first(person: Registrant) -> tuple[str, str]:
    """Surname and first name; a person with one name has it first."""
    first, last = split_name(person.name)
    if person.last_name:
        first, last = person.first_name, person.last_name
    return (last, first) if last else (first, "")

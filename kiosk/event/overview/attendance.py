"""Who came, when, by which door, and with what doubt."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from kiosk.model import FoundBy, Introduction, Registrant, Status
from kiosk.store import facts, introductions, people
from kiosk.store.database import Database
from kiosk.store.facts import FactKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """One registrant's evening, as it is exported."""

    registrant: Registrant
    status: Status
    came: bool
    first_in: datetime | None
    last_out: datetime | None
    door: str
    found_by: FoundBy | None
    undone: int
    """How many admissions were taken back."""
    badge: str | None
    introductions: tuple[Introduction, ...]


async def attendance(database: Database) -> list[Attendance]:
    """Everybody on the list, by badge number."""
    return await database.read(_attendance)


def _attendance(connection: sqlite3.Connection) -> list[Attendance]:
    present = people.presences(connection)
    names = _names(connection)
    rows = []
    for person in people.registrants(connection):
        seen = present.get(person.ticket)
        rows.append(
            Attendance(
                registrant=person,
                status=person.status,
                came=bool(seen and seen.admission),
                first_in=seen.first_in if seen else None,
                last_out=seen.last_out if seen else None,
                door=seen.first_door if seen else "",
                found_by=seen.found_by if seen else None,
                undone=seen.undone if seen else 0,
                badge=seen.badge if seen else None,
                introductions=names.get(person.ticket, ()),
            )
        )
    return rows


def _names(connection: sqlite3.Connection) -> dict[str, tuple[Introduction, ...]]:
    """The names on each ticket's last badge, or on the card that came after it."""
    told = facts.of_kinds(connection, (FactKind.ADMITTED, FactKind.REPRINTED, FactKind.INTRODUCED))
    last = {str(fact.ticket): fact for fact in told if fact.body.get("badge") or fact.kind == FactKind.INTRODUCED}
    return {ticket: introductions.of_fact(connection, fact) for ticket, fact in last.items()}

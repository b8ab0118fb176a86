"""Who came, when, by which door, and with what doubt."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.event.words.permitted import wording
from kiosk.model import FoundBy, Introduction, Registrant, Status
from kiosk.store import facts, introductions, people
from kiosk.store.bodies import TELLING, Admitted, Undone
from kiosk.store.database import Database
from kiosk.store.facts import Fact
from matcher import Vocabulary

NO_REASON = "let in without a reason"


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
    """Everybody whom their badges and cards name."""
    offers: tuple[str, ...] = ()
    """What they offer, as far as anybody may read it; so are the next two."""
    asks: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    forced: str
    """Why they were let in all the same, while their ticket waited; empty for everybody else."""


async def attendance(database: Database, words: Vocabulary | None = None) -> list[Attendance]:
    """Everybody on the list, by badge number; who has several tickets, once. `words` cuts their answers."""
    vocabulary = words or Vocabulary.load()
    return await database.read(lambda connection: _attendance(connection, vocabulary))


def _attendance(connection: sqlite3.Connection, words: Vocabulary) -> list[Attendance]:
    printable = replace(wording(connection), cut=words.phrases)
    present = people.presences(connection)
    names, reasons = _names(connection), _forced(connection)
    rows = []
    for person in people.everybody(connection):
        if person.main:
            continue
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
                introductions=names.get(person.id, ()),
                forced=reasons.get(person.ticket, ""),
                offers=printable.said(person.offers),
                asks=printable.said(person.asks),
                interests=printable.said(person.interests),
            )
        )
    return rows


def _names(connection: sqlite3.Connection) -> dict[str, tuple[Introduction, ...]]:
    """By registrant, the names on their badges and on the cards that came beside them."""
    told: dict[str, list[Fact]] = {}
    for fact in facts.of_kinds(connection, TELLING):
        if isinstance(fact.body, TELLING):
            told.setdefault(fact.body.registrant, []).append(fact)
    return {registrant: introductions.on_paper(connection, papers) for registrant, papers in told.items()}


def _forced(connection: sqlite3.Connection) -> dict[str, str]:
    """By ticket, why somebody was let in whose ticket still waited."""
    moves = facts.of_kinds(connection, (Admitted, Undone))
    undone = facts.taken_back(moves)
    standing = [(fact, fact.body) for fact in moves if isinstance(fact.body, Admitted) and fact.id not in undone]
    return {
        str(fact.ticket): facts.note_on(connection, body.released) or NO_REASON
        for fact, body in standing
        if body.released
    }

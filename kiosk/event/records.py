"""What the event file says of one ticket: reads and small writes that several use cases share."""

import sqlite3
from typing import Any

from kiosk import code
from kiosk.event.decide import Known
from kiosk.event.room import Plan
from kiosk.model import First, Introduction, Presence
from kiosk.store import facts, introductions, people
from kiosk.store.facts import Fact


def find(connection: sqlite3.Connection, handle: str) -> Known | None:
    """Whose ticket a code, badge id or registrant id is."""
    known = holder(connection, code.canonical(handle))
    if known:
        return known
    person = people.by_id(connection, handle)
    return Known(person, people.presence_of(connection, person.ticket)) if person else None


def holder(connection: sqlite3.Connection, ticket_code: str) -> Known | None:
    """Whose ticket a canonical code or badge id is."""
    ticket = people.ticket_of_code(connection, ticket_code) or people.ticket_of_badge(connection, ticket_code)
    person = people.by_ticket(connection, ticket) if ticket else None
    return Known(person, people.presence_of(connection, person.ticket)) if person else None


def is_void(connection: sqlite3.Connection, known: Known, scanned: str) -> bool:
    """Whether a canonical code is the id of a badge that a newer one replaced."""
    if known.presence.badge in (None, scanned):
        return False
    return people.ticket_of_code(connection, scanned) is None


def names(badge_id: str, plan: Plan) -> dict[str, Any]:
    """What a fact says of a badge."""
    return {"badge": badge_id, "introductions": introductions.ids(plan.introductions)}


def last_names(connection: sqlite3.Connection, ticket: str) -> tuple[Introduction, ...]:
    """Who is on the ticket's last badge."""
    last = facts.last_names(facts.of_ticket(connection, ticket))
    return introductions.of_fact(connection, last) if last else ()


def first(presence: Presence) -> First | None:
    """When and where a ticket came in first."""
    return First(door=presence.first_door, at=presence.first_in) if presence.first_in else None


def save_note(connection: sqlite3.Connection, fact: Fact, note: str) -> None:
    """Keeps why something was done, beside its fact."""
    if note:
        connection.execute("INSERT OR IGNORE INTO note_text VALUES (?, ?)", (fact.id, note))

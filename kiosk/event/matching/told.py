"""What the event file says of one ticket: reads and small writes that several use cases share."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from kiosk.event.matching.room import Plan
from kiosk.model import FoundBy, Introduction, Registrant
from kiosk.store import facts, introductions, people
from kiosk.store.facts import FactKind


@dataclass(frozen=True, slots=True)
class Misled:
    """Somebody whose badge names a person who won't come."""

    reader: Registrant
    absent: str
    """The name on their badge."""
    number: int
    """... and its number."""


def names(badge_id: str, plan: Plan) -> dict[str, Any]:
    """What a fact says of a badge."""
    return {"badge": badge_id, "introductions": introductions.ids(plan.introductions)}


def last_names(connection: sqlite3.Connection, ticket: str) -> tuple[Introduction, ...]:
    """Who is on the ticket's last badge."""
    last = facts.last_names(facts.of_ticket(connection, ticket))
    return introductions.of_fact(connection, last) if last else ()


def untold(connection: sqlite3.Connection, ticket: str) -> bool:
    """Whether somebody came, and was told no names yet because that happened on paper."""
    last = facts.last_names(facts.of_ticket(connection, ticket))
    return last is None or (last.body.get("found_by") == FoundBy.PAPER and not last.body["introductions"])


def groups(connection: sqlite3.Connection) -> list[list[str]]:
    """The registrant ids of those who came together."""
    return [fact.body["registrants"] for fact in facts.of_kinds(connection, [FactKind.TOGETHER])]


def naming(connection: sqlite3.Connection, registrant: str) -> list[Misled]:
    """Whose badges and cards name somebody, by number."""
    kinds = (FactKind.ADMITTED, FactKind.REPRINTED, FactKind.INTRODUCED)
    found: dict[str, Misled] = {}
    # An id is nowhere else in a fact's body than among its names, or as its own registrant.
    for ticket in facts.tickets_mentioning(connection, registrant):
        last = facts.last_names([fact for fact in facts.of_ticket(connection, ticket) if fact.kind in kinds])
        reader = people.by_ticket(connection, ticket)
        names = introductions.of_fact(connection, last) if last else ()
        named = next((each for each in names if each.registrant == registrant), None)
        if reader and named:
            found[reader.id] = Misled(reader, named.name, named.number)
    return sorted(found.values(), key=lambda misled: misled.reader.number)


def exceptions(connection: sqlite3.Connection) -> list[Misled]:
    """Everybody whose badge names somebody in whose place another came."""
    return [misled for absent in facts.replaced(connection) for misled in naming(connection, absent)]

"""What people were told about each other, as the event file has it."""

import sqlite3
from dataclasses import dataclass

from kiosk.model import Registrant
from kiosk.store import facts, introductions, people
from kiosk.store.bodies import TELLING, Together
from kiosk.store.introductions import Told


@dataclass(frozen=True, slots=True)
class Misled:
    """Somebody whose badge names a person who won't come."""

    reader: Registrant
    absent: str
    """The name on their badge."""
    number: int
    """... and its number."""


def last_paper(connection: sqlite3.Connection, person: Registrant) -> Told:
    """What somebody's last badge says, or the card beside it."""
    last = facts.last_paper(facts.of_ticket(connection, person.ticket), person.id)
    return introductions.of_fact(connection, last) if last else Told()


def so_far(connection: sqlite3.Connection, person: Registrant) -> Told:
    """Everybody whom somebody's badges and cards name, those for everybody at one time included."""
    papers = [fact for fact in facts.of_ticket(connection, person.ticket) if isinstance(fact.body, TELLING)]
    own = [fact for fact in papers if isinstance(fact.body, TELLING) and fact.body.registrant == person.id]
    return Told(introductions.on_paper(connection, own))


def untold(connection: sqlite3.Connection, person: Registrant) -> bool:
    """Whether somebody came, and was told no names yet because that happened on paper."""
    return facts.last_paper(facts.of_ticket(connection, person.ticket), person.id) is None


def groups(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    """The registrant ids of those who came together."""
    told = facts.of_kinds(connection, [Together])
    return [fact.body.registrants for fact in told if isinstance(fact.body, Together)]


def naming(connection: sqlite3.Connection, registrant: str) -> list[Misled]:
    """Whose badges and cards name somebody, by number."""
    found: dict[str, Misled] = {}
    # An id is nowhere else in a fact's body than among its names, or as its own registrant.
    for ticket in facts.tickets_mentioning(connection, registrant):
        reader = people.by_ticket(connection, ticket)
        told = [fact for fact in facts.of_ticket(connection, ticket) if isinstance(fact.body, TELLING)]
        # What was printed for whom another came in place of is in nobody's hands.
        own = [fact for fact in told if reader and isinstance(fact.body, TELLING) and fact.body.registrant == reader.id]
        names = introductions.on_paper(connection, own)
        named = next((each for each in names if each.registrant == registrant), None)
        if reader and named:
            found[reader.id] = Misled(reader, named.name, named.number)
    return sorted(found.values(), key=lambda misled: misled.reader.number)


def exceptions(connection: sqlite3.Connection) -> list[Misled]:
    """Everybody whose badge names somebody in whose place another came, or who does not want to be named any more."""
    absent = people.replaced(connection)
    return [misled for each in (*absent, *_withdrawn(connection)) for misled in naming(connection, each)]


def _withdrawn(connection: sqlite3.Connection) -> list[str]:
    """The ids of those whom somebody was told of, and who have said no since."""
    named = {ident for names in introductions.all_names(connection).values() for ident in names}
    return [one.id for one in people.by_ids(connection, sorted(named)).values() if one.consent is False]

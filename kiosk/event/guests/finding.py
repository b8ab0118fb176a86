"""Whose ticket a code, a badge, a number or a name is."""

import re
import sqlite3

from kiosk import code
from kiosk.errors import InputError, NotFoundError
from kiosk.language import _
from kiosk.model import First, Found, Presence, Registrant
from kiosk.store import people
from kiosk.store.search import finding
from kiosk.text import fold

_NUMBER = re.compile(r"^(?:no\.?|nr\.?|n[º°o]\.?|#)?\s*(?P<number>\d{1,6})$", re.IGNORECASE)
_LETTERS = 3


def find(connection: sqlite3.Connection, handle: str) -> Found | None:
    """Whose ticket a code, badge id or registrant id is."""
    known = holder(connection, code.canonical(handle))
    if known:
        return known
    person = people.by_id(connection, handle)
    return seen(connection, person) if person else None


def known(connection: sqlite3.Connection, handle: str) -> Found:
    """What `find` finds; raises NotFoundError where that is nobody."""
    found = find(connection, handle)
    if found is None:
        raise NotFoundError(
            _("No registrant, ticket or badge is called {handle}: search by name.").format(handle=repr(handle))
        )
    return found


def holder(connection: sqlite3.Connection, ticket_code: str) -> Found | None:
    """Whose ticket a canonical code or badge id is."""
    ticket = people.ticket_of_code(connection, ticket_code) or people.ticket_of_badge(connection, ticket_code)
    person = people.by_ticket(connection, ticket) if ticket else None
    return seen(connection, person) if person else None


def seen(connection: sqlite3.Connection, person: Registrant) -> Found:
    """A registrant with what the night knows of them."""
    return Found(registrant=person, presence=people.presence_of(connection, person.ticket))


def is_void(connection: sqlite3.Connection, known: Found, scanned: str) -> bool:
    """Whether a canonical code is the id of a badge that a newer one replaced."""
    if known.presence.badge in (None, scanned):
        return False
    return people.ticket_of_code(connection, scanned) is None


def first(presence: Presence) -> First | None:
    """When and where a ticket came in first."""
    return First(door=presence.first_door, at=presence.first_in) if presence.first_in else None


def whom(connection: sqlite3.Connection, who: str) -> Registrant:
    """Whom a line means. Raises NotFoundError, or InputError where several could be meant."""
    number = _NUMBER.match(who)
    person = people.by_number(connection, int(number["number"])) if number else None
    if person:
        return person
    known = find(connection, who)
    if known:
        return known.registrant
    hits = [found.registrant for found in finding.exact(connection, who, 20)]
    named = [one for one in hits if fold(one.name) == fold(who)] or [one for one in hits if _is_called(one, who)]
    if len(named) > 1:
        numbers = ", ".join(f"No {one.number} {one.name}" for one in named[:5])
        raise InputError(f"'{who}' could be several people ({numbers}): write the number instead.")
    if not named:
        raise NotFoundError(f"'{who}' is not on the list: check the spelling, or add a walk-in.")
    return named[0]


def _is_called(person: Registrant, who: str) -> bool:
    """Whether every word written down begins a word of the name, in enough letters to mean somebody."""
    words = fold(who).split()
    name = fold(person.name).split()
    return sum(map(len, words)) >= _LETTERS and all(any(part.startswith(word) for part in name) for word in words)

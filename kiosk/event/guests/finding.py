"""Whose ticket a code, a badge, a number or a name is."""

import re
import sqlite3
from collections.abc import Callable

from kiosk import code
from kiosk.errors import InputError, NotDoneError, NotFoundError
from kiosk.event.guests.identity.likeness import name_key
from kiosk.language import _
from kiosk.model import First, Found, Presence, Registrant, Registration, Status
from kiosk.store import people
from kiosk.store.search import finding
from kiosk.text import fold

_NUMBER = re.compile(r"^(?:no\.?|nr\.?|n[º°o]\.?|#)?\s*(?P<number>\d{1,6})$", re.IGNORECASE)
_LETTERS = 3
_NAMESAKES = 20


def find(connection: sqlite3.Connection, handle: str) -> Found | None:
    """Whose ticket a code, badge id or registrant id is."""
    known = holder(connection, meant(connection, handle))
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


def meant(connection: sqlite3.Connection, scanned: str) -> str:
    """The canonical code that was scanned: all of it, else the one whole part that is the code of one ticket here."""
    text = code.canonical(scanned)
    if people.ticket_of_code(connection, text) or people.ticket_of_badge(connection, text):
        return text
    known = {part: people.ticket_of_code(connection, part) for part in code.parts(text)}
    tickets = {ticket for ticket in known.values() if ticket}
    return next(part for part, ticket in known.items() if ticket) if len(tickets) == 1 else text


def holder(connection: sqlite3.Connection, ticket_code: str) -> Found | None:
    """Whose ticket a canonical code or badge id is."""
    ticket = people.ticket_of_code(connection, ticket_code) or people.ticket_of_badge(connection, ticket_code)
    person = people.by_ticket(connection, ticket) if ticket else None
    return seen(connection, person) if person else None


def seen(connection: sqlite3.Connection, person: Registrant) -> Found:
    """A registrant with what the night knows of them, on this ticket and on others of theirs."""
    presence = people.presence_of(connection, person.ticket)
    return Found(registrant=person, presence=presence, beside=None if presence.admission else _in(connection, person))


def _in(connection: sqlite3.Connection, person: Registrant) -> Found | None:
    for other in people.of_person(connection, person.person):
        presence = people.presence_of(connection, other.ticket)
        if other.id != person.id and presence.admission:
            return Found(registrant=other, presence=presence)
    return None


def shown(connection: sqlite3.Connection, known: Found, *, once: bool) -> Found:
    """The ticket that counts where somebody with several shows one: any of them admits them.

    `once`: whoever is in already may have given another to somebody else; then a free one of theirs is meant.
    """
    tickets = people.of_person(connection, known.registrant.person)
    if len(tickets) < 2:
        return known
    found = [seen(connection, each) for each in tickets]
    if not any(each.presence.admission for each in found):
        return known if known.registrant.status is not Status.REGISTERED else found[0]
    if not once:
        return next(each for each in found if each.presence.admission)
    free = (each for each in found if each.beside and each.registrant.status is Status.REGISTERED)
    return known if not known.presence.admission else next(free, known)


def expected(
    connection: sqlite3.Connection, newcomer: Registration, denied: Callable[[Registration], str]
) -> list[Found]:
    """Who is on the list by a newcomer's name or e-mail address, and not in yet; whom nobody admits is not shown."""
    hits = [
        hit for text in (newcomer.name, newcomer.email) if text for hit in finding.exact(connection, text, _NAMESAKES)
    ]
    called, address = name_key(newcomer.name), newcomer.email.casefold()
    same = {
        hit.registrant.number: seen(connection, hit.registrant)
        for hit in hits
        if name_key(hit.registrant.name) == called or (address and hit.registrant.email.casefold() == address)
    }
    return [
        each for _number, each in sorted(same.items())
        if each.registrant.status is not Status.CANCELLED
        and not (each.presence.admission or each.beside or denied(each.registrant))
    ]  # fmt: skip


def by_void_code(connection: sqlite3.Connection, ticket_code: str) -> Found | None:
    """Whose ticket a code was before their list issued another."""
    ticket = people.ticket_of_void_code(connection, ticket_code)
    person = people.by_ticket(connection, ticket) if ticket else None
    return seen(connection, person) if person else None


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
    known = find(connection, who)
    if person and known and who.strip().isdecimal() and known.registrant.id != person.id:
        raise InputError(
            f"'{who}' is the code of No {known.registrant.number} {known.registrant.name} and the badge number of "
            f"{person.name}: write 'no {person.number}' for {person.name}, or 'no {known.registrant.number}'."
        )
    if person:
        return person
    if known:
        return known.registrant
    hits = [found.registrant for found in finding.exact(connection, who, 20)]
    named = [one for one in hits if fold(one.name) == fold(who)] or [one for one in hits if _is_called(one, who)]
    if len(named) > 1:
        numbers = ", ".join(f"No {one.number} {one.name}" for one in named[:5])
        raise NotDoneError(f"'{who}' could be several people ({numbers}): write the number instead.")
    if not named:
        raise NotFoundError(f"'{who}' is not on the list: check the spelling, or add a walk-in.")
    return named[0]


def _is_called(person: Registrant, who: str) -> bool:
    """Whether every word written down begins a word of the name, in enough letters to mean somebody."""
    words = fold(who).split()
    name = fold(person.name).split()
    return sum(map(len, words)) >= _LETTERS and all(any(part.startswith(word) for part in name) for word in words)

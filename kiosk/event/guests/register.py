"""Registrations on their way into the event file: whose ticket is it, and is anything new?"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import msgspec

from kiosk.event.guests.consent import settled
from kiosk.model import Consent, Registrant, Registration, Status
from kiosk.store import people
from kiosk.store.bodies import Listed, Source
from kiosk.store.facts import Fact, new_id, save_note
from kiosk.store.people import Listing
from kiosk.store.turns import Turn
from kiosk.text import fold

WALK_IN = "walkin:"
"""How the refs of people begin who are on no list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a list's registrations."""

    new: tuple[Registrant, ...]
    updated: tuple[Registrant, ...]
    unchanged: tuple[Registrant, ...]

    @property
    def everybody(self) -> tuple[Registrant, ...]:
        """All whom the list names."""
        return self.new + self.updated + self.unchanged


class _Known:
    """Who is on the list already, by everything that recognises a ticket."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        self.by_ref: dict[str, Listing] = {}
        self.by_code: dict[str, Listing] = {}
        self.persons: dict[tuple[str, str], str] = {}
        for each in listings:
            person = each.registrant
            self.by_ref[person.ref] = each
            self.by_code.update(dict.fromkeys(person.codes, each))
            self.persons.setdefault(_who(person), person.person)

    def find(self, registration: Registration) -> Listing | None:
        """The listing of the same ticket: by the list's own id, else by a code."""
        known = self.by_ref.get(registration.ref)
        codes = (self.by_code.get(code) for code in registration.codes)
        return known or next((each for each in codes if each), None)

    def person(self, registration: Registration) -> str:
        """One id for all tickets of one person; a nameless ticket is somebody's guest."""
        if not (registration.email and registration.name):
            return new_id()
        return self.persons.setdefault(_who(registration), new_id())


def take(
    turn: Turn,
    registrations: Sequence[Registration],
    *,
    replace_edits: bool = False,
    choice: Consent = Consent.ASK,
) -> Taken:
    """Writes what a list states that the event file does not know yet."""
    connection = turn.connection
    known = _Known(people.listings(connection))
    number = people.highest_number(connection)
    fresh: list[tuple[Fact, dict[str, Any]]] = []
    changed: list[tuple[Fact, dict[str, Any]]] = []
    same: list[str] = []
    for stated in registrations:
        listing = known.find(stated)
        registration = settled(stated, listing.registrant.consent if listing else None, choice)
        if listing is None:
            number += 1
            body = Listed(registrant=new_id(), person=known.person(registration), number=number, source=Source.IMPORT)
            fresh.append(_listed(turn, new_id(), body, people.stated(registration)))
        elif news := _news(listing, registration, replace_edits=replace_edits):
            one = listing.registrant
            changed.append(_listed(turn, one.ticket, _of(one, Source.IMPORT, overwrite=replace_edits), news))
        else:
            same.append(listing.registrant.ticket)
    people.save_listings(connection, fresh, fresh=True)
    people.save_listings(connection, changed, fresh=False)
    holders = {person.ticket: person for person in people.registrants(connection)}
    return Taken(
        new=tuple(holders[str(fact.ticket)] for fact, _ in fresh),
        updated=tuple(holders[str(fact.ticket)] for fact, _ in changed),
        unchanged=tuple(holders[ticket] for ticket in same),
    )


def issue_codes(turn: Turn, make: Callable[[], str]) -> list[Registrant]:
    """Gives everybody without a code one of ours; returns all registrants."""
    without = [one for one in people.registrants(turn.connection) if not one.codes]
    listings = [_listed(turn, one.ticket, _of(one, Source.IMPORT), {"codes": [make()]}) for one in without]
    people.save_listings(turn.connection, listings, fresh=False)
    return people.registrants(turn.connection)


def walk_in(turn: Turn, registration: Registration) -> Registrant:
    """Lists somebody who is on no list."""
    ticket = new_id()
    said = people.stated(replace(registration, ref=f"{WALK_IN}{ticket}"))
    people.save_listings(turn.connection, [_listed(turn, ticket, _newcomer(turn, Source.WALKIN), said)], fresh=True)
    return _read_one(turn.connection, ticket)


def substitute(turn: Turn, absent: Registrant, registration: Registration) -> Registrant:
    """Lists somebody on another's ticket: nothing that the other said is theirs."""
    said = {name: value for name, value in people.stated(registration).items() if name not in _OF_TICKET}
    listing = _listed(turn, absent.ticket, _newcomer(turn, Source.DOOR), {**_BLANK, **said})
    people.save_listings(turn.connection, [listing], fresh=False)
    return _read_one(turn.connection, absent.ticket)


@dataclass(frozen=True, slots=True)
class Released:
    """Somebody whose ticket waits no longer."""

    registrant: Registrant
    fact: str
    """The id of the fact that says so: undone, the ticket waits again."""


def release(turn: Turn, one: Registrant, why: str = "") -> Released:
    """Lets a ticket in that waited for a payment or a decision."""
    fact, text = _listed(turn, one.ticket, _of(one, Source.DOOR), {"status": Status.REGISTERED, "reason": ""})
    people.save_listings(turn.connection, [(fact, text)], fresh=False)
    save_note(turn.connection, fact, why)
    return Released(_read_one(turn.connection, one.ticket), fact.id)


_OF_TICKET = ("ref", "order", "ticket_type", "status", "reason", "states_status", "codes")
"""What stays with the ticket, whoever comes on it."""
_BLANK = {f.name: f.default for f in fields(Registration) if f.name not in _OF_TICKET}


def edit(turn: Turn, one: Registrant, changes: dict[str, Any]) -> Registrant:
    """Records what the door was told; a later list does not overwrite it."""
    people.save_listings(turn.connection, [_listed(turn, one.ticket, _of(one, Source.DOOR), changes)], fresh=False)
    return _read_one(turn.connection, one.ticket)


def _newcomer(turn: Turn, source: Source) -> Listed:
    number = people.highest_number(turn.connection) + 1
    return Listed(registrant=new_id(), person=new_id(), number=number, source=source)


def _of(one: Registrant, source: Source, *, overwrite: bool = False) -> Listed:
    return Listed(registrant=one.id, person=one.person, number=one.number, source=source, replace=overwrite)


def _who(registration: Registration) -> tuple[str, str]:
    return registration.email.casefold(), fold(registration.name)


def _listed(turn: Turn, ticket: str, body: Listed, said: Mapping[str, Any]) -> tuple[Fact, dict[str, Any]]:
    """A listing that is not written yet; the ticket's state stands in the fact, all else is text beside it."""
    text = {key: value for key, value in said.items() if key not in ("status", "reason")}
    stated = msgspec.structs.replace(body, status=said.get("status"), reason=said.get("reason"))
    return turn.stamp(stated, ticket), text


def _news(listing: Listing, registration: Registration, *, replace_edits: bool) -> dict[str, Any]:
    """The fields a list states differently, without those set at the door unless they are to be replaced."""
    said = people.stated(registration)
    known = listing.registrant
    news = {key: value for key, value in said.items() if value != getattr(known, key) and key not in ("codes", "ref")}
    if not set(registration.codes) <= set(known.codes):
        news["codes"] = registration.codes
    if not replace_edits:
        news = {key: value for key, value in news.items() if key not in listing.edited}
    return news


def _read_one(connection: sqlite3.Connection, ticket: str) -> Registrant:
    found = people.by_ticket(connection, ticket)
    assert found is not None
    return found

"""Registrations on their way into the event file: whose ticket is it, and is anything new?"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from kiosk.event.guests.consent import LEAVES, refused, settled, withdrawn, without
from kiosk.model import Consent, Registrant, Registration
from kiosk.store import people
from kiosk.store.facts import Fact, FactKind, new_id
from kiosk.store.people import Listing, Source
from kiosk.store.scribe import Scribe
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

    def whose(self, registration: Registration) -> tuple[Listing | None, str]:
        """The listing of the same ticket, if there is one, and the person who holds it."""
        listing = self.find(registration)
        return listing, listing.registrant.person if listing else self.person(registration)

    def person(self, registration: Registration) -> str:
        """One id for all tickets of one person; a nameless ticket is somebody's guest."""
        if not (registration.email and registration.name):
            return new_id()
        return self.persons.setdefault(_who(registration), new_id())


def take(
    connection: sqlite3.Connection,
    scribe: Scribe,
    registrations: Sequence[Registration],
    *,
    replace_edits: bool = False,
    choice: Consent = Consent.ASK,
) -> Taken:
    """Writes what a list states that the event file does not know yet, in the caller's transaction."""
    listings = people.listings(connection)
    known = _Known(listings)
    number = people.highest_number(connection)
    at_ms = scribe.tick()
    fresh: list[tuple[Fact, dict[str, Any]]] = []
    changed: list[tuple[Fact, dict[str, Any]]] = []
    same: list[str] = []
    found = [known.whose(stated) for stated in registrations]
    noes = refused(
        [(each.registrant.person, each.registrant) for each in listings]
        + [(person, stated) for stated, (_, person) in zip(registrations, found, strict=True)]
    )
    for stated, (listing, person) in zip(registrations, found, strict=True):
        registration = settled(stated, listing.registrant.consent if listing else None, choice)
        registration = without(registration, noes[person])
        if listing is None:
            number += 1
            body = people.listed_body(new_id(), person, number, Source.IMPORT)
            fresh.append(_listed(scribe, new_id(), body, people.stated(registration), at_ms))
        elif news := _news(listing, registration, replace_edits=replace_edits):
            one = listing.registrant
            body = people.listed_body(one.id, one.person, one.number, Source.IMPORT, replace=replace_edits)
            changed.append(_listed(scribe, one.ticket, body, news, at_ms))
        else:
            same.append(listing.registrant.ticket)
    told = {fact.ticket for fact, _ in changed}
    for each in listings:
        one, news = each.registrant, withdrawn(each.registrant, noes[each.registrant.person], each.edited)
        if news and one.ticket not in told:
            body = people.listed_body(one.id, one.person, one.number, Source.IMPORT)
            changed.append(_listed(scribe, one.ticket, body, news, at_ms))
            same = [ticket for ticket in same if ticket != one.ticket]
    people.save_listings(connection, fresh, fresh=True)
    people.save_listings(connection, changed, fresh=False)
    holders = {person.ticket: person for person in people.registrants(connection)}
    return Taken(
        new=tuple(holders[str(fact.ticket)] for fact, _ in fresh),
        updated=tuple(holders[str(fact.ticket)] for fact, _ in changed),
        unchanged=tuple(holders[ticket] for ticket in same),
    )


def issue_codes(connection: sqlite3.Connection, scribe: Scribe, make: Callable[[], str]) -> list[Registrant]:
    """Gives everybody without a code one of ours, in the caller's transaction; returns all registrants."""
    at_ms = scribe.tick()
    listings = []
    for one in people.registrants(connection):
        if not one.codes:
            body = people.listed_body(one.id, one.person, one.number, Source.IMPORT)
            listings.append(_listed(scribe, one.ticket, body, {"codes": [make()]}, at_ms))
    people.save_listings(connection, listings, fresh=False)
    return people.registrants(connection)


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Somebody who is about to be listed and admitted in one transaction."""

    registrant: Registrant
    listing: tuple[Fact, dict[str, Any]]


def walk_in(scribe: Scribe, registration: Registration, number: int, at_ms: int) -> WalkIn:
    """Prepares the listing of somebody who is on no list."""
    ticket, ident, person = new_id(), new_id(), new_id()
    said = people.stated(replace(registration, ref=f"{WALK_IN}{ticket}"))
    listing = _listed(scribe, ticket, people.listed_body(ident, person, number, Source.WALKIN), said, at_ms)
    registrant = Registrant(id=ident, ticket=ticket, person=person, number=number, **said)
    return WalkIn(registrant, listing)


def substitute(
    connection: sqlite3.Connection, scribe: Scribe, absent: Registrant, registration: Registration
) -> Registrant:
    """Lists somebody on another's ticket, in the caller's transaction: nothing that the other said is theirs."""
    said = {name: value for name, value in people.stated(registration).items() if name not in _OF_TICKET}
    number = people.highest_number(connection) + 1
    listed = {**people.listed_body(new_id(), new_id(), number, Source.DOOR), "instead_of": absent.id}
    listing = _listed(scribe, absent.ticket, listed, {**_BLANK, **said}, scribe.tick())
    people.save_listings(connection, [listing], fresh=False)
    return _read_one(connection, absent.ticket)


_OF_TICKET = ("ref", "order", "ticket_type", "status", "reason", "states_status", "codes")
"""What stays with the ticket, whoever comes on it."""
_BLANK = {f.name: f.default for f in fields(Registration) if f.name not in _OF_TICKET}


def edit(connection: sqlite3.Connection, scribe: Scribe, one: Registrant, changes: dict[str, Any]) -> Registrant:
    """Records what the door was told, in the caller's transaction; a later list does not overwrite it."""
    body = people.listed_body(one.id, one.person, one.number, Source.DOOR)
    people.save_listings(connection, [_listed(scribe, one.ticket, body, changes, scribe.tick())], fresh=False)
    return _read_one(connection, one.ticket)


def _who(registration: Registration) -> tuple[str, str]:
    return registration.email.casefold(), fold(registration.name)


def _listed(
    scribe: Scribe, ticket: str, body: dict[str, Any], said: dict[str, Any], at_ms: int
) -> tuple[Fact, dict[str, Any]]:
    in_fact: dict[str, Any] = {key: said[key] for key in ("status", "reason") if key in said}
    text = {key: value for key, value in said.items() if key not in in_fact}
    return scribe.fact(FactKind.LISTED, ticket, {**body, **in_fact}, at_ms), text


def _news(listing: Listing, registration: Registration, *, replace_edits: bool) -> dict[str, Any]:
    """The fields a list states differently, without those set at the door unless they are to be replaced."""
    said = people.stated(registration)
    known = listing.registrant
    news = {key: value for key, value in said.items() if value != getattr(known, key) and key not in ("codes", "ref")}
    if not set(registration.codes) <= set(known.codes):
        news["codes"] = registration.codes
    # What somebody said of their own leave at the door no list ever overwrites.
    kept = LEAVES if replace_edits else tuple(news)
    return {key: value for key, value in news.items() if key not in listing.edited or key not in kept}


def _read_one(connection: sqlite3.Connection, ticket: str) -> Registrant:
    found = people.by_ticket(connection, ticket)
    assert found is not None
    return found

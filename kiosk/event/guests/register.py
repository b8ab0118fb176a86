"""Who is registered, as lists, the door and walk-ins state it: what is written when somebody says so."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from kiosk.event.guests.identity.imports import VANISHED, Batch, Shape
from kiosk.event.guests.identity.taking import Taken, Taking
from kiosk.event.guests.saying import known, newcomer, say
from kiosk.model import LEAVES, Consent, Registrant, Registration, Status
from kiosk.store import people
from kiosk.store.bodies import Source
from kiosk.store.facts import new_id, save_note
from kiosk.store.listing import BLANK, OF_TICKET
from kiosk.store.turns import Turn

__all__ = [
    "WALK_IN",
    "Ended",
    "Released",
    "Taken",
    "cancel",
    "edit",
    "issue_codes",
    "release",
    "substitute",
    "take",
    "walk_in",
]

WALK_IN = "walkin:"
"""How the refs of people begin who are on no list."""


def take(
    turn: Turn,
    registrations: Sequence[Registration],
    *,
    replace_edits: bool = False,
    choice: Consent = Consent.ASK,
    shape: Shape | None = None,
    batch: Batch | None = None,
) -> Taken:
    """Writes what a list states that the event file does not know yet.

    `shape` and `batch`: which list it is, and what is taken in together with it.
    """
    return Taking(turn, registrations, batch or Batch.begin(turn), shape, replace_edits).run(choice)


def issue_codes(turn: Turn, make: Callable[[], str]) -> list[Registrant]:
    """Gives everybody without a code one of ours; returns all people, each with the ticket that stands for them."""
    everybody = [one for one in people.registrants(turn.connection) if not one.main]
    without = [one for one in everybody if not one.codes]
    listings = [say(turn, one.ticket, known(turn, one, Source.IMPORT), {"codes": [make()]}) for one in without]
    people.save_listings(turn.connection, listings, fresh=False)
    return [one for one in people.registrants(turn.connection) if not one.main]


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of those whom a list does not name any more."""

    gone: tuple[Registrant, ...] = ()
    """Their tickets are cancelled."""
    kept: tuple[Registrant, ...] = ()
    """They are in, or were: whoever came has a ticket."""


def cancel(turn: Turn, vanished: Sequence[Registrant], batch: str) -> Ended:
    """Cancels the tickets of those who are on no list any more; should they be on one again, they may come again."""
    kept = tuple(one for one in vanished if people.presence_of(turn.connection, one.ticket).admission)
    gone = [one for one in vanished if one not in kept]
    said = {"status": Status.CANCELLED, "reason": VANISHED}
    bodies = [(one, msgspec.structs.replace(known(turn, one, Source.IMPORT), batch=batch)) for one in gone]
    people.save_listings(turn.connection, [say(turn, one.ticket, body, said) for one, body in bodies], fresh=False)
    return Ended(tuple(_read_one(turn.connection, one.ticket) for one in gone), kept)


def walk_in(turn: Turn, registration: Registration) -> Registrant:
    """Lists somebody who is on no list."""
    ticket = new_id()
    said = people.stated(replace(registration, ref=f"{WALK_IN}{ticket}"))
    people.save_listings(turn.connection, [say(turn, ticket, newcomer(turn, Source.WALKIN), said)], fresh=True)
    return _read_one(turn.connection, ticket)


def substitute(turn: Turn, absent: Registrant, registration: Registration) -> Registrant:
    """Lists somebody on another's ticket: nothing that the other said is theirs."""
    said = {name: value for name, value in people.stated(registration).items() if name not in OF_TICKET}
    listing = say(turn, absent.ticket, newcomer(turn, Source.DOOR), {**BLANK, **said})
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
    fact, text = say(turn, one.ticket, known(turn, one, Source.DOOR), {"status": Status.REGISTERED, "reason": ""})
    people.save_listings(turn.connection, [(fact, text)], fresh=False)
    save_note(turn.connection, fact, why)
    return Released(_read_one(turn.connection, one.ticket), fact.id)


def edit(turn: Turn, one: Registrant, changes: dict[str, Any]) -> Registrant:
    """Records what the door was told; a later list does not overwrite it.

    What somebody allows or refuses counts for all their tickets.
    """
    leaves = {name: answer for name, answer in changes.items() if name in LEAVES}
    others = [each for each in people.of_person(turn.connection, one.person) if each.id != one.id] if leaves else []
    further = [say(turn, each.ticket, known(turn, each, Source.DOOR), leaves) for each in others]
    people.save_listings(turn.connection, further, fresh=False)
    people.save_listings(turn.connection, [say(turn, one.ticket, known(turn, one, Source.DOOR), changes)], fresh=False)
    return _read_one(turn.connection, one.ticket)


def _read_one(connection: sqlite3.Connection, ticket: str) -> Registrant:
    found = people.by_ticket(connection, ticket)
    assert found is not None
    return found

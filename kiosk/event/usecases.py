"""What a door does, step by step: plain functions on the writer's thread, one use case at a time.

Decide, commit, apply: the room changes only by what is on the disk.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from kiosk import code
from kiosk.config import EventFolder
from kiosk.errors import InputError, NotFoundError
from kiosk.event import decide, records
from kiosk.event import people as intake
from kiosk.event.badge import badge
from kiosk.event.consent import Consent
from kiosk.event.decide import Known
from kiosk.event.people import Taken, WalkIn
from kiosk.event.private import Private
from kiosk.event.room import Plan, Room
from kiosk.model import First, FoundBy, Outcome, Presence, Registrant, Registration, ScanResult
from kiosk.store import facts, introductions, jobs, people
from kiosk.store.database import transaction
from kiosk.store.facts import Fact, FactKind
from kiosk.store.scribe import Scribe


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes ticket codes belong to this event."""

    event_id: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Came:
    """When somebody came in, as a paper list tells it."""

    at_ms: int
    unc_ms: int
    """How far that may be off."""


class UseCases:
    """Everything that changes an evening; whoever calls holds the door's lock."""

    def __init__(self, folder: EventFolder, scribe: Scribe, room: Room, private: Private, identity: Identity) -> None:
        self.identity = identity
        self.scribe = scribe
        self._folder = folder
        self._room = room
        self._private = private
        self._recent: dict[str, tuple[int, ScanResult]] = {}

    def scan(self, connection: sqlite3.Connection, scanned: str, can_ask: bool) -> ScanResult:
        """The answer to a scanned code."""
        ticket_code = code.canonical(scanned)
        repeat = self._repeat(ticket_code)
        if repeat:
            return replace(repeat, code=scanned)
        known = records.holder(connection, ticket_code)
        if known is None:
            answer = decide.about_unknown(ticket_code, self.identity.event_id, self.identity.key)
            return self._refused(connection, None, answer, scanned)
        if records.is_void(connection, known, ticket_code):
            return self._refused(connection, known, decide.VOID, scanned)
        result = self._answer(connection, known, scanned, FoundBy.SCAN, can_ask)
        if result.outcome in (Outcome.ADMITTED, Outcome.ALREADY_IN, Outcome.LEFT):
            self._recent[ticket_code] = (self.scribe.clock.mono_ns(), result)
        return result

    def _repeat(self, ticket_code: str) -> ScanResult | None:
        """The same code a moment later is a scanner's stutter, not a second visit."""
        window = int(self._folder.settings.scan.repeat_seconds * 1e9)
        now = self.scribe.clock.mono_ns()
        self._recent = {key: value for key, value in self._recent.items() if now - value[0] < window}
        if ticket_code not in self._recent:
            return None
        before = self._recent[ticket_code][1]
        at = facts.moment(self.scribe.clock.wall_ms())
        first = before.first or First(door=self.scribe.door, at=before.at)
        return replace(before, outcome=Outcome.REPEAT, reason="Scanned twice: nothing has changed.", first=first, at=at)

    def admit(self, connection: sqlite3.Connection, registrant: str, name: str, found_by: FoundBy) -> ScanResult:
        """The answer for somebody who was found by other means; `name` names a ticket that has none."""
        known = self._known(connection, registrant)
        named = Known(replace(known.registrant, name=known.registrant.name or name), known.presence)
        # Decided before the name is written down: whom the crew wants to speak to leaves no trace.
        welcome = decide.about_known(named, self._folder.settings, self._private).outcome is Outcome.ADMITTED
        if welcome and named != known:
            known = Known(self._rename(connection, known.registrant, name), known.presence)
        elif not welcome:
            known = named
        return self._answer(connection, known, "", found_by, can_ask=False)

    def _rename(self, connection: sqlite3.Connection, person: Registrant, name: str) -> Registrant:
        named = transaction(connection, lambda connection: intake.edit(connection, self.scribe, person, {"name": name}))
        self._room.revise(named)
        return named

    def _answer(
        self, connection: sqlite3.Connection, known: Known, scanned: str, found_by: FoundBy, can_ask: bool
    ) -> ScanResult:
        answer = decide.about_known(known, self._folder.settings, self._private)
        if answer.outcome is Outcome.LEFT:
            return self._leave(connection, known, scanned)
        if answer.outcome is not Outcome.ADMITTED:
            return self._refused(connection, known, answer, scanned)
        if can_ask and not known.registrant.name:
            return self._result(Outcome.PENDING, known.registrant, code=scanned, reason=decide.NO_NAME)
        if known.presence.admission:
            return self._re_enter(connection, known, scanned, found_by)
        return self._admit(connection, known.registrant, known.presence, scanned, found_by)

    def _admit(
        self,
        connection: sqlite3.Connection,
        person: Registrant,
        before: Presence,
        scanned: str,
        found_by: FoundBy,
        listing: WalkIn | None = None,
    ) -> ScanResult:
        plan = self._room.propose(person.id)
        prepared = None if before.badge else facts.prepared_badge(connection, person.ticket)
        badge_id = prepared or code.new_badge_id()
        admitted = self._fact(FactKind.ADMITTED, person, found_by=found_by.value, **records.names(badge_id, plan))
        # Everything that can be prepared is, so that the disk is held as short as possible.
        drawn = badge(
            badge_id, person, plan, self._folder.settings, self._room.wording, card_only=prepared is not None
        ).to_json()
        words = introductions.words(plan.introductions)

        def work(connection: sqlite3.Connection) -> None:
            if listing:
                people.save_listings(connection, [listing.listing], fresh=True)
            history = facts.of_ticket(connection, person.ticket)
            if facts.presence(history) != before:
                raise InputError("This ticket was changed at the same moment: scan it again.")
            facts.insert(connection, [admitted])
            introductions.save_words(connection, admitted, words)
            people.put_presence(connection, person.ticket, [*history, admitted])
            self._queue(connection, person.ticket, badge_id, drawn, again=before.badge is not None)

        transaction(connection, work)
        self._room.apply(person.id, plan.introductions)
        return self._result(Outcome.ADMITTED, person, code=scanned, plan=plan, badge=badge_id, fact=admitted)

    @staticmethod
    def _queue(connection: sqlite3.Connection, ticket: str, badge_id: str, drawn: str, *, again: bool) -> None:
        if again:
            jobs.settle(connection, ticket, jobs.REPLACED)
        revision = jobs.next_revision(connection, ticket) if again else 1
        jobs.insert(connection, ticket, badge_id, drawn, revision)

    def _re_enter(self, connection: sqlite3.Connection, known: Known, scanned: str, found_by: FoundBy) -> ScanResult:
        person = known.registrant
        admitted = self._fact(FactKind.ADMITTED, person, found_by=found_by.value, introductions=[], badge=None)
        self._write_presence(connection, admitted)
        first = records.first(known.presence)
        return self._result(
            Outcome.ADMITTED, person, code=scanned, first=first, badge=known.presence.badge, fact=admitted,
            reason="Welcome back.",
        )  # fmt: skip

    def _leave(self, connection: sqlite3.Connection, known: Known, scanned: str) -> ScanResult:
        left = self._fact(FactKind.LEFT, known.registrant)
        self._write_presence(connection, left)
        return self._result(
            Outcome.LEFT,
            known.registrant,
            code=scanned,
            first=records.first(known.presence),
            badge=known.presence.badge,
            fact=left,
        )

    def _refused(
        self, connection: sqlite3.Connection, known: Known | None, answer: decide.Answer, scanned: str
    ) -> ScanResult:
        person = known.registrant if known else None
        # Whom the crew wants to speak to is nobody's business: it leaves no trace.
        if answer.outcome is not Outcome.SEE_CREW:
            refused = self._fact(FactKind.REFUSED, person, outcome=answer.outcome.value)
            transaction(connection, lambda connection: facts.insert(connection, [refused]))
        names = Plan()
        if known and known.presence.badge:
            names = Plan(records.last_names(connection, known.registrant.ticket))
        return self._result(
            answer.outcome, person, code=scanned, reason=answer.reason, plan=names,
            first=records.first(known.presence) if known else None, badge=known.presence.badge if known else None,
        )  # fmt: skip

    def walk_in(self, connection: sqlite3.Connection, registration: Registration) -> ScanResult:
        """Lists and admits somebody who is on no list, in one transaction."""
        call = self._private.denied(registration)
        if call:
            return self._result(Outcome.SEE_CREW, None, reason=f"Please wait a moment: call {call}.")
        number = people.highest_number(connection) + 1
        newcomer = intake.walk_in(self.scribe, registration, number, self.scribe.tick())
        self._room.add(newcomer.registrant, walk_in=True)
        return self._admit(connection, newcomer.registrant, Presence(), "", FoundBy.WALKIN, listing=newcomer)

    def undo(self, connection: sqlite3.Connection, handle: str, reason: str) -> ScanResult:
        """Takes back the last admission or exit."""
        known = self._known(connection, handle)
        person = known.registrant
        history = facts.of_ticket(connection, person.ticket)
        last = facts.last_action(history)
        if last is None:
            raise InputError(f"{person.name or 'This ticket'} was not admitted: there is nothing to undo.")
        undone = self._fact(FactKind.UNDONE, person, undoes=last.id)
        state = self._write_presence(connection, undone, note=reason)
        self._recent.clear()
        if state.admission is None:
            self._room.withdraw(person.id)
        said = "is not inside any more" if last.kind == FactKind.ADMITTED else "is inside again"
        return self._result(
            Outcome.LEFT if last.kind == FactKind.ADMITTED else Outcome.ADMITTED, person, badge=state.badge,
            fact=undone, reason=f"Undone: {person.name or 'this ticket'} {said}.", first=records.first(state),
        )  # fmt: skip

    def reprint(self, connection: sqlite3.Connection, handle: str, reason: str) -> ScanResult:
        """Queues the badge again, with the names it had."""
        known = self._known(connection, handle)
        person = known.registrant
        if not known.presence.badge and known.presence.admission:
            # Entered from paper: this is their first badge, and the others' names for them are owed.
            return self._admit(connection, person, known.presence, "", FoundBy.PAPER)
        if not known.presence.badge:
            raise InputError(f"{person.name or 'This ticket'} has no badge yet: admit them first.")
        names = self._room.willing(person.id, records.last_names(connection, person.ticket))
        plan = Plan(names, "" if names else self._room.connector(person.id))
        badge_id = code.new_badge_id()
        drawn = badge(badge_id, person, plan, self._folder.settings, self._room.wording).to_json()
        reprinted = self._fact(
            FactKind.REPRINTED, person, replaces=known.presence.badge, **records.names(badge_id, plan)
        )

        def work(connection: sqlite3.Connection) -> None:
            facts.insert(connection, [reprinted])
            introductions.save_words(connection, reprinted, introductions.words(names))
            records.save_note(connection, reprinted, reason)
            people.refresh_presence(connection, person.ticket)
            self._queue(connection, person.ticket, badge_id, drawn, again=True)

        transaction(connection, work)
        return self._result(
            Outcome.ALREADY_IN, person, plan=plan, first=records.first(known.presence), badge=badge_id, fact=reprinted,
            reason="The badge is printed again; the old one is void.",
        )  # fmt: skip

    def by_hand(self, connection: sqlite3.Connection, handle: str) -> ScanResult:
        """Somebody writes the badge with a pen: it is given, and none is printed any more."""
        known = self._known(connection, handle)
        person = known.registrant
        if not known.presence.admission:
            raise InputError(f"{person.name or 'This ticket'} is not in yet: admit them first.")
        given = self._fact(FactKind.GIVEN, person, badge=known.presence.badge, how="hand")

        def work(connection: sqlite3.Connection) -> None:
            facts.insert(connection, [given])
            jobs.settle(connection, person.ticket, jobs.BY_HAND)
            people.refresh_presence(connection, person.ticket)

        transaction(connection, work)
        names = self._room.willing(person.id, records.last_names(connection, person.ticket))
        plan = Plan(names, "" if names else self._room.connector(person.id))
        return self._result(
            Outcome.ALREADY_IN, person, plan=plan, first=records.first(known.presence), badge=known.presence.badge,
            fact=given, reason="Write this name on a badge; it counts as given.",
        )  # fmt: skip

    def enter(self, connection: sqlite3.Connection, handle: str, came: Came) -> ScanResult:
        """Records from a paper list that somebody came in while this laptop was not used; nothing is printed."""
        known = self._known(connection, handle)
        person = known.registrant
        if known.presence.admission:
            answer = decide.Answer(Outcome.ALREADY_IN, decide.since(known.presence))
            return self._result(answer.outcome, person, reason=answer.reason, first=records.first(known.presence))
        answer = decide.about_known(known, self._folder.settings, self._private)
        if answer.outcome is not Outcome.ADMITTED:
            return self._refused(connection, known, answer, "")
        badge_id = known.presence.badge or facts.prepared_badge(connection, person.ticket)
        body: dict[str, Any] = {"found_by": FoundBy.PAPER.value, "badge": badge_id, "introductions": []}
        body["registrant"] = person.id
        admitted = self.scribe.fact(FactKind.ADMITTED, person.ticket, body, came.at_ms, unc_ms=came.unc_ms)
        self._write_presence(connection, admitted)
        self._room.apply(person.id, ())
        return self._result(Outcome.ADMITTED, person, badge=badge_id, fact=admitted, reason="Entered from paper.")

    def take(
        self,
        connection: sqlite3.Connection,
        registrations: Sequence[Registration],
        replace_edits: bool,
        choice: Consent,
    ) -> Taken:
        """Takes a list's registrations in."""
        taken = transaction(
            connection,
            lambda connection: intake.take(
                connection, self.scribe, registrations, replace_edits=replace_edits, choice=choice
            ),
        )
        for newcomer in taken.new:
            self._room.add(newcomer, walk_in=False)
        for changed in taken.updated:
            self._room.revise(changed)
        return taken

    def _known(self, connection: sqlite3.Connection, handle: str) -> Known:
        known = records.find(connection, handle)
        if known is None:
            raise NotFoundError(f"No registrant, ticket or badge is called {handle!r}: search by name.")
        return known

    def _write_presence(self, connection: sqlite3.Connection, fact: Fact, note: str = "") -> Presence:
        def work(connection: sqlite3.Connection) -> Presence:
            facts.insert(connection, [fact])
            records.save_note(connection, fact, note)
            return people.refresh_presence(connection, str(fact.ticket))

        return transaction(connection, work)

    def _fact(self, kind: FactKind, person: Registrant | None, **body: Any) -> Fact:
        if person:
            body["registrant"] = person.id
        return self.scribe.fact(kind, person.ticket if person else None, body, self.scribe.tick())

    def _result(
        self, outcome: Outcome, person: Registrant | None, *, code: str = "", reason: str = "",
        plan: Plan | None = None, first: First | None = None, badge: str | None = None, fact: Fact | None = None,
    ) -> ScanResult:  # fmt: skip
        plan = plan or Plan()
        return ScanResult(
            outcome=outcome, code=code, reason=reason, registrant=person, first=first, introductions=plan.introductions,
            connector=plan.connector, badge=badge, at=fact.at if fact else facts.moment(self.scribe.clock.wall_ms()),
        )  # fmt: skip

"""Admitting somebody: decide, commit, apply, as every use case that ends at the door does it.

Plain functions on the writer's thread, one at a time: whoever calls holds the door's lock.
"""

import sqlite3
from dataclasses import replace
from typing import Any

from kiosk import code
from kiosk.config import EventFolder
from kiosk.errors import InputError, NotFoundError
from kiosk.event.badges.badge import badge
from kiosk.event.door import decide
from kiosk.event.guests import finding
from kiosk.event.guests.finding import Known
from kiosk.event.guests.private import Private
from kiosk.event.guests.register import WalkIn
from kiosk.event.matching import told
from kiosk.event.matching.room import Plan, Room
from kiosk.language import _
from kiosk.model import Ask, First, FoundBy, Outcome, Presence, Registrant, ScanResult
from kiosk.store import facts, introductions, jobs, people
from kiosk.store.database import transaction
from kiosk.store.facts import Fact, FactKind
from kiosk.store.scribe import Scribe


class Admitting:
    """What the use cases share: the answer to a known ticket, and how it is written down."""

    def __init__(self, folder: EventFolder, scribe: Scribe, room: Room, private: Private) -> None:
        self.scribe = scribe
        self._folder = folder
        self._room = room
        self._private = private

    def _answer(
        self, connection: sqlite3.Connection, known: Known, scanned: str, found_by: FoundBy, can_ask: bool
    ) -> ScanResult:
        answer = decide.about_known(known, self._folder.settings, self._private)
        if answer.outcome is Outcome.LEFT:
            return self._leave(connection, known, scanned)
        if answer.outcome is not Outcome.ADMITTED:
            return self._refused(connection, known, answer, scanned)
        ask = decide.to_ask(known) if can_ask else None
        if ask:
            return self._result(
                Outcome.PENDING, known.registrant, code=scanned, reason=decide.question(known, ask), ask=ask
            )
        if known.presence.admission:
            return self._re_enter(connection, known, scanned, found_by)
        welcome = self._admit(connection, known.registrant, known.presence, scanned, found_by)
        # Whoever was found by name was asked about first; a door without a screen can only say it.
        return replace(welcome, reason=decide.note(known.registrant) if found_by is FoundBy.SCAN else "")

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
        prepared = None if before.badge else facts.prepared_badge(connection, person.ticket, person.id)
        badge_id = prepared or code.new_badge_id()
        admitted = self._fact(FactKind.ADMITTED, person, found_by=found_by.value, **told.names(badge_id, plan))
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
                raise InputError(_("This ticket was changed at the same moment: scan it again."))
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
        first = finding.first(known.presence)
        return self._result(
            Outcome.ADMITTED, person, code=scanned, first=first, badge=known.presence.badge, fact=admitted,
            reason=_("Welcome back."),
        )  # fmt: skip

    def _leave(self, connection: sqlite3.Connection, known: Known, scanned: str) -> ScanResult:
        left = self._fact(FactKind.LEFT, known.registrant)
        self._write_presence(connection, left)
        return self._result(
            Outcome.LEFT,
            known.registrant,
            code=scanned,
            first=finding.first(known.presence),
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
            names = Plan(told.last_names(connection, known.registrant.ticket))
        return self._result(
            answer.outcome, person, code=scanned, reason=answer.reason, plan=names,
            first=finding.first(known.presence) if known else None, badge=known.presence.badge if known else None,
        )  # fmt: skip

    def _known(self, connection: sqlite3.Connection, handle: str) -> Known:
        known = finding.find(connection, handle)
        if known is None:
            raise NotFoundError(
                _("No registrant, ticket or badge is called {handle}: search by name.").format(handle=repr(handle))
            )
        return known

    def _write_presence(self, connection: sqlite3.Connection, fact: Fact, note: str = "") -> Presence:
        def work(connection: sqlite3.Connection) -> Presence:
            facts.insert(connection, [fact])
            facts.save_note(connection, fact, note)
            return people.refresh_presence(connection, str(fact.ticket))

        return transaction(connection, work)

    def _fact(self, kind: FactKind, person: Registrant | None, **body: Any) -> Fact:
        if person:
            body["registrant"] = person.id
        return self.scribe.fact(kind, person.ticket if person else None, body, self.scribe.tick())

    def _result(
        self, outcome: Outcome, person: Registrant | None, *, code: str = "", reason: str = "",
        plan: Plan | None = None, first: First | None = None, badge: str | None = None, fact: Fact | None = None,
        ask: Ask | None = None,
    ) -> ScanResult:  # fmt: skip
        plan = plan or Plan()
        return ScanResult(
            outcome=outcome, code=code, reason=reason, registrant=person, first=first, introductions=plan.introductions,
            connector=plan.connector, badge=badge, ask=ask,
            at=fact.at if fact else facts.moment(self.scribe.clock.wall_ms()),
        )  # fmt: skip

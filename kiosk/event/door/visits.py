"""What a door does, step by step: plain functions on the writer's thread, one use case at a time.

Decide, commit, apply: the room changes only by what is on the disk.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kiosk import code
from kiosk.config import EventFolder
from kiosk.errors import InputError
from kiosk.event.badges.badge import badge
from kiosk.event.door import decide
from kiosk.event.door.admitting import Admitting
from kiosk.event.door.paperlist import Came
from kiosk.event.guests import finding
from kiosk.event.guests import register as intake
from kiosk.event.guests.finding import Known
from kiosk.event.guests.naming import called
from kiosk.event.guests.private import Private
from kiosk.event.guests.register import Taken
from kiosk.event.matching import told
from kiosk.event.matching.room import Plan, Room
from kiosk.language import _
from kiosk.model import Consent, First, FoundBy, Outcome, Presence, Registrant, Registration, ScanResult
from kiosk.store import facts, introductions, jobs, people
from kiosk.store.database import transaction
from kiosk.store.facts import FactKind
from kiosk.store.meta import Identity
from kiosk.store.scribe import Scribe


class Visits(Admitting):
    """What people at the door set off."""

    def __init__(self, folder: EventFolder, scribe: Scribe, room: Room, private: Private, identity: Identity) -> None:
        super().__init__(folder, scribe, room, private)
        self.identity = identity
        self._recent: dict[str, tuple[int, ScanResult]] = {}

    def scan(self, connection: sqlite3.Connection, scanned: str, can_ask: bool) -> ScanResult:
        """The answer to a scanned code."""
        ticket_code = finding.meant(connection, scanned)
        repeat = self._repeat(ticket_code)
        if repeat:
            return replace(repeat, code=scanned)
        known = finding.holder(connection, ticket_code)
        if known is None:
            answer = decide.about_unknown(ticket_code, self.identity.event_id, self.identity.key)
            return self._refused(connection, None, answer, scanned)
        if finding.is_void(connection, known, ticket_code):
            return self._refused(connection, known, decide.void(), scanned)
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
        return replace(
            before, outcome=Outcome.REPEAT, reason=_("Scanned twice: nothing has changed."), first=first, at=at
        )

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

    def walk_in(self, connection: sqlite3.Connection, registration: Registration) -> ScanResult:
        """Lists and admits somebody who is on no list, in one transaction."""
        call = self._private.denied(registration)
        if call:
            return self._result(Outcome.SEE_CREW, None, reason=decide.please_call(call).reason)
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
            raise InputError(_("{who} was not admitted: there is nothing to undo.").format(who=called(person)))
        undone = self._fact(FactKind.UNDONE, person, undoes=last.id)
        state = self._write_presence(connection, undone, note=reason)
        self._recent.clear()
        if state.admission is None:
            self._room.withdraw(person.id)
        admitted = last.kind == FactKind.ADMITTED
        said = _("Undone: {who} is not inside any more.") if admitted else _("Undone: {who} is inside again.")
        return self._result(
            Outcome.LEFT if admitted else Outcome.ADMITTED, person, badge=state.badge,
            fact=undone, reason=said.format(who=called(person)), first=finding.first(state),
        )  # fmt: skip

    def reprint(self, connection: sqlite3.Connection, handle: str, reason: str) -> ScanResult:
        """Queues the badge again, with the names it had."""
        known = self._known(connection, handle)
        person = known.registrant
        if known.presence.admission and told.untold(connection, person.ticket):
            # Entered from paper: these are their first names, and the others' names for them are owed.
            return self._admit(connection, person, known.presence, "", FoundBy.PAPER)
        if not known.presence.badge:
            raise InputError(_("{who} has no badge yet: admit them first.").format(who=called(person)))
        names = self._room.willing(person.id, told.last_names(connection, person.ticket))
        plan = Plan(names, "" if names else self._room.connector(person.id))
        badge_id = code.new_badge_id()
        drawn = badge(badge_id, person, plan, self._folder.settings, self._room.wording).to_json()
        reprinted = self._fact(FactKind.REPRINTED, person, replaces=known.presence.badge, **told.names(badge_id, plan))

        def work(connection: sqlite3.Connection) -> None:
            facts.insert(connection, [reprinted])
            introductions.save_words(connection, reprinted, introductions.words(names))
            facts.save_note(connection, reprinted, reason)
            people.refresh_presence(connection, person.ticket)
            self._queue(connection, person.ticket, badge_id, drawn, again=True)

        transaction(connection, work)
        return self._result(
            Outcome.ALREADY_IN, person, plan=plan, first=finding.first(known.presence), badge=badge_id, fact=reprinted,
            reason=_("The badge is printed again; the old one is void."),
        )  # fmt: skip

    def by_hand(self, connection: sqlite3.Connection, handle: str) -> ScanResult:
        """Somebody writes the badge with a pen: it is given, and none is printed any more."""
        known = self._known(connection, handle)
        person = known.registrant
        if not known.presence.admission:
            raise InputError(_("{who} is not in yet: admit them first.").format(who=called(person)))
        given = self._fact(FactKind.GIVEN, person, badge=known.presence.badge, how="hand")
        reason = _("Write this name on a badge; it counts as given.")
        printer = jobs.printing_at(connection, person.ticket)
        if printer:
            reason += " " + _("One may still come out of {printer}: throw it away.").format(printer=printer)

        def work(connection: sqlite3.Connection) -> None:
            facts.insert(connection, [given])
            jobs.settle(connection, person.ticket, jobs.BY_HAND)
            people.refresh_presence(connection, person.ticket)

        transaction(connection, work)
        names = self._room.willing(person.id, told.last_names(connection, person.ticket))
        plan = Plan(names, "" if names else self._room.connector(person.id))
        return self._result(
            Outcome.ALREADY_IN, person, plan=plan, first=finding.first(known.presence), badge=known.presence.badge,
            fact=given, reason=reason,
        )  # fmt: skip

    def hand(self, connection: sqlite3.Connection, badge_id: str) -> Registrant | None:
        """A badge or card was handed to its wearer; None if no such one was made here."""
        ticket = jobs.ticket_of(connection, badge_id)
        person = people.by_ticket(connection, ticket) if ticket else None
        if person is None:
            return None
        self._write_presence(connection, self._fact(FactKind.GIVEN, person, badge=badge_id, how="tray"))
        return person

    def enter(self, connection: sqlite3.Connection, handle: str, came: Came) -> ScanResult:
        """Records from a paper list that somebody came in while this laptop was not used; nothing is printed."""
        known = self._known(connection, handle)
        person = known.registrant
        if known.presence.admission:
            answer = decide.Answer(Outcome.ALREADY_IN, decide.since(known.presence))
            return self._result(answer.outcome, person, reason=answer.reason, first=finding.first(known.presence))
        answer = decide.about_known(known, self._folder.settings, self._private)
        if answer.outcome is not Outcome.ADMITTED:
            return self._refused(connection, known, answer, "")
        badge_id = known.presence.badge or facts.prepared_badge(connection, person.ticket, person.id)
        body: dict[str, Any] = {"found_by": FoundBy.PAPER.value, "badge": badge_id, "introductions": []}
        body["registrant"] = person.id
        admitted = self.scribe.fact(FactKind.ADMITTED, person.ticket, body, came.at_ms, unc_ms=came.unc_ms)
        self._write_presence(connection, admitted)
        self._room.apply(person.id, ())
        return self._result(Outcome.ADMITTED, person, badge=badge_id, fact=admitted, reason=_("Entered from paper."))

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

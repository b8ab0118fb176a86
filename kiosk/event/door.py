"""The door: admit, undo, walk in, reprint. Every front calls these, one at a time."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from kiosk import code
from kiosk.config import EventFolder
from kiosk.errors import DiskError, InputError, NotFoundError
from kiosk.event import decide
from kiosk.event import people as intake
from kiosk.event.badge import badge
from kiosk.event.consent import Consent, recorded
from kiosk.event.decide import Known
from kiosk.event.people import Taken, WalkIn
from kiosk.event.private import Private
from kiosk.event.room import Plan, Room
from kiosk.model import Counts, First, Found, FoundBy, Outcome, Presence, Registrant, Registration, ScanResult
from kiosk.store import facts, introductions, jobs, people, search
from kiosk.store.database import Database
from kiosk.store.facts import Fact, FactKind
from kiosk.store.jobs import Jobs
from kiosk.store.scribe import Scribe
from printing.job import JobState

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes ticket codes belong to this event."""

    event_id: str
    key: bytes


class Door:
    """One door of one event; a green answer means that it is on the disk."""

    def __init__(
        self,
        folder: EventFolder,
        database: Database,
        scribe: Scribe,
        room: Room,
        private: Private,
        identity: Identity,
    ) -> None:
        self.folder = folder
        self.jobs = Jobs(database)
        self.identity = identity
        self._database = database
        self._scribe = scribe
        self._room = room
        self._private = private
        self._lock = asyncio.Lock()
        self._recent: dict[str, tuple[int, ScanResult]] = {}
        self._on_job: Callable[[], None] = lambda: None

    def on_job(self, wake: Callable[[], None]) -> None:
        """Names what is told that a badge waits to be printed; it must not block."""
        self._on_job = wake

    async def scan(self, text: str, *, can_ask: bool = False) -> ScanResult:
        """Answers a scanned code. `can_ask`: the caller will ask for a missing name before admitting."""
        return await self._alone(self._scan(text.strip(), can_ask))

    async def admit(self, registrant: str, *, name: str = "", found_by: FoundBy = FoundBy.SEARCH) -> ScanResult:
        """Admits somebody who was found by other means than a code; `name` names a ticket that has none."""
        return await self._alone(self._admit_by_id(registrant, name, found_by))

    async def walk_in(self, registration: Registration) -> ScanResult:
        """Lists and admits somebody who is on no list."""
        return await self._alone(self._walk_in(registration))

    async def undo(self, handle: str, reason: str = "") -> ScanResult:
        """Takes back the last admission or exit of a code, registrant id or badge id; its names stay committed."""
        return await self._alone(self._undo(handle, reason))

    async def reprint(self, handle: str, reason: str = "") -> ScanResult:
        """Prints the badge of a code, registrant id or badge id again, with the names it had."""
        return await self._alone(self._reprint(handle, reason))

    async def take(self, registrations: Sequence[Registration], *, replace_edits: bool = False) -> Taken:
        """Takes a list's registrations in while the door is open."""
        return await self._exclusively(self._take(registrations, replace_edits))

    async def find(self, handle: str) -> Found | None:
        """Who a code, registrant id or badge id belongs to."""
        known = await self._database.read(lambda connection: _find(connection, handle))
        return Found(registrant=known.registrant, presence=known.presence) if known else None

    async def search(self, text: str, limit: int = 20) -> list[Found]:
        """Who matches what was typed, best first."""
        return await self._database.read(lambda connection: search.search(connection, text, limit))

    async def search_exact(self, text: str, limit: int = 20) -> list[Found]:
        """Who has words beginning with every word typed: safe to admit by when it is one."""
        return await self._database.read(lambda connection: search.exact(connection, text, limit))

    async def consent(self) -> Consent:
        """The organiser's recorded choice for lists without a question about matching; until then it is asked."""
        return await self._database.read(recorded) or Consent.ASK

    async def counts(self) -> Counts:
        """The numbers in the header."""
        return await self._database.read(self._counts)

    async def _alone(self, work: Coroutine[Any, Any, ScanResult]) -> ScanResult:
        try:
            return await self._exclusively(work)
        except DiskError as error:
            at = facts.moment(self._scribe.clock.wall_ms())
            return ScanResult(outcome=Outcome.ERROR, reason=str(error), at=at)

    async def _exclusively(self, work: Coroutine[Any, Any, T]) -> T:
        async def locked() -> T:
            async with self._lock:
                return await work

        # A caller that gives up must not part what is on the disk from what the room knows.
        return await asyncio.shield(asyncio.ensure_future(locked()))

    async def _scan(self, scanned: str, can_ask: bool) -> ScanResult:
        ticket_code = code.canonical(scanned)
        repeat = self._repeat(ticket_code)
        if repeat:
            return replace(repeat, code=scanned)
        known = await self._database.peek(lambda connection: _find(connection, scanned, codes_only=True))
        if known is None:
            answer = decide.about_unknown(ticket_code, self.identity.event_id, self.identity.key)
            return await self._refused(None, answer, scanned)
        result = await self._answer(known, scanned, FoundBy.SCAN, can_ask)
        if result.outcome in (Outcome.ADMITTED, Outcome.ALREADY_IN, Outcome.LEFT):
            self._recent[ticket_code] = (self._scribe.clock.mono_ns(), result)
        return result

    def _repeat(self, ticket_code: str) -> ScanResult | None:
        """The same code a moment later is a scanner's stutter, not a second visit."""
        window = int(self.folder.settings.scan.repeat_seconds * 1e9)
        now = self._scribe.clock.mono_ns()
        self._recent = {key: value for key, value in self._recent.items() if now - value[0] < window}
        if ticket_code not in self._recent:
            return None
        before = self._recent[ticket_code][1]
        at = facts.moment(self._scribe.clock.wall_ms())
        first = before.first or First(door=self._scribe.door, at=before.at)
        return replace(before, outcome=Outcome.REPEAT, reason="Scanned twice: nothing has changed.", first=first, at=at)

    async def _admit_by_id(self, registrant: str, name: str, found_by: FoundBy) -> ScanResult:
        known = await self._known(registrant)
        if name and not known.registrant.name:
            known = Known(await self._rename(known.registrant, name), known.presence)
        return await self._answer(known, "", found_by, can_ask=False)

    async def _rename(self, person: Registrant, name: str) -> Registrant:
        named = await self._database.write(
            lambda connection: intake.edit(connection, self._scribe, person, {"name": name})
        )
        self._room.revise(named)
        return named

    async def _answer(self, known: Known, scanned: str, found_by: FoundBy, can_ask: bool) -> ScanResult:
        answer = decide.about_known(known, self.folder.settings, self._private)
        if answer.outcome is Outcome.LEFT:
            return await self._leave(known, scanned)
        if answer.outcome is not Outcome.ADMITTED:
            return await self._refused(known, answer, scanned)
        if can_ask and not known.registrant.name:
            return self._result(Outcome.PENDING, known.registrant, code=scanned, reason=decide.NO_NAME)
        if known.presence.admission:
            return await self._re_enter(known, scanned, found_by)
        return await self._admit(known.registrant, known.presence, scanned, found_by)

    async def _admit(
        self, person: Registrant, before: Presence, scanned: str, found_by: FoundBy, listing: WalkIn | None = None
    ) -> ScanResult:
        plan = self._room.propose(person.id)
        badge_id = code.new_badge_id()
        admitted = self._fact(FactKind.ADMITTED, person, found_by=found_by.value, **_names(badge_id, plan))
        # Everything that can be prepared is, so that the disk is held as short as possible.
        drawn = badge(badge_id, person, plan, self.folder.settings).to_json()
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
            revision = jobs.next_revision(connection, person.ticket) if before.badge else 1
            jobs.insert(connection, person.ticket, badge_id, drawn, revision)

        await self._database.write(work)
        self._room.apply(person.id, plan.introductions)
        self._on_job()
        return self._result(Outcome.ADMITTED, person, code=scanned, plan=plan, badge=badge_id, fact=admitted)

    async def _re_enter(self, known: Known, scanned: str, found_by: FoundBy) -> ScanResult:
        person = known.registrant
        admitted = self._fact(FactKind.ADMITTED, person, found_by=found_by.value, introductions=[], badge=None)
        await self._write_presence(admitted)
        first = _first(known.presence)
        return self._result(
            Outcome.ADMITTED, person, code=scanned, first=first, badge=known.presence.badge, fact=admitted,
            reason="Welcome back.",
        )  # fmt: skip

    async def _leave(self, known: Known, scanned: str) -> ScanResult:
        left = self._fact(FactKind.LEFT, known.registrant)
        await self._write_presence(left)
        return self._result(
            Outcome.LEFT,
            known.registrant,
            code=scanned,
            first=_first(known.presence),
            badge=known.presence.badge,
            fact=left,
        )

    async def _refused(self, known: Known | None, answer: decide.Answer, scanned: str) -> ScanResult:
        person = known.registrant if known else None
        # Whom the crew wants to speak to is nobody's business: it leaves no trace.
        if answer.outcome is not Outcome.SEE_CREW:
            refused = self._fact(FactKind.REFUSED, person, outcome=answer.outcome.value)
            await self._database.write(lambda connection: facts.insert(connection, [refused]))
        names = Plan()
        if known and known.presence.badge:
            names = Plan(await self._database.peek(lambda connection: _last_names(connection, known.registrant.ticket)))
        return self._result(
            answer.outcome, person, code=scanned, reason=answer.reason, plan=names,
            first=_first(known.presence) if known else None, badge=known.presence.badge if known else None,
        )  # fmt: skip

    async def _walk_in(self, registration: Registration) -> ScanResult:
        call = self._private.denied(registration)
        if call:
            return self._result(Outcome.SEE_CREW, None, reason=f"Please wait a moment: call {call}.")
        number = await self._database.peek(people.highest_number) + 1
        newcomer = intake.walk_in(self._scribe, registration, number, self._scribe.tick())
        self._room.add(newcomer.registrant, walk_in=True)
        return await self._admit(newcomer.registrant, Presence(), "", FoundBy.WALKIN, listing=newcomer)

    async def _undo(self, handle: str, reason: str) -> ScanResult:
        known = await self._known(handle)
        person = known.registrant
        history = await self._database.peek(lambda connection: facts.of_ticket(connection, person.ticket))
        last = facts.last_action(history)
        if last is None:
            raise InputError(f"{person.name or 'This ticket'} was not admitted: there is nothing to undo.")
        undone = self._fact(FactKind.UNDONE, person, undoes=last.id)
        state = await self._write_presence(undone, note=reason)
        self._recent.clear()
        if state.admission is None:
            self._room.withdraw(person.id)
        said = "is not inside any more" if last.kind == FactKind.ADMITTED else "is inside again"
        return self._result(
            Outcome.LEFT if last.kind == FactKind.ADMITTED else Outcome.ADMITTED, person, badge=state.badge,
            fact=undone, reason=f"Undone: {person.name or 'this ticket'} {said}.", first=_first(state),
        )  # fmt: skip

    async def _reprint(self, handle: str, reason: str) -> ScanResult:
        known = await self._known(handle)
        person = known.registrant
        if not known.presence.badge:
            raise InputError(f"{person.name or 'This ticket'} has no badge yet: admit them first.")
        names = await self._database.peek(lambda connection: _last_names(connection, person.ticket))
        plan = Plan(names, "" if names else self._room.connector(person.id))
        badge_id = code.new_badge_id()
        drawn = badge(badge_id, person, plan, self.folder.settings).to_json()
        reprinted = self._fact(FactKind.REPRINTED, person, replaces=known.presence.badge, **_names(badge_id, plan))

        def work(connection: sqlite3.Connection) -> None:
            facts.insert(connection, [reprinted])
            introductions.save_words(connection, reprinted, introductions.words(names))
            _save_note(connection, reprinted, reason)
            people.refresh_presence(connection, person.ticket)
            jobs.insert(connection, person.ticket, badge_id, drawn, jobs.next_revision(connection, person.ticket))

        await self._database.write(work)
        self._on_job()
        return self._result(
            Outcome.ALREADY_IN, person, plan=plan, first=_first(known.presence), badge=badge_id, fact=reprinted,
            reason="The badge is printed again; the old one is void.",
        )  # fmt: skip

    async def _take(self, registrations: Sequence[Registration], replace_edits: bool) -> Taken:
        taken = await self._database.write(
            lambda connection: intake.take(connection, self._scribe, registrations, replace_edits=replace_edits)
        )
        for newcomer in taken.new:
            self._room.add(newcomer, walk_in=False)
        for changed in taken.updated:
            self._room.revise(changed)
        return taken

    async def _known(self, handle: str) -> Known:
        known = await self._database.peek(lambda connection: _find(connection, handle))
        if known is None:
            raise NotFoundError(f"No registrant, ticket or badge is called {handle!r}: search by name.")
        return known

    async def _write_presence(self, fact: Fact, note: str = "") -> Presence:
        def work(connection: sqlite3.Connection) -> Presence:
            facts.insert(connection, [fact])
            _save_note(connection, fact, note)
            return people.refresh_presence(connection, str(fact.ticket))

        return await self._database.write(work)

    def _fact(self, kind: FactKind, person: Registrant | None, **body: Any) -> Fact:
        if person:
            body["registrant"] = person.id
        return self._scribe.fact(kind, person.ticket if person else None, body, self._scribe.tick())

    def _result(
        self, outcome: Outcome, person: Registrant | None, *, code: str = "", reason: str = "",
        plan: Plan | None = None, first: First | None = None, badge: str | None = None, fact: Fact | None = None,
    ) -> ScanResult:  # fmt: skip
        plan = plan or Plan()
        return ScanResult(
            outcome=outcome, code=code, reason=reason, registrant=person, first=first, introductions=plan.introductions,
            connector=plan.connector, badge=badge, at=fact.at if fact else facts.moment(self._scribe.clock.wall_ms()),
        )  # fmt: skip

    def _counts(self, connection: sqlite3.Connection) -> Counts:
        (registered,) = connection.execute(
            "SELECT count(*) FROM registrant WHERE json_extract(body, '$.status') = 'registered'"
        ).fetchone()
        inside, admitted, walk_ins = connection.execute(
            "SELECT coalesce(sum(inside), 0), coalesce(sum(admitted), 0), coalesce(sum(admitted AND walk_in), 0)"
            " FROM presence"
        ).fetchone()
        states = jobs.unfinished(connection)
        doubtful = states.get(JobState.SENT_UNCONFIRMED, 0) + states.get(JobState.FAILED, 0)
        return Counts(
            registered=registered, inside=inside, admitted=admitted, walk_ins=walk_ins,
            capacity=self.folder.settings.event.capacity, jobs_doubtful=doubtful,
            jobs_waiting=sum(states.values()) - doubtful,
        )  # fmt: skip


def _names(badge_id: str, plan: Plan) -> dict[str, Any]:
    return {"badge": badge_id, "introductions": introductions.ids(plan.introductions)}


def _first(presence: Presence) -> First | None:
    return First(door=presence.first_door, at=presence.first_in) if presence.first_in else None


def _find(connection: sqlite3.Connection, handle: str, *, codes_only: bool = False) -> Known | None:
    scanned = code.canonical(handle)
    ticket = people.ticket_of_code(connection, scanned) or people.ticket_of_badge(connection, scanned)
    person = people.by_ticket(connection, ticket) if ticket else None
    if person is None and not codes_only:
        person = people.by_id(connection, handle)
    return Known(person, people.presence_of(connection, person.ticket)) if person else None


def _last_names(connection: sqlite3.Connection, ticket: str) -> tuple[Any, ...]:
    last = facts.last_names(facts.of_ticket(connection, ticket))
    return introductions.of_fact(connection, last) if last else ()


def _save_note(connection: sqlite3.Connection, fact: Fact, note: str) -> None:
    if note:
        connection.execute("INSERT OR IGNORE INTO note_text VALUES (?, ?)", (fact.id, note))

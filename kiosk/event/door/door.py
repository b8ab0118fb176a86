"""The door: who comes, goes, and did not come after all. Every front calls it, and its rooms, one at a time."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from kiosk.config import EventFolder
from kiosk.errors import NotDoneError
from kiosk.event.door import decide
from kiosk.event.door.admitting import Admitting, Arrival
from kiosk.event.door.answering import answered, at_the_door
from kiosk.event.door.crew import Crew
from kiosk.event.door.paperlist import Came
from kiosk.event.door.persons import Persons
from kiosk.event.door.reprints import Badges
from kiosk.event.door.stutters import Stutters
from kiosk.event.guests import finding, register
from kiosk.event.guests.directory import Directory
from kiosk.event.guests.identity.imports import Batch, Shape
from kiosk.event.guests.naming import called
from kiosk.event.guests.register import Taken
from kiosk.event.mixer.joining import Mixer
from kiosk.language import _
from kiosk.model import (
    Ask,
    Consent,
    Counts,
    First,
    Found,
    FoundBy,
    Outcome,
    Presence,
    Registrant,
    Registration,
    ScanResult,
)
from kiosk.store import facts, jobs, people
from kiosk.store.bodies import Admitted, Undone
from kiosk.store.facts import Fact
from kiosk.store.jobs import Jobs
from kiosk.store.meta import Identity
from kiosk.store.turns import Turn, Turns, in_turn


class Door:
    """One door of one event; a green answer means that it is on the disk."""

    def __init__(self, folder: EventFolder, turns: Turns, admitting: Admitting, identity: Identity) -> None:
        self.folder = folder
        self.turns = turns
        self.identity = identity
        """What makes ticket codes belong to this event."""
        self.guests = Directory(turns)
        self.crew = Crew(turns, admitting)
        self.persons = Persons(turns, admitting)
        self.badges = Badges(folder, turns, admitting)
        self.mixer = Mixer(turns, admitting.private.may_match)
        self.jobs = Jobs(turns.database)
        self._admitting = admitting
        self._stutters = Stutters(folder.settings.scan.repeat_seconds)

    @property
    def operator(self) -> str:
        """Initials of whoever is at the door."""
        return self.turns.scribe.operator

    @operator.setter
    def operator(self, initials: str) -> None:
        self.turns.scribe.operator = initials

    @at_the_door
    @in_turn
    def scan(self, turn: Turn, text: str, *, can_ask: bool = False) -> ScanResult:
        """Answers a scanned code. `can_ask`: the caller will ask for a missing name before admitting."""
        scanned = text.strip()
        ticket_code = finding.meant(turn.connection, scanned)
        now_ns = turn.mono_ns
        before = self._stutters.of(ticket_code, now_ns)
        if before:
            first = before.first or First(door=turn.door, at=before.at)
            said = _("Scanned twice: nothing has changed.")
            return replace(before, outcome=Outcome.REPEAT, code=scanned, reason=said, first=first, at=turn.now)
        known = finding.holder(turn.connection, ticket_code)
        if known is None and (before_anew := finding.by_void_code(turn.connection, ticket_code)):
            return self._admitting.refuse(turn, decide.issued_anew(), scanned, before_anew)
        if known is None:
            answer = decide.about_unknown(ticket_code, self.identity.event_id, self.identity.key)
            return self._admitting.refuse(turn, answer, scanned)
        if finding.is_void(turn.connection, known, ticket_code):
            return self._admitting.refuse(turn, decide.void(), scanned, known)
        known = finding.shown(turn.connection, known, once=self._admitting.once)
        result = self._admitting.answer(turn, Arrival(known, FoundBy.SCAN, scanned), can_ask=can_ask)
        if result.outcome in (Outcome.ADMITTED, Outcome.ALREADY_IN, Outcome.LEFT):
            turn.after(lambda: self._stutters.keep(ticket_code, now_ns, result))
        return result

    @at_the_door
    @in_turn
    def admit(self, turn: Turn, registrant: str, *, name: str = "", found_by: FoundBy = FoundBy.SEARCH) -> ScanResult:
        """Admits somebody who was found by other means than a code; `name` names a ticket that has none."""
        known = finding.known(turn.connection, registrant)
        named = replace(known, registrant=replace(known.registrant, name=known.registrant.name or name))
        # Decided before the name is written down: whom the crew wants to speak to leaves no trace.
        answer = decide.about_known(named, self._admitting.folder.settings, self._admitting.private)
        if answer.outcome is not Outcome.ADMITTED or named == known:
            return self._admitting.answer(turn, Arrival(named, found_by))
        holder = register.edit(turn, known.registrant, {"name": name})
        room = self._admitting.room.fork()
        room.relearn(holder)
        result = self._admitting.answer(turn, Arrival(replace(known, registrant=holder), found_by), room=room)
        turn.after(lambda: self._admitting.room.become(room))
        return result

    @at_the_door
    @in_turn
    def walk_in(self, turn: Turn, registration: Registration, *, insist: bool = False) -> ScanResult:
        """Lists and admits somebody who is on no list; asks first, where they may be on it, unless told to `insist`."""
        denied = self._admitting.private.denied
        if call := denied(registration):
            return answered(Outcome.SEE_CREW, turn.now, None, reason=decide.please_call(call).reason)
        if not insist and (listed := finding.expected(turn.connection, registration, denied)):
            person, said = listed[0].registrant, decide.is_it(listed)
            return answered(Outcome.PENDING, turn.now, person, reason=said, ask=Ask.LISTED)
        newcomer = register.walk_in(turn, registration)
        room = self._admitting.room.fork()
        room.add(newcomer, walk_in=True)
        arrival = Arrival(Found(registrant=newcomer, presence=Presence()), FoundBy.WALKIN)
        result = self._admitting.admit(turn, arrival, room=room)
        turn.after(lambda: self._admitting.room.become(room))
        return result

    @at_the_door
    @in_turn
    def undo(self, turn: Turn, handle: str, reason: str = "") -> ScanResult:
        """Takes back the last admission or exit of a code, registrant id or badge id; its names stay committed.

        A ticket that was let in all the same waits again.
        """
        known = finding.known(turn.connection, handle)
        person = known.registrant
        last = facts.last_action(facts.of_ticket(turn.connection, person.ticket))
        if last is None:
            raise NotDoneError(_("{who} was not admitted: there is nothing to undo.").format(who=called(person)))
        undone = turn.write(Undone(registrant=person.id, undoes=last.id), person.ticket, note=reason)
        if first := facts.entered_before(facts.of_ticket(turn.connection, person.ticket), last):
            turn.write(Undone(registrant=person.id, undoes=first.id), person.ticket, note=reason)
        turn.after(self._stutters.forget)
        admission = last.body if isinstance(last.body, Admitted) else None
        if admission and admission.released:
            person = self._take_release_back(turn, person, admission.released)
        after = self._admitting.settle_presence(turn, person)
        said = _("Undone: {who} is not inside any more.") if admission else _("Undone: {who} is inside again.")
        return answered(
            Outcome.LEFT if admission else Outcome.ADMITTED, undone.at, person, badge=after.presence.badge,
            reason=said.format(who=called(person)), first=finding.first(after.presence),
        )  # fmt: skip

    def _take_release_back(self, turn: Turn, person: Registrant, released: str) -> Registrant:
        """The ticket waits again for its payment or decision, as it did before somebody let it in all the same."""
        fact = facts.by_id(turn.connection, released)
        # Of somebody's several tickets, another may have waited than the one they came in on.
        ticket = (fact and fact.ticket) or person.ticket
        turn.write(Undone(registrant=person.id, undoes=released), ticket)
        people.refresh(turn.connection, [ticket])
        for each in people.of_person(turn.connection, person.person):
            turn.after(partial(self._admitting.room.revise, each))
        return finding.known(turn.connection, person.id).registrant

    @at_the_door
    @in_turn
    def enter(self, turn: Turn, handle: str, came: Came) -> ScanResult:
        """Records from a paper list that the holder of a code, registrant id or badge id came; prints nothing."""
        known = finding.shown(turn.connection, finding.known(turn.connection, handle), once=self._admitting.once)
        if known.presence.admission:
            said, first = decide.since(known.presence), finding.first(known.presence)
            return answered(Outcome.ALREADY_IN, turn.now, known.registrant, reason=said, first=first)
        answer = decide.about_known(known, self._admitting.folder.settings, self._admitting.private)
        if answer.outcome is not Outcome.ADMITTED:
            return self._admitting.refuse(turn, answer, "", known)
        admitted, badge_id = self._from_paper(turn, known, came)
        turn.after(lambda: self._admitting.room.apply(known.registrant.id, ()))
        said = _("Entered from paper.")
        return answered(Outcome.ADMITTED, admitted.at, known.registrant, badge=badge_id, reason=said)

    @staticmethod
    def _from_paper(turn: Turn, known: Found, came: Came) -> tuple[Fact, str | None]:
        person = known.registrant
        badge_id = known.presence.badge or facts.prepared_badge(turn.connection, person.ticket, person.id)
        body = Admitted(registrant=person.id, found_by=FoundBy.PAPER, badge=badge_id)
        admitted = turn.stamp(body, person.ticket, at_ms=came.at_ms, unc_ms=came.unc_ms)
        facts.insert(turn.connection, [admitted])
        people.refresh_presence(turn.connection, person.ticket)
        return admitted, badge_id

    @in_turn
    def take(
        self,
        turn: Turn,
        registrations: Sequence[Registration],
        *,
        replace_edits: bool = False,
        choice: Consent = Consent.ASK,
    ) -> Taken:
        """Takes a list's registrations in while the door is open; `choice` stands for whom no list has asked."""
        taken = register.take(turn, registrations, replace_edits=replace_edits, choice=choice)
        self._hear(turn, taken)
        return taken

    @in_turn
    def take_list(
        self, turn: Turn, registrations: Sequence[Registration], shape: Shape, *, choice: Consent = Consent.ASK
    ) -> tuple[Taken, list[Registrant]]:
        """The same for a file of a certain shape; also returns who is on its list no more."""
        batch = Batch.begin(turn)
        taken = register.take(turn, registrations, choice=choice, shape=shape, batch=batch)
        self._hear(turn, taken)
        return taken, batch.conclude()[taken.list_id]

    def _hear(self, turn: Turn, taken: Taken) -> None:
        room = self._admitting.room
        for absent, newcomer in taken.substituted:
            former = finding.known(turn.connection, absent).registrant
            turn.after(partial(room.substitute, former, newcomer))
        for newcomer in taken.new:
            turn.after(partial(room.add, newcomer, walk_in=False))
        for changed in taken.touched:
            turn.after(partial(room.revise, changed))

    async def counts(self) -> Counts:
        """The numbers in the header."""
        registered, inside, admitted, walk_ins = await self.turns.read(people.counts)
        states = await self.turns.read(jobs.unfinished)
        return Counts(
            registered=registered, inside=inside, admitted=admitted, walk_ins=walk_ins,
            capacity=self.folder.settings.event.capacity, jobs_doubtful=states.doubtful, jobs_waiting=states.waiting,
        )  # fmt: skip

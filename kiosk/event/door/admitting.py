"""Admitting somebody: the answer to a known ticket, and how it is written down.

What every use case that ends at the door ends in. Within a turn: nothing here is so before it is on the disk.
"""

from dataclasses import dataclass, replace
from functools import partial

from kiosk import code
from kiosk.config import EventFolder
from kiosk.event.badges.badge import badge
from kiosk.event.door import decide
from kiosk.event.door.answering import answered
from kiosk.event.door.decide import Answer
from kiosk.event.guests import finding
from kiosk.event.guests.private import Private
from kiosk.event.matching import told
from kiosk.event.matching.room import Room
from kiosk.language import _
from kiosk.model import First, Found, FoundBy, Outcome, Registrant, ScanResult
from kiosk.store import facts, introductions, jobs, people
from kiosk.store.bodies import Admitted, Left, Refused
from kiosk.store.introductions import Told
from kiosk.store.turns import Turn


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody at the door, and how they came there."""

    known: Found
    found_by: FoundBy
    scanned: str = ""
    released: str | None = None
    """The fact that let their ticket in all the same."""

    @property
    def person(self) -> Registrant:
        """Who it is."""
        return self.known.registrant

    @property
    def first(self) -> First | None:
        """When and where they came in first."""
        return finding.first(self.known.presence)


class Admitting:
    """Answers for people who are known, with the badges that follow."""

    def __init__(self, folder: EventFolder, room: Room, private: Private) -> None:
        self.folder = folder
        self.room = room
        self.private = private

    @property
    def once(self) -> bool:
        """Whether people come in only once."""
        return self.folder.settings.door.re_entry == "once"

    def answer(
        self, turn: Turn, arrival: Arrival, *, can_ask: bool = False, can_leave: bool = True, room: Room | None = None
    ) -> ScanResult:
        """What the door says to somebody.

        `can_ask`: the caller will ask for what is missing first. `can_leave`: whoever is inside goes out. `room`: a
        fork to propose and apply in, where the turn admits more than one; the caller sees to it that the room becomes
        it.
        """
        answer = decide.about_known(arrival.known, self.folder.settings, self.private)
        if answer.outcome is Outcome.LEFT and not can_leave:
            answer = Answer(Outcome.ALREADY_IN, decide.since(arrival.known.presence))
        if answer.outcome is Outcome.LEFT:
            return self._leave(turn, arrival, room)
        if answer.outcome is not Outcome.ADMITTED:
            return self.refuse(turn, answer, arrival.scanned, arrival.known)
        ask = decide.to_ask(arrival.known) if can_ask else None
        if ask:
            said = decide.question(arrival.known, ask)
            return answered(Outcome.PENDING, turn.now, arrival.person, code=arrival.scanned, reason=said, ask=ask)
        if arrival.known.presence.admission:
            return self._re_enter(turn, arrival, room)
        welcome = self.admit(turn, arrival, room=room)
        # Whoever was found by name was asked about first; a door without a screen can only say it.
        note = decide.note(arrival.person) if arrival.found_by is FoundBy.SCAN else ""
        more = decide.more_to_come(people.guests_to_come(turn.connection, arrival.person.ticket))
        return replace(welcome, reason=" ".join(filter(None, (note, more))))

    def admit(self, turn: Turn, arrival: Arrival, *, room: Room | None = None) -> ScanResult:
        """Lets somebody in, with a badge that says whom to meet."""
        person, before = arrival.person, arrival.known.presence
        told = self._proposed(turn, arrival.known, room or self.room)
        prepared = None if before.badge else facts.prepared_badge(turn.connection, person.ticket, person.id)
        badge_id = prepared or code.new_badge_id()
        admitted = turn.write(
            Admitted(
                registrant=person.id, found_by=arrival.found_by, badge=badge_id,
                introductions=introductions.ids(told.introductions), released=arrival.released,
            ),
            person.ticket,
        )  # fmt: skip
        introductions.save_words(turn.connection, admitted, introductions.encode(told))
        people.refresh_presence(turn.connection, person.ticket)
        self._hear_of_tickets(turn, person, room)
        self.print(turn, person, badge_id, told, card_only=prepared is not None, again=before.badge is not None)
        if room:
            room.apply(person.id, told.introductions)
        else:
            turn.after(lambda: self.room.apply(person.id, told.introductions))
        return answered(
            Outcome.ADMITTED, admitted.at, person, code=arrival.scanned, told=told, badge=badge_id,
        )  # fmt: skip

    def _hear_of_tickets(self, turn: Turn, person: Registrant, room: Room | None) -> None:
        """Which of somebody's tickets stands for them depends on where they came in."""
        tickets = people.of_person(turn.connection, person.person)
        for each in tickets if len(tickets) > 1 else ():
            if room:
                room.revise(each)
            else:
                turn.after(partial(self.room.revise, each))

    def _proposed(self, turn: Turn, known: Found, room: Room) -> Told:
        """Whom to meet; who is admitted again and was sent to a connector stays sent to the same."""
        told = room.propose(known.registrant.id)
        before = self.on_badge(turn, known)
        return told if told.introductions else replace(told, connector=before.connector or told.connector)

    def print(
        self, turn: Turn, person: Registrant, badge_id: str, told: Told, *, card_only: bool = False, again: bool = False
    ) -> None:
        """Queues a badge or card; `again`: nobody waits for an earlier one any more."""
        drawn = badge(badge_id, person, told, self.folder.settings, self.room.wording, card_only=card_only)
        if again:
            jobs.settle(turn.connection, person.ticket, jobs.REPLACED)
        jobs.insert(turn.connection, person.ticket, badge_id, drawn.to_json())
        turn.prints = True

    def refuse(self, turn: Turn, answer: Answer, scanned: str, known: Found | None = None) -> ScanResult:
        """Tells why somebody is not admitted, with what they were told when they were."""
        person = known.registrant if known else None
        # Whom the crew wants to speak to is nobody's business: it leaves no trace.
        if answer.outcome is not Outcome.SEE_CREW:
            body = Refused(outcome=answer.outcome, registrant=person.id if person else None)
            turn.write(body, person.ticket if person else None)
        if known is None:
            return answered(answer.outcome, turn.now, None, code=scanned, reason=answer.reason)
        held = known.beside if known.beside and answer.outcome is Outcome.ALREADY_IN else known
        names = self.room.as_it_is(held.registrant.id, self.on_badge(turn, held))
        return answered(
            answer.outcome, turn.now, person, code=scanned, reason=answer.reason, told=names,
            first=finding.first(held.presence), badge=held.presence.badge,
        )  # fmt: skip

    @staticmethod
    def on_badge(turn: Turn, known: Found) -> Told:
        """What the badge they hold says."""
        if not known.presence.badge:
            return Told()
        return told.last_paper(turn.connection, known.registrant)

    def _re_enter(self, turn: Turn, arrival: Arrival, room: Room | None) -> ScanResult:
        person = arrival.person
        body = Admitted(registrant=person.id, found_by=arrival.found_by, released=arrival.released)
        admitted = turn.write(body, person.ticket)
        self.settle_presence(turn, person, room)
        return answered(
            Outcome.ADMITTED, admitted.at, person, code=arrival.scanned, first=arrival.first,
            badge=arrival.known.presence.badge, reason=_("Welcome back."),
        )  # fmt: skip

    def _leave(self, turn: Turn, arrival: Arrival, room: Room | None) -> ScanResult:
        person = arrival.person
        left = turn.write(Left(registrant=person.id), person.ticket)
        self.settle_presence(turn, person, room)
        return answered(
            Outcome.LEFT, left.at, person, code=arrival.scanned, first=arrival.first,
            badge=arrival.known.presence.badge,
        )  # fmt: skip

    def settle_presence(self, turn: Turn, person: Registrant, room: Room | None = None) -> Found:
        """Derives where somebody is from what was just written; the room hears of it once it is on the disk."""
        state = people.refresh_presence(turn.connection, person.ticket)
        self._hear_of_tickets(turn, person, room)
        if room:
            room.place(person.id, state)
        else:
            turn.after(lambda: self.room.place(person.id, state))
        return Found(registrant=person, presence=state)

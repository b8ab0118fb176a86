"""What the crew puts right at the door: answers, substitutes, groups, tickets that wait for a decision."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from kiosk import code
from kiosk.errors import NotDoneError
from kiosk.event.door import decide
from kiosk.event.door.admitting import Admitting, Arrival
from kiosk.event.door.answering import answered, at_the_door
from kiosk.event.guests import finding, register
from kiosk.event.guests.identity import refusing
from kiosk.event.guests.naming import called
from kiosk.event.matching import told
from kiosk.event.matching.told import Misled
from kiosk.language import _, plural
from kiosk.model import LEAVES, Found, FoundBy, Outcome, Registrant, Registration, ScanResult, Status
from kiosk.store import introductions, people
from kiosk.store.bodies import Introduced, Together
from kiosk.store.introductions import Told
from kiosk.store.turns import Turn, Turns, in_turn

_EVERYDAY = (
    *("programming", "design", "writing", "cooking", "photography", "music", "gardening", "cycling", "languages"),
)
_SHOWN = 5
"""Names in a sentence, before it only counts."""


class Crew:
    """Everything that the crew changes about somebody who is known."""

    def __init__(self, turns: Turns, admitting: Admitting) -> None:
        self.turns = turns
        self._admitting = admitting

    def topics(self, limit: int = 9) -> list[str]:
        """What walk-ins may pick from: the organiser's choice, else what is common on the list."""
        chosen = self._admitting.folder.settings.door.topics or (*self._admitting.room.topics(limit), *_EVERYDAY)
        return list(dict.fromkeys(chosen))[:limit]

    async def exceptions(self) -> list[Misled]:
        """Whose badge names somebody in whose place another came."""
        return await self.turns.read(told.exceptions)

    @in_turn
    def edit(self, turn: Turn, handle: str, changes: Mapping[str, Any]) -> Registrant:
        """Writes down what somebody says of themselves; it counts for matching at once, a badge stays as it is.

        Raises NotFoundError, DiskError.
        """
        before = finding.known(turn.connection, handle).registrant
        news = {key: value for key, value in changes.items() if getattr(before, key) != value}
        if not news:
            return before
        after = register.edit(turn, before, news)
        for each in people.of_person(turn.connection, after.person):
            turn.after(partial(self._admitting.room.relearn, each))
        if any(news.get(name) is False for name in LEAVES):
            for guest in refusing.pass_to_guests(turn):
                turn.after(partial(self._admitting.room.revise, guest))
        return after

    @at_the_door
    @in_turn
    def card(self, turn: Turn, handle: str) -> ScanResult:
        """Prints a card with the people an attendee was not told about yet; raises InputError if there are none."""
        known = finding.known(turn.connection, handle)
        person = known.registrant
        if not known.presence.admission:
            raise NotDoneError(_("{who} is not in yet: admit them first.").format(who=called(person)))
        if person.consent is not True:
            raise NotDoneError(
                _("{who} has not agreed to be introduced: ask them, then F6.").format(who=called(person))
            )
        before = told.so_far(turn.connection, person).introductions
        proposed = self._admitting.room.propose(person.id)
        seen = {each.registrant for each in before}
        new = tuple(each for each in proposed.introductions if each.registrant not in seen)
        if not new:
            raise NotDoneError(_("There is nobody new to introduce {who} to yet.").format(who=called(person)))
        return self._print_card(turn, known, before=Told(before), new=Told(new))

    def _print_card(self, turn: Turn, known: Found, *, before: Told, new: Told) -> ScanResult:
        person, card_id = known.registrant, code.new_badge_id()
        everybody = Told((*before.introductions, *new.introductions))
        body = Introduced(registrant=person.id, card=card_id, introductions=introductions.ids(everybody.introductions))
        introduced = turn.write(body, person.ticket)
        introductions.save_words(turn.connection, introduced, introductions.encode(everybody))
        self._admitting.print(turn, person, card_id, new, card_only=True)

        def take_note() -> None:
            self._admitting.room.apply(person.id, new.introductions)
            # Who has stepped out gets a card all the same, and is not here for it.
            self._admitting.room.place(person.id, known.presence)

        turn.after(take_note)
        return answered(
            Outcome.ALREADY_IN, introduced.at, person, told=new, first=finding.first(known.presence),
            badge=known.presence.badge, reason=_("A card with the people to meet is printed."),
        )  # fmt: skip

    @at_the_door
    @in_turn
    def substitute(self, turn: Turn, handle: str, registration: Registration) -> ScanResult:
        """Admits somebody on another's ticket: the ticket stays, the other's answers and consent do not."""
        known = finding.known(turn.connection, handle)
        absent = known.registrant
        if known.presence.admission:
            raise NotDoneError(
                _("{who} is in already: take that back first if it was somebody else.").format(who=called(absent))
            )
        named = replace(absent, name=registration.name, email=registration.email)
        settings, private = self._admitting.folder.settings, self._admitting.private
        answer = decide.about_known(replace(known, registrant=named, beside=None), settings, private)
        if answer.outcome is not Outcome.ADMITTED:
            return self._admitting.refuse(turn, answer, "", known)
        newcomer = register.substitute(turn, absent, registration)
        room = self._admitting.room.fork()
        room.substitute(finding.known(turn.connection, absent.id).registrant, newcomer)
        arrival = Arrival(Found(registrant=newcomer, presence=known.presence), FoundBy.SEARCH)
        result = self._admitting.admit(turn, arrival, room=room)
        turn.after(lambda: self._admitting.room.become(room))
        return replace(result, reason=_instead(absent, told.naming(turn.connection, absent.id)))

    @at_the_door
    @in_turn
    def let_in(self, turn: Turn, handle: str, why: str = "") -> ScanResult:
        """Admits somebody whose ticket waits for a payment or a decision, or was cancelled; keeps why."""
        known = finding.known(turn.connection, handle)
        person = known.registrant
        if person.status is Status.REGISTERED:
            return self._admitting.answer(turn, Arrival(known, FoundBy.SEARCH), can_leave=False)
        if not decide.may_let_in(person, self._admitting.folder.settings.door.may_let_in):
            why = _(person.reason or person.status.value)
            raise NotDoneError(
                _("Tickets that are {why} are not let in at this door: ask the organiser.").format(why=why)
            )
        if call := self._admitting.private.denied(person):
            return self._admitting.refuse(turn, decide.please_call(call), "", known)
        released = register.release(turn, person, why)
        room = self._admitting.room.fork()
        for each in people.of_person(turn.connection, person.person):
            room.revise(each)
        known = finding.shown(turn.connection, finding.known(turn.connection, person.id), once=self._admitting.once)
        arrival = Arrival(known, FoundBy.SEARCH, released=released.fact)
        result = self._admitting.answer(turn, arrival, room=room, can_leave=False)
        turn.after(lambda: self._admitting.room.become(room))
        return result

    @in_turn
    def release(self, turn: Turn, reason: str = "waitlisted") -> int:
        """Lets everybody in who waits for the same decision, from now on; returns how many. Raises DiskError."""
        listed = people.registrants(turn.connection)
        waiting = [one for one in listed if (one.status, one.reason) == (Status.PENDING, reason)]
        released = [register.release(turn, person).registrant for person in waiting]
        for person in released:
            turn.after(partial(self._admitting.room.revise, person))
        return len(waiting)

    @in_turn
    def together(self, turn: Turn, handles: Sequence[str]) -> list[ScanResult]:
        """Admits people who came together: they know each other, so no badge introduces them. Raises DiskError."""
        group = [finding.known(turn.connection, handle) for handle in handles]
        ids = tuple(dict.fromkeys(known.registrant.id for known in group))
        room = self._admitting.room.fork()
        if len(ids) > 1:
            turn.write(Together(registrants=ids))
            room.acquaint(ids)
        results = []
        for ident in ids:
            known = finding.known(turn.connection, ident)
            arrival = Arrival(known, FoundBy.SEARCH)
            results.append(self._admitting.answer(turn, arrival, room=room, can_leave=False))
        turn.after(lambda: self._admitting.room.become(room))
        return results


def _instead(absent: Registrant, misled: Sequence[Misled]) -> str:
    """What to tell, and whom."""
    said = _("Here in place of {who}.").format(who=called(absent))
    if not misled:
        return said
    names = ", ".join(f"{each.reader.name} (No {each.reader.number})" for each in misled[:_SHOWN])
    more = "…" if len(misled) > _SHOWN else ""
    tell = plural("Tell {names}, whose badge names {who}.", "Tell {names}, whose badges name {who}.", len(misled))
    return f"{said} {tell.format(names=names + more, who=called(absent))}"

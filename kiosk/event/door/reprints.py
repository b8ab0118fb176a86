"""Badges once somebody is in: printed again, written by hand, handed over, and those of which nobody knows."""

from kiosk import code
from kiosk.config import EventFolder
from kiosk.errors import NotDoneError
from kiosk.event.door import inbox
from kiosk.event.door.admitting import Admitting, Arrival
from kiosk.event.door.answering import answered, at_the_door
from kiosk.event.guests import finding
from kiosk.event.guests.naming import called
from kiosk.event.matching import told
from kiosk.language import _
from kiosk.model import Found, FoundBy, Outcome, Registrant, ScanResult
from kiosk.store import introductions, jobs, people
from kiosk.store.bodies import Given, Reprinted
from kiosk.store.facts import was_given
from kiosk.store.introductions import Told
from kiosk.store.jobs import Tray, Waiting
from kiosk.store.turns import Turn, Turns, in_turn


class Badges:
    """The badges of this door between the printer and a pair of hands."""

    def __init__(self, folder: EventFolder, turns: Turns, admitting: Admitting) -> None:
        self.turns = turns
        self._folder = folder
        self._admitting = admitting

    @at_the_door
    @in_turn
    def print_again(self, turn: Turn, handle: str, reason: str = "") -> ScanResult:
        """Queues the badge again, with the names it had."""
        known = finding.known(turn.connection, handle)
        person = known.registrant
        if known.presence.admission and (told.untold(turn.connection, person) or not known.presence.badge):
            # Entered from paper: these are their first names, and the others' names for them are owed.
            return self._admitting.admit(turn, Arrival(known, FoundBy.PAPER))
        if not known.presence.badge:
            raise NotDoneError(_("{who} has no badge yet: admit them first.").format(who=called(person)))
        names = self._still_told(turn, known)
        badge_id = code.new_badge_id()
        reprinted = turn.write(
            Reprinted(
                registrant=person.id, badge=badge_id, replaces=known.presence.badge,
                introductions=introductions.ids(names.introductions),
            ),
            person.ticket, note=reason,
        )  # fmt: skip
        introductions.save_words(turn.connection, reprinted, introductions.encode(names))
        people.refresh_presence(turn.connection, person.ticket)
        self._admitting.print(turn, person, badge_id, names, again=True)
        said = _("The badge is printed again; the old one is void.")
        first = finding.first(known.presence)
        return answered(Outcome.ALREADY_IN, reprinted.at, person, told=names, first=first, badge=badge_id, reason=said)

    @at_the_door
    @in_turn
    def write_by_hand(self, turn: Turn, handle: str) -> ScanResult:
        """Somebody writes the badge with a pen: it is given, and none is printed any more."""
        known = finding.known(turn.connection, handle)
        person = known.registrant
        if not known.presence.admission:
            raise NotDoneError(_("{who} is not in yet: admit them first.").format(who=called(person)))
        reason = _("Write this name on a badge; it counts as given.")
        printer = jobs.printing_at(turn.connection, person.ticket)
        if printer:
            reason += " " + _("One may still come out of {printer}: throw it away.").format(printer=printer)
        at = turn.now
        if not known.presence.given:
            at = turn.write(Given(registrant=person.id, badge=known.presence.badge, how="hand"), person.ticket).at
        jobs.settle(turn.connection, person.ticket, jobs.BY_HAND)
        people.refresh_presence(turn.connection, person.ticket)
        return answered(
            Outcome.ALREADY_IN, at, person, told=self._still_told(turn, known), reason=reason,
            first=finding.first(known.presence), badge=known.presence.badge,
        )  # fmt: skip

    def _still_told(self, turn: Turn, known: Found) -> Told:
        return self._admitting.room.still(known.registrant.id, self._admitting.on_badge(turn, known))

    @in_turn
    def hand(self, turn: Turn, badge: str) -> Registrant | None:
        """A badge or card was handed to its wearer, by its id; None if no such one was made here. Raises DiskError."""
        ident = code.canonical(badge)
        ticket = jobs.ticket_of(turn.connection, ident)
        person = people.by_ticket(turn.connection, ticket) if ticket else None
        # Told twice is handed over once.
        if person and not was_given(turn.connection, ident):
            turn.write(Given(registrant=person.id, badge=ident, how="tray"), person.ticket)
            people.refresh_presence(turn.connection, person.ticket)
        return person

    async def take_told(self) -> int:
        """Takes in what the tray's window has told since; returns how much. Raises DiskError, OSError."""
        count = 0
        for badge, file in inbox.told(self._folder.path):
            await self.hand(badge)
            # Deleted after it is on the disk: told twice is harmless, forgotten is not.
            file.unlink(missing_ok=True)
            count += 1
        return count

    async def tray(self) -> Tray:
        """Badges on their way, and those that wait for their wearer."""
        return await self.turns.read(jobs.tray)

    async def waiting(self) -> list[Waiting]:
        """The badges that are not out, the doubtful first."""
        return await self.turns.read(jobs.waiting)

    @in_turn
    def came_out(self, turn: Turn, job: str) -> bool:
        """Somebody has seen a doubtful badge; False if it is not in doubt any more. Raises DiskError."""
        return jobs.came_out(turn.connection, job)

    async def rolls(self) -> dict[str, int]:
        """Labels left, by printer, where somebody has counted them."""
        return await self.turns.read(jobs.rolls)

    @in_turn
    def set_roll(self, turn: Turn, printer: str, labels: int | None) -> None:
        """A new roll is in; None stops counting. Raises DiskError."""
        jobs.set_roll(turn.connection, printer, labels)

"""What is written down at the mixer: who joins and parts, what is planned, which round begins."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.errors import NotDoneError
from kiosk.event.guests import finding
from kiosk.event.mixer.state import Mixing, Round, Terms, mixing
from kiosk.language import _
from kiosk.model import Found, Registrant
from kiosk.store import people
from kiosk.store.bodies import Joined, Parted, Planned, RoundBegun
from kiosk.store.turns import Turn, Turns, in_turn


@dataclass(frozen=True, slots=True)
class Joining:
    """What became of a scan at the mixer."""

    person: Registrant | None
    done: bool
    sentence: str


class Mixer:
    """The mixer of this door."""

    def __init__(self, turns: Turns, may_match: Callable[[Registrant], bool]) -> None:
        self.turns = turns
        self._may_match = may_match

    async def state(self) -> Mixing:
        """Where the mixer stands."""
        return await self.turns.read(mixing)

    @in_turn
    def join(self, turn: Turn, scanned: str) -> Joining:
        """Somebody is at the mixer, by the code or number on their badge. Raises DiskError."""
        found = joining(turn.connection, scanned, self._may_match)
        if found.done and found.person:
            turn.write(Joined(registrant=found.person.id), found.person.ticket)
        return found

    @in_turn
    def part(self, turn: Turn, registrant: str) -> None:
        """Somebody has left the mixer. Raises DiskError."""
        person = people.by_id(turn.connection, registrant)
        if person and registrant in mixing(turn.connection).joined:
            turn.write(Parted(registrant=person.id), person.ticket)

    @in_turn
    def plan(self, turn: Turn, terms: Terms, rounds: Sequence[Round], *, started: int) -> Mixing:
        """A new plan for the rounds that have not begun; `started`: how many had begun when it was made.

        Raises InputError where a round has begun since: people sit in it. Raises DiskError.
        """
        if mixing(turn.connection).started != started:
            raise NotDoneError(_("A round has begun since this plan was made: plan the rest again."))
        turn.write(Planned(size=terms.size, rounds=terms.rounds, minutes=terms.minutes, plan=tuple(rounds)))
        return mixing(turn.connection)

    @in_turn
    def next_round(self, turn: Turn) -> Mixing:
        """The next round begins now. Raises InputError where none is planned, DiskError."""
        state = mixing(turn.connection)
        if state.started >= len(state.plan):
            raise NotDoneError(_("No further round is planned: plan first."))
        ends_ms = turn.at_ms + state.terms.minutes * 60_000
        turn.write(RoundBegun(round=state.started + 1, ends_ms=ends_ms))
        return mixing(turn.connection)


def joining(connection: sqlite3.Connection, scanned: str, agreed: Callable[[Registrant], bool]) -> Joining:
    """What a badge's code, a ticket's or a number means at the mixer; nothing is written."""
    text = finding.meant(connection, scanned)
    coded = finding.holder(connection, text)
    known = coded or _numbered(connection, scanned.strip())
    if known is None:
        return Joining(None, False, _("Not a badge of this event: scan the code on the badge, or type its number."))
    person = known.registrant
    if coded and finding.is_void(connection, coded, text):
        return Joining(
            person, False, _("This badge is void: a newer one was printed for {who}.").format(who=person.name)
        )
    if not known.presence.inside:
        return Joining(
            person, False, _("{who} is not in yet: scan the ticket at the door first.").format(who=person.name)
        )
    if not agreed(person):
        said = _("{who} did not agree to be matched: they are free to join any table.")
        return Joining(person, False, said.format(who=person.name))
    if person.id in mixing(connection).joined:
        return Joining(person, False, _("{who} has joined already.").format(who=person.name))
    return Joining(person, True, _("{who} has joined.").format(who=person.name))


def _numbered(connection: sqlite3.Connection, text: str) -> Found | None:
    person = people.by_number(connection, int(text)) if text.isdecimal() and len(text) < 9 else None
    return finding.seen(connection, person) if person else None

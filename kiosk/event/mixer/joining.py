"""What is written down at the mixer: plain functions on the writer's thread, like the other use cases."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.errors import InputError
from kiosk.event.door.admitting import Admitting
from kiosk.event.guests import finding
from kiosk.event.guests.finding import Known
from kiosk.event.mixer.state import Mixing, Round, Terms, mixing
from kiosk.language import _
from kiosk.model import Registrant
from kiosk.store import facts, people
from kiosk.store.database import transaction
from kiosk.store.facts import Fact, FactKind


@dataclass(frozen=True, slots=True)
class Joining:
    """What became of a scan at the mixer."""

    person: Registrant | None
    done: bool
    sentence: str


class MixerWork(Admitting):
    """Who joins and parts, what is planned, which round begins."""

    def join(self, connection: sqlite3.Connection, scanned: str) -> Joining:
        """Somebody is at the mixer, by the code or number on their badge."""
        found = joining(connection, scanned, self._private.may_match)
        if found.done and found.person:
            self._write(connection, self._fact(FactKind.JOINED, found.person))
        return found

    def part(self, connection: sqlite3.Connection, registrant: str) -> None:
        """Somebody has left the mixer."""
        person = people.by_id(connection, registrant)
        if person and registrant in mixing(connection).joined:
            self._write(connection, self._fact(FactKind.PARTED, person))

    def plan(self, connection: sqlite3.Connection, terms: Terms, rounds: Sequence[Round]) -> Mixing:
        """A new plan for the rounds that have not begun."""
        body = {"size": terms.size, "rounds": terms.rounds, "minutes": terms.minutes, "plan": rounds}
        self._write(connection, self._fact(FactKind.PLANNED, None, **body))
        return mixing(connection)

    def next_round(self, connection: sqlite3.Connection) -> Mixing:
        """The next round begins now. Raises InputError where none is planned."""
        state = mixing(connection)
        if state.started >= len(state.plan):
            raise InputError(_("No further round is planned: plan first."))
        began = self._fact(FactKind.ROUND, None, round=state.started + 1, ends_ms=0)
        began.body["ends_ms"] = began.at_ms + state.terms.minutes * 60_000
        self._write(connection, began)
        return mixing(connection)

    @staticmethod
    def _write(connection: sqlite3.Connection, fact: Fact) -> None:
        transaction(connection, lambda connection: facts.insert(connection, [fact]))


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


def _numbered(connection: sqlite3.Connection, text: str) -> Known | None:
    person = people.by_number(connection, int(text)) if text.isdecimal() and len(text) < 9 else None
    return Known(person, people.presence_of(connection, person.ticket)) if person else None

"""What is written down at the mixer: plain functions on the writer's thread, like the other use cases."""

import sqlite3
from collections.abc import Sequence

from kiosk.errors import InputError
from kiosk.event.admitting import Admitting
from kiosk.event.mixing import Joining, Mixing, Round, Terms, joining, mixing
from kiosk.language import _
from kiosk.store import facts, people
from kiosk.store.database import transaction
from kiosk.store.facts import Fact, FactKind


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

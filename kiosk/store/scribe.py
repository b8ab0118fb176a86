"""Stamps facts: which door, in what order, at what time by which clock."""

import sqlite3
from typing import Any

from kiosk.store.clock import Clock
from kiosk.store.facts import Fact, FactKind, new_id


class Scribe:
    """Writes this door's name and time on every fact; its time never runs backwards."""

    def __init__(self, door: str, clock: Clock, *, last_at_ms: int = 0, last_n: int = 0) -> None:
        self.door = door
        self.operator = ""
        """Initials of whoever is at the door, on every fact from now on."""
        self.clock = clock
        self._at_ms = last_at_ms
        self._n = last_n

    @classmethod
    def of(cls, connection: sqlite3.Connection, door: str, clock: Clock) -> "Scribe":
        """A scribe that goes on where the event file ends."""
        at_ms, n = connection.execute(
            "SELECT coalesce(max(at_ms), 0), coalesce(max(CASE WHEN door = ? THEN door_n END), 0) FROM fact", (door,)
        ).fetchone()
        return cls(door, clock, last_at_ms=at_ms, last_n=n)

    def tick(self) -> int:
        """The moment of the next transaction: now, or just after the last one if the clock was set back."""
        self._at_ms = max(self.clock.wall_ms(), self._at_ms + 1)
        return self._at_ms

    def fact(self, kind: FactKind, ticket: str | None, body: dict[str, Any], at_ms: int, unc_ms: int = 0) -> Fact:
        """A stamped fact, `unc_ms` milliseconds uncertain; numbers may skip where a transaction failed."""
        self._n += 1
        return Fact(
            id=new_id(), kind=kind, ticket=ticket, body=body, door=self.door, door_n=self._n, operator=self.operator,
            at_ms=at_ms, wall_ms=self.clock.wall_ms(), mono_ns=self.clock.mono_ns(), boot=self.clock.boot,
            unc_ms=unc_ms,
        )  # fmt: skip

"""Clocks and eyes for tests of the door."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from kiosk.event.door.door import Door
from kiosk.store.clock import Clock
from printing.badge import Badge


@dataclass(frozen=True, slots=True)
class StoppedClock(Clock):
    """A clock that stands still: every scan happens in the same instant."""

    def mono_ns(self) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class LeapingClock(Clock):
    """A clock by which any two scans are long apart."""

    def mono_ns(self) -> int:
        LEAPS.append(1)
        return len(LEAPS) * 10**10


LEAPS: list[int] = []


def rows(door: Door, query: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(door.folder.database)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def badges(door: Door) -> list[Badge]:
    return [Badge.from_json(row[0]) for row in rows(door, "SELECT badge FROM print_job ORDER BY n")]

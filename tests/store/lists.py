"""Event files in memory, with a list of people."""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from kiosk.event import people
from kiosk.model import Registration
from kiosk.store.clock import Clock
from kiosk.store.database import migrations
from kiosk.store.scribe import Scribe

_SYLLABLES = ("an", "ber", "chi", "do", "el", "fen", "gu", "hol", "is", "jo", "kov", "mar", "pri", "ros", "sten", "ve")
_KNOWN = ["Kim", "Li", "Anna", "Müller", "O'Connor", "García", "Jean-Paul", "van der Berg", "Ольга", "李小龙"]


@contextmanager
def listed(guests: Sequence[Registration]) -> Iterator[sqlite3.Connection]:
    """An event file that these people were taken into."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for script in migrations():
            connection.executescript(script)
        people.take(connection, Scribe.of(connection, "main", Clock()), guests)
        yield connection


def crowd(count: int) -> list[Registration]:
    """Invented people, many of whom are called nearly alike."""
    chance = random.Random(1)

    def name() -> str:
        invented = "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3)))).title()
        return chance.choice([*_KNOWN, *[invented] * 20])

    return [
        Registration(ref=f"crowd:{n}", name=f"{name()} {name()}", email=f"p{n}@example.org", company=f"{name()} Labs")
        for n in range(count)
    ]

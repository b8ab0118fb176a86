"""Event files in memory, with a list of people."""

import random
import sqlite3
from collections.abc import Sequence

from kiosk.event.guests import register
from kiosk.model import Registration
from kiosk.store.clock import Clock
from kiosk.store.database import migrations
from kiosk.store.turns import Scribe, Turn

_SYLLABLES = ("an", "ber", "chi", "do", "el", "fen", "gu", "hol", "is", "jo", "kov", "mar", "pri", "ros", "sten", "ve")
_KNOWN = ["Kim", "Li", "Anna", "Müller", "O'Connor", "García", "Jean-Paul", "van der Berg", "Ольга", "李小龙"]


def listed(guests: Sequence[Registration]) -> sqlite3.Connection:
    """An event file that these people were taken into."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for script in migrations():
        connection.executescript(script)
    register.take(turn_on(connection), guests)
    return connection


def turn_on(connection: sqlite3.Connection) -> Turn:
    """A turn that is never committed, nor needs to be."""
    return Turn(connection, Scribe.of(connection, "main", Clock()))


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

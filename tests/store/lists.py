"""Event files in memory, with a list of people."""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from kiosk.event.guests import register
from kiosk.model import Registration
from kiosk.store.clock import Clock
from kiosk.store.database import migrations
from kiosk.store.turns import Scribe, Turn

_SYLLABLES = ("an", "ber", "chi", "do", "el", "fen", "gu", "hol", "is", "jo", "kov", "mar", "pri", "ros", "sten", "ve")
_KNOWN = ["Kim", "Li", "Anna", "Müller", "O'Connor", "García", "Jean-Paul", "van der Berg", "Ольга", "李小龙"]


@contextmanager
def listed(guests: Sequence[Registration]) -> Iterator[sqlite3.Connection]:
    """An event file that these people were taken into."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for script in migrations():
            connection.executescript(script)
        register.take(turn_on(connection), guests)
        yield connection


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


def damage(path: Path, table: str, root: int = 0) -> int:
    """Leads a table without row ids to pages of another kind, or back to its own; returns where it led before."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        roots = dict(connection.execute("SELECT name, rootpage FROM sqlite_schema"))
        (version,) = connection.execute("PRAGMA schema_version").fetchone()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET rootpage = ? WHERE name = ?", (root or roots["fact"], table))
        connection.execute(f"PRAGMA schema_version = {version + 1}")
    return int(roots[table])

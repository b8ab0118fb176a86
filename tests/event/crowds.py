"""Lists of people whose truth is known: who is who, and what each of them really said."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace

from kiosk.event.guests import register
from kiosk.event.guests.identity.imports import Batch, Shape
from kiosk.event.guests.register import Taken
from kiosk.model import Registrant, Registration
from kiosk.store import people
from kiosk.store.clock import Clock
from kiosk.store.database import migrations
from kiosk.store.turns import Scribe, Turn

FORM = ("when", "name", "address", "firm", "offers", "agree")
TICKETS = ("order", "name", "address", "secret")


@dataclass(frozen=True)
class Soul:
    """Somebody as they are."""

    n: int
    name: str
    email: str

    @property
    def firm(self) -> str:
        return f"Firm {self.n}"

    def skill(self, version: int) -> str:
        return f"skill {self.n}.{version}"


GIVEN = ("Alva", "Bela", "Cosima", "Dario", "Ebba", "Fritjof", "Greta", "Hilko", "Imke", "Jasper")
FAMILY = ("Ahrens", "Brodersen", "Clasen", "Detlefs", "Ewers")


def souls(count: int = 10) -> list[Soul]:
    """People of whom two share an address, and two others a name."""
    found = [Soul(n, f"{GIVEN[n]} {FAMILY[n % 5]}", f"{GIVEN[n].lower()}@example.net") for n in range(count)]
    found[1] = replace(found[1], name=f"Bela {FAMILY[0]}", email=found[0].email)
    found[3] = replace(found[3], name=found[2].name)
    return found


class File:
    """An event file in memory, and what is done with it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._scribe = Scribe.of(connection, "main", Clock())

    def turn(self) -> Turn:
        """A use case by itself."""
        return Turn(self.connection, self._scribe)

    def take(self, *lists: tuple[Shape, Sequence[Registration]], replace_edits: bool = False) -> list[Taken]:
        """One import of several files; the batch is concluded."""
        turn = self.turn()
        batch = Batch.begin(turn)
        taken = [
            register.take(turn, rows, shape=shape, batch=batch, replace_edits=replace_edits) for shape, rows in lists
        ]
        self.vanished = [person for gone in batch.conclude().values() for person in gone]
        return taken

    def listed(self) -> list[Registrant]:
        """Everybody's tickets."""
        return people.registrants(self.connection)

    def persons(self) -> list[Registrant]:
        """Everybody once."""
        return [one for one in self.listed() if not one.main]

    def named(self, name: str, email: str = "") -> Registrant:
        """The one who is called so."""
        found = [one for one in self.persons() if one.name == name and one.email.endswith(email)]
        assert len(found) == 1, [(one.number, one.name) for one in found]
        return found[0]


@contextmanager
def new_file() -> Iterator[File]:
    """An empty event file."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for script in migrations():
            connection.executescript(script)
        yield File(connection)

"""The wall's window on the event file: it reads, and only where something was written."""

import sqlite3

from kiosk.event.mixer.state import mixing
from kiosk.event.overview.wall_view import Pair, RoundShown, Seen
from kiosk.event.words.permitted import wording
from kiosk.model import Kind
from kiosk.store import facts, people
from kiosk.store.database import Database
from kiosk.store.facts import FactKind


class WallReader:
    """Looks at the event file, and reads it only where something was written since."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: int | None = None

    async def look(self) -> Seen | None:
        """The evening as it is now; None where nothing was written since the last look. Raises DiskError."""
        return await self._database.read(self._look)

    def _look(self, connection: sqlite3.Connection) -> Seen | None:
        version = int(connection.execute("PRAGMA data_version").fetchone()[0])
        if version == self._seen:
            return None
        connection.execute("BEGIN")
        try:
            evening = _read(connection)
        finally:
            connection.execute("ROLLBACK")
        self._seen = version
        return evening


def _read(connection: sqlite3.Connection) -> Seen:
    return Seen(
        people=tuple(people.registrants(connection)),
        presences=people.presences(connection),
        mutual=_mutual(connection),
        wording=wording(connection),
        seating=_seating(connection),
    )


def _seating(connection: sqlite3.Connection) -> RoundShown | None:
    """The round that has begun; names are the view's affair."""
    state = mixing(connection)
    if not state.now:
        return None
    known = people.by_ids(connection, [one for table in state.now for one in table])
    tables = tuple(tuple((known[one].number, "") for one in table if one in known) for table in state.now)
    return RoundShown(state.started, state.terms.rounds, state.ends, tables)


def _mutual(connection: sqlite3.Connection) -> tuple[Pair, ...]:
    told: dict[Pair, None] = {}
    for fact in facts.of_kinds(connection, (FactKind.ADMITTED, FactKind.INTRODUCED)):
        for who, kind in fact.body.get("introductions", ()):
            if kind == Kind.MUTUAL:
                one, other = sorted((fact.body["registrant"], who))
                told.pop((one, other), None)
                told[one, other] = None
    return tuple(reversed(told))

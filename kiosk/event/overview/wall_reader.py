"""The wall's window on the event file: it reads, and only where something was written."""

import sqlite3

from kiosk.event.mixer.state import mixing
from kiosk.event.overview.wall_view import Pair, RoundShown, Seen
from kiosk.event.words.permitted import wording
from kiosk.model import Kind
from kiosk.store import facts, people
from kiosk.store.bodies import Admitted, Introduced
from kiosk.store.database import Database, data_version, snapshot


class WallReader:
    """Looks at the event file, and reads it only where something was written since."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: int | None = None

    async def look(self) -> Seen | None:
        """The evening as it is now; None where nothing was written since the last look. Raises DiskError."""
        return await self._database.read(self._look)

    def _look(self, connection: sqlite3.Connection) -> Seen | None:
        version = data_version(connection)
        if version == self._seen:
            return None
        evening = snapshot(connection, _read)
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
    for fact in facts.of_kinds(connection, (Admitted, Introduced)):
        if isinstance(body := fact.body, Admitted | Introduced):
            for one, other in (
                sorted((body.registrant, who)) for who, kind in body.introductions if kind is Kind.MUTUAL
            ):
                told.pop((one, other), None)
                told[one, other] = None
    return tuple(reversed(told))

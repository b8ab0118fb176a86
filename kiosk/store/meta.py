"""What is true of the whole event file: its identity, and the organiser's choices."""

import secrets
import sqlite3
from dataclasses import dataclass

from kiosk.model import Consent
from kiosk.store.database import Database
from kiosk.store.facts import new_id


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes ticket codes belong to this event."""

    event_id: str
    key: bytes


async def identify(database: Database) -> Identity:
    """The event's id and signing key, made when the file is new."""

    def work(connection: sqlite3.Connection) -> Identity:
        connection.executemany(
            "INSERT OR IGNORE INTO meta VALUES (?, ?)", [("event_id", new_id()), ("event_key", secrets.token_hex(32))]
        )
        values = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        return Identity(values["event_id"], bytes.fromhex(values["event_key"]))

    return await database.write(work)


def consent_choice(connection: sqlite3.Connection) -> Consent | None:
    """The choice made at an earlier import."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'consent'").fetchone()
    return Consent(row[0]) if row else None


def keep_consent_choice(connection: sqlite3.Connection, choice: Consent) -> None:
    """Keeps the choice for later imports."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('consent', ?)", (choice.value,))


def forget_consent_choice(connection: sqlite3.Connection) -> None:
    """The next import asks again."""
    connection.execute("DELETE FROM meta WHERE key = 'consent'")

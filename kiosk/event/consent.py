"""Consent decides who is matched: what the list says, else the organiser's one recorded choice."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from kiosk.model import Registrant, Registration, Status


class Consent(StrEnum):
    """The organiser's choice for lists without a consent column."""

    STATED = "stated"
    """The registration page said that answers are used to suggest people to meet."""
    ASK = "ask"
    """Nobody was told yet: ask at the door."""


def recorded(connection: sqlite3.Connection) -> Consent | None:
    """The choice made at an earlier import."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'consent'").fetchone()
    return Consent(row[0]) if row else None


def record(connection: sqlite3.Connection, choice: Consent) -> None:
    """Keeps the choice for later imports."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('consent', ?)", (choice.value,))


def settle(registrations: Sequence[Registration], choice: Consent) -> list[Registration]:
    """Registrations whose list asked nobody take the organiser's choice; a person's own answer stands."""
    if choice is Consent.ASK:
        return list(registrations)
    return [replace(each, consent=True) if each.consent is None else each for each in registrations]


def matchable(people: Sequence[Registrant]) -> tuple[int, str]:
    """How many can be matched, and the sentence that says why not more."""
    why: Counter[str] = Counter(_obstacle(person) for person in people)
    able = why.pop("", 0)
    reasons = ", ".join(f"{count} {reason}" for reason, count in why.most_common())
    return able, f"{able} of {len(people)} can be matched" + (f", because {reasons}." if reasons else ".")


def _obstacle(person: Registrant) -> str:
    if person.status is not Status.REGISTERED:
        return f"are {person.status.value}"
    if not person.name:
        return "have no name yet"
    if person.consent is None:
        return "were not asked whether they agree"
    if not person.consent:
        return "did not agree"
    if not (person.offers or person.asks or person.interests):
        return "gave no offers, asks or interests"
    return ""

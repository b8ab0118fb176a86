"""The evening on paper: a tick list printed beforehand, and what was ticked, entered later."""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from kiosk.errors import InputError, NotFoundError
from kiosk.event.preparing import by_surname, surname_first
from kiosk.event.records import find
from kiosk.event.usecases import Came
from kiosk.model import Registrant, Status
from kiosk.store import people, search
from kiosk.text import clean, fold
from printing.ticklist import Tick

_TIME = re.compile(r"[\s,;]+(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)$")
_NUMBER = re.compile(r"^(?:no\.?|nr\.?|n[º°o]\.?|#)?\s*(?P<number>\d{1,6})$", re.IGNORECASE)
_LETTERS = 3
_NEARLY = timedelta(minutes=5)
"""How far a time written down by hand may be off."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One ticked line."""

    line: int
    who: str
    """A badge number, a code or a name."""
    came: time | None


def ticks(crowd: Sequence[Registrant]) -> list[Tick]:
    """Everybody who may come, by surname."""
    return [
        Tick(
            number=person.number,
            name=", ".join(part for part in surname_first(person) if part) or f"(order {person.order})",
            company=person.company,
            note=(person.reason or "pending") if person.status is Status.PENDING else "",
            code=person.codes[0] if person.codes else "",
        )
        for person in by_surname(crowd)
    ]


def read_entries(text: str) -> list[Entry]:
    """Lines such as "12", "12 18:40", "Ana Rossi 18.40" or a code; empty lines and # notes are passed over."""
    entries = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = clean(raw, 300)
        if not line or line.startswith("#"):
            continue
        said = _TIME.search(line)
        came = time(int(said["hour"]), int(said["minute"])) if said else None
        entries.append(Entry(number, line[: said.start()] if said else line, came))
    return entries


def moment(came: time | None, now: datetime) -> Came:
    """When that was, at the latest now; without a time, some moment before now of which nobody knows."""
    if came is None:
        return Came(int(now.timestamp() * 1000), round(timedelta(hours=12) / timedelta(milliseconds=1)))
    at = datetime.combine(now.date(), came, now.tzinfo)
    if at > now:
        at -= timedelta(days=1)
    return Came(int(at.timestamp() * 1000), round(_NEARLY / timedelta(milliseconds=1)))


def whom(connection: sqlite3.Connection, who: str) -> Registrant:
    """Whom a line means. Raises NotFoundError, or InputError where several could be meant."""
    number = _NUMBER.match(who)
    person = people.by_number(connection, int(number["number"])) if number else None
    if person:
        return person
    known = find(connection, who)
    if known:
        return known.registrant
    hits = [found.registrant for found in search.exact(connection, who, 20)]
    named = [one for one in hits if fold(one.name) == fold(who)] or [one for one in hits if _is_called(one, who)]
    if len(named) > 1:
        numbers = ", ".join(f"No {one.number} {one.name}" for one in named[:5])
        raise InputError(f"'{who}' could be several people ({numbers}): write the number instead.")
    if not named:
        raise NotFoundError(f"'{who}' is not on the list: check the spelling, or add a walk-in.")
    return named[0]


def _is_called(person: Registrant, who: str) -> bool:
    """Whether every word written down begins a word of the name, in enough letters to mean somebody."""
    words = fold(who).split()
    name = fold(person.name).split()
    return sum(map(len, words)) >= _LETTERS and all(any(part.startswith(word) for part in name) for word in words)

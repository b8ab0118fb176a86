"""The evening on paper: a tick list printed beforehand, and what was ticked, entered later."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from kiosk.event.guests.naming import by_surname, surname_first
from kiosk.model import Registrant, Status
from kiosk.text import clean
from printing.pages.tick_list import Tick

_TIME = re.compile(r"[\s,;]+(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)$")
_NEARLY = timedelta(minutes=5)
"""How far a time written down by hand may be off."""


@dataclass(frozen=True, slots=True)
class Came:
    """When somebody came in, as a paper list tells it."""

    at_ms: int
    unc_ms: int
    """How far that may be off."""


@dataclass(frozen=True, slots=True)
class Ticked:
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


def read_entries(text: str) -> list[Ticked]:
    """Lines such as "12", "12 18:40", "Ana Rossi 18.40" or a code; empty lines and # notes are passed over."""
    entries = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = clean(raw, 300)
        if not line or line.startswith("#"):
            continue
        said = _TIME.search(line)
        came = time(int(said["hour"]), int(said["minute"])) if said else None
        entries.append(Ticked(number, line[: said.start()] if said else line, came))
    return entries


def moment(came: time | None, now: datetime) -> Came:
    """When that was, at the latest now; without a time, some moment before now of which nobody knows."""
    if came is None:
        return Came(int(now.timestamp() * 1000), round(timedelta(hours=12) / timedelta(milliseconds=1)))
    at = datetime.combine(now.date(), came, now.tzinfo)
    if at > now:
        at -= timedelta(days=1)
    return Came(int(at.timestamp() * 1000), round(_NEARLY / timedelta(milliseconds=1)))

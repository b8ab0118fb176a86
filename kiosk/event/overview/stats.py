"""How the evening is going: folded from the facts as they come, so that looking again costs little."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from kiosk.config import EventFolder
from kiosk.event.guests.earlier_events import History
from kiosk.event.guests.private import Private
from kiosk.event.matching.learning import expectation
from kiosk.event.matching.profiles import Knowledge
from kiosk.event.words.permitted import wording
from kiosk.event.words.vocabulary import meant, vocabulary
from kiosk.model import Kind, Presence, Registrant, Status
from kiosk.store import facts, jobs, people
from kiosk.store.bodies import Admitted, Introduced, Reprinted
from kiosk.store.facts import Fact
from kiosk.store.jobs import Unfinished

STEP = timedelta(minutes=5)
QUEUE = timedelta(seconds=60)
"""A longer gap between two arrivals means that nobody was waiting."""
_RECENT = 50
"""The arrivals of this door that its speed is told from."""
_TOPICS = 8
_COMPANY = 2
"""People of whom a topic is told at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketType:
    """Who came of one kind of ticket."""

    name: str
    registered: int
    came: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """One look at the evening."""

    registered: int
    """Tickets that may come in, without walk-ins."""
    came: int
    """... of which were admitted."""
    walk_ins: int
    inside: int
    undone: int
    more_expected: int
    """How many of the others usually still come, from your list and earlier events."""
    curve: tuple[int, ...]
    """Arrivals per five minutes, from the first to now."""
    rate: int
    """Arrivals of the last five minutes."""
    seconds: float | None
    """The median time between two people at this door while somebody was waiting; None where nobody was."""
    types: tuple[TicketType, ...]
    badges_out: int
    badges_waiting: int
    badges_doubtful: int
    promises_kept: int
    """Names of people who were still to come, who have come and were told about the reader."""
    promises_open: int
    """... who have not come yet."""
    alone: int
    """People who are inside and whose paper names nobody."""
    topics: tuple[tuple[str, int], ...]
    """What people in the room speak of, with how many."""


@dataclass
class Tally:
    """What was seen so far; `look` adds what has happened since."""

    folder: EventFolder
    _read: int = 0
    """The number of the last fact that was taken in."""
    _people: dict[str, Registrant] = field(default_factory=dict)
    """By ticket."""
    _presence: dict[str, Presence] = field(default_factory=dict)
    _walked_in: set[str] = field(default_factory=set)
    _promised: dict[str, dict[str, Kind]] = field(default_factory=dict)
    """By reader's id: whom their paper names, and in which way."""
    _arrivals: dict[str, tuple[datetime, str]] = field(default_factory=dict)
    """By ticket: when, and at which door."""
    _chances: dict[str, float] = field(default_factory=dict)
    _topics: dict[str, set[str]] = field(default_factory=dict)
    _known: Knowledge | None = None

    def look(self, connection: sqlite3.Connection, now: datetime) -> Stats:
        """The evening as it is now."""
        self._take(connection)
        return self._stats(now, jobs.printed(connection), jobs.unfinished(connection))

    def _take(self, connection: sqlite3.Connection) -> None:
        if self._known is None:
            said = wording(connection)
            self._known = Knowledge(Private(self.folder.settings.door), History.of(self.folder), wording=said)
        new, self._read = facts.since(connection, self._read)
        for fact in new:
            self._note(fact)
        changed = {fact.ticket for fact in new if fact.ticket}
        if self._people:
            holders = {ticket: people.by_ticket(connection, ticket) for ticket in changed}
            seen = {ticket: people.presence_of(connection, ticket) for ticket in changed}
        else:
            holders = {person.ticket: person for person in people.registrants(connection)}
            seen = people.presences(connection)
        for ticket, person in holders.items():
            if person:
                self._revise(person, seen.get(ticket, Presence()))

    def _note(self, fact: Fact) -> None:
        body = fact.body
        if isinstance(body, Admitted | Reprinted | Introduced) and body.introductions:
            self._promised.setdefault(body.registrant, {}).update(body.introductions)

    def _revise(self, person: Registrant, seen: Presence) -> None:
        """Takes a ticket's holder and presence anew."""
        assert self._known is not None
        ticket = person.ticket
        self._people[ticket], self._presence[ticket] = person, seen
        self._chances[ticket] = expectation(person, self.folder.settings, self._known)
        if person.ref.startswith("walkin:"):
            self._walked_in.add(ticket)
        if seen.admission and seen.first_in:
            self._arrivals[ticket] = (seen.first_in, seen.first_door)
        else:
            self._arrivals.pop(ticket, None)
        self._topics.pop(ticket, None)
        if seen.inside and self._known.private.may_match(person):
            self._topics[ticket] = meant(person, self._known.wording, vocabulary(self.folder))

    def _stats(self, now: datetime, printed: int, left: Unfinished) -> Stats:
        came = {ticket for ticket, seen in self._presence.items() if seen.admission}
        listed = {t for t, one in self._people.items() if one.status is Status.REGISTERED and t not in self._walked_in}
        times = sorted(at for at, _door in self._arrivals.values())
        kept, still_open = self._promises(came)
        expected = sum(chance for ticket, chance in self._chances.items() if ticket in listed)
        return Stats(
            registered=len(listed),
            came=len(came & listed),
            walk_ins=len(came & self._walked_in),
            inside=sum(seen.inside for seen in self._presence.values()),
            undone=sum(seen.undone for seen in self._presence.values()),
            more_expected=max(0, round(expected) - len(came & listed)),
            curve=curve(times, now),
            rate=sum(now - at < STEP for at in times),
            seconds=pace([at for at, door in self._arrivals.values() if door == self.folder.settings.door.name]),
            types=self._types(listed, came),
            badges_out=printed,
            badges_waiting=left.waiting,
            badges_doubtful=left.doubtful,
            promises_kept=kept,
            promises_open=still_open,
            alone=sum(
                seen.inside and bool(seen.badge) and not self._promised.get(self._people[ticket].id)
                for ticket, seen in self._presence.items()
            ),
            topics=common(list(self._topics.values())),
        )

    def _promises(self, came: set[str]) -> tuple[int, int]:
        here = {self._people[ticket].id for ticket in came}
        kept = still_open = 0
        for reader, names in self._promised.items():
            for who, kind in names.items():
                if kind == Kind.COMING and reader in here:
                    kept += who in here and reader in self._promised.get(who, {})
                    still_open += who not in here
        return kept, still_open

    def _types(self, listed: set[str], came: set[str]) -> tuple[TicketType, ...]:
        registered = Counter(self._people[ticket].ticket_type for ticket in listed)
        arrived = Counter(self._people[ticket].ticket_type for ticket in listed & came)
        return tuple(
            TicketType(name=name, registered=count, came=arrived[name])
            for name, count in sorted(registered.items(), key=lambda each: (-each[1], each[0]))
        )


def curve(times: Sequence[datetime], now: datetime) -> tuple[int, ...]:
    """Arrivals per five minutes, from the first arrival to now; `times` ascend."""
    if not times:
        return ()
    steps = max(0, int((now - times[0]) / STEP)) + 1
    counts = Counter(min(steps - 1, int((at - times[0]) / STEP)) for at in times)
    return tuple(counts[step] for step in range(steps))


def pace(times: Sequence[datetime]) -> float | None:
    """Seconds between two people, the median of the last fifty gaps in which somebody was waiting."""
    gaps = [(after - before).total_seconds() for before, after in pairwise(sorted(times))]
    busy = [gap for gap in gaps if gap <= QUEUE.total_seconds()][-_RECENT:]
    return median(busy) if busy else None


def common(said: Sequence[set[str]]) -> tuple[tuple[str, int], ...]:
    """The topics of at least two people, the commonest first."""
    counts: Mapping[str, int] = Counter(topic for topics in said for topic in topics)
    order = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return tuple(each for each in order if each[1] >= _COMPANY)[:_TOPICS]

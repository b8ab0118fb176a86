"""The mixer on the night: who joined, the round that is running, and what comes next; all of it in facts."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from kiosk import code
from kiosk.config import EventFolder
from kiosk.errors import InputError, TooEarlyError
from kiosk.event import records
from kiosk.event.decide import Known
from kiosk.language import _
from kiosk.model import Registrant
from kiosk.store import facts, people
from kiosk.store.database import open_reader
from kiosk.store.facts import Fact, FactKind

if TYPE_CHECKING:
    from kiosk.event.mixer import Seating
    from matcher.rounds import Progress

Round = tuple[tuple[str, ...], ...]
"""Registrant ids at tables."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How the rounds are to be."""

    size: int = 2
    """People at a table; 2 are pairs."""
    rounds: int = 6
    minutes: int = 8


@dataclass(frozen=True, slots=True)
class Mixing:
    """Where the mixer stands."""

    joined: tuple[str, ...] = ()
    """Registrant ids, in the order of joining."""
    terms: Terms = Terms()
    plan: tuple[Round, ...] = ()
    """Every round, those that are over included."""
    started: int = 0
    """Rounds that have begun."""
    ends: datetime | None = None
    """When the running round is over."""

    @property
    def now(self) -> Round:
        """The tables of the round that is running."""
        return self.plan[self.started - 1] if 0 < self.started <= len(self.plan) else ()

    @property
    def unseated(self) -> frozenset[str]:
        """Who joined and has no place in the coming rounds, or has one and is gone: the plan is out of date."""
        seated = {one for round_ in self.plan[self.started :] for table in round_ for one in table}
        return frozenset(set(self.joined) ^ seated) if seated else frozenset()


@dataclass(frozen=True, slots=True)
class Joining:
    """What became of a scan at the mixer."""

    person: Registrant | None
    done: bool
    sentence: str


def mixing(connection: sqlite3.Connection) -> Mixing:
    """Where the mixer stands, from its facts."""
    state = Mixing()
    for fact in facts.of_mixer(connection):
        state = _after(state, fact)
    return state


def _after(state: Mixing, fact: Fact) -> Mixing:
    body = fact.body
    match fact.kind:
        case FactKind.JOINED:
            return replace(state, joined=(*state.joined, body["registrant"]))
        case FactKind.PARTED:
            return replace(state, joined=tuple(one for one in state.joined if one != body["registrant"]))
        case FactKind.PLANNED:
            plan = tuple(tuple(tuple(table) for table in round_) for round_ in body["plan"])
            return replace(state, plan=plan, terms=Terms(body["size"], body["rounds"], body["minutes"]))
        case _:
            return replace(state, started=body["round"], ends=facts.moment(body["ends_ms"]))


def joining(connection: sqlite3.Connection, scanned: str, agreed: Callable[[Registrant], bool]) -> Joining:
    """What a badge's code, a ticket's or a number means at the mixer; nothing is written."""
    text = code.canonical(scanned)
    coded = records.holder(connection, text)
    known = coded or _numbered(connection, scanned.strip())
    if known is None:
        return Joining(None, False, _("Not a badge of this event: scan the code on the badge, or type its number."))
    person = known.registrant
    if coded and records.is_void(connection, coded, text):
        return Joining(
            person, False, _("This badge is void: a newer one was printed for {who}.").format(who=person.name)
        )
    if not known.presence.inside:
        return Joining(
            person, False, _("{who} is not in yet: scan the ticket at the door first.").format(who=person.name)
        )
    if not agreed(person):
        said = _("{who} did not agree to be matched: they are free to join any table.")
        return Joining(person, False, said.format(who=person.name))
    if person.id in mixing(connection).joined:
        return Joining(person, False, _("{who} has joined already.").format(who=person.name))
    return Joining(person, True, _("{who} has joined.").format(who=person.name))


def _numbered(connection: sqlite3.Connection, text: str) -> Known | None:
    person = people.by_number(connection, int(text)) if text.isdecimal() and len(text) < 9 else None
    return Known(person, people.presence_of(connection, person.ticket)) if person else None


async def plan_rest(
    folder: EventFolder, state: Mixing, terms: Terms, *, seconds: float,
    progress: Callable[["Progress"], None] | None = None, stop: Callable[[], bool] | None = None,
) -> "Seating":  # fmt: skip
    """Seats those who joined in the rounds that are left, as close to the plan as whoever left or came allows.

    On a thread with a connection of its own: a scan beside it waits for nothing. Raises InputError, TooEarlyError.
    """
    # The door itself never seats anybody: what seating needs is loaded when it is asked for.
    from kiosk.event.mixer import Earlier, gather, seat

    if len(state.joined) < terms.size:
        raise TooEarlyError(
            _("{n} have joined, and a table needs {size}: scan more badges first.").format(
                n=len(state.joined), size=terms.size
            )
        )
    if terms.rounds <= state.started:
        raise InputError(_("{n} rounds have begun already: ask for more rounds.").format(n=state.started))
    earlier = Earlier(state.plan[: state.started], state.plan[state.started :]) if state.started else None

    async def work() -> "Seating":
        async with open_reader(folder.database) as database:
            company = await gather(database, folder, only=frozenset(state.joined))
        return seat(company, terms.size, terms.rounds, seconds=seconds, earlier=earlier, progress=progress, stop=stop)

    return await asyncio.to_thread(lambda: asyncio.run(work()))


def rounds_of(seating: "Seating", played: Sequence[Round]) -> tuple[Round, ...]:
    """A seating as tables of registrant ids, after the rounds that have begun, which stay as they were."""
    tables: dict[tuple[int, int], list[str]] = {}
    for each in seating.seats:
        tables.setdefault((each.round, each.table), []).append(each.person.id)
    last = max((number for number, _table in tables), default=0)
    new = [
        tuple(tuple(ids) for (number, _table), ids in sorted(tables.items()) if number == k)
        for k in range(len(played) + 1, last + 1)
    ]
    return (*played, *new)

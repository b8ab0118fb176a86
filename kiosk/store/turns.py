"""Turns: one use case is one transaction, and nothing outside the file changes before it is on the disk.

    @in_turn
    def leave(self, turn: Turn, ticket: str) -> None:
        fact = turn.write(Left(registrant=...), ticket)
        turn.after(lambda: room.place(...))

A turn runs on the writer's thread, reading included, so that it never waits behind a slow search and nobody comes
between what it reads and what it writes.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import datetime
from functools import update_wrapper
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from kiosk.store import facts
from kiosk.store.bodies import Body
from kiosk.store.clock import Clock
from kiosk.store.database import Database, open_writer
from kiosk.store.facts import Fact, new_id

P = ParamSpec("P")
T = TypeVar("T")


class Turn:
    """One use case while its transaction is open."""

    def __init__(self, connection: sqlite3.Connection, scribe: "Scribe") -> None:
        self.connection = connection
        self._scribe = scribe
        self._at_ms: int | None = None
        self._effects: list[Callable[[], None]] = []
        self.prints = False
        """Whether a badge or card waits to be printed once this is on the disk."""

    @property
    def now(self) -> datetime:
        """This moment by the laptop's clock."""
        return facts.moment(self._scribe.clock.wall_ms())

    @property
    def at_ms(self) -> int:
        """The moment of what this turn writes, in milliseconds since 1970; ids keep the order within it."""
        self._at_ms = self._at_ms or self._scribe.tick()
        return self._at_ms

    @property
    def mono_ns(self) -> int:
        """Nanoseconds since some moment of this boot."""
        return self._scribe.clock.mono_ns()

    @property
    def door(self) -> str:
        """What this door is called."""
        return self._scribe.door

    def stamp(self, body: Body, ticket: str | None = None, *, at_ms: int | None = None, unc_ms: int = 0) -> Fact:
        """A fact of this moment, or of another that is `unc_ms` milliseconds uncertain; not written yet."""
        return self._scribe.fact(body, ticket, self.at_ms if at_ms is None else at_ms, unc_ms)

    def write(self, body: Body, ticket: str | None = None, *, note: str = "") -> Fact:
        """Writes a fact of this moment, with why it was done."""
        fact = self.stamp(body, ticket)
        facts.insert(self.connection, [fact])
        facts.save_note(self.connection, fact, note)
        return fact

    def after(self, effect: Callable[[], None]) -> None:
        """What is to happen outside the file once this is on the disk, in this order; not at all if it fails."""
        self._effects.append(effect)

    def settle(self) -> Exception | None:
        """Carries out what waited for the disk, all of it; returns the first thing that went wrong."""
        wrong: Exception | None = None
        for effect in self._effects:
            try:
                effect()
            except Exception as error:
                wrong = wrong or error
        return wrong


class Scribe:
    """Writes this door's name and time on every fact; its time never runs backwards."""

    def __init__(self, door: str, clock: Clock, *, last_at_ms: int = 0, last_n: int = 0) -> None:
        self.door = door
        self.operator = ""
        """Initials of whoever is at the door, on every fact from now on."""
        self.clock = clock
        self._at_ms = last_at_ms
        self._n = last_n

    @classmethod
    def of(cls, connection: sqlite3.Connection, door: str, clock: Clock) -> "Scribe":
        """A scribe that goes on where the event file ends."""
        at_ms, n = connection.execute(
            "SELECT coalesce(max(at_ms), 0), coalesce(max(CASE WHEN door = ? THEN door_n END), 0) FROM fact", (door,)
        ).fetchone()
        return cls(door, clock, last_at_ms=at_ms, last_n=n)

    def tick(self) -> int:
        """The moment of the next turn: now, or just after the last one if the clock was set back."""
        self._at_ms = max(self.clock.wall_ms(), self._at_ms + 1)
        return self._at_ms

    def fact(self, body: Body, ticket: str | None, at_ms: int, unc_ms: int = 0) -> Fact:
        """A stamped fact, `unc_ms` milliseconds uncertain."""
        # Numbers may skip where a transaction failed.
        self._n += 1
        return Fact(
            id=new_id(), ticket=ticket, body=body, door=self.door, door_n=self._n, operator=self.operator,
            at_ms=at_ms, wall_ms=self.clock.wall_ms(), mono_ns=self.clock.mono_ns(), boot=self.clock.boot,
            unc_ms=unc_ms,
        )  # fmt: skip


class Turns:
    """The turns of one door, one at a time."""

    def __init__(self, database: Database, scribe: Scribe) -> None:
        self.database = database
        self.scribe = scribe
        self.on_print: Callable[[], None] = lambda: None
        """Told that something waits to be printed; it must not block."""
        self._lock = asyncio.Lock()
        self._running: set[asyncio.Task[Any]] = set()

    @property
    def door(self) -> str:
        """What this door is called."""
        return self.scribe.door

    @property
    def clock(self) -> Clock:
        """The door's clocks."""
        return self.scribe.clock

    async def take(self, case: Callable[[Turn], T]) -> T:
        """Runs a use case; when this returns it is on the disk, and what follows from it has happened.

        Raises DiskError if it isn't, and then nothing has; whatever else `case` raises, and then nothing has, either.
        """

        async def alone() -> T:
            async with self._lock:
                turn, result, wrong = await self.database.run(self._run, case)
            if turn.prints:
                self.on_print()
            if wrong:
                raise wrong
            return result

        # A caller that gives up must not part what is on the disk from what the room knows.
        running = asyncio.ensure_future(alone())
        self._running.add(running)
        running.add_done_callback(self._running.discard)
        return await asyncio.shield(running)

    async def rest(self) -> None:
        """Returns when every turn that was asked for is over, also those whose caller has given up."""
        await asyncio.gather(*self._running, return_exceptions=True)

    async def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Reads beside the turns. Raises DiskError."""
        return await self.database.read(work)

    def _run(self, connection: sqlite3.Connection, case: Callable[[Turn], T]) -> tuple[Turn, T, Exception | None]:
        turn = Turn(connection, self.scribe)
        result = self.database.transact(connection, lambda _connection: case(turn))
        # Still on the writer's thread: whoever comes next finds the room as the disk has it.
        return turn, result, turn.settle()


class TakesTurns(Protocol):
    """Whose use cases run in turns."""

    @property
    def turns(self) -> Turns:
        """Where they run."""
        ...


S = TypeVar("S", bound=TakesTurns)


def in_turn(case: Callable[Concatenate[S, Turn, P], T]) -> Callable[Concatenate[S, P], Coroutine[Any, Any, T]]:
    """Makes a method that takes a turn into one that waits for its own."""

    async def taken(self: S, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.turns.take(lambda turn: case(self, turn, *args, **kwargs))

    return update_wrapper(taken, case)  # type: ignore[return-value]  # typeshed forgets the names of what it wraps


@asynccontextmanager
async def open_turns(path: Path, door: str, *, clock: Clock | None = None) -> AsyncIterator[Turns]:
    """Opens an event file as its only writer. Raises what `open_writer` does."""
    async with open_writer(path) as database:
        turns = await turns_of(database, door, clock)
        try:
            yield turns
        finally:
            await turns.rest()


async def turns_of(database: Database, door: str, clock: Clock | None = None) -> Turns:
    """The turns of a file that is open for writing."""
    ticking = clock or Clock()
    return Turns(database, await database.read(lambda connection: Scribe.of(connection, door, ticking)))

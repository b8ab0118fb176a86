"""One use case is one turn: whatever fails in the middle of it leaves nothing behind, on the disk or in the room."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import DiskError
from kiosk.event.door.door import Door
from kiosk.event.door.opening import open_door
from kiosk.event.door.paperlist import Came
from kiosk.event.mixer.state import Terms
from kiosk.model import Consent, Outcome, Registration, ScanResult, Status
from kiosk.store import people
from kiosk.store.bodies import Left
from tests.event.evening import make_event, registrations
from tests.event.failing import FailingConnection, failing_disks, in_room, on_disk, room_of
from tests.event.hands import LeapingClock

NEWCOMER = Registration(ref="", name="Noor Haddad", offers=("pottery",), asks=("sql",), consent=True)
CONFIG = "[door]\nre_entry = 'in_and_out'\nmay_let_in = ['unpaid', 'waitlisted']\n"


CASES: dict[str, Callable[[Door], Awaitable[Any]]] = {
    "scan": lambda door: door.scan("CODE0005"),
    "refuse": lambda door: door.scan("NOBODY"),
    "leave": lambda door: door.scan("CODE0001"),
    "come back": lambda door: door.scan("CODE0003"),
    "name and admit": lambda door: door.admit("NAMELESS", name="Ana Nomad"),
    "walk in": lambda door: door.walk_in(NEWCOMER),
    "undo": lambda door: door.undo("CODE0001", "wrong person"),
    "enter from paper": lambda door: door.enter("CODE0005", Came(1_700_000_000_000, 60_000)),
    "substitute": lambda door: door.crew.substitute("CODE0006", NEWCOMER),
    "let in": lambda door: door.crew.let_in("UNPAID", "paid in cash"),
    "together": lambda door: door.crew.together(["CODE0005", "CODE0006", "CODE0001"]),
    "release": lambda door: door.crew.release("waitlisted"),
    "edit": lambda door: door.crew.edit("CODE0001", {"offers": ("sailing",), "consent": False}),
    "print again": lambda door: door.badges.print_again("CODE0001", "torn"),
    "write by hand": lambda door: door.badges.write_by_hand("CODE0001"),
    "take a list": lambda door: door.take([*registrations(9), replace(NEWCOMER, ref="new:1")], choice=Consent.STATED),
    "join the mixer": lambda door: door.mixer.join("CODE0001"),
    "plan": lambda door: door.mixer.plan(Terms(size=2, rounds=1), ((("one", "other"),),), started=0),
}


@asynccontextmanager
async def evening(folder: Path) -> AsyncIterator[Door]:
    """A door behind which four people are, and one has left."""
    guests = [
        *registrations(6),
        Registration(ref="n", name="", codes=("NAMELESS",)),
        replace(NEWCOMER, ref="u", name="Una Paid", codes=("UNPAID",), status=Status.PENDING, reason="unpaid"),
        replace(NEWCOMER, ref="w", name="Wait Lister", codes=("WAITING",), status=Status.PENDING, reason="waitlisted"),
    ]
    event = await make_event(folder, guests, CONFIG)
    with failing_disks():
        async with open_door(event, clock=LeapingClock()) as door:
            for code in ("CODE0001", "CODE0002", "CODE0003", "CODE0004", "CODE0003"):
                await door.scan(code)
            yield door


_BEGUN = 3
"""Rounds of the event loop after which a use case is on its way, whatever it looks up first."""


async def failed(answer: Awaitable[Any]) -> bool:
    """Whether the disk is said to have failed."""
    try:
        result = await answer
    except DiskError:
        return True
    return isinstance(result, ScanResult) and result.outcome is Outcome.ERROR


@pytest.mark.parametrize("name", CASES)
async def test_a_disk_that_fails_at_any_statement_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    async with evening(tmp_path) as door:
        before, room = await door.turns.read(on_disk), in_room(room_of(door))
        statement = 0
        while True:
            FailingConnection.statements_left = statement
            if not await failed(CASES[name](door)):
                break
            assert await door.turns.read(on_disk) == before, f"{name}, statement {statement}"
            assert in_room(room_of(door)) == room, f"{name}, statement {statement}"
            statement += 1
        # BEGIN, something that is written, COMMIT.
        assert statement >= 3 and FailingConnection.statements_left is not None
        FailingConnection.statements_left = None
        assert await door.turns.read(on_disk) != before


@pytest.mark.parametrize("name", CASES)
async def test_a_caller_who_gives_up_parts_nothing(tmp_path: Path, name: str) -> None:
    """The answer is lost, the use case is not: disk and room are as a door finds them that is opened again."""
    async with evening(tmp_path) as door:
        before = await door.turns.read(on_disk)
        asked = asyncio.ensure_future(CASES[name](door))
        for _ in range(_BEGUN):
            await asyncio.sleep(0)
        assert door.turns._running or asked.done()
        asked.cancel()
        await door.turns.rest()
        assert await door.turns.read(on_disk) != before
        room = in_room(room_of(door))
        folder = door.folder
    async with open_door(folder, clock=LeapingClock()) as again:
        found = in_room(room_of(again))
        for part in ("came", "here", "away", "badges", "named_by", "acquainted"):
            assert found[part] == room[part], part


@pytest.mark.parametrize("name", CASES)
async def test_what_follows_from_a_turn_is_as_if_the_door_were_opened_again(tmp_path: Path, name: str) -> None:
    async with evening(tmp_path) as door:
        await CASES[name](door)
        derived = await door.turns.read(on_disk)
        await door.turns.database.write(people.replay)
        assert await door.turns.read(on_disk) == derived


async def test_a_mistake_of_ours_is_not_told_as_a_full_disk(tmp_path: Path) -> None:
    async with evening(tmp_path) as door:
        with pytest.raises(sqlite3.OperationalError, match="no such table"):
            await door.turns.take(lambda turn: turn.connection.execute("SELECT * FROM nowhere"))
        with pytest.raises(sqlite3.OperationalError, match="no such column"):
            await door.turns.read(lambda connection: connection.execute("SELECT singing FROM fact"))
        with pytest.raises(ZeroDivisionError):
            await door.turns.take(lambda turn: 1 // 0)
        assert (await door.scan("CODE0005")).outcome is Outcome.ADMITTED


async def test_nothing_is_said_before_it_is_on_the_disk(tmp_path: Path) -> None:
    async with evening(tmp_path) as door:
        seen: list[int] = []

        def count() -> None:
            with sqlite3.connect(door.folder.database) as other:
                seen.append(other.execute("SELECT count(*) FROM fact WHERE kind = 'left'").fetchone()[0])
            other.close()

        def leave(turn: Any) -> None:
            turn.after(count)
            turn.write(Left(registrant="r"), "t")
            count()

        await door.turns.take(leave)
        assert seen == [1, 2]


async def test_turns_are_taken_one_after_the_other(tmp_path: Path) -> None:
    """Forty scans at once, half of whose callers give up: everybody is in once."""
    event = await make_event(tmp_path, registrations(20))
    async with open_door(event) as door:
        asked = [asyncio.ensure_future(door.scan(f"CODE{n:04}")) for n in range(1, 21) for _ in range(2)]
        await asyncio.sleep(0)
        for one in asked[::2]:
            one.cancel()
        answers = [one for one in await asyncio.gather(*asked, return_exceptions=True) if isinstance(one, ScanResult)]
        assert len(answers) == 20 and not {one.outcome for one in answers} & {Outcome.ERROR, Outcome.ALREADY_IN}
        await door.turns.rest()
        assert (await door.counts()).admitted == 20

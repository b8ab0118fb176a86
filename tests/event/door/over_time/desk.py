"""The door of an evening that is played: opened and opened again, and each use case with what may go wrong with it."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from kiosk.config import load
from kiosk.errors import DiskError
from kiosk.event.door.door import Door
from kiosk.event.door.opening import open_door
from kiosk.event.overview.attendance import Attendance, attendance
from kiosk.model import Outcome, ScanResult, Status
from kiosk.store import people
from tests.event.door.over_time.guest import FIRST_LIST, Guest, HandClock
from tests.event.evening import make_event
from tests.event.failing import DERIVED, FailingConnection, failing_disks, in_room, on_disk, room_of

T = TypeVar("T")


def _templates(folder: Path) -> dict[str, Path]:
    made = {}
    for how in ("once", "in_and_out"):
        config = f"[door]\nre_entry = '{how}'\n[event]\nname = 'Over time'\n"
        event = asyncio.run(make_event(folder / how, FIRST_LIST, config))

        async def learn(event: Any = event) -> None:
            async with open_door(event):
                pass

        asyncio.run(learn())
        made[how] = event.path
    return made


_SCRATCH = tempfile.TemporaryDirectory(prefix="mixer-kiosk-")
_MADE: dict[str, Path] = {}


class Desk(RuleBasedStateMachine):
    """One door, from opening to closing, and what the model expects of it."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.disks = failing_disks()
        self.disks.__enter__()
        self.clock = HandClock()
        self.folder = Path(tempfile.mkdtemp(dir=_SCRATCH.name))
        self.guests = {
            one.codes[0]: Guest(
                one.codes[0], one.name, one.status, one.reason, consent=bool(one.consent), note=one.attention
            )
            for one in FIRST_LIST
        }
        self.recent: dict[str, int] = {}
        self.walk_ins = 0
        self.former: list[str] = []
        self.acquainted: set[frozenset[str]] = set()
        self.card_names: dict[str, set[str]] = {}
        """By registrant, whom the cards for everybody named."""

    @initialize(how=st.sampled_from(["once", "in_and_out"]))
    def open(self, how: str) -> None:
        """The doors open."""
        if not _MADE:
            _MADE.update(_templates(Path(_SCRATCH.name)))
        shutil.copytree(_MADE[how], self.folder / "event")
        self.once = how == "once"
        self.event = load(self.folder / "event" / "config.toml")
        self._open()

    def _open(self) -> None:
        self.opening = open_door(self.event, clock=self.clock)
        self.door: Door = self.wait(self.opening.__aenter__())

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Runs one use case to its end."""
        return self.loop.run_until_complete(work)

    def teardown(self) -> None:
        """The doors close, and whoever opens them again finds everything as it was."""
        if hasattr(self, "door"):
            self.reopen()
            self.wait(self.opening.__aexit__(None, None, None))
        self.disks.__exit__(None, None, None)
        self.loop.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # -- doing something, with what may go wrong

    def do(self, case: Callable[[], Coroutine[Any, Any, T]], trouble: Any) -> tuple[bool, T | None]:
        """(whether it happened, the answer where there is one); what the disk refuses leaves nothing behind."""
        if trouble is None:
            return True, self.wait(case())
        if trouble == "gives up":
            return self.wait(self._given_up(case)), None
        before, room = self.wait(self.door.turns.read(on_disk)), in_room(room_of(self.door))
        FailingConnection.statements_left = trouble
        try:
            result = self.wait(case())
        except DiskError:
            failed = True
        else:
            failed = isinstance(result, ScanResult) and result.outcome is Outcome.ERROR
            if not failed:
                return True, result
        finally:
            FailingConnection.statements_left = None
        assert self.wait(self.door.turns.read(on_disk)) == before and in_room(room_of(self.door)) == room
        return False, None

    async def _given_up(self, case: Callable[[], Coroutine[Any, Any, Any]]) -> bool:
        asked = asyncio.ensure_future(case())
        await asyncio.sleep(0)
        begun = set(self.door.turns._running)
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)
        await asyncio.gather(*begun, return_exceptions=True)
        # What was refused was refused, whoever waited for it.
        for turn in begun:
            if error := turn.exception():
                raise error
        return bool(begun)

    def admitted(self, guest: Guest, move: str = "in") -> None:
        guest.moves.append(move)
        guest.inside = move != "out"
        if move != "out":
            guest.admitted = guest.was_in = True

    def noted(self, code: str) -> None:
        self.recent[code] = self.clock.hands[1]

    def stutters(self, code: str) -> bool:
        return code in self.recent and self.clock.hands[1] - self.recent[code] < 2 * 10**9

    def expected(self, guest: Guest) -> Outcome:
        if guest.status is Status.CANCELLED:
            return Outcome.CANCELLED
        if guest.status is Status.PENDING:
            return Outcome.PENDING
        if guest.admitted and self.once:
            return Outcome.ALREADY_IN
        return Outcome.LEFT if guest.inside else Outcome.ADMITTED

    def expected_of_crew(self, guest: Guest) -> Outcome:
        """What the crew is told: who only lets people in puts nobody out."""
        outcome = self.expected(guest)
        return Outcome.ALREADY_IN if outcome is Outcome.LEFT else outcome

    def happens(self, guest: Guest, outcome: Outcome) -> None:
        if outcome is Outcome.ADMITTED:
            self.admitted(guest)
        elif outcome is Outcome.LEFT:
            self.admitted(guest, "out")

    @rule()
    def reopen(self) -> None:
        """The laptop restarts: the room is what it was, and what is derived can be derived anew."""
        room = in_room(room_of(self.door))
        self.wait(self.opening.__aexit__(None, None, None))
        self.recent.clear()
        self._open()
        found = in_room(room_of(self.door))
        for part in ("people", "came", "here", "away", "badges", "named_by", "acquainted"):
            assert found[part] == room[part], (part, found[part], room[part])
        before = self.wait(self.door.turns.read(on_disk))
        self.wait(self.door.turns.database.write(people.replay))
        after = self.wait(self.door.turns.read(on_disk))
        for table in DERIVED:
            assert sorted(after[table], key=str) == sorted(before[table], key=str), table

    def told_of(self, guest: Guest) -> set[str]:
        found = self.wait(self.door.guests.find(guest.code))
        assert found
        return {each.registrant for each in self.exported()[found.registrant.id].introductions}

    def exported(self) -> dict[str, Attendance]:
        return {row.registrant.id: row for row in self.wait(attendance(self.door.turns.database))}

"""A scanner that reads the same code twice: nothing happens twice, and nothing is kept from happening."""

from dataclasses import dataclass, field
from pathlib import Path

from kiosk.event.door.door import Door
from kiosk.event.door.opening import open_door
from kiosk.model import Outcome
from kiosk.store.clock import Clock
from tests.event.evening import make_event, registrations
from tests.event.hands import StoppedClock, rows

IN_AND_OUT = "[door]\nre_entry = 'in_and_out'\n"


@dataclass(frozen=True, slots=True)
class SetClock(Clock):
    """A clock that moves when a test moves it."""

    seconds: list[float] = field(default_factory=lambda: [1000.0])

    def mono_ns(self) -> int:
        return int(self.seconds[0] * 1e9)


async def outcomes(door: Door, clock: SetClock, *after: float) -> list[Outcome]:
    """What the door answers when one code is read so many seconds after each other."""
    said = []
    for seconds in after:
        clock.seconds[0] += seconds
        said.append((await door.scan("CODE0001")).outcome)
    return said


async def test_an_exit_that_is_read_twice_is_one_exit(tmp_path: Path) -> None:
    clock = SetClock()
    async with open_door(await make_event(tmp_path, registrations(3), IN_AND_OUT), clock=clock) as door:
        assert await outcomes(door, clock, 0, 60, 0.5) == [Outcome.ADMITTED, Outcome.LEFT, Outcome.REPEAT]
        assert (await door.counts()).inside == 0
        assert await outcomes(door, clock, 60) == [Outcome.ADMITTED]


async def test_who_is_in_already_is_told_so_once(tmp_path: Path) -> None:
    clock = SetClock()
    async with open_door(await make_event(tmp_path, registrations(3)), clock=clock) as door:
        assert await outcomes(door, clock, 0, 60, 0.5) == [Outcome.ADMITTED, Outcome.ALREADY_IN, Outcome.REPEAT]
        assert rows(door, "SELECT count(*) FROM fact WHERE kind = 'refused'") == [(1,)]


async def test_a_repeat_shows_the_first_answer_and_when_that_was(tmp_path: Path) -> None:
    clock = SetClock()
    async with open_door(await make_event(tmp_path, registrations(12)), clock=clock) as door:
        first = await door.scan("CODE0001")
        again = await door.scan(" code0001 ")
        assert (again.registrant, again.introductions, again.badge) == (
            first.registrant, first.introductions, first.badge
        )  # fmt: skip
        assert again.first and (again.first.door, again.first.at) == ("main", first.at)
        assert again.code == "code0001" and again.reason
        clock.seconds[0] += 60
        known = await door.scan("CODE0001")
        repeated = await door.scan("CODE0001")
        assert repeated.outcome is Outcome.REPEAT and repeated.first == known.first


async def test_a_stutter_lasts_as_long_as_the_settings_say(tmp_path: Path) -> None:
    clock = SetClock()
    event = await make_event(tmp_path, registrations(3), "[scan]\nrepeat_seconds = 5\n")
    async with open_door(event, clock=clock) as door:
        said = await outcomes(door, clock, 0, 4.9, 0.1)
        assert said == [Outcome.ADMITTED, Outcome.REPEAT, Outcome.ALREADY_IN], "counted from the first reading"


async def test_what_was_put_right_is_no_stutter(tmp_path: Path) -> None:
    async with open_door(await make_event(tmp_path, registrations(3)), clock=StoppedClock()) as door:
        await door.scan("CODE0001")
        await door.undo("CODE0001", "the wrong person")
        assert (await door.scan("CODE0001")).outcome is Outcome.ADMITTED
        assert (await door.counts()).inside == 1


async def test_a_refusal_is_looked_at_anew_each_time(tmp_path: Path) -> None:
    async with open_door(await make_event(tmp_path, registrations(3)), clock=StoppedClock()) as door:
        assert [(await door.scan("NOBODY")).outcome for _ in range(2)] == [Outcome.UNKNOWN] * 2

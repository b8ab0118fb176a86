"""How the evening is going: folding bit by bit equals folding at once, and the figures are right."""

import asyncio
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.cli import cli
from kiosk.errors import KioskError
from kiosk.event.door.opening import open_door
from kiosk.event.overview.stats import STEP, Stats, Tally, common, curve, pace
from kiosk.model import Registration
from kiosk.store.database import open_reader
from kiosk.store.facts import now
from tests.event.evening import make_event, registrations
from tests.event.hands import LeapingClock

START = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
DEEDS = ("scan", "undo", "walk-in", "reprint", "edit", "substitute")


async def play(folder: Path, deeds: list[tuple[str, int]]) -> tuple[Stats, Stats]:
    """The evening looked at after every deed, and looked at once at its end."""
    event = await make_event(folder, registrations(8), '[door]\nre_entry = "in_and_out"\n')
    at = now() + timedelta(minutes=7)
    async with open_door(event, clock=LeapingClock()) as door, open_reader(event.database) as reader:
        followed = Tally(event)
        for deed, n in deeds:
            code = f"CODE{n:04}"
            try:
                match deed:
                    case "scan":
                        await door.scan(code)
                    case "undo":
                        await door.undo(code)
                    case "walk-in":
                        await door.walk_in(Registration(ref="", name=f"Guest {n}", consent=True, offers=("sql",)))
                    case "reprint":
                        await door.badges.print_again(code)
                    case "edit":
                        await door.crew.edit(code, {"interests": ("sailing",)})
                    case _:
                        await door.crew.substitute(code, Registration(ref="", name=f"Other {n}", consent=True))
            except KioskError:
                continue
            await reader.read(lambda connection: followed.look(connection, at))
        bit_by_bit = await reader.read(lambda connection: followed.look(connection, at))
        at_once = await reader.read(lambda connection: Tally(event).look(connection, at))
    return bit_by_bit, at_once


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(1, 8)), max_size=12))
def test_following_an_evening_equals_reading_it_at_its_end(deeds: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        bit_by_bit, at_once = asyncio.run(play(Path(scratch), deeds))
    assert bit_by_bit == at_once
    assert at_once.came <= at_once.registered + 1 and at_once.inside <= at_once.came + at_once.walk_ins


async def small_evening(folder: Path) -> tuple[Stats, int]:
    """Six come, one by mistake, and a walk-in; also how many names of people to come were printed."""
    guests = [replace(each, ticket_type="Regular" if n % 2 else "Student") for n, each in enumerate(registrations(10))]
    event = await make_event(folder, guests)
    async with open_door(event, clock=LeapingClock()) as door, open_reader(event.database) as reader:
        results = [await door.scan(f"CODE{n:04}") for n in range(1, 7)]
        await door.walk_in(Registration(ref="", name="Sam Ode"))
        await door.undo("CODE0006")
        stats = await reader.read(lambda connection: Tally(event).look(connection, now()))
    return stats, sum(each.kind == "coming" for result in results for each in result.introductions)


def test_the_figures_of_a_small_evening(tmp_path: Path) -> None:
    stats, coming = asyncio.run(small_evening(tmp_path))
    assert (stats.registered, stats.came, stats.walk_ins, stats.inside, stats.undone) == (10, 5, 1, 6, 1)
    assert {(kind.name, kind.registered, kind.came) for kind in stats.types} == {("Student", 5, 3), ("Regular", 5, 2)}
    assert stats.badges_waiting == 7 and stats.badges_out == stats.badges_doubtful == 0
    assert 1 <= stats.promises_kept + stats.promises_open <= coming
    assert stats.alone == 1, "the walk-in who agreed to nothing"
    assert stats.topics and all(count >= 2 for _topic, count in stats.topics)
    config = str(tmp_path / "config.toml")
    shown = CliRunner().invoke(cli, ["--config", config, "stats", "--json"])
    assert msgspec.json.decode(shown.stdout)["came"] == 5
    told = CliRunner().invoke(cli, ["--config", config, "stats"]).stdout
    assert "5 of 10 have come (50 %) · 6 in the room" in told


@given(st.lists(st.integers(0, 7200), max_size=60), st.integers(0, 3600))
def test_the_curve_holds_everybody(seconds: list[int], later: int) -> None:
    times = sorted(START + timedelta(seconds=each) for each in seconds)
    end = (times[-1] if times else START) + timedelta(seconds=later)
    drawn = curve(times, end)
    assert sum(drawn) == len(times)
    assert not times or len(drawn) == int((end - times[0]) / STEP) + 1


def test_pace_is_told_of_queues_only() -> None:
    assert pace([START, START + timedelta(minutes=5)]) is None
    assert pace([START + timedelta(seconds=each) for each in (0, 8, 16, 400, 410)]) == 8


def test_a_topic_of_one_person_is_nobodys_business() -> None:
    assert common([{"sql", "bees"}, {"sql"}]) == (("sql", 2),)

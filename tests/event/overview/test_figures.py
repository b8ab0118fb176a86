"""The figures of an evening, one by one, and the words they are told in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.config import load
from kiosk.event.door.opening import open_door
from kiosk.event.overview.stats import Stats, Tally, TicketType, common, curve, pace
from kiosk.event.overview.stats_in_words import blocks, curve_title, figures, headline, lists, text
from kiosk.model import Kind, Presence, Registration, ScanResult, Status
from kiosk.store.database import open_reader
from kiosk.store.facts import now
from kiosk.store.jobs import Unfinished
from tests.event.evening import make_event, registrations
from tests.event.hands import LeapingClock

START = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)


def at(*minutes: float) -> list[datetime]:
    return [START + timedelta(minutes=each) for each in minutes]


@pytest.mark.parametrize(
    ("times", "minutes", "drawn"),
    [
        ([], 60, ()),
        ([0], 0, (1,)),
        ([0], 4.9, (1,)),
        ([0], 5, (1, 0)),
        ([0, 4.9, 5, 12], 12, (2, 1, 1)),
        ([0, 1, 10], 30, (2, 0, 1, 0, 0, 0, 0)),
        ([0, 1], -9, (2,)),
    ],
)
def test_arrivals_per_five_minutes(times: list[float], minutes: float, drawn: tuple[int, ...]) -> None:
    """A laptop's clock that was set back loses nobody."""
    assert curve(at(*times), START + timedelta(minutes=minutes)) == drawn


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ([], None),
        ([0], None),
        ([0, 60], 60),
        ([0, 61], None),
        ([0, 10, 30, 60], 20),
        ([60, 0, 30], 30),
        ([*range(0, 500, 10), *range(500, 900, 8)], 8),
    ],
)
def test_seconds_per_person_are_those_of_the_last_fifty_who_queued(seconds: list[int], expected: float) -> None:
    assert pace([START + timedelta(seconds=each) for each in seconds]) == expected


def test_the_commonest_topics_come_first_eight_at_most() -> None:
    said = [{f"t{n}" for n in range(k)} for k in range(12)]
    assert common(said) == tuple((f"t{n}", 11 - n) for n in range(8))
    assert common([{"b", "a"}, {"a", "b"}]) == (("a", 2), ("b", 2))


CONFIG = "[door]\nre_entry = 'in_and_out'\n[matching]\nturn_up = 0.5\n"


async def looked_at(folder: Path, guests: Sequence[Registration], *codes: str) -> tuple[Stats, list[ScanResult]]:
    """An evening after these codes were scanned; names come in as walk-ins, "-CODE" is taken back."""
    event = await make_event(folder, guests, CONFIG)
    answers = []
    async with open_door(event, clock=LeapingClock()) as door:
        for code in codes:
            if code.startswith("-"):
                answers.append(await door.undo(code[1:]))
            elif " " in code:
                answers.append(await door.walk_in(Registration(ref="", name=code)))
            else:
                answers.append(await door.scan(code))
    async with open_reader(event.database) as reader:
        return await reader.read(lambda connection: Tally(event).look(connection, now())), answers


async def test_who_is_where(tmp_path: Path) -> None:
    guests = registrations(6)
    guests[5] = replace(guests[5], status=Status.PENDING, reason="unpaid")
    stats, _ = await looked_at(
        tmp_path, guests, "CODE0001", "CODE0002", "CODE0002", "CODE0003", "-CODE0003", "Sam Ode", "Mia Lind", "CODE0006"
    )
    assert (stats.registered, stats.came, stats.walk_ins, stats.inside, stats.undone) == (5, 2, 2, 3, 1)
    assert stats.rate == 4 and sum(stats.curve) == 4


async def test_how_many_are_still_expected(tmp_path: Path) -> None:
    """Half of ten usually come: after three of them two more do, and after seven nobody has to."""
    guests = registrations(10)
    few, _ = await looked_at(tmp_path / "few", guests, "CODE0001", "CODE0002", "CODE0003", "Sam Ode")
    assert few.more_expected == 2, "walk-ins stand in for nobody"
    many, _ = await looked_at(tmp_path / "many", guests, *(f"CODE{n:04}" for n in range(1, 8)))
    assert many.more_expected == 0


async def test_what_was_promised_and_what_was_kept(tmp_path: Path) -> None:
    """Told by hand from the badges: a name of somebody to come is kept once they have come and name the reader."""
    codes = [f"CODE{n:04}" for n in range(1, 15)]
    stats, answers = await looked_at(tmp_path, registrations(24), *codes)
    told = {one.registrant.id: {each.registrant: each.kind for each in one.introductions} for one in answers
            if one.registrant}  # fmt: skip
    coming = [(one, other) for one, names in told.items() for other, kind in names.items() if kind is Kind.COMING]
    kept = [pair for pair in coming if pair[1] in told]
    assert (stats.promises_kept, stats.promises_open) == (len(kept), len(coming) - len(kept))
    assert kept and len(coming) > len(kept) and all(one in told[other] for one, other in kept)
    assert stats.badges_waiting == 14 and stats.alone == sum(not names for names in told.values())


async def test_what_was_promised_to_somebody_who_is_not_here_counts_for_nothing(tmp_path: Path) -> None:
    stats, (first, _) = await looked_at(tmp_path, registrations(24), "CODE0001", "-CODE0001")
    assert any(each.kind is Kind.COMING for each in first.introductions)
    assert (stats.promises_kept, stats.promises_open, stats.alone, stats.topics) == (0, 0, 0, ())


async def test_topics_are_of_those_who_are_here_and_agreed(tmp_path: Path) -> None:
    guests = [replace(each, offers=("pottery",), asks=(), interests=()) for each in registrations(4)]
    guests[3] = replace(guests[3], consent=False)
    stats, _ = await looked_at(tmp_path / "a", guests, *(f"CODE{n:04}" for n in range(1, 5)))
    assert [count for _topic, count in stats.topics] == [3]
    stats, _ = await looked_at(tmp_path / "b", guests, "CODE0001", "CODE0002", "CODE0002", "CODE0004")
    assert stats.topics == (), "one has left, one said no: of one alone nothing is told"


async def test_kinds_of_tickets_the_commonest_first(tmp_path: Path) -> None:
    kinds = ["Student", "Regular", "Regular", "Crew", "Student", "Regular"]
    guests = [replace(each, ticket_type=kind) for each, kind in zip(registrations(6), kinds, strict=True)]
    guests[1] = replace(guests[1], status=Status.CANCELLED)
    stats, _ = await looked_at(tmp_path, guests, "CODE0001", "CODE0003", "CODE0006", "Sam Ode")
    assert [(kind.name, kind.registered, kind.came) for kind in stats.types] == [
        ("Regular", 2, 2), ("Student", 2, 1), ("Crew", 1, 0),
    ]  # fmt: skip


def test_the_pace_is_that_of_this_door(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[door]\nname = 'main'\n", "utf-8")
    tally = Tally(load(tmp_path / "config.toml"))
    for n, (door, second) in enumerate([("main", 0), ("side", 1), ("main", 20), ("side", 2), ("main", 40)]):
        tally._arrivals[f"t{n}"] = (START + timedelta(seconds=second), door)
        tally._presence[f"t{n}"] = Presence()
    stats = tally._stats(START + timedelta(minutes=5, seconds=10), 7, Unfinished(waiting=3, doubtful=2))
    assert stats.seconds == 20 and (stats.badges_out, stats.badges_waiting, stats.badges_doubtful) == (7, 3, 2)
    assert stats.rate == 2, "those of the last five minutes"


STATS = Stats(
    registered=40, came=10, walk_ins=3, inside=12, undone=1, more_expected=14, curve=(1, 0, 9, 4), rate=4,
    seconds=7.6, types=(TicketType(name="Regular", registered=30, came=8), TicketType(name="", registered=10, came=2)),
    badges_out=9, badges_waiting=2, badges_doubtful=5, promises_kept=6, promises_open=11, alone=2,
    topics=(("pottery", 12), ("sql", 3)),
)  # fmt: skip


def values(stats: Stats) -> dict[str, str]:
    """The figures by what they are called."""
    return {label: value for label, value in (line.split("  ", 1) for line in figures(stats))}


def test_figures_in_words() -> None:
    told = {label: value.strip() for label, value in values(STATS).items()}
    assert told == {
        "Arrived": "████░░░░░░░░░░░░", "Still expected": "about 14", "In 5 minutes": "4", "Per person": "8 s",
        "Walk-ins": "3", "Taken back": "1", "Badges": "9 out · 2 waiting · 5 ?", "Promises": "6 kept, 11 open",
        "With nobody to meet": "2 people",
    }  # fmt: skip
    places = {line.index(line.split("  ", 1)[1].strip()) for line in figures(STATS)}
    assert places == {len("With nobody to meet") + 2}, "one below the other"
    assert headline(STATS) == "10 of 40 have come (25 %) · 12 in the room"
    assert "nobody was waiting" in values(replace(STATS, seconds=None))["Per person"]


def test_an_empty_evening_in_words() -> None:
    empty = replace(
        STATS, registered=0, came=0, inside=0, curve=(), types=(), topics=(), alone=1, seconds=None
    )  # fmt: skip
    assert headline(empty) == "0 of 0 have come (0 %) · 0 in the room"
    assert "░" * 16 in figures(empty)[0] and "1 person" in figures(empty)[-1]
    assert lists(empty)[-1].strip() == "nothing yet that two people share" and blocks(()) == ""
    assert curve_title(empty) == "Arrivals per 5 minutes, 0 at most"


def test_lists_in_words() -> None:
    said = lists(STATS)
    assert [line.split() for line in said[1:3]] == [
        ["22", "of", "30", "Regular"],
        ["8", "of", "10", "without", "a", "type"],
    ]
    assert [line.split() for line in said[-2:]] == [["12", "pottery"], ["3", "sql"]]
    assert said[-2].index("pottery") == said[-1].index("sql") and said[-3] == "In the room they speak of"
    many = tuple(TicketType(name=f"Kind {n}", registered=9, came=0) for n in range(9))
    assert sum("Kind" in line for line in lists(replace(STATS, types=many))) == 5


@pytest.mark.parametrize(
    ("numbers", "drawn"), [((0, 0), "▁▁"), ((1,), "▅"), ((0, 1, 2, 3, 4, 5, 6, 7), "▁▂▃▄▅▆▇█"), ((0, 700), "▁█")]
)
def test_a_curve_of_blocks(numbers: tuple[int, ...], drawn: str) -> None:
    assert blocks(numbers) == drawn


def test_all_of_it_as_lines() -> None:
    lines = text(STATS).splitlines()
    assert lines[0] == headline(STATS) and lines[2 : 2 + len(figures(STATS))] == figures(STATS)
    assert lines[-2:] == ["Arrivals per 5 minutes, 9 at most", blocks(STATS.curve)]
    assert lines.count("") == 4

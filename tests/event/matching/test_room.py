"""Whom people are told of, through the door: who met before, who knows whom, who comes for what, who is new."""

import json
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kiosk.event.door.opening import open_door
from kiosk.event.matching.introducing import Introducer
from kiosk.model import Kind, Outcome, Registration, ScanResult, Status
from matcher.phrasebook import read
from tests.event.evening import make_event, registrations
from tests.event.failing import FailingConnection, failing_disks, in_room, room_of
from tests.event.hands import LeapingClock


def alike(count: int, **more: Any) -> list[Registration]:
    """People who fit each other alike."""
    said = {"company": "", "offers": ("python",), "asks": ("python",), "interests": (), **more}
    return [replace(one, **said) for one in registrations(count)]


def attendance(folder: Path, *pairs: tuple[int, int], count: int = 12) -> None:
    """An earlier event that everybody came to, and who was introduced to whom."""
    rows = [
        {
            "registrant_id": f"r{n}", "name": f"P{n}", "email": f"person{n}@example.org", "came": True,
            "introductions": [{"registrant_id": f"r{b}"} for a, b in pairs if a == n],
        }
        for n in range(1, count + 1)
    ]  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "march.json").write_text(json.dumps(rows), "utf-8")


BEFORE = '[matching]\nearlier = ["march.json"]\nmet_before = "{}"\nnames = 3\nmost_names = 3\n'


def named(result: ScanResult) -> set[int]:
    return {each.number for each in result.introductions}


@pytest.mark.parametrize("policy", ["avoid", "prefer"])
async def test_a_walk_in_who_was_at_an_earlier_event_is_known_by_the_address(tmp_path: Path, policy: str) -> None:
    """Everybody fits everybody alike: whom they met before comes last, or first."""
    attendance(tmp_path, (12, 5))
    guests = alike(12)
    async with open_door(await make_event(tmp_path, guests[:11], BEFORE.format(policy)), clock=LeapingClock()) as door:
        for n in range(1, 9):
            await door.scan(f"CODE{n:04}")
        came = await door.walk_in(replace(guests[11], ref=""))
        numbers = [each.number for each in came.introductions]
        assert len(numbers) == 3 and (numbers[0] == 5 if policy == "prefer" else 5 not in numbers)
        stranger = await door.walk_in(replace(guests[11], ref="", email="", codes=(), name="Mia Lind"))
        assert stranger.introductions


async def test_who_knows_somebody_is_told_of_others(tmp_path: Path) -> None:
    guests = alike(6)
    guests[0] = replace(guests[0], knows=("person2@example.org", guests[2].name))
    async with open_door(await make_event(tmp_path, guests), clock=LeapingClock()) as door:
        told = named(await door.scan("CODE0001"))
        assert told and not told & {2, 3}
        newcomer = replace(guests[5], ref="", email="", codes=(), name="Mia Lind", knows=(guests[3].name,))
        assert 4 not in named(await door.walk_in(newcomer))


async def test_colleagues_are_not_told_of_each_other_however_they_write_where_they_work(tmp_path: Path) -> None:
    guests = alike(6)
    for n, company in ((0, "Quietriver"), (1, "Quiet River Software Ltd."), (2, "quiet-river GmbH"), (3, "freelance")):
        guests[n] = replace(guests[n], company=company)
    async with open_door(await make_event(tmp_path, guests), clock=LeapingClock()) as door:
        told = named(await door.scan("CODE0001"))
        assert told and not told & {2, 3}
        newcomer = replace(guests[1], ref="", email="", codes=(), name="Mia Lind")
        assert not named(await door.walk_in(newcomer)) & {1, 2, 3}
        other = replace(guests[3], ref="", email="", codes=(), name="Io Lund", company="Freelancer")
        assert 4 in {each.number for each in (await door.walk_in(other)).introductions}, "nobody employs both"


async def test_nobody_is_named_twice_on_one_badge(tmp_path: Path) -> None:
    """Two tickets that may well be one person's, and nobody has said so yet."""
    guests = alike(5)
    guests[1] = replace(guests[1], name="Bo Lee", email="")
    guests[2] = replace(guests[2], name="Lee, Bo")
    async with open_door(await make_event(tmp_path, guests), clock=LeapingClock()) as door:
        numbers = named(await door.scan("CODE0001"))
        assert len(numbers) >= 2 and len(numbers & {2, 3}) == 1


async def test_who_was_tried_on_a_failed_turn_fits_nobody_afterwards(tmp_path: Path) -> None:
    """A walk-in whom the disk refused at any statement leaves no trace in who fits whom."""
    event = await make_event(tmp_path, registrations(12))
    said = Registration(ref="", name="Mia Lind", offers=("pottery",), asks=("sql",), consent=True)
    with failing_disks():
        async with open_door(event, clock=LeapingClock()) as door:
            for statement in count():
                FailingConnection.statements_left = statement
                first = await door.walk_in(said)
                fits = room_of(door)._affinity
                if first.outcome is Outcome.ADMITTED:
                    break
                assert len(fits.profiles) == 12 and len(room_of(door)._people) == 12, f"statement {statement}"
            FailingConnection.statements_left = None
            assert [each.key for each in fits.profiles][12:] == [first.registrant and first.registrant.id]
            second = await door.walk_in(replace(said, name="Li Wei", offers=("sql",), asks=("pottery",)))
            assert first.registrant and second.registrant and statement > 5
            assert first.registrant.id in {each.registrant for each in second.introductions}


async def test_a_restart_expects_the_same_people(tmp_path: Path) -> None:
    """What counts beside paper: who may come, how likely, and how far the evening has got."""
    guests = registrations(24)
    event = await make_event(tmp_path, guests)
    async with open_door(event, clock=LeapingClock()) as door:
        for n in range(1, 8):
            await door.scan(f"CODE{n:04}")
        await door.take([replace(guests[n], status=Status.CANCELLED) for n in (8, 9)])
        await door.take([replace(guests[0], ref="late", name="Late Comer", email="late@example.org", codes=("LATE",))])
        await door.walk_in(Registration(ref="", name="Mia Lind", consent=True))
        chances, progress = in_room(room_of(door))["chances"], room_of(door)._progress()
        assert sorted(set(chances.values())) == [0.0, 0.65] and list(chances.values()).count(0.0) == 3
        assert progress == pytest.approx(8 / (23 * 0.65))
    async with open_door(event, clock=LeapingClock()) as door:
        assert in_room(room_of(door))["chances"] == chances
        assert room_of(door)._progress() == pytest.approx(progress)


async def test_whoever_cancels_is_named_on_no_further_badge(tmp_path: Path) -> None:
    guests = registrations(24)
    async with open_door(await make_event(tmp_path, guests), clock=LeapingClock()) as door:
        first = await door.scan("CODE0001")
        coming = {each.number for each in first.introductions if each.kind is Kind.COMING}
        gone = [n for n in range(2, 14) if n not in coming]
        await door.take([replace(guests[n - 1], status=Status.CANCELLED) for n in gone])
        for n in range(14, 25):
            assert not named(await door.scan(f"CODE{n:04}")) & set(gone)


async def test_cards_at_one_time_send_nobody_to_anybody_yet(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(6), "[matching]\nintroductions = 'at_time'\n")
    async with open_door(event) as door:
        came = await door.scan("CODE0001")
        assert came.introductions == () and "comes before the mixer" in came.connector


async def both(folder: Path, one: dict[str, Any], other: dict[str, Any], config: str = "") -> tuple[str, str]:
    """The questions that two people are given for each other."""
    guests = [replace(each, **{"offers": (), "asks": (), "interests": (), "company": "", **said})
              for each, said in zip(registrations(2), (one, other), strict=True)]  # fmt: skip
    async with open_door(await make_event(folder, guests, config), clock=LeapingClock()) as door:
        first, second = await door.scan("CODE0001"), await door.scan("CODE0002")
        (mine,), (theirs,) = first.introductions, second.introductions
        return mine.starter, theirs.starter


@pytest.fixture
def families(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """What else two people were found to have in common, in the order of introductions."""
    found: list[str | None] = []
    plain = Introducer._occasion

    def seen(*args: Any) -> Any:
        found.append(plain(*args))
        return found[-1]

    monkeypatch.setattr(Introducer, "_occasion", seen)
    return found


async def test_who_met_before_is_greeted_so(tmp_path: Path, families: list[str | None]) -> None:
    attendance(tmp_path, (1, 2), count=2)
    config = '[matching]\nearlier = ["march.json"]\nmet_before = "prefer"\n'
    said = await both(tmp_path, {"interests": ("pottery",)}, {"interests": ("pottery",)}, config)
    assert families == ["met_before"] * 2 and {*said} <= {*read("en").families["met_before"].questions}


async def test_a_mentor_is_asked_and_offers(tmp_path: Path, families: list[str | None]) -> None:
    mentor = {"goals": ("Mentor others",), "print_goals": True, "interests": ("pottery",)}
    learner = {"goals": ("Find a mentor",), "print_goals": True, "interests": ("pottery",)}
    mine, theirs = await both(tmp_path / "a", mentor, learner)
    assert families == ["mentoring_give", "mentoring_ask"]
    book = read("en").families
    assert mine in book["mentoring_give"].questions and theirs in book["mentoring_ask"].questions
    families.clear()
    said = await both(tmp_path / "b", mentor, {**learner, "print_goals": False})
    assert families == [None, None], "said by one is not printed"
    assert not {*said} & {*book["mentoring_give"].questions, *book["mentoring_ask"].questions}


async def test_goals_alone_are_no_line_and_nobody_is_named_without_one(tmp_path: Path) -> None:
    guests = [
        replace(each, offers=(), asks=(), interests=(), company="", goals=(goal,), print_goals=True)
        for each, goal in zip(registrations(2), ("Mentor others", "Find a mentor"), strict=True)
    ]
    async with open_door(await make_event(tmp_path, guests), clock=LeapingClock()) as door:
        for code in ("CODE0001", "CODE0002"):
            came = await door.scan(code)
            assert came.introductions == () and came.connector

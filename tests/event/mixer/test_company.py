"""Who sits with whom first: what badges could not do, the mixer mends."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import TooEarlyError
from kiosk.event.door.opening import open_door
from kiosk.event.mixer.company import Company, gather
from kiosk.event.mixer.seating import seat
from kiosk.model import Kind, Status
from kiosk.store.bodies import Introduced
from kiosk.store.database import open_reader
from tests.event.evening import make_event, registrations

NO_NAMES = "[matching]\nintroductions = 'at_time'\n"
Told = tuple[int, int]
"""Who was told about whom, by their place on the list."""


async def company(folder: Path, told: list[Told], *, guests: int = 4) -> Company:
    """So many people who fit each other alike, and who was told about whom."""
    alike = [
        replace(one, offers=("sql",), asks=("sql",), interests=(), company="") for one in registrations(guests)
    ]  # fmt: skip
    event = await make_event(folder, alike, NO_NAMES)
    async with open_door(event) as door:
        people = [(await door.scan(f"CODE{n:04}")).registrant for n in range(1, guests + 1)]
        for reader, named in told:
            one, other = people[reader], people[named]
            assert one and other
            body = Introduced(registrant=one.id, introductions=((other.id, Kind.HERE),), card="C")
            await door.turns.take(lambda turn, body=body, one=one: turn.write(body, one.ticket))  # type: ignore[misc]
    async with open_reader(event.database) as reader_:
        return await gather(reader_, event)


def pairs(found: Company, size: int = 2) -> set[frozenset[int]]:
    """Who sits with whom in one round."""
    seating = seat(found, size, 1, seconds=5, moves=200)
    place = {person.id: k for k, person in enumerate(found.people)}
    tables: dict[int, set[int]] = {}
    for each in seating.seats:
        tables.setdefault(each.table, set()).add(place[each.person.id])
    return {frozenset(table) for table in tables.values()}


@pytest.mark.parametrize("told", [(0, 1), (0, 2), (0, 3), (1, 0), (2, 0), (3, 0)])
async def test_who_was_told_about_somebody_who_was_not_meets_them_first(tmp_path: Path, told: Told) -> None:
    assert frozenset(told) in pairs(await company(tmp_path, [told]))


@pytest.mark.parametrize("mutual", [(0, 1), (0, 2), (0, 3)])
async def test_who_has_a_mutual_name_can_find_each_other_without_the_mixer(tmp_path: Path, mutual: Told) -> None:
    """A third who was told about nobody comes before them: weights of those without a mutual name are higher."""
    found = await company(tmp_path, [mutual, mutual[::-1]])
    others = tuple({0, 1, 2, 3} - set(mutual))
    assert found.weights[others] > found.weights[0, others[0]] > found.weights[mutual] > 0


async def test_a_pair_counts_alike_both_ways_and_nobody_meets_themselves(tmp_path: Path) -> None:
    found = await company(tmp_path, [(0, 1), (2, 3), (3, 2)])
    assert (found.weights == found.weights.T).all() and not found.weights.diagonal().any()


async def test_people_of_whom_nothing_is_known_still_make_a_table(tmp_path: Path) -> None:
    strangers = [replace(one, offers=(), asks=(), interests=()) for one in registrations(3)]
    event = await make_event(tmp_path, strangers)
    async with open_door(event) as door:
        for n in range(1, 4):
            await door.scan(f"CODE{n:04}")
    async with open_reader(event.database) as reader:
        found = await gather(reader, event)
    assert all(found.weights[a, b] > 0 for a in range(3) for b in range(3) if a != b)


async def of_event(folder: Path, config: str, *, here: int, everyone: bool = False, only: int | None = None) -> Company:
    """The company of an event of eight, of whom the first few are here and the third said no."""
    guests = registrations(8)
    guests[2] = replace(guests[2], consent=False)
    guests[7] = replace(guests[7], status=Status.CANCELLED)
    event = await make_event(folder, guests, config)
    async with open_door(event) as door:
        came = [(await door.scan(f"CODE{n:04}")).registrant for n in range(1, here + 1)]
    chosen = None if only is None else [each.id for each in came[:only] if each]
    async with open_reader(event.database) as reader:
        return await gather(reader, event, everyone=everyone, only=chosen)


def numbers(found: Company) -> list[int]:
    return [person.number for person in found.people]


async def test_who_is_at_a_mixer(tmp_path: Path) -> None:
    here = await of_event(tmp_path / "a", "", here=5)
    assert numbers(here) == [1, 2, 4, 5] and here.notes[0].startswith("1 person is here who did not agree")
    everyone = await of_event(tmp_path / "b", "", here=2, everyone=True)
    assert numbers(everyone) == [1, 2, 4, 5, 6, 7], "all who are expected: nobody who cancelled"
    joined = await of_event(tmp_path / "c", "", here=5, only=2)
    assert numbers(joined) == [1, 2] and joined.notes == ()
    with pytest.raises(TooEarlyError, match="1 person is inside who agreed"):
        await of_event(tmp_path / "d", "", here=1)
    with pytest.raises(TooEarlyError, match="0 people are inside"):
        await of_event(tmp_path / "e", "", here=0)


async def test_what_settings_ask_of_rounds(tmp_path: Path) -> None:
    """By name, e-mail address or code; who is not here is left out, aloud unless it is the crew's secret."""
    config = """
[door]
keep_apart = [["person1@example.org", "CODE0002"], ["Nobody Known", "CODE0001"]]
[mixer]
hosts = ["CODE0004", "chidi abel", "CODE0004", "who@example.org"]
must_meet = [["CODE0001", "CODE0005"], ["CODE0001", "CODE0001"], ["CODE0001", "CODE0007"]]
must_not_meet = [["CODE0002", "CODE0004"]]
"""
    found = await of_event(tmp_path, config, here=6)
    assert numbers(found) == [1, 2, 4, 5, 6]
    assert found.forbidden == ((0, 1), (1, 2)) and found.together == ((0, 3),)
    assert found.hosts == (2, 1), "each once, in the order of the settings"
    told = [note for note in found.notes if "fits nobody" in note]
    assert len(told) == 2 and "'who@example.org'" in told[1] + told[0] and "'CODE0007'" in told[1] + told[0]


async def test_who_came_together_is_known_as_pairs(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(5))
    async with open_door(event) as door:
        await door.crew.together(["CODE0003", "CODE0001", "CODE0002"])
        await door.scan("CODE0004")
    async with open_reader(event.database) as reader:
        found = await gather(reader, event)
        only = await gather(reader, event, only=[found.people[n].id for n in (0, 2, 3)])
    assert sorted(found.acquainted) == [(0, 1), (0, 2), (1, 2)]
    assert only.acquainted == ((0, 1),), "places among those who are seated"

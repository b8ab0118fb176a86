"""Who sits with whom first: what badges could not do, the mixer mends."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.event.door.opening import open_door
from kiosk.event.mixer.company import Company, gather
from kiosk.event.mixer.seating import seat
from kiosk.model import Kind
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

"""The mixer on the night: it survives a restart, keeps what was played, and the wall shows it."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import InputError, TooEarlyError
from kiosk.event.door.opening import open_door
from kiosk.event.mixer.planning import plan_rest, rounds_of
from kiosk.event.mixer.state import Terms
from kiosk.event.overview.wall_reader import WallReader
from kiosk.store.database import open_reader
from tests.event.evening import make_event, registrations
from tests.event.hands import LeapingClock


async def test_who_is_admitted_is_not_yet_at_the_mixer(tmp_path: Path) -> None:
    guests = registrations(6)
    guests[2] = replace(guests[2], consent=False)
    async with open_door(await make_event(tmp_path, guests), clock=LeapingClock()) as door:
        first = await door.scan("CODE0001")
        assert (await door.mixer.state()).joined == ()
        for scanned, words in [("CODE0002", "not in yet"), ("NOBODY", "Not a badge"), ("99", "Not a badge")]:
            found = await door.mixer.join(scanned)
            assert not found.done and words in found.sentence
        await door.scan("CODE0003")
        assert "did not agree" in (await door.mixer.join("CODE0003")).sentence
        assert (await door.mixer.join(str(first.badge))).done and first.registrant
        assert "already" in (await door.mixer.join(str(first.registrant.number))).sentence
        await door.badges.print_again("CODE0001")
        assert "void" in (await door.mixer.join(str(first.badge))).sentence
        await door.mixer.part(first.registrant.id)
        assert (await door.mixer.state()).joined == ()


async def test_rounds_that_were_played_stay_and_the_rest_is_planned_anew(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(9))
    terms = Terms(size=2, rounds=4, minutes=8)
    async with open_door(event, clock=LeapingClock()) as door:
        with pytest.raises(TooEarlyError, match="scan more badges"):
            await plan_rest(event, await door.mixer.state(), terms, seconds=1)
        with pytest.raises(InputError, match="plan first"):
            await door.mixer.next_round()
        for n in range(1, 9):
            await door.scan(f"CODE{n:04}")
            await door.mixer.join(f"CODE{n:04}")
        seating = await plan_rest(event, await door.mixer.state(), terms, seconds=1)
        await door.mixer.plan(terms, rounds_of(seating, ()), started=0)
        played = (await door.mixer.next_round()).now
    async with open_door(event, clock=LeapingClock()) as door, open_reader(event.database) as reader:
        state = await door.mixer.state()
        assert state.now == played and state.ends and not state.unseated and state.terms == terms
        evening = await WallReader(reader).look()
        assert evening and evening.seating and evening.seating.round == 1 and len(evening.seating.tables) == 4
        await door.mixer.part(state.joined[0])
        await door.scan("CODE0009")
        await door.mixer.join("CODE0009")
        state = await door.mixer.state()
        assert len(state.unseated) == 2
        seating = await plan_rest(event, state, terms, seconds=1)
        state = await door.mixer.plan(terms, rounds_of(seating, state.plan[:1]), started=1)
        assert state.plan[0] == played and len(state.plan) == 4 and not state.unseated
        met = {frozenset(table) for table in played}
        assert not any(frozenset(table) in met for round_ in state.plan[1:] for table in round_), "nobody meets twice"
        for _ in range(3):
            state = await door.mixer.next_round()
        with pytest.raises(InputError, match="ask for more rounds"):
            await plan_rest(event, state, terms, seconds=1)


async def test_people_who_came_together_are_not_put_together(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(4))
    async with open_door(event, clock=LeapingClock()) as door:
        await door.crew.together(["CODE0001", "CODE0002"])
        await door.crew.together(["CODE0003", "CODE0004"])
        for n in range(1, 5):
            await door.mixer.join(f"CODE{n:04}")
        state = await door.mixer.state()
        seating = await plan_rest(event, state, Terms(2, 2, 5), seconds=1)
        pairs = {frozenset(table) for round_ in rounds_of(seating, ()) for table in round_}
        one, two, three, four = state.joined
        assert pairs.isdisjoint({frozenset((one, two)), frozenset((three, four))})

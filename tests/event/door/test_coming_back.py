"""Who leaves and comes back, and who was never there: what they are asked, and what others are told of them."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import InputError
from kiosk.event.door.door import Door
from kiosk.event.door.opening import open_door
from kiosk.event.door.paperlist import Came
from kiosk.model import Ask, Kind, Outcome
from tests.event.evening import make_event, registrations
from tests.event.failing import in_room, room_of
from tests.event.hands import LeapingClock, badges

IN_AND_OUT = "[door]\nre_entry = 'in_and_out'\n"


async def test_a_note_is_read_once_not_at_every_return(tmp_path: Path) -> None:
    guests = [replace(each, attention="Has a parcel at the desk") for each in registrations(2)]
    async with open_door(await make_event(tmp_path, guests, IN_AND_OUT), clock=LeapingClock()) as door:
        asked = await door.scan("CODE0001", can_ask=True)
        assert asked.ask is Ask.NOTE and asked.registrant
        await door.admit(asked.registrant.id)
        assert (await door.scan("CODE0001", can_ask=True)).outcome is Outcome.LEFT
        back = await door.scan("CODE0001", can_ask=True)
        assert (back.outcome, back.ask) == (Outcome.ADMITTED, None)
        await door.undo("CODE0001")
        await door.undo("CODE0001")
        await door.undo("CODE0001")
        assert (await door.scan("CODE0001", can_ask=True)).ask is Ask.NOTE, "it was somebody else who heard it"


@pytest.mark.parametrize("undone", [True, False])
async def test_who_was_taken_back_is_told_of_as_here_by_nobody(tmp_path: Path, undone: bool) -> None:
    async with open_door(await make_event(tmp_path, registrations(30)), clock=LeapingClock()) as door:
        came = [(await door.scan(f"CODE{n:04}")).registrant for n in range(1, 13)]
        for n in range(1, 13) if undone else ():
            await door.undo(f"CODE{n:04}")
        told = [each for n in range(13, 25) for each in (await door.scan(f"CODE{n:04}")).introductions]
        here = {each.registrant for each in told if each.kind is Kind.HERE}
        assert bool(here & {each.id for each in came if each}) is not undone


async def test_whose_admission_was_taken_back_is_named_as_still_coming(tmp_path: Path) -> None:
    """An admission by mistake: what its badge promised is kept, and the person is expected, not here."""
    async with open_door(await make_event(tmp_path, registrations(30)), clock=LeapingClock()) as door:
        mistaken = await door.scan("CODE0001")
        await door.undo("CODE0001")
        promised = {each.registrant for each in mistaken.introductions if each.kind is Kind.COMING}
        told = [await door.scan(f"CODE{n:04}") for n in range(2, 31)]
        assert mistaken.registrant and promised
        for one in told:
            kinds = [each.kind for each in one.introductions if each.registrant == mistaken.registrant.id]
            assert set(kinds) <= {Kind.COMING}
            assert kinds or not one.registrant or one.registrant.id not in promised


async def test_whoever_was_taken_back_counts_as_not_having_come(tmp_path: Path) -> None:
    """How far the evening has got decides what a name is worth."""
    async with open_door(await make_event(tmp_path, registrations(30)), clock=LeapingClock()) as door:
        here = await door.scan("CODE0001")
        mistaken = await door.scan("CODE0002")
        await door.undo("CODE0002")
        assert here.registrant and mistaken.registrant
        room = in_room(room_of(door))
        assert room["came"] == room["here"] == {here.registrant.id} and not room["away"]
        assert room["badges"].keys() == {here.registrant.id, mistaken.registrant.id}, "paper stays paper"


async def _badge_asked_for(door: Door, given_up: bool) -> int:
    """How often the printer is woken by a scan, whoever waits for its answer."""
    woken: list[int] = []
    door.turns.on_print = lambda: woken.append(1)
    asked = asyncio.ensure_future(door.scan("CODE0001"))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    if given_up:
        asked.cancel()
    await asyncio.gather(asked, return_exceptions=True)
    await door.turns.rest()
    return len(woken)


@pytest.mark.parametrize("given_up", [True, False])
async def test_a_badge_is_printed_though_nobody_waits_for_the_answer(tmp_path: Path, given_up: bool) -> None:
    async with open_door(await make_event(tmp_path, registrations(3))) as door:
        assert await _badge_asked_for(door, given_up) == 1
        assert len(badges(door)) == 1 and (await door.counts()).inside == 1


async def test_the_next_turn_waits_for_one_whose_caller_has_given_up(tmp_path: Path) -> None:
    """Nobody reads between what another turn reads and what it writes."""
    async with open_door(await make_event(tmp_path, registrations(3))) as door:
        asked = asyncio.ensure_future(door.scan("CODE0001"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        asked.cancel()
        assert (await door.scan("CODE0001")).outcome in (Outcome.REPEAT, Outcome.ALREADY_IN)


async def test_a_door_that_closes_waits_for_what_was_begun(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(3))
    woken: list[int] = []
    async with open_door(event) as door:
        door.turns.on_print = lambda: woken.append(1)
        asked = asyncio.ensure_future(door.scan("CODE0001"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        asked.cancel()
    assert woken == [1] and not door.turns._running
    async with open_door(event) as door:
        assert (await door.counts()).inside == 1


async def test_who_has_stepped_out_is_not_here_because_of_a_card(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(30), IN_AND_OUT)
    async with open_door(event, clock=LeapingClock()) as door:
        await door.enter("CODE0001", Came(door.turns.clock.wall_ms(), 0))
        left = await door.scan("CODE0001")
        assert left.outcome is Outcome.LEFT and left.registrant
        assert (await door.crew.card("CODE0001")).introductions
        room = in_room(room_of(door))
        assert left.registrant.id in room["away"] and left.registrant.id not in room["here"]
    async with open_door(event, clock=LeapingClock()) as door:
        assert in_room(room_of(door))["here"] == room["here"]


async def test_what_a_badge_says_is_told_as_it_is_now(tmp_path: Path) -> None:
    async with open_door(await make_event(tmp_path, registrations(30)), clock=LeapingClock()) as door:
        first = await door.scan("CODE0001")
        coming = [each.registrant for each in first.introductions if each.kind is Kind.COMING]
        assert len(coming) >= 2
        came = await door.admit(coming[0])
        assert came.registrant and first.registrant
        assert first.registrant.id in {each.registrant for each in came.introductions}
        await door.crew.edit(coming[1], {"consent": False})
        again = await door.scan("CODE0001")
        assert again.outcome is Outcome.ALREADY_IN
        told = {each.registrant: each.kind for each in again.introductions}
        assert told[coming[0]] is Kind.MUTUAL and coming[1] not in told, "here, and was told; and a no is a no"


async def test_a_card_for_who_has_not_agreed_says_so(tmp_path: Path) -> None:
    guests = [replace(each, consent=each.ref != "test:1") for each in registrations(9)]
    async with open_door(await make_event(tmp_path, guests), clock=LeapingClock()) as door:
        await door.scan("CODE0001")
        with pytest.raises(InputError, match="has not agreed to be introduced"):
            await door.crew.card("CODE0001")

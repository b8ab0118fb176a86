"""Cards for everybody at one time, and the badge that somebody would get: nothing is written but what is handed out."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import NotFoundError, TooEarlyError
from kiosk.event.badges.cards import introduce_all, remember
from kiosk.event.badges.preparing import prepare
from kiosk.event.badges.previewing import preview_badge, printable_wording
from kiosk.event.door.opening import open_door
from kiosk.model import Kind, Registration, Status
from kiosk.store.database import open_reader
from kiosk.store.turns import open_turns
from tests.event.evening import make_event, registrations
from tests.event.failing import on_disk
from tests.event.hands import LeapingClock

AT_TIME = "[matching]\nintroductions = 'at_time'\nconnectors = ['Ana', 'Bo']\nmost_per_connector = 2\n"


async def test_everybody_inside_gets_a_card_and_names_go_both_ways(tmp_path: Path) -> None:
    guests = [*registrations(10), *(Registration(ref=f"l{n}", name=f"Lone {n}", codes=(f"LONE{n}",)) for n in range(4))]
    event = await make_event(tmp_path, guests, AT_TIME)
    async with open_door(event, clock=LeapingClock()) as door:
        for code in ("LONE0", "CODE0009", "LONE1", *(f"CODE{n:04}" for n in range(1, 8)), "LONE2"):
            await door.scan(code)
    async with open_reader(event.database) as reader:
        before = await reader.read(on_disk)
        cards = await introduce_all(reader, event)
        assert await reader.read(on_disk) == before, "nothing is written before the cards are handed out"
    assert [card.person.number for card in cards] == [1, 2, 3, 4, 5, 6, 7, 9, 11, 12, 13]
    told = {card.person.id: {each.registrant for each in card.told.introductions} for card in cards}
    assert all(one in told[other] for one, names in told.items() for other in names)
    assert {each.kind for card in cards for each in card.told.introductions} == {Kind.MUTUAL}
    for card in cards:
        assert card.badge.id == f"card-{card.person.number}"
        assert [each.name for each in card.badge.people] == [each.name for each in card.told.introductions]
        assert bool(card.told.introductions) is not bool(card.told.connector)
    alone = [card.told.connector for card in cards if not card.told.introductions]
    assert ["Ana" in each for each in alone[:2]] == [True, False] and "Bo" in alone[1] and len(alone) >= 3


async def test_connectors_of_cards_take_turns_and_have_enough_at_some_point(tmp_path: Path) -> None:
    loners = [Registration(ref=f"l{n}", name=f"Lone {n}", codes=(f"LONE{n}",), consent=True) for n in range(5)]
    event = await make_event(tmp_path, loners, AT_TIME)
    async with open_door(event, clock=LeapingClock()) as door:
        for n in range(5):
            await door.scan(f"LONE{n}")
    async with open_reader(event.database) as reader:
        said = [card.told.connector for card in await introduce_all(reader, event)]
    assert said[0] == said[2] != said[1] == said[3] and said[4] not in said[:4]


async def test_what_was_handed_out_is_remembered_for_everybody(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(6), AT_TIME)
    async with open_door(event, clock=LeapingClock()) as door:
        for n in range(1, 7):
            await door.scan(f"CODE{n:04}")
    async with open_turns(event.database, "main") as turns:
        cards = await introduce_all(turns.database, event)
        await turns.take(lambda turn: remember(turn, cards))
    async with open_door(event) as door:
        for card in cards:
            row = await door.turns.read(
                lambda c, who=card.person.ticket: c.execute(  # type: ignore[misc]
                    "SELECT count(*) FROM fact WHERE kind = 'introduced' AND ticket = ?", (who,)
                ).fetchone()
            )
            assert row == (1,)


@pytest.mark.parametrize(("here", "said"), [(0, "0 people are inside"), (1, "1 person is inside")])
async def test_introductions_need_two(tmp_path: Path, here: int, said: str) -> None:
    event = await make_event(tmp_path, registrations(3), AT_TIME)
    async with open_door(event) as door:
        for n in range(1, here + 1):
            await door.scan(f"CODE{n:04}")
    async with open_reader(event.database) as reader:
        with pytest.raises(TooEarlyError, match=said):
            await introduce_all(reader, event)


async def test_the_badge_somebody_has_or_would_get(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(20))
    async with open_door(event, clock=LeapingClock()) as door:
        for n in range(1, 6):
            await door.scan(f"CODE{n:04}")
    would = await preview_badge(event, "6")
    assert would.number == 6 and would.people and would == await preview_badge(event, "CODE0006"), (
        "looking changes nothing"
    )
    async with open_door(event, clock=LeapingClock()) as door:
        came = await door.scan("CODE0006")
        assert [each.name for each in would.people] == [each.name for each in came.introductions]
        assert would.id != came.badge
    has = await preview_badge(event, "6")
    assert has.id == came.badge and has.people == would.people
    with pytest.raises(NotFoundError):
        await preview_badge(event, "Nobody Known")


async def test_name_badges_beforehand(tmp_path: Path) -> None:
    guests = registrations(6)
    guests[2] = replace(guests[2], status=Status.CANCELLED)
    guests[3] = replace(guests[3], name="")
    event = await make_event(tmp_path, guests)
    async with open_door(event) as door:
        await door.scan("CODE0001")
    async with open_turns(event.database, "main") as turns:
        wording = await printable_wording(turns.database, event)

        async def printed(*, only_new: bool) -> dict[int, str]:
            made = await turns.take(lambda turn: prepare(turn, event, wording, only_new=only_new))
            assert not any(each.people or each.connector for each in made) and {each.cuts for each in made} <= {2}
            return {each.number: each.id for each in made}

        first = await printed(only_new=True)
        assert first.keys() == {2, 5, 6}, "who has a badge, no name, or does not come needs none"
        assert await printed(only_new=True) == {} and await printed(only_new=False) == first
        assert len(set(first.values())) == 3

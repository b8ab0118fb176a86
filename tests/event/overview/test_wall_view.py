"""What the room may see: names after an explicit yes, numbers unless somebody said no, and never a reason."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from kiosk.config import DoorSettings, EventFolder, Settings, WallSettings
from kiosk.event.door.door import Door
from kiosk.event.door.opening import open_door
from kiosk.event.overview.wall_reader import WallReader
from kiosk.event.overview.wall_view import RoundShown, Seen, WallView, view
from kiosk.event.words.permitted import Wording
from kiosk.model import Presence, Registrant, Registration
from kiosk.store.database import open_reader
from kiosk.ui.wall.draw import draw
from matcher import Vocabulary
from tests.event.evening import make_event, registrations
from tests.event.hands import LeapingClock

NOW = datetime(2026, 11, 26, 18, 42, tzinfo=UTC)
SHOWN = Settings(wall=WallSettings(show=True, meeting_point="by the plant"))


@cache
def words() -> Vocabulary:
    return Vocabulary.load({})


def settings(**wall: Any) -> Settings:
    return msgspec.structs.replace(SHOWN, wall=msgspec.structs.replace(SHOWN.wall, **wall))


def person(n: int, **said: Any) -> Registrant:
    about: dict[str, Any] = {
        "name": f"firstq{n}x lastq{n}x", "email": f"mailq{n}x@example.org", "company": f"companyq{n}x",
        "role": f"roleq{n}x", "offers": (f"ownwordsq{n}x", "pottery"), "asks": (f"askq{n}x", "sailing"),
        "consent": True, "person": f"p{n}",
    }  # fmt: skip
    return Registrant(ref=f"r{n}", id=f"id{n}", ticket=f"t{n}", number=n, **(about | said))


def inside(*people: Registrant, since: datetime = NOW) -> Seen:
    """They came one after the other, a second apart."""
    presences = {
        each.ticket: Presence(inside=True, first_in=since - timedelta(seconds=len(people) - k))
        for k, each in enumerate(people)
    }
    return Seen(people=people, presences=presences)


def texts(shown: Any) -> str:
    """Every text in a view, and every text that is drawn of it."""
    if isinstance(shown, WallView):
        drawn = [draw(shown, NOW, *size, turn).block for size in ((80, 24), (200, 60)) for turn in range(3)]
        rows = ["".join(text for text, _ in row) for block in drawn for row in block]
        return "\n".join([texts(asdict(shown)), *rows])
    if isinstance(shown, dict):
        return "\n".join(texts(each) for each in shown.values())
    return "\n".join(map(texts, shown)) if isinstance(shown, list | tuple) else str(shown)


answers = st.sampled_from([True, False, None])
crowd = st.lists(
    st.tuples(answers, answers, answers, st.booleans(), st.integers(0, 40)), min_size=1, max_size=14
)  # fmt: skip


@examples(deadline=None, max_examples=40)
@given(crowd, st.sampled_from(["agreed", "numbers"]), st.booleans(), st.data())
def test_nothing_private_is_ever_on_the_wall(
    said: list[tuple[bool | None, bool | None, bool | None, bool, int]], names: str, playing: bool, data: st.DataObject
) -> None:
    people = tuple(
        person(n, wall=wall, consent=consent, photos=photos)
        for n, (wall, consent, photos, _, _) in enumerate(said, 1001)
    )
    presences = {
        each.ticket: Presence(inside=here, first_in=NOW - timedelta(minutes=minutes))
        for each, (_, _, _, here, minutes) in zip(people, said, strict=True)
    }
    ids = st.sampled_from([each.id for each in people])
    mutual = tuple(data.draw(st.lists(st.tuples(ids, ids), max_size=8)))
    seating = RoundShown(1, 3, NOW, (tuple((each.number, each.name) for each in people),)) if playing else None
    evening = Seen(people=people, presences=presences, mutual=mutual, seating=seating)
    shown = view(evening, settings(names=names), words(), NOW)
    seen = texts(shown)
    for each in people:
        may = each.wall is True and presences[each.ticket].inside and names == "agreed"
        assert may or f"firstq{each.number}x" not in seen
        for private in ("lastq", "mailq", "companyq", "roleq", "ownwordsq", "askq"):
            assert f"{private}{each.number}x" not in seen
    by_number = {each.number: each for each in people}
    for pair in shown.pairs:
        for each in (by_number[number] for number in pair):
            assert each.consent is True and each.wall is not False and presences[each.ticket].inside
    assert shown.here == sum(presence.inside for presence in presences.values())
    assert all(count >= 2 for _, count in shown.topics)


def test_who_did_not_say_yes_is_only_counted() -> None:
    evening = inside(person(1, wall=True), person(2, wall=None), person(3, wall=False), person(4, wall=True))
    shown = view(evening, settings(), words(), NOW)
    assert shown.arrivals == ((4, "firstq4x"), (1, "firstq1x")) and shown.more == 2
    numbers = view(evening, settings(names="numbers"), words(), NOW)
    assert numbers.arrivals == ((4, ""), (2, ""), (1, "")) and numbers.more == 1


def test_an_address_or_nothing_in_the_place_of_a_name_is_no_name() -> None:
    evening = inside(person(1, wall=True, first_name="ana@example.org"), person(2, wall=True, name=""))
    shown = view(evening, settings(), words(), NOW)
    assert shown.arrivals == () and shown.more == 2


def test_nobody_has_just_arrived_for_long() -> None:
    evening = inside(person(1, wall=True), person(2), since=NOW - timedelta(minutes=14))
    assert len(view(evening, settings(), words(), NOW).arrivals) == 1
    later = view(evening, settings(), words(), NOW + timedelta(minutes=2))
    assert (later.arrivals, later.more, later.here) == ((), 0, 2)


def test_topics_are_the_vocabularys_own_of_two_people_at_least() -> None:
    people = [person(n, offers=("beekeeping",) if n == 1 else ("pottery",), asks=(f"zzyzx{n}",)) for n in range(1, 6)]
    assert view(inside(*people), settings(), words(), NOW).topics == (("ceramics", 4),)
    struck = replace(inside(*people), wording=Wording(strikes=frozenset({"pottery"})))
    assert view(struck, settings(), words(), NOW).topics == ()
    refused = [replace(each, wall=False) for each in people]
    assert view(inside(*refused), settings(), words(), NOW).topics == ()
    assert view(inside(*(replace(each, consent=False) for each in people)), settings(), words(), NOW).topics == ()


def test_one_more_person_does_not_tell_their_topics() -> None:
    """Topics take newcomers in by five: the list of arrivals beside them would say whose they are."""
    people = [person(n) for n in range(1, 11)]
    before = view(inside(*people[:5]), settings(), words(), NOW).topics
    assert before and all(view(inside(*people[:n]), settings(), words(), NOW).topics == before for n in (6, 7, 8, 9))
    assert view(inside(*people), settings(), words(), NOW).topics != before


def test_two_tickets_of_one_person_are_no_company() -> None:
    people = [person(n, offers=("pottery",) if n < 3 else (), asks=(), person="p1" if n < 3 else f"p{n}")
              for n in range(1, 6)]  # fmt: skip
    assert view(inside(*people), settings(), words(), NOW).topics == ()


def test_whom_the_crew_keeps_apart_or_calls_is_on_no_wall() -> None:
    evening = replace(
        inside(*(person(n, wall=True) for n in range(1, 5))), mutual=(("id1", "id2"), ("id3", "id4"), ("id1", "id4"))
    )
    door = msgspec.convert(
        {"keep_apart": [("mailq1x@example.org", "mailq2x@example.org")],
         "do_not_admit": [{"who": "mailq3x@example.org", "call": "Ana"}]},
        DoorSettings,
    )  # fmt: skip
    shown = view(evening, msgspec.structs.replace(settings(), door=door), words(), NOW)
    assert shown.pairs == ((1, 4),)
    assert [number for number, _ in shown.arrivals] == [4, 2, 1] and shown.more == 1


def test_a_seat_without_a_name_still_finds_its_table() -> None:
    seating = RoundShown(2, 6, None, (((1, "Mallory"), (2, "Mallory")), ((99, "Mallory"),)))
    shown = view(
        replace(inside(person(1, wall=True), person(2)), seating=seating), settings(), words(), NOW
    )  # fmt: skip
    assert shown.seating == RoundShown(2, 6, None, (((1, "firstq1x"), (2, "")), ((99, ""),)))


@asynccontextmanager
async def evening(
    folder: Path, guests: list[Registration], config: str
) -> AsyncIterator[tuple[Door, WallReader, EventFolder]]:
    event = await make_event(folder, guests, config)
    async with open_door(event, clock=LeapingClock()) as door, open_reader(event.database) as reader:
        yield door, WallReader(reader), event


@pytest.fixture
def guests() -> list[Registration]:
    """Two who fit each other better than anybody, and one who fits nobody."""
    one = Registration(ref="1", name="Ana Ruiz", offers=("pottery",), asks=("sailing",), consent=True, wall=True,
                       codes=("CODE0001",))  # fmt: skip
    other = replace(one, ref="2", name="Bo Berg", offers=("sailing",), asks=("pottery",), codes=("CODE0002",))
    return [one, other, replace(other, ref="3", name="Cleo Costa", wall=None, consent=False, codes=("CODE0003",))]


async def test_the_window_reads_beside_an_open_door_and_only_what_is_new(
    tmp_path: Path, guests: list[Registration]
) -> None:
    config = '[wall]\nshow = true\n[door]\nre_entry = "in_and_out"\n'
    async with evening(tmp_path, guests, config) as (door, window, event):

        async def look() -> WallView:
            seen = await window.look()
            assert seen is not None and await window.look() is None, "nothing was written since"
            return view(seen, event.settings, words(), datetime.now(UTC))

        assert (await look()).here == 0
        await door.scan("CODE0001")
        assert (await look()).arrivals == ((1, "Ana"),)
        await door.scan("CODE0003")
        assert (await look()).pairs == ()
        result = await door.scan("CODE0002")
        assert [each.kind for each in result.introductions] == ["mutual"]
        shown = await look()
        assert shown.pairs == ((1, 2),) and shown.arrivals == ((2, "Bo"), (1, "Ana")) and shown.more == 1
        await door.scan("CODE0001")
        left = await look()
        assert left.pairs == () and left.here == 2
        assert result.registrant is not None
        await door.undo(result.registrant.id)
        assert (await look()).here == 1


async def test_the_newest_pair_comes_first(tmp_path: Path) -> None:
    async with evening(tmp_path, registrations(20), "[wall]\nshow = true\n") as (door, window, event):
        newest: list[tuple[int, int]] = []
        for n in range(1, 21):
            result = await door.scan(f"CODE{n:04}")
            assert result.registrant is not None
            told = [each.number for each in result.introductions if each.kind == "mutual"]
            newest = [(min(n, each), max(n, each)) for each in told] or newest
        seen = await window.look()
        assert seen is not None and newest
        shown = view(seen, event.settings, words(), datetime.now(UTC)).pairs
        assert set(shown[: len(newest)]) == set(newest) and len(set(shown)) == len(shown) > len(newest)

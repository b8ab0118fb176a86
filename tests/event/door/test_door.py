"""What the door answers, and what it leaves behind."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import code
from kiosk.errors import InputError, NotFoundError
from kiosk.event.door.opening import open_door
from kiosk.model import FoundBy, Kind, Outcome, Registration, Status
from kiosk.store.database import open_reader
from kiosk.store.search.finding import search
from tests.event.evening import make_event, registrations
from tests.event.hands import LeapingClock, StoppedClock, badges, rows


async def test_a_code_admits_once(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(12))
    async with open_door(event, clock=LeapingClock()) as door:
        first = await door.scan(" CODE0003\r\n")
        assert (first.outcome, first.reason, first.first) == (Outcome.ADMITTED, "", None)
        assert first.registrant and first.registrant.name == "Dunja Abel"
        assert first.code == "CODE0003"
        again = await door.scan("CODE0003")
        assert again.outcome is Outcome.ALREADY_IN
        assert again.first and (again.first.door, again.first.at) == ("main", first.at)
        assert f"{first.at:%H:%M}" in again.reason and "main" in again.reason
        assert again.introductions == first.introductions
        assert [b.id for b in badges(door)] == [first.badge]


async def test_the_same_code_a_moment_later_is_a_stutter(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(12))
    async with open_door(event, clock=StoppedClock()) as door:
        first = await door.scan("CODE0001")
        again = await door.scan("CODE0001")
        assert again.outcome is Outcome.REPEAT
        assert again.first and again.first.at == first.at
        assert (await door.scan("CODE0002")).outcome is Outcome.ADMITTED
        assert rows(door, "SELECT count(*) FROM fact WHERE kind <> 'listed'") == [(2,)]


async def test_no_stutter_when_it_is_switched_off(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(3), "[scan]\nrepeat_seconds = 0\n")
    async with open_door(event, clock=StoppedClock()) as door:
        await door.scan("CODE0001")
        assert (await door.scan("CODE0001")).outcome is Outcome.ALREADY_IN


@pytest.mark.parametrize(
    ("scanned", "outcome", "word"),
    [
        ("NOBODY", Outcome.UNKNOWN, "search by name"),
        ("https://luma.com/check-in/evt-1?pk=g-abc123", Outcome.UNKNOWN, "Luma"),
        ("", Outcome.UNKNOWN, "search by name"),
        ("x" * 10_000, Outcome.UNKNOWN, "search by name"),
    ],
)
async def test_a_foreign_code(tmp_path: Path, scanned: str, outcome: Outcome, word: str) -> None:
    event = await make_event(tmp_path, registrations(3))
    async with open_door(event) as door:
        result = await door.scan(scanned)
        assert result.outcome is outcome and word in result.reason
        assert result.registrant is None and result.badge is None


async def test_our_own_codes_tell_misread_from_forged(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(3))
    async with open_door(event, clock=LeapingClock()) as door:
        genuine = code.issue(door.identity.event_id, door.identity.key)
        other = "B" if genuine[3] != "B" else "C"
        misread = genuine[:3] + other + genuine[4:]
        assert (await door.scan(misread)).reason == "A letter was misread: scan it again."
        assert (await door.scan(genuine)).outcome is Outcome.UNKNOWN
        forged = code.issue(door.identity.event_id, b"another key")
        assert (await door.scan(forged)).outcome is Outcome.FORGED


@pytest.mark.parametrize(
    ("status", "why", "outcome", "word"),
    [
        (Status.CANCELLED, "declined", Outcome.CANCELLED, "declined"),
        (Status.PENDING, "unpaid", Outcome.PENDING, "unpaid"),
        (Status.PENDING, "waitlisted", Outcome.PENDING, "waitlisted"),
        (Status.PENDING, "", Outcome.PENDING, "pending"),
    ],
)
async def test_a_ticket_that_may_not_come_in(
    tmp_path: Path, status: Status, why: str, outcome: Outcome, word: str
) -> None:
    guests = registrations(5)
    guests[0] = replace(guests[0], status=status, reason=why)
    event = await make_event(tmp_path, guests)
    async with open_door(event) as door:
        result = await door.scan("CODE0001")
        assert result.outcome is outcome and result.reason.startswith(word)
        assert badges(door) == []


async def test_the_promise_on_paper(tmp_path: Path) -> None:
    """Whoever was told "they will name you when they come" is named by those who come."""
    event = await make_event(tmp_path, registrations(40))
    promised: dict[str, set[str]] = {}
    kept = 0
    for n in range(1, 41):
        # A restart before every scan: commitments live in the file, not in the process.
        async with open_door(event) as door:
            result = await door.scan(f"CODE{n:04}")
            assert result.registrant
            mine = {each.registrant for each in result.introductions}
            owed = promised.pop(result.registrant.id, set())
            assert owed <= mine
            kept += len(owed)
            for each in result.introductions:
                if each.kind is Kind.COMING:
                    promised.setdefault(each.registrant, set()).add(result.registrant.id)
                assert each.reason and each.starter and len(each.starter) <= 45
    assert kept > 20


async def test_undo_and_readmission_keep_the_promise(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(30))
    async with open_door(event, clock=LeapingClock()) as door:
        first = await door.scan("CODE0001")
        assert first.registrant and first.badge
        undone = await door.undo("CODE0001", "wrong person")
        assert undone.outcome is Outcome.LEFT and "not inside" in undone.reason
        assert (await door.counts()).inside == 0
        for n in range(2, 15):
            await door.scan(f"CODE{n:04}")
        again = await door.scan("CODE0001")
        assert again.outcome is Outcome.ADMITTED and again.badge != first.badge
        assert {each.registrant for each in first.introductions} <= {each.registrant for each in again.introductions}
        assert [job for job in rows(door, f"SELECT revision FROM print_job WHERE id = '{again.badge}'")] == [(2,)]


async def test_undo_says_when_there_is_nothing_to_undo(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(3))
    async with open_door(event) as door:
        with pytest.raises(InputError, match="nothing to undo"):
            await door.undo("CODE0001")
        with pytest.raises(NotFoundError):
            await door.undo("WHOEVER")


async def test_undo_by_badge_and_by_registrant(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(3))
    async with open_door(event, clock=LeapingClock()) as door:
        result = await door.scan("CODE0001")
        assert result.badge and result.registrant
        assert (await door.undo(result.badge)).outcome is Outcome.LEFT
        await door.scan("CODE0001")
        assert (await door.undo(result.registrant.id)).outcome is Outcome.LEFT


async def test_a_reprint_keeps_the_names_and_voids_the_old_badge(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(20))
    async with open_door(event) as door:
        first = await door.scan("CODE0001")
        again = await door.badges.print_again("CODE0001", "jammed")
        assert again.introductions == first.introductions and again.badge != first.badge
        one, two = badges(door)
        assert (one.people, one.number) == (two.people, two.number)
    async with open_door(event) as door:
        assert (await door.badges.print_again(str(first.badge))).introductions == first.introductions
        with pytest.raises(InputError, match="no badge yet"):
            await door.badges.print_again("CODE0002")


async def test_a_walk_in_is_listed_admitted_and_introduced(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(20))
    newcomer = Registration(ref="", name="Mia Lind", offers=("python",), asks=("pottery", "sailing"), consent=True)
    async with open_door(event) as door:
        for n in range(1, 10):
            await door.scan(f"CODE{n:04}")
        result = await door.walk_in(newcomer)
        assert result.outcome is Outcome.ADMITTED and result.introductions
        assert result.registrant and result.registrant.number == 21
        counts = await door.counts()
        assert (counts.walk_ins, counts.inside, counts.admitted) == (1, 10, 10)
        found = await door.guests.search("mia")
        assert [each.presence.found_by for each in found] == [FoundBy.WALKIN]
    async with open_door(event) as door:
        assert [each.registrant.name for each in await door.guests.search("mia li")] == ["Mia Lind"]


async def test_in_and_out(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(3), '[door]\nre_entry = "in_and_out"\n')
    async with open_door(event, clock=LeapingClock()) as door:
        first = await door.scan("CODE0001")
        assert first.badge
        left = await door.scan("CODE0001")
        assert left.outcome is Outcome.LEFT and left.first and left.first.at == first.at
        back = await door.scan(first.badge)
        assert back.outcome is Outcome.ADMITTED and back.badge == first.badge
        assert len(badges(door)) == 1
        await door.scan("CODE0001")
        undone = await door.undo("CODE0001")
        assert undone.outcome is Outcome.ADMITTED, "the exit was taken back"
        assert (await door.counts()).inside == 1


async def test_a_nameless_ticket_asks_where_somebody_can_answer(tmp_path: Path) -> None:
    guests = registrations(3)
    guests[0] = replace(guests[0], name="", email="")
    event = await make_event(tmp_path, guests)
    async with open_door(event, clock=LeapingClock()) as door:
        asked = await door.scan("CODE0001", can_ask=True)
        assert asked.outcome is Outcome.PENDING and asked.registrant
        named = await door.admit(asked.registrant.id, name="Pat Example", found_by=FoundBy.SCAN)
        assert named.outcome is Outcome.ADMITTED and named.registrant and named.registrant.name == "Pat Example"
        assert [b.first_name for b in badges(door)] == ["Pat"]
        taken = await door.take([guests[0]])
        assert len(taken.unchanged) == 1


async def test_late_sign_ups_come_in_while_the_door_is_open(tmp_path: Path) -> None:
    everybody = registrations(30)
    event = await make_event(tmp_path, everybody[:10])
    async with open_door(event, clock=LeapingClock()) as door:
        await door.scan("CODE0001")
        taken = await door.take(everybody)
        assert (len(taken.new), len(taken.updated), len(taken.unchanged)) == (20, 0, 10)
        results = [await door.scan(f"CODE{n:04}") for n in range(2, 31)]
        assert {result.outcome for result in results} == {Outcome.ADMITTED}
        assert any(each.number > 10 for result in results[:9] for each in result.introductions)
        changed = await door.take([replace(everybody[4], status=Status.CANCELLED, reason="cancelled")])
        assert len(changed.updated) == 1


async def test_nobody_is_told_about_a_walk_in_to_come_even_after_a_restart(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(20))
    wanted = Registration(ref="", name="Mia Lind", offers=("python", "sql", "sailing"), asks=("pottery",), consent=True)
    async with open_door(event) as door:
        walked_in = await door.walk_in(wanted)
        assert walked_in.registrant
        await door.undo(walked_in.registrant.id)
    told = {name.registrant for name in walked_in.introductions}
    async with open_door(event) as door:
        for n in range(1, 21):
            result = await door.scan(f"CODE{n:04}")
            assert result.registrant
            named = 21 in {each.number for each in result.introductions}
            assert named == (result.registrant.id in told), "only those who were promised its name"


async def test_what_was_typed_at_the_door_outlives_the_next_list(tmp_path: Path) -> None:
    guests = [replace(registrations(1)[0], name="")]
    event = await make_event(tmp_path, guests)
    async with open_door(event) as door:
        found = await door.guests.find("CODE0001")
        assert found
        await door.admit(found.registrant.id, name="Pat Door")
        from_list = replace(guests[0], name="Pat List")
        assert len((await door.take([from_list])).unchanged) == 1
        taken = await door.take([from_list], replace_edits=True)
        assert [person.name for person in taken.updated] == ["Pat List"]


async def test_a_disk_that_fails_is_never_green(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(10))
    async with open_door(event, clock=LeapingClock()) as door:
        await door.turns.database.run(lambda c, _: c.execute("PRAGMA query_only = ON"), None)
        failed = await door.scan("CODE0001")
        assert failed.outcome is Outcome.ERROR and failed.badge is None
        await door.turns.database.run(lambda c, _: c.execute("PRAGMA query_only = OFF"), None)
        assert (await door.scan("CODE0001")).outcome is Outcome.ADMITTED


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lucja", "Łucja Abel"),
        ("dorde chi", "Chidi Đorđević"),
        ("costa ana", "Ana Costa"),
        ("gor berg", "Göran Berg"),
        ("PERSON7@example", "Hana Abel"),
        ("Chidi Dordevik", "Chidi Đorđević"),
        ("fatma garcia", "Fatima García"),
        ("bo a", "Bo Abel"),
    ],
)
async def test_search_finds_what_people_say_and_mistype(tmp_path: Path, typed: str, name: str) -> None:
    event = await make_event(tmp_path, registrations(110))
    async with open_door(event), open_reader(event.database) as reader:
        found = await reader.read(lambda connection: search(connection, typed))
        assert name in [each.registrant.name for each in found[:3]]


@pytest.mark.parametrize(
    "typed", ["", " ", '"', "*", "-", "()", "NEAR(a b)", "name:ana", "'; DROP TABLE fact", "ZZZZZZ"]
)
async def test_search_survives_what_people_type(tmp_path: Path, typed: str) -> None:
    event = await make_event(tmp_path, registrations(3))
    async with open_door(event) as door:
        assert await door.guests.search(typed) == []
        assert await door.guests.search_exact(typed) == []

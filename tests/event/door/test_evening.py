"""What the evening remembers: who left, what was undone, who came for whom, what was told on which paper."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import InputError
from kiosk.event.badges.cards import introduce_all, remember
from kiosk.event.door import inbox
from kiosk.event.door.door import Door
from kiosk.event.door.opening import open_door
from kiosk.event.door.paperlist import Came
from kiosk.event.mixer.planning import plan_rest, rounds_of
from kiosk.event.mixer.state import Terms
from kiosk.event.overview.attendance import Attendance, attendance
from kiosk.export.attendance_table import record
from kiosk.model import FoundBy, Kind, Outcome, Registration, ScanResult, Status
from kiosk.store import people
from kiosk.store.turns import open_turns
from tests.event.evening import make_event, registrations
from tests.event.hands import LeapingClock, rows

IN_AND_OUT = "[door]\nre_entry = 'in_and_out'\n"
UNPAID = Registration(
    ref="u", name="Una Paid", codes=("UNPAID",), status=Status.PENDING, reason="unpaid", consent=True,
    offers=("python",), asks=("sql",),
)  # fmt: skip


async def exported(door: Door) -> dict[str, Attendance]:
    """The attendance by name."""
    return {row.registrant.name: row for row in await attendance(door.turns.database)}


def names(result: ScanResult) -> set[str]:
    return {each.name for each in result.introductions}


def called(people_: Sequence[Any]) -> list[str]:
    return [each.registrant.name for each in people_]


async def test_who_has_left_is_named_on_no_new_badge_until_they_come_back(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(30), IN_AND_OUT)
    async with open_door(event, clock=LeapingClock()) as door:
        left = {(await door.scan(f"CODE{n:04}")).registrant: f"CODE{n:04}" for n in range(1, 13)}
        for code in left.values():
            assert (await door.scan(code)).outcome is Outcome.LEFT
        here = {each.id for each in left if each}
        owed = {each.id: await _told(door, each.id) for each in left if each}
        for n in range(13, 19):
            came = await door.scan(f"CODE{n:04}")
            assert came.registrant
            for each in came.introductions:
                # Only who was promised this very person is still told of.
                assert each.registrant not in here or came.registrant.id in owed[each.registrant], each.name
    async with open_door(event, clock=LeapingClock()) as door:
        for n in range(19, 23):
            came = await door.scan(f"CODE{n:04}")
            assert came.registrant
            for each in came.introductions:
                assert each.registrant not in here or came.registrant.id in owed[each.registrant], "after a restart"
        for code in left.values():
            assert (await door.scan(code)).outcome is Outcome.ADMITTED
        named = {each.registrant for n in range(23, 31) for each in (await door.scan(f"CODE{n:04}")).introductions}
        assert named & here, "back, and named again"


async def _told(door: Door, registrant: str) -> set[str]:
    body = await door.guests.find(registrant)
    assert body
    (row,) = [each for each in (await attendance(door.turns.database)) if each.registrant.id == registrant]
    return {each.registrant for each in row.introductions}


async def test_an_exit_that_is_taken_back_was_none(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(12), IN_AND_OUT)
    async with open_door(event, clock=LeapingClock()) as door:
        await door.scan("CODE0001")
        await door.scan("CODE0001")
        assert (await door.undo("CODE0001")).outcome is Outcome.ADMITTED
        assert (await door.counts()).inside == 1
        room = door._admitting.room
        assert room._arrivals._here and not room._arrivals._away


async def test_taking_back_who_was_let_in_all_the_same_leaves_the_ticket_unpaid(tmp_path: Path) -> None:
    event = await make_event(tmp_path, [*registrations(3), UNPAID])
    async with open_door(event, clock=LeapingClock()) as door:
        assert (await door.crew.let_in("UNPAID", "pays later")).outcome is Outcome.ADMITTED
        assert (await door.scan("UNPAID")).outcome is Outcome.ALREADY_IN
        assert (await door.undo("UNPAID")).registrant == replace(
            (await door.guests.whom("Una Paid")), status=Status.PENDING, reason="unpaid"
        )
        assert (await door.scan("UNPAID")).outcome is Outcome.PENDING
        assert (await door.counts()).registered == 3
    async with open_door(event, clock=LeapingClock()) as door:
        assert (await door.scan("UNPAID")).outcome is Outcome.PENDING, "after a restart"
        await door.crew.let_in("UNPAID", "paid in cash")
        await door.undo("UNPAID")
        await door.crew.release("unpaid")
        assert (await door.scan("UNPAID")).outcome is Outcome.ADMITTED
        await door.undo("UNPAID")
        assert (await door.scan("UNPAID")).outcome is Outcome.ADMITTED, "released for all: not for this one scan"


async def test_why_somebody_was_let_in_is_exported(tmp_path: Path) -> None:
    other = replace(UNPAID, ref="v", name="Vic Late", codes=("LATE",))
    event = await make_event(tmp_path, [*registrations(1), UNPAID, other])
    async with open_door(event, clock=LeapingClock()) as door:
        await door.scan("CODE0001")
        await door.crew.let_in("UNPAID", "paid in cash")
        await door.crew.let_in("LATE")
        rows_ = await exported(door)
        assert record(rows_["Una Paid"])["forced"] == "paid in cash"
        assert record(rows_["Vic Late"])["forced"] == "let in without a reason"
        await door.undo("UNPAID")
        rows_ = await exported(door)
        assert [record(row)["forced"] for row in rows_.values() if row.registrant.name != "Vic Late"] == [None, None]


async def test_a_reprint_sends_nobody_to_another_connector(tmp_path: Path) -> None:
    loners = [Registration(ref=f"l{n}", name=f"Lone {n}", codes=(f"LONE{n}",), consent=True) for n in range(5)]
    event = await make_event(tmp_path, loners, "[matching]\nconnectors = ['Ana', 'Bo', 'Cy']\nmost_per_connector = 9\n")
    async with open_door(event, clock=LeapingClock()) as door:
        sent = [(await door.scan(f"LONE{n}")).connector for n in range(3)]
        assert len(set(sent)) == 3, "they take turns"
        again = [(await door.badges.print_again(f"LONE{n}")).connector for n in (2, 0, 1)]
        assert again == [sent[2], sent[0], sent[1]]
        assert (await door.badges.write_by_hand("LONE1")).connector == sent[1]
    async with open_door(event, clock=LeapingClock()) as door:
        assert (await door.badges.print_again("LONE1")).connector == sent[1], "after a restart"
        await door.undo("LONE1")
        assert (await door.scan("LONE1")).connector == sent[1], "in again"
        assert (await door.scan("LONE3")).connector == sent[0], "the fourth goes to the first again"


async def test_a_badge_that_is_handed_over_twice_is_given_once(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(2))
    async with open_door(event, clock=LeapingClock()) as door:
        badge = (await door.scan("CODE0001")).badge or ""
        await door.scan("CODE0002")
        await door.badges.write_by_hand("CODE0002")
        for _ in range(3):
            assert await door.badges.hand(badge)
        assert (await door.badges.tray()).given == 2
        assert len(rows(door, "SELECT 1 FROM fact WHERE kind = 'given'")) == 2


async def test_a_message_of_the_tray_that_can_not_be_deleted_is_taken_in_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuck(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied")

    event = await make_event(tmp_path, registrations(2))
    async with open_door(event, clock=LeapingClock()) as door:
        badge = (await door.scan("CODE0001")).badge or ""
        inbox.tell_given(event.path, badge)
        with monkeypatch.context() as broken:
            broken.setattr(Path, "unlink", stuck)
            for _ in range(3):
                with pytest.raises(PermissionError):
                    await door.badges.take_told()
        assert len(rows(door, "SELECT 1 FROM fact WHERE kind = 'given'")) == 1
        assert await door.badges.take_told() == 1 and await door.badges.take_told() == 0


async def test_which_badge_counts_as_given(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(2))
    async with open_door(event, clock=LeapingClock()) as door:
        first = (await door.scan("CODE0001")).badge or ""
        await door.badges.hand(first)
        assert (given := await _given(door)) is not None
        second = (await door.badges.print_again("CODE0001")).badge or ""
        assert await _given(door) is None, "the new one lies in the tray"
        await door.badges.hand(second)
        assert (later := await _given(door)) is not None and later >= given


async def _given(door: Door) -> Any:
    found = await door.guests.find("CODE0001")
    assert found
    return found.presence.given


async def test_a_plan_that_comes_after_a_round_began_does_not_move_those_who_sit_in_it(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(8))
    terms = Terms(size=2, rounds=3)
    async with open_door(event, clock=LeapingClock()) as door:
        for n in range(1, 9):
            await door.scan(f"CODE{n:04}")
            await door.mixer.join(f"CODE{n:04}")
        before = await door.mixer.state()
        first = await plan_rest(event, before, terms, seconds=0.1)
        await door.mixer.plan(terms, rounds_of(first, ()), started=0)
        sitting = (await door.mixer.next_round()).now
        with pytest.raises(InputError, match="A round has begun"):
            await door.mixer.plan(terms, tuple(reversed(rounds_of(first, ()))), started=0)
        assert (await door.mixer.state()).now == sitting


async def test_who_joined_and_was_taken_back_does_not_make_the_plan_out_of_date(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(5), IN_AND_OUT)
    terms = Terms(size=2, rounds=2)
    async with open_door(event, clock=LeapingClock()) as door:
        for n in range(1, 6):
            await door.scan(f"CODE{n:04}")
            await door.mixer.join(f"CODE{n:04}")
        await door.undo("CODE0005")
        state = await door.mixer.state()
        assert len(state.joined) == 4
        state = await door.mixer.plan(
            terms, rounds_of(await plan_rest(event, state, terms, seconds=0.1), ()), started=0
        )
        assert not state.unseated
        await door.scan("CODE0004")
        assert len((await door.mixer.state()).unseated) == 1, "who has left is missed at the table"
        await door.scan("CODE0004")
        assert not (await door.mixer.state()).unseated, "back, and still expected there"


async def test_cards_for_everybody_leave_the_names_of_badges_in_the_export(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(24))
    async with open_door(event, clock=LeapingClock()) as door:
        told = {f"CODE{n:04}": names(await door.scan(f"CODE{n:04}")) for n in range(1, 25)}
        on_badges = {code: (await door.guests.find(code)) for code in told}
    async with open_turns(event.database, "main") as turns:
        cards = await introduce_all(turns.database, event)
        await turns.take(lambda turn: remember(turn, cards))
        rows_ = {row.registrant.id: row for row in await attendance(turns.database)}
    for code, found in on_badges.items():
        assert found
        exported_ = {each.name for each in rows_[found.registrant.id].introductions}
        (card,) = [each for each in cards if each.person.id == found.registrant.id]
        assert exported_ == told[code] | {each.name for each in card.told.introductions}
    async with open_door(event, clock=LeapingClock()) as again:
        room = again._admitting.room
        for card in cards:
            known = {name.person for name in room._arrivals._badges[room._index[card.person.id]]}
            assert {room._index[each.registrant] for each in card.told.introductions} <= known, "a restart knows cards"


async def test_a_card_at_the_door_repeats_nobody_of_the_cards_for_all(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(9))
    async with open_door(event, clock=LeapingClock()) as door:
        for n in (1, 9):
            await door.scan(f"CODE{n:04}")
    async with open_turns(event.database, "main") as turns:
        cards = await introduce_all(turns.database, event)
        await turns.take(lambda turn: remember(turn, cards))
    told = {card.person.name: {each.name for each in card.told.introductions} for card in cards}
    async with open_door(event, clock=LeapingClock()) as door:
        for n in range(2, 9):
            await door.scan(f"CODE{n:04}")
        for n in (1, 9):
            found = await door.guests.find(f"CODE{n:04}")
            assert found
            try:
                card = await door.crew.card(f"CODE{n:04}")
            except InputError:
                continue
            assert not names(card) & told[found.registrant.name]


async def test_who_gave_their_ticket_away_is_found_and_exported(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(6))
    async with open_door(event, clock=LeapingClock()) as door:
        absent = await door.guests.whom("CODE0003")
        came = await door.crew.substitute("CODE0003", Registration(ref="", name="Noor Haddad", consent=True))
        assert came.registrant and came.registrant.ticket == absent.ticket
        everybody = await exported(door)
        assert len(everybody) == 7
        gone, here = everybody[absent.name], everybody["Noor Haddad"]
        assert (gone.came, gone.status, gone.introductions) == (False, Status.CANCELLED, ()) and here.came
        for typed in (absent.name, str(absent.number), absent.email):
            (found,) = await door.guests.search_exact(typed)
            assert found.registrant.id == absent.id and not found.presence.inside
        answer = await door.admit(absent.id)
        assert answer.outcome is Outcome.CANCELLED and "substituted" in answer.reason
        assert (await door.scan("CODE0003")).registrant == came.registrant
        await door.turns.database.write(people.replay)
        assert await exported(door) == everybody
    assert not rows(door, "SELECT 1 FROM fact WHERE instr(body, 'instead')"), "who came for whom is nobody's business"


async def test_a_file_of_before_finds_who_gave_their_ticket_away(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(3))
    async with open_door(event) as door:
        absent = await door.guests.whom("CODE0003")
        await door.crew.substitute("CODE0003", Registration(ref="", name="Noor Haddad"))
    with sqlite3.connect(event.database) as connection:
        connection.executescript(
            "DROP TABLE former; DROP INDEX registrant_person; DROP INDEX registrant_host;"
            "ALTER TABLE registrant DROP COLUMN person;"
            "ALTER TABLE registrant DROP COLUMN marks; ALTER TABLE code DROP COLUMN void; DROP INDEX fact_same;"
            "DROP INDEX fact_imported; DROP INDEX fact_undone_elsewhere; PRAGMA user_version = 5;"
        )
    connection.close()
    async with open_door(event) as door:
        assert called(await door.guests.search_exact(absent.name)) == [absent.name]


async def test_somebody_entered_from_paper_is_told_names_with_the_first_print(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(12))
    async with open_door(event, clock=LeapingClock()) as door:
        for n in range(1, 9):
            await door.scan(f"CODE{n:04}")
        await door.enter("CODE0009", Came(1_700_000_000_000, 60_000))
        printed = await door.badges.print_again("CODE0009")
        assert printed.outcome is Outcome.ADMITTED and printed.introductions
        assert (await exported(door))[printed.registrant.name if printed.registrant else ""].found_by is FoundBy.PAPER


async def test_a_mutual_name_is_mutual_on_both_papers(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(20))
    async with open_door(event, clock=LeapingClock()) as door:
        for n in range(1, 21):
            await door.scan(f"CODE{n:04}")
        told = {row.registrant.id: row.introductions for row in await attendance(door.turns.database)}
        for who, papers in told.items():
            for each in papers:
                if each.kind is not Kind.HERE:
                    assert who in {other.registrant for other in told[each.registrant]}, each.name


async def test_how_many_more_come_on_a_ticket_is_said_with_the_welcome(tmp_path: Path) -> None:
    host = Registration(ref="h:1", name="Hope Host", email="hope@example.org", codes=("HOST0001",), order="O1")
    guests = [replace(host, ref=f"h:1+{n}", name="", email="", codes=(), guest=n) for n in (1, 2)]
    event = await make_event(tmp_path, [host, *guests])
    async with open_door(event, clock=LeapingClock()) as door:
        assert "2 more on this ticket" in (await door.scan("HOST0001")).reason
        (first, second) = [each.registrant for each in await door.guests.of_order("O1") if not each.registrant.name]
        assert (await door.admit(first.id, name="Gus One")).outcome is Outcome.ADMITTED
        await door.undo("HOST0001")
        assert "1 more on this ticket" in (await door.scan("HOST0001")).reason
        await door.admit(second.id, name="Gia Two")
        await door.undo("HOST0001")
        assert (await door.scan("HOST0001")).reason == ""

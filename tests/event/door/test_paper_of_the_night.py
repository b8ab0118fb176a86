"""What is on the disk and in the tray after each thing that happens at a door: facts, words, badges."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import InputError
from kiosk.event.door.door import Door
from kiosk.event.door.opening import open_door
from kiosk.event.door.paperlist import Came
from kiosk.model import First, FoundBy, Kind, Outcome, Registration, Status
from kiosk.store import facts
from kiosk.store.bodies import Reviewed, Unknown
from kiosk.store.facts import Fact
from kiosk.store.turns import open_turns
from kiosk.store.verdicts import Decision, Verdict, decisions, record
from tests.event.evening import make_event, registrations
from tests.event.hands import LeapingClock, badges, rows

IN_AND_OUT = "[door]\nre_entry = 'in_and_out'\n"


def last_fact(door: Door) -> tuple[str, dict[str, Any]]:
    """The kind and body of what was written last."""
    ((kind, body),) = rows(door, "SELECT kind, body FROM fact ORDER BY n DESC LIMIT 1")
    return kind, json.loads(body)


async def test_an_admission(tmp_path: Path) -> None:
    async with open_door(await make_event(tmp_path, registrations(20)), clock=LeapingClock()) as door:
        came = await door.scan("CODE0001")
        person = came.registrant
        assert person and came.code == "CODE0001" and came.first is None and came.reason == ""
        kind, body = last_fact(door)
        assert kind == "admitted" and (body["registrant"], body["found_by"]) == (person.id, "scan")
        assert body["badge"] == came.badge and body.keys() == {"registrant", "found_by", "badge", "introductions"}
        assert body["introductions"] == [[each.registrant, each.kind] for each in came.introductions]
        (drawn,) = badges(door)
        assert (drawn.id, drawn.number, drawn.card_only) == (came.badge, 1, False)
        assert [each.name for each in drawn.people] == [each.name for each in came.introductions]
        assert [each.here for each in drawn.people] == [each.kind is Kind.HERE for each in came.introductions]
        assert [(each.line, each.why, each.starter) for each in drawn.people] == [
            (each.reason, each.reason, each.card) for each in came.introductions
        ]


async def test_a_reprint_is_a_whole_badge_with_the_same_names(tmp_path: Path) -> None:
    async with open_door(await make_event(tmp_path, registrations(20)), clock=LeapingClock()) as door:
        first = await door.scan("CODE0001")
        again = await door.badges.print_again("CODE0001", "torn")
        kind, body = last_fact(door)
        assert (kind, body["badge"], body["replaces"]) == ("reprinted", again.badge, first.badge)
        assert body["introductions"] == [[each.registrant, each.kind] for each in first.introductions]
        assert [drawn.card_only for drawn in badges(door)] == [False, False]
        assert again.outcome is Outcome.ALREADY_IN and again.first == First(door="main", at=first.at)
        assert rows(door, "SELECT body FROM note_text") == [("torn",)]
        known = await door.scan("CODE0001")
        assert (known.badge, known.introductions) == (again.badge, first.introductions)


async def test_a_refusal_says_what_they_were_told_and_where_they_came_in(tmp_path: Path) -> None:
    async with open_door(await make_event(tmp_path, registrations(20)), clock=LeapingClock()) as door:
        first = await door.scan("CODE0001")
        again = await door.scan("CODE0001")
        assert (again.badge, again.introductions) == (first.badge, first.introductions)
        assert again.first == First(door="main", at=first.at) and again.code == "CODE0001"
        kind, body = last_fact(door)
        assert kind == "refused" and first.registrant
        assert body == {"outcome": "already_in", "registrant": first.registrant.id}
        assert (await door.scan("NOBODY")).code == "NOBODY"
        assert last_fact(door) == ("refused", {"outcome": "unknown"})
        assert rows(door, "SELECT ticket FROM fact ORDER BY n DESC LIMIT 1") == [(None,)]


async def test_out_and_in_again(tmp_path: Path) -> None:
    async with open_door(await make_event(tmp_path, registrations(20), IN_AND_OUT), clock=LeapingClock()) as door:
        first = await door.scan("CODE0001")
        left = await door.scan("CODE0001")
        assert last_fact(door) == ("left", {"registrant": first.registrant and first.registrant.id})
        back = await door.admit("CODE0001", found_by=FoundBy.SEARCH)
        kind, body = last_fact(door)
        assert kind == "admitted" and body.keys() == {"registrant", "found_by"} and body["found_by"] == "search"
        for answer in (left, back):
            assert answer.badge == first.badge and answer.first == First(door="main", at=first.at)
        assert back.reason == "Welcome back." and left.code == "CODE0001" and len(badges(door)) == 1
        found = await door.guests.find("CODE0001")
        assert found and found.presence.first_in == first.at and found.presence.last_out == left.at
        assert found.presence.last_in == back.at and found.presence.found_by is FoundBy.SCAN


async def test_taken_back(tmp_path: Path) -> None:
    async with open_door(await make_event(tmp_path, registrations(20), IN_AND_OUT), clock=LeapingClock()) as door:
        first = await door.scan("CODE0001")
        ((admission,),) = rows(door, "SELECT id FROM fact ORDER BY n DESC LIMIT 1")
        await door.scan("CODE0001")
        undone = await door.undo("CODE0001", "still here")
        assert (undone.outcome, undone.badge) == (Outcome.ADMITTED, first.badge)
        assert undone.first == First(door="main", at=first.at)
        assert "is inside again" in undone.reason and rows(door, "SELECT body FROM note_text") == [("still here",)]
        undone = await door.undo("CODE0001")
        assert (undone.outcome, undone.badge, undone.first) == (Outcome.LEFT, first.badge, None)
        assert last_fact(door)[1]["undoes"] == admission and rows(door, "SELECT count(*) FROM note_text") == [(1,)]
        with pytest.raises(InputError, match="nothing to undo"):
            await door.undo("CODE0001")


async def test_entered_from_paper(tmp_path: Path) -> None:
    guests = registrations(6)
    guests[1] = replace(guests[1], status=Status.PENDING, reason="unpaid")
    async with open_door(await make_event(tmp_path, guests), clock=LeapingClock()) as door:
        entered = await door.enter("CODE0001", Came(1_700_000_000_000, 60_000))
        assert (entered.outcome, entered.badge, entered.introductions) == (Outcome.ADMITTED, None, ())
        assert entered.at.timestamp() == 1_700_000_000 and entered.reason == "Entered from paper."
        assert rows(door, "SELECT at_ms, unc_ms FROM fact ORDER BY n DESC LIMIT 1") == [(1_700_000_000_000, 60_000)]
        assert last_fact(door)[1] == {"registrant": entered.registrant and entered.registrant.id, "found_by": "paper"}
        again = await door.enter("CODE0001", Came(1_700_000_009_000, 60_000))
        assert again.outcome is Outcome.ALREADY_IN and again.first == First(door="main", at=entered.at)
        refused = await door.enter("CODE0002", Came(1_700_000_000_000, 60_000))
        assert refused.outcome is Outcome.PENDING and refused.code == "" and badges(door) == []
        counts = await door.counts()
        assert (counts.inside, counts.admitted, counts.registered, counts.walk_ins) == (1, 1, 5, 0)


async def test_the_numbers_in_the_header(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(6), "[event]\nname = 'X'\ncapacity = 4\n" + IN_AND_OUT)
    async with open_door(event, clock=LeapingClock()) as door:
        for code in ("CODE0001", "CODE0002", "CODE0002"):
            await door.scan(code)
        await door.walk_in(Registration(ref="", name="Mia Lind"))
        fail = "UPDATE print_job SET state = 'failed' WHERE n = 1"
        await door.turns.database.write(lambda c: c.execute(fail).rowcount)
        counts = await door.counts()
        assert (counts.registered, counts.inside, counts.admitted, counts.walk_ins) == (7, 2, 3, 1)
        assert (counts.capacity, counts.jobs_doubtful, counts.jobs_waiting) == (4, 1, 2)


async def test_a_name_for_a_ticket_that_has_none(tmp_path: Path) -> None:
    guests = registrations(3)
    guests[0] = replace(guests[0], name="", email="")
    guests[1] = replace(guests[1], name="", status=Status.CANCELLED)
    async with open_door(await make_event(tmp_path, guests), clock=LeapingClock()) as door:
        refused = await door.admit("CODE0002", name="Pat Example")
        assert refused.outcome is Outcome.CANCELLED
        found = await door.guests.find("CODE0002")
        assert found and found.registrant.name == "", "a name that may not come in is not written down"
        named = await door.admit("CODE0001", name="Pat Example", found_by=FoundBy.SCAN)
        assert named.registrant and named.registrant.name == "Pat Example" and badges(door)[0].first_name == "Pat"
        again = await door.admit("CODE0003", name="Somebody Else")
        assert again.registrant and again.registrant.name == guests[2].name, "who has a name keeps it"
        assert last_fact(door)[1]["found_by"] == "search"


async def test_a_verdict_of_another_shape_is_passed_over(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(1))
    async with open_turns(event.database, "main") as turns:
        await turns.take(lambda turn: record(turn, [Decision("pottery", Verdict.SHORTEN, "clay")]))
        body = Unknown("reviewed", '{"verdict":{"by":"two"}}')
        strange = Fact(id="zz", ticket=None, body=body, door="main", at_ms=9**13)
        await turns.take(lambda turn: facts.insert(turn.connection, [strange]))
        await turns.take(lambda turn: facts.save_note(turn.connection, strange, '{"phrase":"pottery","instead":""}'))
        assert await turns.read(decisions) == {"pottery": Decision("pottery", Verdict.SHORTEN, "clay")}
        await turns.take(lambda turn: record(turn, [Decision("pottery", Verdict.OPEN)]))
        assert await turns.read(decisions) == {}
        await turns.take(lambda turn: turn.write(Reviewed(verdict="keep"), note='{"phrase":"sql","instead":""}'))
        assert await turns.read(decisions) == {"sql": Decision("sql", Verdict.KEEP, "")}

"""What has to stay so when one thing follows another: substitutes, further tickets, letting in, paper lists."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.event.badges.cards import introduce_all
from kiosk.event.door.door import Door
from kiosk.event.door.opening import open_door
from kiosk.event.door.paperlist import Came
from kiosk.event.overview.attendance import attendance
from kiosk.model import Outcome, Registrant, Registration, ScanResult, Status
from tests.event.evening import make_event, registrations
from tests.event.failing import in_room, room_of
from tests.event.hands import LeapingClock, rows

ONCE = "[door]\nmay_let_in = ['unpaid', 'waitlisted', 'cancelled']\n"
BOTH_WAYS = f"{ONCE}re_entry = 'in_and_out'\n"


def row(name: str, email: str = "", **said: Any) -> Registration:
    return Registration(**({"ref": "generic:", "name": name, "email": email} | said))


ANN = row(
    "Ann Absent", "ann@x.example", ref="tito:1", codes=("ANN1",), offers=("pottery",), asks=("sql",), consent=True
)


async def found(door: Door, handle: str) -> Registrant:
    known = await door.guests.find(handle)
    assert known
    return known.registrant


def called(result: ScanResult) -> str:
    assert result.registrant
    return result.registrant.name


async def test_a_substitute_does_not_inherit_the_yes_of_the_absent_by_a_reimport(tmp_path: Path) -> None:
    event = await make_event(
        tmp_path,
        [*registrations(6), ANN],
        "",
    )
    async with open_door(event, clock=LeapingClock()) as door:
        sub = await door.crew.substitute("ANN1", row("Bob Instead", offers=("welding",)))
        assert sub.registrant and sub.registrant.consent is None
        await door.take([*registrations(6), ANN])
        now = await door.guests.whom(sub.registrant.id)
        assert now.name == "Bob Instead" and now.consent is None


async def test_a_substitute_does_not_inherit_the_no_of_the_absent_by_a_reimport(tmp_path: Path) -> None:
    ann = replace(ANN, consent=False, photos=False)
    event = await make_event(tmp_path, [*registrations(6), ann])
    async with open_door(event, clock=LeapingClock()) as door:
        sub = await door.crew.substitute("ANN1", row("Bob Instead", offers=("welding",), consent=True))
        assert sub.registrant
        await door.take([*registrations(6), ann])
        now = await door.guests.whom(sub.registrant.id)
        assert (now.consent, now.photos) == (True, None)


async def test_a_no_said_with_a_further_ticket_counts_in_the_room(tmp_path: Path) -> None:
    twice = [
        row(
            "Runa Vik",
            "r@x.example",
            codes=(f"C{n}",),
            order="A7",
            ref=f"tito:{n}",
            offers=("pottery",),
            asks=("python",),
            interests=("sailing",),
            consent=True,
        )
        for n in (1, 2)
    ]
    event = await make_event(tmp_path, [*registrations(12), *twice])
    async with open_door(event, clock=LeapingClock()) as door:
        main = await found(door, "C1")
        assert (await found(door, "C2")).main == main.id
        await door.crew.edit("C2", {"consent": False})
        assert (await found(door, "C1")).consent is False  # on the disk
        named: set[str] = set()
        for n in range(1, 13):
            result = await door.scan(f"CODE{n:04}")
            named |= {each.registrant for each in result.introductions}
        assert main.id not in named


async def test_the_room_hears_which_ticket_stands_for_somebody(tmp_path: Path) -> None:
    """The person's second ticket waited for payment; they pay at the door and come in on it."""
    one = row(
        "Lea Listed",
        "lea@x.example",
        ref="tito:9",
        codes=("LEA",),
        order="A1",
        offers=("pottery",),
        asks=("python",),
        interests=("sailing",),
        consent=True,
    )
    two = replace(one, ref="tito:10", codes=("LEA2",), order="A2", status=Status.PENDING, reason="unpaid")
    event = await make_event(tmp_path, [*registrations(12), one, two], ONCE)
    async with open_door(event, clock=LeapingClock()) as door:
        arrived = await door.crew.let_in("LEA2", "paid")
        assert arrived.outcome is Outcome.ADMITTED
        ids = {(await found(door, c)).id: c for c in ("LEA", "LEA2")}
        named: list[tuple[str, str]] = []
        for n in range(1, 13):
            result = await door.scan(f"CODE{n:04}")
            named += [
                (ids[each.registrant], each.kind.value) for each in result.introductions if each.registrant in ids
            ]
        live = in_room(room_of(door))
    async with open_door(event, clock=LeapingClock()) as door:
        again = in_room(room_of(door))
    assert live["people"] == again["people"], "room parted from the disk"
    assert not [k for c, k in named if k == "coming"], named


async def test_who_was_undone_and_substituted_is_not_here_after_a_restart(tmp_path: Path) -> None:
    event = await make_event(tmp_path, [*registrations(6), ANN])
    async with open_door(event, clock=LeapingClock()) as door:
        await door.scan("ANN1")
        await door.undo("ANN1")
        await door.crew.substitute("ANN1", row("Bob Instead", consent=True))
        live = in_room(room_of(door))
    async with open_door(event, clock=LeapingClock()) as door:
        again = in_room(room_of(door))
    for part in ("came", "here", "away"):
        assert live[part] == again[part], part


async def test_naming_does_not_blame_the_substitute_for_the_absents_badge(tmp_path: Path) -> None:
    event = await make_event(tmp_path, [*registrations(6), ANN])
    async with open_door(event, clock=LeapingClock()) as door:
        told = (await door.scan("ANN1")).introductions
        assert told
        await door.undo("ANN1")
        sub = await door.crew.substitute("ANN1", row("Bob Instead", consent=False))
        assert not sub.introductions
        one = told[0].registrant
        code = (await found(door, one)).codes[0]
        result = await door.crew.substitute(code, row("Cleo Instead"))
        assert "Bob" not in result.reason, result.reason


async def test_letting_in_leaves_nothing_where_nobody_is_let_in(tmp_path: Path) -> None:
    config = ONCE + "[[door.do_not_admit]]\nwho = 'Una Paid'\ncall = 'Kim'\n"
    una = row("Una Paid", ref="u:1", codes=("UNA",), status=Status.PENDING, reason="unpaid")
    event = await make_event(tmp_path, [*registrations(3), una], config)
    async with open_door(event, clock=LeapingClock()) as door:
        before = len(rows(door, "SELECT * FROM fact"))
        result = await door.crew.let_in("UNA", "cash")
        assert result.outcome is Outcome.SEE_CREW
        assert (await found(door, "UNA")).status is Status.PENDING
        assert len(rows(door, "SELECT * FROM fact")) == before


async def test_let_in_on_reentry_is_undone_and_exported(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(3), BOTH_WAYS)
    async with open_door(event, clock=LeapingClock()) as door:
        await door.scan("CODE0001")
        await door.scan("CODE0001")  # out
        await door.take([replace(registrations(1)[0], status=Status.CANCELLED, reason="refunded")])
        assert (await door.scan("CODE0001")).outcome is Outcome.CANCELLED
        assert (await door.crew.let_in("CODE0001", "speaker says so")).outcome is Outcome.ADMITTED
        (line,) = [each for each in await attendance(door.turns.database) if each.registrant.number == 1]
        assert line.forced == "speaker says so"


async def test_undone_a_return_that_was_let_in_waits_again(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(3), BOTH_WAYS)
    async with open_door(event, clock=LeapingClock()) as door:
        await door.scan("CODE0001")
        await door.scan("CODE0001")  # out
        await door.take([replace(registrations(1)[0], status=Status.CANCELLED, reason="refunded")])
        await door.crew.let_in("CODE0001", "speaker says so")
        await door.undo("CODE0001")
        assert (await found(door, "CODE0001")).status is Status.CANCELLED


async def test_let_in_of_somebody_inside_does_not_put_them_out(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(3), BOTH_WAYS)
    async with open_door(event, clock=LeapingClock()) as door:
        await door.scan("CODE0001")
        await door.take([replace(registrations(1)[0], status=Status.PENDING, reason="unpaid")])
        result = await door.crew.let_in("CODE0001", "paid")
        assert result.outcome is not Outcome.LEFT


async def test_together_does_not_put_out_who_is_inside(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(3), BOTH_WAYS)
    async with open_door(event, clock=LeapingClock()) as door:
        await door.scan("CODE0001")
        results = await door.crew.together(["CODE0001", "CODE0002"])
        assert (await door.counts()).inside == 2, [r.outcome for r in results]


async def test_card_for_who_came_on_paper_then_badge(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(9), ONCE)
    async with open_door(event, clock=LeapingClock()) as door:
        await door.scan("CODE0002")
        await door.enter("CODE0001", Came(door.turns.clock.wall_ms(), 0))
        await door.crew.card("CODE0001")
        await door.badges.print_again("CODE0001")


async def test_undo_of_who_came_on_paper_and_got_a_badge(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(9), ONCE)
    async with open_door(event, clock=LeapingClock()) as door:
        await door.enter("CODE0001", Came(door.turns.clock.wall_ms(), 0))
        await door.badges.print_again("CODE0001")
        result = await door.undo("CODE0001")
        assert not (await door.guests.whom("CODE0001")).main and (await door.counts()).inside == 0, result.reason


async def test_paper_after_undo_keeps_the_names(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(9), ONCE)
    async with open_door(event, clock=LeapingClock()) as door:
        first = await door.scan("CODE0001")
        assert first.introductions
        await door.undo("CODE0001")
        await door.enter("CODE0001", Came(door.turns.clock.wall_ms(), 0))
        again = await door.scan("CODE0001")
        assert {e.registrant for e in again.introductions} == {e.registrant for e in first.introductions}


async def test_by_hand_twice_is_given_once(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(9), ONCE)
    async with open_door(event, clock=LeapingClock()) as door:
        await door.enter("CODE0001", Came(door.turns.clock.wall_ms(), 0))
        await door.badges.write_by_hand("CODE0001")
        await door.badges.write_by_hand("CODE0001")
        assert (await door.badges.tray()).given == 1


async def test_part_takes_back_only_what_made_them_one(tmp_path: Path) -> None:
    three = [
        row("Ana Rot", "a@x.example", ref="t:1", codes=("A",), consent=True),
        row("Ana Rot", "a@x.example", ref="t:2", codes=("B",), order="2"),
        row("Anna Roth", "b@x.example", ref="t:3", codes=("C",), order="3"),
    ]
    three[0] = replace(three[0], order="1")
    three[1] = replace(three[1], consent=False)
    event = await make_event(tmp_path, three)
    async with open_door(event, clock=LeapingClock()) as door:
        a, b, c = [(await found(door, x)) for x in "ABC"]
        assert a.person == b.person != c.person
        await door.persons.join(a.id, c.id)
        # a mistake: c is somebody else
        await door.persons.part(c.id, a.id)
        a, b, c = [(await found(door, x)) for x in "ABC"]
        assert a.person == b.person, "the list was certain of a and b; nobody said otherwise"
        assert a.consent is False, "any no of any ticket of a person counts"


async def test_walk_in_who_agrees_afterwards_is_named(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(9), "")
    async with open_door(event, clock=LeapingClock()) as door:
        walked = await door.walk_in(
            row(
                "Wanda Walk",
                offers=tuple(t for t in ("python", "sql", "user research", "pottery", "sailing")),
                asks=("python", "sql", "pottery", "sailing"),
            )
        )
        assert walked.registrant
        await door.crew.edit(walked.registrant.id, {"consent": True})
        live = in_room(room_of(door))
    async with open_door(event, clock=LeapingClock()) as door:
        again = in_room(room_of(door))
    assert live["gone"] == again["gone"]


async def test_what_follows_from_a_turn_goes_on_where_a_part_of_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = await make_event(tmp_path, registrations(3))
    async with open_door(event, clock=LeapingClock()) as door:
        woken: list[int] = []
        door.turns.on_print = lambda: woken.append(1)
        room = room_of(door)
        monkeypatch.setattr(room, "apply", lambda *_names: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            await door.scan("CODE0001")
        assert rows(door, "SELECT count(*) FROM print_job")[0][0] == 1
        assert woken, "the badge is queued on the disk and nobody is told to print it"


async def test_new_name_on_a_second_ticket(tmp_path: Path) -> None:
    twice = [row("Runa Vik", "r@x.example", codes=(f"C{n}",), ref=f"tito:{n}") for n in (1, 2)]
    event = await make_event(tmp_path, twice)
    async with open_door(event, clock=LeapingClock()) as door:
        assert called(await door.scan("C1")) == "Runa Vik"
        two = await found(door, "C2")
        await door.crew.edit(two.id, {"name": "Odo Vik"})
        assert (await found(door, "C1")).name == "Runa Vik"


async def test_promise_of_the_further_ticket(tmp_path: Path) -> None:
    one = row(
        "Lea Listed",
        "lea@x.example",
        ref="tito:9",
        codes=("LEA",),
        order="A1",
        offers=("pottery",),
        asks=("python",),
        interests=("sailing",),
        consent=True,
    )
    two = replace(one, ref="tito:10", codes=("LEA2",), order="A2", status=Status.PENDING, reason="unpaid")
    event = await make_event(tmp_path, [*registrations(12), one, two], f"{ONCE}[badge]\ncuts = 2\n")
    async with open_door(event, clock=LeapingClock()) as door:
        lea = (await found(door, "LEA")).id
        readers: set[str] = set()
        for n in range(1, 13):  # the ninth offers what she asks, and asks what she offers
            result = await door.scan(f"CODE{n:04}")
            if lea in {e.registrant for e in result.introductions}:
                readers.add(called(result))
        assert readers
        arrived = await door.crew.let_in("LEA2", "paid")
        assert arrived.outcome is Outcome.ADMITTED
        assert readers <= {e.name for e in arrived.introductions}, (readers, arrived.introductions, arrived.connector)


async def test_cards_for_everybody_do_not_introduce_who_came_together(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(9), "[matching]\nintroductions = 'at_time'\n")
    async with open_door(event, clock=LeapingClock()) as door:
        await door.crew.together([f"CODE{n:04}" for n in range(1, 10)])
        cards = await introduce_all(door.turns.database, event)
    assert len(cards) == 9 and not any(card.told.introductions for card in cards)

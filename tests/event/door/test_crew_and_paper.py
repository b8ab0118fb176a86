"""What the crew is told and asked, and what a paper list means, to the letter and the millisecond."""

from dataclasses import replace
from datetime import datetime, time, timedelta, timezone
from pathlib import Path

import pytest

from kiosk import code
from kiosk.errors import InputError
from kiosk.event.badges.undrawable import note, undrawable
from kiosk.event.door import inbox
from kiosk.event.door.opening import open_door
from kiosk.event.door.paperlist import Came, moment, read_entries, ticks
from kiosk.event.door.spooling import left_over
from kiosk.event.mixer.state import Mixing, Terms
from kiosk.model import Kind, Outcome, Registrant, Registration, Status
from kiosk.store.jobs import Waiting
from printing.job import JobState
from tests.event.evening import make_event, registrations
from tests.event.hands import LeapingClock, rows

NOW = datetime(2026, 11, 26, 20, 0, tzinfo=timezone(timedelta(hours=1)))


def ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)


@pytest.mark.parametrize(
    ("written", "came"),
    [
        (time(18, 40), Came(ms(NOW.replace(hour=18, minute=40)), 300_000)),
        (time(20, 0), Came(ms(NOW), 300_000)),
        (time(20, 1), Came(ms(NOW.replace(day=25, minute=1)), 300_000)),
        (None, Came(ms(NOW), 43_200_000)),
    ],
)
def test_when_somebody_came_by_paper(written: time | None, came: Came) -> None:
    assert moment(written, NOW) == came


@pytest.mark.parametrize(
    ("line", "who", "came"),
    [
        ("12 18:40", "12", time(18, 40)), ("12;8.05", "12", time(8, 5)), ("12, 0h09", "12", time(0, 9)),
        ("12 23:59", "12", time(23, 59)), ("12 24:00", "12 24:00", None), ("12 18:60", "12 18:60", None),
        ("12 18:4", "12 18:4", None), ("Ana 18:40 late", "Ana 18:40 late", None), ("12\t19:07", "12", time(19, 7)),
    ],
)  # fmt: skip
def test_a_line_of_a_paper_list(line: str, who: str, came: time | None) -> None:
    (entry,) = read_entries(f"# notes\n\n{line}\n")
    assert (entry.line, entry.who, entry.came) == (3, who, came)


def somebody(number: int, **values: object) -> Registrant:
    ident = f"r{number}"
    return Registrant(**{"ref": ident, "id": ident, "ticket": ident, "person": ident, "number": number, **values})  # type: ignore[arg-type]  # by name


def test_the_lines_of_a_tick_list() -> None:
    crowd = [
        somebody(1, name="Ana Rossi", codes=("A", "B"), company="Fjord"), somebody(2, name="Bo"),
        somebody(3, name="Cy Dahl", status=Status.PENDING, reason="unpaid"), somebody(4, order="X7"),
        somebody(5, name="Di Eng", status=Status.CANCELLED), somebody(6, name="Ed Fox", status=Status.PENDING),
    ]  # fmt: skip
    assert [(each.number, each.name, each.company, each.note, each.code) for each in ticks(crowd)] == [
        (2, "Bo", "", "", ""), (3, "Dahl, Cy", "", "unpaid", ""), (6, "Fox, Ed", "", "pending", ""),
        (1, "Rossi, Ana", "Fjord", "", "A"), (4, "(order X7)", "", "", ""),
    ]  # fmt: skip


def test_names_that_this_computer_can_not_draw() -> None:
    strange = [somebody(n, name=f"Zoë{n} \U00013000") for n in range(12)]
    fine = [somebody(90, name="Ana Rossi"), somebody(91, name="Zoë Ångström")]
    gone = somebody(92, name="Gone \U00013000", status=Status.CANCELLED)
    assert undrawable([*fine, gone]) == [] and note(fine) == ""
    assert undrawable([*fine, gone, *strange]) == strange
    said = note(strange[:10])
    assert all(one.name in said for one in strange[:10]) and "more" not in said and said == said.strip()
    said = note([*fine, *strange])
    assert " and 2 more (kiosk doctor lists all)." in said and strange[9].name in said and strange[10].name not in said


def waits(ident: str, state: JobState, error: str = "") -> Waiting:
    return Waiting(id=ident, ticket=ident, number=1, name="Ana", state=state, error=error, printer="")


def test_what_is_said_of_badges_that_are_left() -> None:
    doubt = [waits("a", JobState.FAILED), waits("b", JobState.SENT_UNCONFIRMED)]
    queued = [
        waits("c", JobState.QUEUED, "No labels."),
        waits("d", JobState.QUEUED, "No labels."),
        waits("e", JobState.QUEUED),
    ]
    assert left_over([]) == [] and left_over(doubt) == ["2 badges to look at: F3 at the door."]
    assert left_over(queued) == ["3 badges are not out. No labels. What is left is printed at the next start."]
    assert [line.split()[0] for line in left_over([*doubt[:1], *queued[:1]])] == ["1", "1"]


def test_what_the_tray_tells_the_door(tmp_path: Path) -> None:
    assert list(inbox.told(tmp_path)) == []
    made = code.new_badge_id()
    inbox.tell_given(tmp_path, f" {made.lower()}\n")
    inbox.tell_given(tmp_path, made)
    (tmp_path / "tray" / "notes.txt").touch()
    (tmp_path / "tray" / "whatever.given").touch()
    assert [badge for badge, _file in inbox.told(tmp_path)] == [made]
    assert [file for _badge, file in inbox.told(tmp_path)] == [tmp_path / "tray" / f"{made}.given"]


async def test_whom_to_tell_that_somebody_else_came(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(40))
    async with open_door(event, clock=LeapingClock()) as door:
        answers = [await door.scan(f"CODE{n:04}") for n in range(1, 30)]
        readers: dict[str, list[str]] = {}
        for one in answers:
            for each in one.introductions:
                if each.kind is Kind.COMING and one.registrant:
                    readers.setdefault(each.registrant, []).append(
                        f"{one.registrant.name} (No {one.registrant.number})"
                    )
        inside = {one.registrant.id for one in answers if one.registrant}
        absent = {who: told for who, told in readers.items() if who not in inside}
        assert absent
        for k, (who, told) in enumerate(absent.items()):
            came = await door.crew.substitute(who, Registration(ref="", name=f"Stand In{k}"))
            assert all(reader in came.reason for reader in told[:5]) and ("…" in came.reason) is (len(told) > 5)
            assert ("whose badge names" in came.reason) is (len(told) == 1)
        found = await door.guests.find("CODE0040")
        if found and found.registrant.id not in readers and not found.presence.admission:
            came = await door.crew.substitute("CODE0040", Registration(ref="", name="Nobody Waits"))
            assert "Tell" not in came.reason


async def test_chips_are_the_organisers_or_the_lists_or_everyday_ones(tmp_path: Path) -> None:
    chosen = "[door]\ntopics = ['tea', 'tea', 'sewing', 'rowing']\n"
    async with open_door(await make_event(tmp_path / "a", registrations(12), chosen)) as door:
        assert door.crew.topics() == ["tea", "sewing", "rowing"] and door.crew.topics(2) == ["tea", "sewing"]
    async with open_door(await make_event(tmp_path / "b", registrations(12))) as door:
        nine = door.crew.topics()
        assert len(nine) == len(set(nine)) == 9 and "cooking" not in nine[:4]
    async with open_door(await make_event(tmp_path / "c", [])) as door:
        assert door.crew.topics()[:3] == ["programming", "design", "writing"] and len(door.crew.topics()) == 9


async def test_people_who_come_together_are_answered_one_by_one(tmp_path: Path) -> None:
    guests = registrations(4)
    guests[1] = replace(guests[1], status=Status.PENDING, reason="unpaid")
    async with open_door(await make_event(tmp_path, guests), clock=LeapingClock()) as door:
        answers = await door.crew.together(["CODE0001", "CODE0002", "CODE0001", "CODE0003"])
        assert [one.outcome for one in answers] == [Outcome.ADMITTED, Outcome.PENDING, Outcome.ADMITTED]
        (told,) = rows(door, "SELECT json_array_length(body, '$.registrants') FROM fact WHERE kind = 'together'")
        assert told == (3,)
        (alone,) = await door.crew.together(["CODE0004"])
        assert alone.outcome is Outcome.ADMITTED
        assert len(rows(door, "SELECT 1 FROM fact WHERE kind = 'together'")) == 1


async def test_an_edit_that_changes_nothing_is_none(tmp_path: Path) -> None:
    async with open_door(await make_event(tmp_path, registrations(2)), clock=LeapingClock()) as door:
        before = await door.guests.whom("1")
        assert await door.crew.edit("CODE0001", {"name": before.name, "offers": before.offers}) == before
        assert rows(door, "SELECT count(*) FROM fact") == [(2,)]
        after = await door.crew.edit("CODE0001", {"name": before.name, "company": "Fjord"})
        assert after == replace(before, company="Fjord")
        (text,) = rows(door, "SELECT body FROM listing_text WHERE fact = (SELECT id FROM fact ORDER BY n DESC LIMIT 1)")
        assert text == ('{"company":"Fjord"}',)


async def test_a_card_comes_beside_the_badge_and_never_before_it(tmp_path: Path) -> None:
    async with open_door(await make_event(tmp_path, registrations(24)), clock=LeapingClock()) as door:
        with pytest.raises(InputError, match="not in yet"):
            await door.crew.card("CODE0001")
        first = await door.scan("CODE0001")
        await door.crew.edit("CODE0001", {"interests": ("sailing", "pottery", "robotics")})
        assert await door.crew.exceptions() == []
        assert first.badge and (await door.scan("CODE0001")).badge == first.badge


async def test_a_round_lasts_as_long_as_its_terms_say(tmp_path: Path) -> None:
    async with open_door(await make_event(tmp_path, registrations(4))) as door:
        for n in range(1, 5):
            await door.scan(f"CODE{n:04}")
            await door.mixer.join(f"CODE{n:04}")
        ids = (await door.mixer.state()).joined
        pairs = ((ids[:2], ids[2:]), (ids[::2], ids[1::2]))
        state = await door.mixer.plan(Terms(2, 2, 7), pairs, started=0)
        assert (state.started, state.now, state.ends, state.unseated) == (0, (), None, frozenset())
        state = await door.mixer.next_round()
        ((at,),) = rows(door, "SELECT at_ms FROM fact WHERE kind = 'round'")
        assert state.ends and ms(state.ends) - at == 7 * 60_000
        assert (state.started, state.now) == (1, pairs[0])
        state = await door.mixer.next_round()
        assert (state.started, state.now) == (2, pairs[1])
        with pytest.raises(InputError, match="plan first"):
            await door.mixer.next_round()
        await door.mixer.part("nobody")
        await door.mixer.part(ids[0])
        await door.mixer.part(ids[0])
        assert len(rows(door, "SELECT 1 FROM fact WHERE kind = 'parted'")) == 1


def test_whom_a_plan_has_no_seat_for() -> None:
    plan = ((("a", "b"),), (("a", "c"),))
    assert Mixing(joined=("a", "b"), plan=plan).unseated == {"c"}
    assert Mixing(joined=("a", "c", "d"), plan=plan, started=1).unseated == {"d"}
    assert Mixing(joined=("a",), plan=plan, started=2).unseated == frozenset(), "nothing is planned any more"
    assert Mixing(plan=plan, started=3).now == ()


@pytest.mark.parametrize(
    ("scanned", "said", "done"),
    [
        (" 1 ", "has joined", True), ("CODE0001", "has joined", True), ("code0001", "has joined", True),
        ("2", "not in yet", False), ("9", "Not a badge", False), ("0", "Not a badge", False),
        ("", "Not a badge", False),
        ("123456789", "Not a badge", False), ("³", "Not a badge", False), ("3", "did not agree", False),
    ],
)  # fmt: skip
async def test_what_a_scan_means_at_the_mixer(tmp_path: Path, scanned: str, said: str, done: bool) -> None:
    guests = registrations(3)
    guests[2] = replace(guests[2], consent=False)
    async with open_door(await make_event(tmp_path, guests), clock=LeapingClock()) as door:
        for each in ("CODE0001", "CODE0003"):
            await door.scan(each)
        found = await door.mixer.join(scanned)
        assert said in found.sentence and found.done is done
        assert len((await door.mixer.state()).joined) == done
        assert (found.person is None) is ("Not a badge" in said)

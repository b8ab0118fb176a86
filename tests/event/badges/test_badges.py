"""Badges on their way: replaced, written by hand, prepared before the evening, entered from paper."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from PIL import ImageChops

from kiosk.config import EventFolder
from kiosk.errors import InputError, NotFoundError
from kiosk.event.badges.badge import marks
from kiosk.event.badges.preparing import prepare
from kiosk.event.badges.printers import stations
from kiosk.event.badges.undrawable import note, undrawable
from kiosk.event.door.door import Door
from kiosk.event.door.opening import open_door
from kiosk.event.door.paperlist import moment, read_entries, ticks
from kiosk.event.door.spooling import left_over, spooling
from kiosk.event.overview.attendance import attendance
from kiosk.event.overview.checkup import check
from kiosk.event.words.permitted import Wording
from kiosk.model import FoundBy, Outcome, Registrant, Registration, Status
from kiosk.store import people
from kiosk.store.database import open_reader
from kiosk.store.facts import now
from kiosk.store.turns import open_turns
from printing.badge import Badge
from printing.job import JobState
from printing.lettering import fonts, system_fonts
from tests.event.evening import make_event, registrations
from tests.event.hands import LeapingClock, badges, rows

UNDRAWABLE = "\U0001e800\U0001e801"
"""Two syllables of Mende, which our own font lacks."""


@pytest.fixture
def our_font_alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer without any other font: for every letter there is one that draws it, and somebody may have it."""
    monkeypatch.setattr(system_fonts, "installed", tuple)
    fonts.typefaces.cache_clear()
    yield
    fonts.typefaces.cache_clear()


async def prepared(event: EventFolder, only_new: bool = False) -> list[Badge]:
    """What `kiosk badges` would print."""
    async with open_turns(event.database, "main") as turns:
        return await turns.take(lambda turn: prepare(turn, event, Wording(), only_new=only_new))


async def states(door: Door) -> list[tuple[JobState, str]]:
    """Every badge that is not out, with its name."""
    return [(each.state, each.name) for each in await door.badges.waiting()]


async def test_a_badge_that_was_replaced_is_void(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(6), "[door]\nre_entry = 'in_and_out'\n")
    async with open_door(event, clock=LeapingClock()) as door:
        first = await door.scan("CODE0001")
        second = await door.badges.print_again("CODE0001", "torn")
        assert first.badge and second.badge and first.badge != second.badge
        old = await door.scan(first.badge)
        assert (old.outcome, old.registrant) == (Outcome.CANCELLED, first.registrant)
        assert "replaced by a newer one" in old.reason
        assert (await door.scan(second.badge)).outcome is Outcome.LEFT
        assert (await door.scan("CODE0001")).outcome is Outcome.ADMITTED


async def test_a_reprint_takes_the_place_of_what_still_waits(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(6))
    async with open_door(event, clock=LeapingClock()) as door:
        first = await door.scan("CODE0001")
        await door.badges.print_again("CODE0001")
        assert [each.state for each in await door.badges.waiting()] == [JobState.QUEUED]
        assert rows(door, "SELECT state, settled FROM print_job ORDER BY n") == [("failed", 1), ("queued", 0)]
        assert first.registrant
        await door.undo("CODE0001")
        await door.admit(first.registrant.id)
        assert [state for state, _ in await states(door)] == [JobState.QUEUED]
        assert rows(door, "SELECT revision FROM print_job ORDER BY n") == [(1,), (2,), (3,)]


async def test_a_doubtful_badge_is_asked_about_until_somebody_has_looked(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(6))
    async with open_door(event, clock=LeapingClock()) as door:
        ids = [(await door.scan(f"CODE000{n}")).badge or "" for n in (1, 2, 3)]
        for ident in ids:
            await door.jobs.claim("left")
            await door.jobs.mark(ident, JobState.SENDING)
        await door.jobs.recover("right")
        assert {state for state, _ in await states(door)} == {JobState.SENDING}
        await door.jobs.recover()
        assert {state for state, _ in await states(door)} == {JobState.SENT_UNCONFIRMED}
        assert (await door.counts()).jobs_doubtful == 3
        assert await door.badges.came_out(ids[0]) and not await door.badges.came_out(ids[0])
        await door.badges.print_again(ids[1], "it did not come out")
        await door.badges.write_by_hand(ids[2])
        assert not await door.badges.came_out(ids[2])
        assert [state for state, _ in await states(door)] == [JobState.QUEUED]
        counts = await door.counts()
        assert (counts.jobs_doubtful, counts.jobs_waiting) == (0, 1)


async def test_a_badge_written_by_hand_is_given_and_not_printed(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(12))
    async with open_door(event, clock=LeapingClock()) as door:
        admitted = [await door.scan(f"CODE{n:04}") for n in range(1, 9)]
        assert admitted[-1].registrant
        written = await door.badges.write_by_hand("CODE0008")
        assert written.introductions == admitted[-1].introductions and "Write this name" in written.reason
        assert len(await door.badges.waiting()) == 7
        found = await door.guests.find("CODE0008")
        assert found and found.presence.given == written.at and found.presence.admission
        other = await door.guests.find("CODE0007")
        assert other and other.presence.given is None
        with pytest.raises(InputError, match="not in yet"):
            await door.badges.write_by_hand("CODE0009")
        # A pen that failed, too: a printed one comes after all.
        await door.badges.print_again("CODE0008")
        assert len(await door.badges.waiting()) == 8
    async with open_reader(event.database) as database:
        (row,) = [row for row in await attendance(database) if row.registrant == admitted[-1].registrant]
        assert row.came


async def test_what_is_printing_while_somebody_takes_the_pen_is_not_tried_again(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(6))
    async with open_door(event, clock=LeapingClock()) as door:
        ident = (await door.scan("CODE0001")).badge or ""
        assert await door.jobs.claim("left")
        await door.jobs.mark(ident, JobState.SENDING)
        assert await door.jobs.wanted(ident)
        written = await door.badges.write_by_hand("CODE0001")
        assert written.reason.endswith("One may still come out of left: throw it away.")
        assert not await door.jobs.wanted(ident)
        await door.jobs.mark(ident, JobState.QUEUED, "out of labels")
        assert rows(door, "SELECT state, error, settled FROM print_job") == [("sending", "", 1)]
        assert await door.jobs.claim("left") is None and await door.badges.waiting() == []
        await door.jobs.recover()
        assert await door.jobs.claim("left") is None and (await door.counts()).jobs_doubtful == 0


async def test_a_damaged_record_holds_nobody_up(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(6))
    async with open_door(event, clock=LeapingClock()) as door:
        damaged, whole = [(await door.scan(f"CODE000{n}")).badge for n in (1, 2)]
        await door.turns.database.write(
            lambda c: c.execute("UPDATE print_job SET badge = '{' WHERE id = ?", (damaged,))
        )
        job = await door.jobs.claim("left")
        assert job and job.id == whole
        assert [(each.id, each.error) for each in await door.badges.waiting() if each.doubtful] == [
            (damaged, "its record is damaged: reprint this badge")
        ]


async def test_each_badge_takes_the_next_label_of_a_sheet_and_keeps_it(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(2), "[badge]\ntemplate = 'avery-l4784'\n")
    (station,) = stations(event)
    one, two = (Badge(id=str(n), number=n, first_name="Ana") for n in (1, 2))

    def place(badge: Badge) -> tuple[int, ...]:
        (page,) = station.draw(badge)
        box = ImageChops.invert(page.convert("L")).getbbox()
        assert box
        return box[:2]

    first, second = place(one), place(two)
    assert first != second and (place(one), place(two)) == (first, second)


async def test_whoever_closes_the_door_hears_of_badges_that_are_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("printing.spool.PAUSES", (0.0,))
    event = await make_event(tmp_path, registrations(6))
    async with open_door(event, clock=LeapingClock()) as door:
        async with spooling(door):
            await door.scan("CODE0001")
        assert capsys.readouterr().err == ""
        pictures = list(event.badges.iterdir())
        for each in pictures:
            each.unlink()
        event.badges.rmdir()
        event.badges.touch()
        async with spooling(door):
            for code in ("CODE0002", "CODE0003"):
                await door.scan(code)
        told = capsys.readouterr().err
        assert told.startswith("2 badges are not out. Badges can't be written to") and told.count("\n") == 1
        assert told.endswith("it is not a folder: choose another one under [badge]. "
                             "What is left is printed at the next start.\n")  # fmt: skip
        pool = stations(event)
        waits = [each for each in await check(event, pool) if each.subject == "badges"]
        assert [each.said for each in waits] == ["2 not out yet"]
        job = await door.jobs.claim("left")
        assert job
        await door.jobs.mark(job.id, JobState.FAILED, "torn")
        assert left_over(await door.badges.waiting())[1] == "1 badge to look at: F3 at the door."


@pytest.mark.usefixtures("our_font_alone")
async def test_a_name_that_cannot_be_drawn_is_written_by_hand(tmp_path: Path) -> None:
    guests = [
        Registration(ref="t:1", name=UNDRAWABLE, codes=("A1",)),
        Registration(ref="t:2", name=f"Ana {UNDRAWABLE}", codes=("A2",)),
        Registration(ref="t:3", name="Bo 🎉", codes=("A3",)),
    ]
    event = await make_event(tmp_path, guests)
    told: list[str] = []
    async with open_door(event, clock=LeapingClock()) as door:
        async with spooling(door, told.append):
            for guest in guests:
                await door.scan(guest.codes[0])
        assert [each.state for each in await door.badges.waiting()] == [JobState.FAILED] * 2
        assert {each.error.partition(": ")[2] for each in await door.badges.waiting()} == {
            "this computer has no font for the name: write it by hand (F8 at the door)."
        }


async def test_labels_are_counted_down_from_what_somebody_set(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(3))
    async with open_door(event, clock=LeapingClock()) as door:
        await door.badges.set_roll("left", 3)
        for n in (1, 2):
            ident = (await door.scan(f"CODE000{n}")).badge or ""
            assert await door.jobs.claim("left")
            await door.jobs.mark(ident, JobState.DONE, labels=2)
        assert await door.badges.rolls() == {"left": 0}
        await door.badges.set_roll("left", 3)
        doubtful = (await door.scan("CODE0003")).badge or ""
        assert await door.jobs.claim("left")
        await door.jobs.mark(doubtful, JobState.SENT_UNCONFIRMED)
        assert await door.badges.came_out(doubtful) and not await door.badges.came_out(doubtful)
        assert await door.badges.rolls() == {"left": 2}
        await door.badges.set_roll("left", None)
        assert await door.badges.rolls() == {}


async def test_prepared_badges_come_by_surname_and_keep_their_ids(tmp_path: Path) -> None:
    guests = [
        Registration(ref="t:1", name="Émile Zola", codes=("A1",)),
        Registration(ref="t:2", name="Zoe Abel", codes=("A2",)),
        Registration(ref="t:3", name="cher", codes=("A3",)),
        Registration(ref="t:4", name="Ivo Element", codes=("A4",), status=Status.CANCELLED),
        Registration(ref="t:5", name="", codes=("A5",)),
        Registration(ref="t:6", name="Bo Öz", codes=("A6",), status=Status.PENDING, reason="unpaid"),
    ]
    event = await make_event(tmp_path, guests)
    first = await prepared(event)
    assert [badge.first_name for badge in first] == ["Zoe", "cher", "Bo", "Émile"]
    assert all(badge.cuts == 2 and not badge.people and not badge.connector for badge in first)
    assert await prepared(event) == first and await prepared(event, only_new=True) == []
    async with open_door(event) as door:
        await door.scan("A2")
    assert [badge.first_name for badge in await prepared(event)] == ["cher", "Bo", "Émile"]


async def test_a_prepared_badge_admits_and_only_the_card_is_printed(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(8))
    ids = {badge.number: badge.id for badge in await prepared(event)}
    async with open_door(event, clock=LeapingClock()) as door:
        result = await door.scan(ids[3])
        assert result.outcome is Outcome.ADMITTED and result.badge == ids[3]
        late = await door.walk_in(Registration(ref="", name="Mia Lind", consent=True))
        (card, whole) = badges(door)
        assert (card.id, card.card_only, whole.card_only) == (ids[3], True, False)
        assert (await door.scan(ids[3])).outcome is Outcome.ALREADY_IN
        again = await door.badges.print_again(ids[3], "lost")
        assert again.badge != ids[3] and not badges(door)[-1].card_only
        assert (await door.scan(ids[3])).outcome is Outcome.CANCELLED
        assert late.badge
    # A restart knows them still.
    async with open_door(event, clock=LeapingClock()) as door:
        assert (await door.scan(ids[4])).outcome is Outcome.ADMITTED


def test_lines_of_a_paper_list_are_read() -> None:
    text = "12\n\n# the late ones\nNo 13 18:40\n Ana Rossi, 9.05\nCODE0003  23h10\n21:00\n"
    assert [(entry.line, entry.who, entry.came) for entry in read_entries(text)] == [
        (1, "12", None),
        (4, "No 13", time(18, 40)),
        (5, "Ana Rossi", time(9, 5)),
        (6, "CODE0003", time(23, 10)),
        (7, "21:00", None),
    ]


def test_a_time_on_paper_is_never_in_the_future() -> None:
    at = datetime(2026, 11, 26, 0, 30).astimezone()
    assert moment(time(23, 50), at).at_ms == int((at - timedelta(minutes=40)).timestamp() * 1000)
    assert moment(time(0, 10), at).at_ms == int((at - timedelta(minutes=20)).timestamp() * 1000)
    assert moment(None, at).at_ms == int(at.timestamp() * 1000)
    assert moment(None, at).unc_ms > moment(time(0, 10), at).unc_ms > 0


async def test_who_was_ticked_on_paper_is_entered_with_its_doubt(tmp_path: Path) -> None:
    guests = [*registrations(24), Registration(ref="t:9", name="Ana Abel", codes=("TWIN",), consent=True)]
    guests.append(Registration(ref="t:10", name="Una Paid", codes=("OWES",), status=Status.PENDING, reason="unpaid"))
    event = await make_event(tmp_path, guests)
    came = moment(None, now())
    async with open_door(event, clock=LeapingClock()) as door:
        assert (await door.guests.whom("3")).codes == ("CODE0003",)
        assert (await door.guests.whom("code0004")).codes == ("CODE0004",)
        assert (await door.guests.whom("göran abel")).name == "Göran Abel"
        for nobody in ("Nobody Known", "p", "person3", "a"):
            with pytest.raises(NotFoundError, match="not on the list"):
                await door.guests.whom(nobody)
        with pytest.raises(InputError, match="several people"):
            await door.guests.whom("Abel")
        person = await door.guests.whom("3")
        entered = await door.enter(person.id, came)
        assert (entered.outcome, entered.badge, entered.introductions) == (Outcome.ADMITTED, None, ())
        assert await door.badges.waiting() == []
        assert (await door.enter(person.id, came)).outcome is Outcome.ALREADY_IN
        assert (await door.enter((await door.guests.whom("OWES")).id, came)).outcome is Outcome.PENDING
        assert (await door.scan("CODE0003")).outcome is Outcome.ALREADY_IN
        assert rows(door, "SELECT unc_ms > 0 FROM fact WHERE kind = 'admitted'") == [(1,)]
    async with open_reader(event.database) as database:
        (row,) = [row for row in await attendance(database) if row.registrant.id == person.id]
        assert (row.came, row.found_by) == (True, FoundBy.PAPER)
    # They are in the room after a restart, and get a badge with people on it if they ask for one.
    async with open_door(event, clock=LeapingClock()) as door:
        for n in (1, 2, *range(4, 15)):
            await door.scan(f"CODE{n:04}")
        given = await door.badges.print_again("CODE0003")
        assert given.badge and given.introductions and given.outcome is Outcome.ADMITTED
        found = await door.guests.find("CODE0003")
        assert found and found.presence.found_by is FoundBy.PAPER and found.presence.badge == given.badge
        assert (await door.undo("CODE0003")).outcome is Outcome.LEFT


async def test_a_prepared_badge_that_was_ticked_on_paper_gets_its_names(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(24))
    await prepared(event)
    async with open_door(event, clock=LeapingClock()) as door:
        person = await door.guests.whom("3")
        assert (await door.enter(person.id, moment(None, now()))).badge
        for n in (1, 2, *range(4, 15)):
            await door.scan(f"CODE{n:04}")
        given = await door.badges.print_again("CODE0003")
        assert given.introductions and badges(door)[-1].people
        again = await door.badges.print_again("CODE0003")
        assert again.introductions == given.introductions and again.badge != given.badge


async def test_the_tick_list_has_everybody_who_may_come(tmp_path: Path) -> None:
    guests = [
        Registration(ref="t:1", name="Jan van Dyck", first_name="Jan", last_name="van Dyck", codes=("A1",)),
        Registration(ref="t:2", name="Una Paid", codes=("A2",), status=Status.PENDING, reason="unpaid"),
        Registration(ref="t:3", name="Gone", codes=("A3",), status=Status.CANCELLED),
        Registration(ref="t:4", name="", order="77", codes=("A4",)),
    ]
    event = await make_event(tmp_path, guests)
    async with open_reader(event.database) as database:
        lines = [(tick.name, tick.note, tick.code) for tick in ticks(await database.read(people.registrants))]
    assert lines == [("Paid, Una", "unpaid", "A2"), ("van Dyck, Jan", "", "A1"), ("(order 77)", "", "A4")]


async def test_marks_come_from_the_ticket_and_from_what_people_said(tmp_path: Path) -> None:
    event = await make_event(tmp_path, registrations(1), "[matching]\nconnectors = ['Ana Ruiz']\n")

    def of(**said: object) -> tuple[str, ...]:
        plain: dict[str, object] = {"id": "1", "ticket": "1", "person": "1", "number": 1, "ref": "t", "name": "Bo"}
        return marks(Registrant(**{**plain, **said}), event.settings)  # type: ignore[arg-type]

    assert of() == () and of(photos=True, first_time=False) == ()
    assert of(ticket_type="Speaker ticket") == ("speaker",) and of(ticket_type="Bénévole") == ("crew",)
    assert of(name="Ana Ruiz", first_time=True, photos=False) == ("connector", "first_timer", "no_photo")
    assert of(ticket_type="Crewneck sweater") == ()


@pytest.mark.usefixtures("our_font_alone")
def test_names_that_cannot_be_drawn_are_found() -> None:
    def person(name: str, **more: object) -> Registrant:
        one = Registrant(id=name, ticket=name, person=name, number=1, ref="t", name=name)
        return replace(one, **more)  # type: ignore[arg-type]

    lost = f"Ana {UNDRAWABLE}"
    crowd = [person("Ana"), person("Łukasz"), person(lost), person(UNDRAWABLE, status=Status.CANCELLED)]
    assert [one.name for one in undrawable(crowd)] == [lost]
    assert note(crowd).startswith(f"This computer can't draw all of these names: {lost}. Mende: install ")
    assert note(crowd[:2]) == ""

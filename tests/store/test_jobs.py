"""Print jobs, the tray and rolls of labels, on an event file in memory."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.model import Consent
from kiosk.store import jobs, learned, meta
from kiosk.store.bodies import Given
from kiosk.store.database import open_writer
from kiosk.store.jobs import Jobs, Tray
from kiosk.store.learned import Model
from printing.badge import Badge
from printing.job import JobState
from tests.store.lists import crowd, listed, turn_on


@pytest.fixture
def door() -> Iterator[sqlite3.Connection]:
    with listed(crowd(1)) as connection:
        yield connection


def queue(door: sqlite3.Connection, ident: str, ticket: str = "t1", **badge: object) -> None:
    drawn = Badge(**{"id": ident, "number": 7, "first_name": "Ana", "last_name": "Rossi", **badge})  # type: ignore[arg-type]
    jobs.insert(door, ticket, ident, drawn.to_json())


def states(door: sqlite3.Connection) -> dict[str, str]:
    return dict(door.execute("SELECT id, state FROM print_job ORDER BY n").fetchall())


def put(door: sqlite3.Connection, ident: str, state: JobState, printer: str = "left") -> None:
    door.execute("UPDATE print_job SET state = ?, printer = ? WHERE id = ?", (state.value, printer, ident))


def test_jobs_of_one_ticket_are_counted_and_nobody_waits_for_the_older(door: sqlite3.Connection) -> None:
    for ident, ticket in (("A", "t1"), ("B", "t1"), ("C", "t2")):
        queue(door, ident, ticket)
    assert door.execute("SELECT id, revision FROM print_job").fetchall() == [("A", 1), ("B", 2), ("C", 1)]
    put(door, "B", JobState.SENDING)
    assert jobs.printing_at(door, "t1") == "left" and jobs.printing_at(door, "t2") == ""
    jobs.settle(door, "t1", jobs.REPLACED)
    assert states(door) == {"A": "failed", "B": "sending", "C": "queued"}
    assert door.execute("SELECT id, error, settled FROM print_job").fetchall() == [
        ("A", jobs.REPLACED, 1), ("B", "", 1), ("C", "", 0),
    ]  # fmt: skip
    assert jobs.printing_at(door, "t1") == "" and [each.id for each in jobs.waiting(door)] == ["C"]


def test_what_waits_and_what_is_in_doubt(door: sqlite3.Connection) -> None:
    for n, state in enumerate(JobState):
        queue(door, f"J{n}", f"t{n}")
        put(door, f"J{n}", state)
    left = jobs.unfinished(door)
    assert (left.waiting, left.doubtful) == (len(JobState) - 3, 2)
    found = jobs.waiting(door)
    assert {each.state for each in found[:2]} == {JobState.SENT_UNCONFIRMED, JobState.FAILED}
    assert [each.doubtful for each in found] == [True, True, *[False] * left.waiting]
    assert [each.id for each in found[2:]] == sorted(each.id for each in found[2:])
    assert {(each.number, each.name, each.printer, each.error) for each in found} == {(7, "Ana Rossi", "left", "")}
    assert jobs.printed(door) == 1 and found[0].ticket.replace("t", "J") == found[0].id


def test_who_has_seen_a_doubtful_badge_takes_its_label_off_the_roll(door: sqlite3.Connection) -> None:
    for ident in ("A", "B", "C"):
        queue(door, ident, ident)
    put(door, "A", JobState.FAILED)
    put(door, "B", JobState.SENT_UNCONFIRMED, "right")
    jobs.set_roll(door, "left", 1)
    jobs.set_roll(door, "right", 300)
    assert jobs.came_out(door, "A") and jobs.came_out(door, "B") and not jobs.came_out(door, "C")
    assert not jobs.came_out(door, "A") and not jobs.came_out(door, "nowhere")
    assert jobs.rolls(door) == {"left": 0, "right": 299}
    jobs.set_roll(door, "left", None)
    jobs.set_roll(door, "right", 5)
    assert jobs.rolls(door) == {"right": 5}


def test_the_tray_is_in_the_order_of_printing(door: sqlite3.Connection) -> None:
    for ident in ("A", "B", "C", "D"):
        queue(door, ident, ident)
    for ident, state in (("A", JobState.DONE), ("B", JobState.DONE), ("C", JobState.SENDING)):
        put(door, ident, state)
    turn = turn_on(door)
    for badge in ("B", "B", None):
        turn.write(Given(registrant="r", how="tray", badge=badge), "B")
    tray = jobs.tray(door)
    assert [each.id for each in tray.ready] == ["A"] and [each.id for each in tray.coming] == ["C", "D"]
    assert tray.given == 2, "a badge handed over twice is one, one written by hand another"
    assert jobs.ticket_of(door, "C") == "C" and jobs.ticket_of(door, "nowhere") is None


@pytest.mark.parametrize("record", ["{}", "no json", '{"id": 7}', ""])
def test_a_damaged_record_still_has_its_id(door: sqlite3.Connection, record: str) -> None:
    jobs.insert(door, "t1", "A", record)
    (found,) = jobs.waiting(door)
    assert (found.id, found.number, found.name) == ("A", 0, "")


def test_a_name_is_written_without_blanks_around_it(door: sqlite3.Connection) -> None:
    queue(door, "A", last_name="")
    assert [each.name for each in jobs.waiting(door)] == ["Ana"]
    assert isinstance(jobs.tray(door), Tray)


async def test_the_spools_side(tmp_path: Path) -> None:
    async with open_writer(tmp_path / "event.db") as store:
        spool = Jobs(store)
        assert await spool.claim("left") is None
        for ident in ("A", "B", "C"):
            await store.write(lambda c, ident=ident: queue(c, ident, ident))  # type: ignore[misc]
        await store.write(lambda c: jobs.insert(c, "D", "D", "damaged"))
        await store.write(lambda c: jobs.set_roll(c, "left", 10))
        first, second = await spool.claim("left"), await spool.claim("right")
        assert first and second and (first.badge.id, second.badge.id) == ("A", "B")
        assert (first.state, first.revision, first.tries, first.error) == (JobState.QUEUED, 1, 0, "")
        await spool.mark("A", JobState.QUEUED, "out of labels")
        again = await spool.claim("left")
        assert again and (again.badge.id, again.tries, again.error) == ("A", 1, "out of labels")
        await spool.mark("A", JobState.SENDING)
        await spool.recover("right")
        assert (await store.read(states)) == {"A": "sending", "B": "queued", "C": "queued", "D": "queued"}
        await spool.recover("left")
        assert (await store.read(states))["A"] == "sent_unconfirmed"
        (doubtful, *_) = await store.read(jobs.waiting)
        assert doubtful.error == jobs.INTERRUPTED
        await spool.mark("B", JobState.DONE, labels=2)
        assert await store.read(jobs.rolls) == {"left": 10}, "another printer's roll"
        await spool.mark("A", JobState.DONE, labels=2)
        assert await store.read(jobs.rolls) == {"left": 8}
        last = await spool.claim("left")
        assert last and last.badge.id == "C" and await spool.claim("left") is None
        assert (await store.read(states))["D"] == "failed"
        assert "damaged" in (await store.read(jobs.waiting))[0].error
        assert await spool.wanted("C") and not await spool.wanted("nowhere")
        await store.write(lambda c: jobs.settle(c, "C", jobs.BY_HAND))
        await spool.mark("C", JobState.DONE)
        assert not await spool.wanted("C") and (await store.read(states))["C"] == "rendering"


def test_what_import_learned(door: sqlite3.Connection) -> None:
    assert learned.fits(door, "m") is None
    learned.keep_fits(door, "m", b"body", 1.25)
    assert learned.fits(door, "m") == (b"body", 1.25) and learned.fits(door, "n") is None
    learned.keep_fits(door, "n", b"other", None)
    assert learned.fits(door, "m") is None and learned.fits(door, "n") == (b"other", None)


def test_vectors_by_model_and_phrase(door: sqlite3.Connection) -> None:
    one, other = Model("http://a", "x"), Model("http://b", "x")
    phrases = [f"phrase {n}" for n in range(1201)]
    assert learned.missing(door, one, phrases) == phrases
    learned.save(door, one, {phrase: bytes(4) + b"\0\0\x80\x3f" for phrase in phrases[:-1]})
    assert learned.missing(door, one, phrases) == phrases[-1:]
    assert learned.missing(door, other, phrases[:2]) == phrases[:2]
    found = learned.read(door, one, phrases)
    assert found.keys() == set(phrases[:-1]) and {tuple(each) for each in found.values()} == {(0.0, 1.0)}
    assert learned.read(door, other, phrases) == {}
    learned.save(door, one, {phrases[0]: b"\0\0\x80\x3f"})
    assert learned.read(door, one, phrases[:1])[phrases[0]].tolist() == [1.0]
    learned.save(door, other, {"p": bytes(4)})
    learned.forget(door, one)
    assert learned.read(door, one, phrases) == {} and learned.read(door, other, ["p"])


def test_which_model_covers_the_whole_list(door: sqlite3.Connection) -> None:
    model = Model("http://a", "x", "mark")
    assert learned.complete(door) is None and model.key == "http://a x"
    learned.set_complete(door, model)
    learned.set_complete(door, model)
    assert learned.complete(door) == model
    learned.set_complete(door, None)
    assert learned.complete(door) is None


async def test_an_event_has_one_identity_and_one_choice(tmp_path: Path) -> None:
    async with open_writer(tmp_path / "event.db") as store:
        first = await meta.identify(store)
        assert await meta.identify(store) == first and len(first.key) == 32
        assert await store.read(meta.consent_choice) is None
        for choice in (Consent.STATED, Consent.ASK):
            await store.write(lambda c, choice=choice: meta.keep_consent_choice(c, choice))  # type: ignore[misc]
            assert await store.read(meta.consent_choice) is choice
    async with open_writer(tmp_path / "other.db") as store:
        other = await meta.identify(store)
        assert other.event_id != first.event_id and other.key != first.key

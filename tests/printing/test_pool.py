"""Several printers: whoever is free takes the next badge, and what one can't take another does."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from printing.badge import Badge
from printing.errors import PrinterError
from printing.job import Job, JobState
from printing.printers.folder import FolderPrinter
from printing.render import render
from printing.spool import GAP, LAST_TRIES, Spool, Station
from printing.status import State
from tests.printing.guests import USUAL
from tests.printing.test_spool import Clock, Paper, Shelf, blank, busy, nothing


def pool(shelf: Shelf, *stations: Station) -> Spool:
    """A spool that never waits."""
    return Spool(shelf, stations, sleep=Clock().sleep, chance=lambda: 1.0)


async def until(true: Callable[[], bool]) -> None:
    """Lets others have their turn until something is so."""
    while not true():  # noqa: ASYNC110
        await asyncio.sleep(0)


async def until_settled(spool: Spool, shelf: Shelf) -> None:
    """Runs until every job is printed or accounted for."""
    worker = asyncio.create_task(spool.run())
    await shelf.settled.wait()
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)


async def test_two_printers_share_the_work_and_no_badge_comes_twice() -> None:
    shelf, left, right = Shelf(*range(1, 21)), Paper(name="left"), Paper(name="right")
    await until_settled(pool(shelf, Station(left, blank), Station(right, blank)), shelf)
    # Number 13 can't be drawn.
    assert sorted(left.printed + right.printed) == [n for n in range(1, 21) if n != 13]
    assert left.printed and right.printed and shelf.labels == 19


async def test_another_printer_takes_over_at_once() -> None:
    shelf = Shelf(1, 2, 3)
    broken, good = Paper(*(busy() for _ in range(1000)), name="broken"), Paper(name="good")
    await until_settled(pool(shelf, Station(broken, blank), Station(good, blank)), shelf)
    assert sorted(good.printed) == [1, 2, 3]
    assert set(shelf.states()) == {JobState.DONE}


@pytest.mark.parametrize("spare", [True, False])
async def test_a_printer_that_breaks_every_badge_off_does_not_eat_the_queue(spare: bool) -> None:
    broke = (PrinterError("broke off: look at it.", nothing_printed=False) for _ in range(1000))
    shelf, bad, good = Shelf(*range(20, 40)), Paper(*broke, name="bad"), Paper(name="good")
    await until_settled(pool(shelf, Station(bad, blank), Station(good, blank, spare=spare)), shelf)
    doubtful = shelf.states().count(JobState.SENT_UNCONFIRMED)
    # One at a time, each after a pause; never twice.
    assert doubtful + len(good.printed) == 20 and len(good.printed) > 5


async def test_closing_the_door_drains_into_whatever_printer_works() -> None:
    shelf = Shelf(1, 2, 3)
    broken, good = Paper(*(busy() for _ in range(1000)), name="broken"), Paper(name="good")
    await pool(shelf, Station(broken, blank), Station(good, blank)).drain()
    assert sorted(good.printed) == [1, 2, 3] and set(shelf.states()) == {JobState.DONE}


async def test_a_spare_printer_helps_out_only_while_the_others_fail() -> None:
    shelf, main, spare = Shelf(1, 2), Paper(name="main"), Paper(name="spare")
    await pool(shelf, Station(main, blank), Station(spare, blank, spare=True)).drain()
    assert main.printed == [1, 2] and not spare.printed
    shelf, main = Shelf(1, 2), Paper(*(busy() for _ in range(LAST_TRIES)), name="main")
    await pool(shelf, Station(main, blank), Station(spare, blank, spare=True)).drain()
    assert sorted(main.printed + spare.printed) == [1, 2] and spare.printed


async def test_what_a_driver_did_not_foresee_is_asked_about_and_the_next_one_prints() -> None:
    shelf, paper = Shelf(1, 2), Paper(ZeroDivisionError("dots"))
    await pool(shelf, Station(paper, blank)).drain()
    assert shelf.states() == [JobState.SENT_UNCONFIRMED, JobState.DONE]
    assert "ZeroDivisionError" in shelf.jobs["1"].error and "look whether it came out" in shelf.jobs["1"].error


async def test_a_drawing_that_breaks_unforeseen_ends_one_badge() -> None:
    def broken(badge: Badge) -> Sequence[Image.Image]:
        if badge.number == 1:
            raise FileNotFoundError("logo.png")
        return blank(badge)

    shelf, paper = Shelf(1, 2), Paper()
    await pool(shelf, Station(paper, broken)).drain()
    assert shelf.states() == [JobState.FAILED, JobState.DONE] and "logo.png" in shelf.jobs["1"].error


async def test_a_store_that_breaks_unforeseen_is_told_and_tried_again() -> None:
    calls = 0

    async def break_twice() -> None:
        nonlocal calls
        calls += 1
        if calls in (3, 4):
            seen.append(work.statuses["paper"].words)
            raise RuntimeError("no such table")

    seen: list[str] = []
    shelf, paper = Shelf(1, 2, before=break_twice), Paper(repeatable=True)
    work = pool(shelf, Station(paper, blank))
    await work.drain()
    assert shelf.states() == [JobState.DONE, JobState.DONE]
    # The printer is not to blame.
    assert seen[1].startswith("its badges wait, because the event file can't be used")
    assert "RuntimeError: no such table" in seen[1] and "RuntimeError" not in work.statuses["paper"].words


async def test_why_a_badge_waits_is_told_of_its_printer_until_one_came_out(tmp_path: Path) -> None:
    folder = tmp_path / "badges"
    printer = FolderPrinter(folder, name="left")
    shelf, seen = Shelf(1), []

    async def repair(seconds: float) -> None:
        seen.append(work.statuses["left"])
        folder.unlink(missing_ok=True)

    work = Spool(shelf, [Station(printer, render)], sleep=repair)
    assert (await work.watch.look(printer)).well
    folder.touch()
    await work.drain()
    assert [status.fault for status in seen] == [True] and f"can't be written to {folder}: it is not" in seen[0].words
    assert shelf.states() == [JobState.DONE] and work.statuses["left"].well


async def test_nobody_is_told_of_a_trouble_that_keeps_no_badge_waiting() -> None:
    shelf, paper = Shelf(1), Paper(busy(), PrinterError("paper: broke off.", nothing_printed=False))
    work = pool(shelf, Station(paper, blank))
    await work.watch.look(paper)

    def statuses() -> list[State]:
        return [status.state for status in work.statuses.values()]

    shelf.before = lambda: seen.append(statuses()) or nothing()  # type: ignore[func-returns-value]
    seen: list[list[State]] = []
    await work.drain()
    assert [State.TROUBLE] in seen and statuses() == [State.READY]
    assert shelf.states() == [JobState.SENT_UNCONFIRMED]


async def test_a_badge_with_nothing_to_print_is_done() -> None:
    def nothing(badge: Badge) -> Sequence[Image.Image]:
        return []

    shelf, paper = Shelf(1), Paper()
    await pool(shelf, Station(paper, nothing)).drain()
    assert shelf.states() == [JobState.DONE] and paper.printed == [] and shelf.labels == 0


async def test_closing_lets_a_badge_that_is_printing_come_out() -> None:
    middle, go_on = asyncio.Event(), asyncio.Event()

    class Slow(Paper):
        """Waits in the middle of a badge."""

        async def print(self, job: Job, pages: Sequence[Image.Image]) -> None:
            middle.set()
            await go_on.wait()
            await super().print(job, pages)

    shelf, paper = Shelf(1), Slow()
    work = pool(shelf, Station(paper, blank))
    worker = asyncio.create_task(work.run())
    await middle.wait()
    assert work.statuses["paper"].state is State.PRINTING
    worker.cancel()
    go_on.set()
    await asyncio.gather(worker, return_exceptions=True)
    assert shelf.states() == [JobState.DONE] and paper.printed == [1]


class Gate(Paper):
    """Holds every badge until it is let through."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        self.holding, self.open = asyncio.Event(), asyncio.Event()

    async def print(self, job: Job, pages: Sequence[Image.Image]) -> None:
        self.holding.set()
        await self.open.wait()
        await super().print(job, pages)


@pytest.mark.parametrize("broken", [[], [Paper(*(busy() for _ in range(1000)), name="broken")]])
async def test_a_spare_printer_looks_on_while_one_of_the_others_works(broken: list[Paper]) -> None:
    shelf, main, spare = Shelf(1, 2), Gate("main"), Paper(name="spare")
    others = [Station(each, blank) for each in broken]
    work = pool(shelf, Station(main, blank), *others, Station(spare, blank, spare=True))
    worker = asyncio.create_task(work.run())
    await main.holding.wait()
    for _ in range(200):
        work.wake()
        await asyncio.sleep(0)
    main.open.set()
    await shelf.settled.wait()
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)
    assert sorted(main.printed) == [1, 2] and not spare.printed


async def test_whoever_sleeps_is_woken_for_what_another_gave_back() -> None:
    shelf, broken, good = Shelf(), Paper(busy(), name="broken"), Paper(name="good")

    async def sleep(seconds: float) -> None:
        # The one that failed waits for ever.
        await (asyncio.Event().wait() if seconds > GAP else asyncio.sleep(0))

    work = Spool(shelf, [Station(broken, blank), Station(good, blank)], sleep=sleep)
    worker = asyncio.create_task(work.run())
    for _ in range(50):
        await asyncio.sleep(0)
    shelf.jobs["1"] = Job(badge=replace(USUAL, id="1", number=1))
    work._workers[0].woken.set()
    await shelf.settled.wait()
    assert good.printed == [1] and not broken.errors
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)


async def test_a_printer_that_never_ends_is_given_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("printing.spool.LONGEST_JOB", 0.05)
    shelf, main = Shelf(1), Gate("main")
    draining = asyncio.create_task(pool(shelf, Station(main, blank)).drain())
    await draining
    assert shelf.states() == [JobState.SENT_UNCONFIRMED] and "gave no answer: look" in shelf.jobs["1"].error


async def test_only_a_printers_own_jobs_are_settled_after_it_was_interrupted() -> None:
    calls: list[str] = []

    class Noted(Shelf):
        async def recover(self, printer: str = "") -> None:
            calls.append(printer)
            await super().recover(printer)

        async def mark(self, job_id: str, state: JobState, error: str = "", labels: int = 0) -> None:
            if state is JobState.DONE and calls == [""]:
                raise ConnectionError("the disk is asleep")
            await super().mark(job_id, state, error, labels)

    shelf = Noted(1)
    await pool(shelf, Station(Paper(name="left"), blank)).drain()
    assert calls == ["", "left"] and shelf.states() == [JobState.SENT_UNCONFIRMED]


class Behind(Paper):
    """A printer behind a queue that does nothing until a badge is taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.lying, self.back = asyncio.Event(), asyncio.Event()
        self.taken_back: list[str] = []

    async def print(self, job: Job, pages: Sequence[Image.Image]) -> None:
        """Lies there."""
        self.lying.set()
        await self.back.wait()
        raise PrinterError("taken back", nothing_printed=False)

    async def withdraw(self, job_id: str = "") -> None:
        """Keeps what was asked."""
        self.taken_back.append(job_id)
        if job_id:
            self.back.set()


async def test_what_somebody_writes_by_hand_is_taken_out_of_the_queue() -> None:
    shelf, paper = Shelf(1), Behind()
    work = pool(shelf, Station(paper, blank))
    worker = asyncio.create_task(work.run())
    await paper.lying.wait()
    # What an earlier run left there was taken back first.
    assert paper.taken_back == [""]
    work.wake()
    shelf.by_hand.add("1")
    work.wake()
    await shelf.settled.wait()
    assert paper.taken_back == ["", "1"]
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)


async def test_what_somebody_wrote_while_it_was_drawn_is_not_printed() -> None:
    shelf, paper = Shelf(1, 2), Paper()

    def draw(badge: Badge) -> Sequence[Image.Image]:
        shelf.by_hand.add("1")
        return blank(badge)

    await pool(shelf, Station(paper, draw)).drain()
    assert paper.printed == [2]


async def test_an_interrupted_run_is_settled_at_whatever_printer_it_was() -> None:
    shelf = Shelf(1, 2)
    shelf.jobs["1"] = replace(shelf.jobs["1"], state=JobState.SENDING)
    shelf.jobs["2"] = replace(shelf.jobs["2"], state=JobState.RENDERING)
    shelf.printer = {"1": "one that is gone", "2": "another"}
    paper = Paper()
    await pool(shelf, Station(paper, blank)).drain()
    assert shelf.states() == [JobState.SENT_UNCONFIRMED, JobState.DONE] and paper.printed == [2]

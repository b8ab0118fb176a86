"""The spool: every job printed or accounted for, whatever fails and whenever it is stopped."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from printing.badge import Badge
from printing.errors import DrawingError, PrinterError, RefusedError
from printing.job import Job, JobState
from printing.printers.folder import FolderPrinter
from printing.render import render
from printing.spool import GAP, LAST_TRIES, PAUSES, Spool, Station
from printing.status import State, Status
from tests.printing.guests import USUAL

Hook = Callable[[], Awaitable[None]]


async def nothing() -> None:
    """A hook that does nothing."""


class Shelf:
    """Jobs in memory; `before` runs before every call, as a disk would take its time."""

    def __init__(self, *numbers: int, before: Hook = nothing) -> None:
        self.jobs = {str(n): Job(badge=replace(USUAL, id=str(n), number=n)) for n in numbers}
        self.before = before
        self.history: list[tuple[str, JobState]] = []
        self.printer: dict[str, str] = {}
        self.labels = 0
        self.by_hand: set[str] = set()
        self.settled = asyncio.Event()

    async def recover(self, printer: str = "") -> None:
        """What a restart makes of jobs in the middle."""
        await self.before()
        after = {JobState.RENDERING: JobState.QUEUED, JobState.SENDING: JobState.SENT_UNCONFIRMED}
        for key, job in self.jobs.items():
            if printer in ("", self.printer.get(key)):
                self.jobs[key] = replace(job, state=after.get(job.state, job.state))

    async def claim(self, printer: str) -> Job | None:
        """The first that is queued."""
        await self.before()
        job = next((job for job in self.jobs.values() if job.state is JobState.QUEUED), None)
        if job:
            self.printer[job.id] = printer
            self.history.append((job.id, JobState.RENDERING))
            self.jobs[job.id] = replace(job, state=JobState.RENDERING)
        return job

    async def wanted(self, job_id: str) -> bool:
        """Unless somebody has written it by hand."""
        await self.before()
        return job_id not in self.by_hand

    async def mark(self, job_id: str, state: JobState, error: str = "", labels: int = 0) -> None:
        """Keeps the state and its history."""
        await self.before()
        self.labels += labels
        self.history.append((job_id, state))
        self.jobs[job_id] = replace(self.jobs[job_id], state=state, error=error)
        if not {job.state for job in self.jobs.values()} & {JobState.QUEUED, JobState.RENDERING, JobState.SENDING}:
            self.settled.set()

    def states(self) -> list[JobState]:
        """The states of all jobs, in order."""
        return [job.state for job in self.jobs.values()]


class Paper:
    """A printer that fails as told: one error, or None, for each try, then succeeds."""

    dpi = 300

    def __init__(
        self, *errors: Exception | None, repeatable: bool = False, before: Hook = nothing, name: str = "paper"
    ) -> None:
        self.errors, self.repeatable, self.before, self.name = list(errors), repeatable, before, name
        self.printed: list[int] = []

    async def print(self, job: Job, pages: Sequence[Image.Image]) -> None:
        """Prints unless an error is due."""
        await self.before()
        error = self.errors.pop(0) if self.errors else None
        if error:
            raise error
        self.printed.append(job.badge.number)

    async def status(self) -> Status:
        """Always well."""
        return Status(State.READY)


def blank(badge: Badge) -> list[Image.Image]:
    """A badge in no time; number 13 can't be drawn."""
    if badge.number == 13:
        raise DrawingError("Badge 13 can't be drawn: write it by hand.")
    return [Image.new("1", (8, 8), 1)]


class Clock:
    """Sleeps without waiting, and remembers for how long."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    async def sleep(self, seconds: float) -> None:
        """Only lets others have their turn."""
        self.pauses.append(seconds)
        await asyncio.sleep(0)


def spool(shelf: Shelf, paper: Paper, clock: Clock | None = None, chance: float = 1.0) -> Spool:
    """A spool that never waits."""
    sleep = (clock or Clock()).sleep
    return Spool(shelf, [Station(paper, blank)], sleep=sleep, chance=lambda: chance)


def busy() -> PrinterError:
    """Certainly nothing printed."""
    return PrinterError("The printer is busy: wait.", nothing_printed=True)


async def test_jobs_are_printed_in_order_with_every_state_on_record() -> None:
    shelf, paper = Shelf(1, 2), Paper()
    await spool(shelf, paper).drain()
    assert paper.printed == [1, 2]
    stages = [JobState.RENDERING, JobState.SENDING, JobState.DONE]
    assert shelf.history == [(job, state) for job in ("1", "2") for state in stages]


async def test_a_repeatable_printer_never_leaves_a_doubtful_job() -> None:
    shelf = Shelf(1)
    await spool(shelf, Paper(repeatable=True)).drain()
    assert shelf.history == [("1", JobState.RENDERING), ("1", JobState.DONE)]


async def test_a_bad_badge_fails_and_the_next_one_prints() -> None:
    shelf, paper = Shelf(13, 2), Paper(RefusedError("A folder is in the way: rename it."))
    shelf.jobs["3"] = Job(badge=replace(USUAL, id="3", number=3))
    await spool(shelf, paper).drain()
    assert shelf.states() == [JobState.FAILED, JobState.FAILED, JobState.DONE] and paper.printed == [3]
    assert shelf.jobs["13"].error == "Badge 13 can't be drawn: write it by hand."


async def test_what_may_have_been_printed_is_never_printed_again() -> None:
    shelf, paper = Shelf(1, 2), Paper(PrinterError("The line broke: look at the tray.", nothing_printed=False))
    await spool(shelf, paper).drain()
    assert shelf.states() == [JobState.SENT_UNCONFIRMED, JobState.DONE] and paper.printed == [2]
    assert shelf.jobs["1"].error == "The line broke: look at the tray."


@pytest.mark.parametrize(("scans", "gaps"), [(0, 1), (3, 4), (1_000, 40)])
async def test_scans_go_first_but_not_for_ever(scans: int, gaps: int) -> None:
    shelf, paper, clock = Shelf(1), Paper(), Clock()

    class Storm(Clock):
        """While it lasts, somebody is admitted in every gap."""

        async def sleep(self, seconds: float) -> None:
            await clock.sleep(seconds)
            if len(clock.pauses) <= scans:
                work.wake()

    work = spool(shelf, paper, Storm())
    worker = asyncio.create_task(work.run())
    await shelf.settled.wait()
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)
    assert paper.printed == [1]
    assert clock.pauses[:gaps] == [GAP] * gaps and len(clock.pauses) <= 2 * gaps


async def test_a_printer_that_took_nothing_is_tried_again_ever_later() -> None:
    shelf, paper, clock = Shelf(1), Paper(*(busy() for _ in range(8))), Clock()
    work = spool(shelf, paper, clock)
    worker = asyncio.create_task(work.run())
    await shelf.settled.wait()
    worker.cancel()
    tries = [pause for pause in clock.pauses if pause != GAP]
    assert paper.printed == [1] and tries == [*PAUSES, PAUSES[-1], PAUSES[-1]]
    assert (await asyncio.gather(worker, return_exceptions=True))[0].__class__ is asyncio.CancelledError


async def test_pauses_are_shortened_by_chance_but_never_below_half() -> None:
    clock = Clock()
    await spool(Shelf(1), Paper(busy()), clock, chance=0.0).drain()
    assert clock.pauses == [PAUSES[0] / 2]


async def test_while_it_waits_the_job_says_why() -> None:
    shelf, clock = Shelf(1), Clock()
    await spool(shelf, Paper(*(busy() for _ in range(LAST_TRIES))), clock).drain()
    assert shelf.states() == [JobState.QUEUED] and shelf.jobs["1"].error == "The printer is busy: wait."
    assert len(clock.pauses) == LAST_TRIES - 1


async def test_waking_prints_what_was_queued_meanwhile() -> None:
    shelf, paper = Shelf(1), Paper()
    work = spool(shelf, paper)
    worker = asyncio.create_task(work.run())
    await shelf.settled.wait()
    shelf.settled.clear()
    shelf.jobs["2"] = Job(badge=replace(USUAL, id="2", number=2))
    work.wake()
    await shelf.settled.wait()
    worker.cancel()
    assert paper.printed == [1, 2]


async def test_draining_beside_a_running_spool_prints_each_job_once() -> None:
    shelf, paper = Shelf(*range(1, 9)), Paper()
    work = spool(shelf, paper)
    worker = asyncio.create_task(work.run())
    await asyncio.gather(work.drain(), work.drain())
    worker.cancel()
    assert sorted(paper.printed) == list(range(1, 9))


async def test_a_store_that_fails_for_a_while_loses_nothing() -> None:
    calls = itertools.count()

    async def fail_thrice() -> None:
        if next(calls) in (2, 3, 9):
            raise ConnectionError("the disk is asleep")

    shelf, paper = Shelf(1, 2, before=fail_thrice), Paper(repeatable=True)
    await spool(shelf, paper).drain()
    assert shelf.states() == [JobState.DONE, JobState.DONE]


@pytest.mark.parametrize("repeatable", [True, False])
@pytest.mark.parametrize("moment", range(16))
async def test_stopping_at_any_moment_loses_no_job(moment: int, repeatable: bool) -> None:
    calls = itertools.count()

    async def stop_at_moment() -> None:
        if next(calls) == moment:
            worker.cancel()
        await asyncio.sleep(0)

    shelf = Shelf(1, 2, 3, before=stop_at_moment)
    paper = Paper(repeatable=repeatable, before=stop_at_moment)
    worker = asyncio.create_task(spool(shelf, paper).run())
    settled = asyncio.create_task(shelf.settled.wait())
    await asyncio.wait({worker, settled}, return_when=asyncio.FIRST_COMPLETED)
    worker.cancel()
    with suppress(asyncio.CancelledError):
        await worker
    await spool(shelf, paper).drain()
    settled.cancel()
    doubtful = [job.badge.number for job in shelf.jobs.values() if job.state is JobState.SENT_UNCONFIRMED]
    assert {*paper.printed, *doubtful} == {1, 2, 3}
    assert set(shelf.states()) <= {JobState.DONE, JobState.SENT_UNCONFIRMED} and len(doubtful) <= (not repeatable)
    assert repeatable or sorted(paper.printed) == sorted(set(paper.printed))


async def test_real_badges_reach_a_real_folder_once_it_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "badges"
    folder.touch()
    shelf = Shelf()
    shelf.jobs = {"1": Job(badge=USUAL)}
    shelf.jobs = {USUAL.id: Job(badge=USUAL)}

    async def repair(seconds: float) -> None:
        assert "not a folder" in shelf.jobs[USUAL.id].error
        folder.unlink()

    await Spool(shelf, [Station(FolderPrinter(folder), render)], sleep=repair).drain()
    assert shelf.states() == [JobState.DONE] and shelf.jobs[USUAL.id].error == ""
    assert len(list(folder.iterdir())) == 2

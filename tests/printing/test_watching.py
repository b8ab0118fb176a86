"""How printers are: asked now and then, never in the middle of a badge, and told in words."""

import asyncio
from collections.abc import Sequence

import pytest
from PIL import Image

from printing.job import Job, JobState
from printing.spool import LAST_TRIES, Station
from printing.status import FAULTS, State, Status
from printing.watching import Watch
from tests.printing.test_pool import pool, until, until_settled
from tests.printing.test_spool import Paper, Shelf, blank, busy


class Moody(Paper):
    """Answers with one status after the other; an error is raised."""

    def __init__(self, *answers: Status | Exception) -> None:
        super().__init__()
        self.answers = list(answers)
        self.asked = 0

    async def status(self) -> Status:
        self.asked += 1
        answer = self.answers.pop(0) if self.answers else Status(State.READY)
        if isinstance(answer, Exception):
            raise answer
        return answer


async def test_a_fault_that_the_printer_tells_goes_first() -> None:
    shelf, paper = Shelf(1), Moody(Status(State.PAPER_OUT))
    paper.errors = [busy()] * LAST_TRIES
    work = pool(shelf, Station(paper, blank))
    await work.drain()
    assert work.statuses["paper"].words == "The printer is busy: wait"
    await work.watch.look(paper)
    assert work.statuses["paper"].state is State.PAPER_OUT


async def test_printers_are_asked_now_and_then_rarely_when_silent_never_while_printing() -> None:
    pauses: list[float] = []
    busy_now: set[str] = set()
    seen: list[State] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        seen.append(watch.statuses["paper"].state)
        if len(pauses) == 6:
            busy_now.add("paper")
        if len(pauses) == 8:
            asked.cancel()
        await asyncio.sleep(0)

    silent = Status(State.OFFLINE)
    printer = Moody(Status(State.READY), silent, silent, OSError("gone"), Status(State.PAPER_OUT), Status(State.READY))
    watch = Watch([printer], lambda name: name in busy_now, sleep)
    asked = asyncio.create_task(watch.run())
    await asyncio.gather(asked, return_exceptions=True)
    assert pauses[:6] == [12.0, 24.0, 48.0, 60.0, 12.0, 12.0]
    states = [State.READY, State.OFFLINE, State.OFFLINE, State.UNKNOWN, State.PAPER_OUT, State.READY]
    assert seen[:6] == states and seen[6:] == [State.PRINTING, State.PRINTING]
    assert not printer.answers and printer.asked == 6


async def test_a_printer_that_took_nothing_is_asked_why() -> None:
    shelf = Shelf(1)
    paper = Moody(Status(State.READY), Status(State.PAPER_OUT))
    paper.errors = [busy(), busy(), busy(), busy(), busy(), busy()]
    work = pool(shelf, Station(paper, blank))
    await until_settled(work, shelf)
    assert paper.printed == [1] and not paper.answers


async def test_a_printer_that_works_again_is_asked_at_once() -> None:
    shelf, paper = Shelf(1), Moody(Status(State.OFFLINE), Status(State.OFFLINE))
    rung: list[str] = []
    work = pool(shelf, Station(paper, blank))
    await work.watch.look(paper)
    assert work.statuses["paper"].fault
    work.watch.look_again = rung.append  # type: ignore[method-assign, assignment]
    worker = asyncio.create_task(work.run())
    await shelf.settled.wait()
    await until(lambda: bool(rung))
    assert paper.printed == [1] and rung == ["paper"]
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)


async def test_a_printer_is_never_asked_in_the_middle_of_a_badge() -> None:
    asked, answer = asyncio.Event(), asyncio.Event()
    now: list[str] = []

    class Slow(Paper):
        """One thing at a time."""

        async def status(self) -> Status:
            now.append("asked")
            asked.set()
            await answer.wait()
            now.append("answered")
            return Status(State.READY)

        async def print(self, job: Job, pages: Sequence[Image.Image]) -> None:
            now.append("printing")
            await super().print(job, pages)

    shelf, paper = Shelf(1), Slow()
    work = pool(shelf, Station(paper, blank))
    looking = asyncio.create_task(work.watch.look(paper))
    await asked.wait()
    draining = asyncio.create_task(work.drain())
    await until(lambda: shelf.states() == [JobState.SENDING])
    answer.set()
    await asyncio.gather(looking, draining)
    assert now == ["asked", "answered", "printing"]


@pytest.mark.parametrize("state", State)
def test_every_state_has_words_that_say_what_to_do(state: State) -> None:
    status = Status(state, "62 mm")
    assert status.fault == (state in FAULTS) and status.well == (state in (State.READY, State.PRINTING))
    if state is State.TROUBLE:
        assert status.words == "62 mm"
        return
    assert status.words.endswith("(62 mm)") and (":" in Status(state).words) == (not status.well)

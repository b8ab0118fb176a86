"""Works off print jobs beside the door: draws, prints, tries again; never in the way of a scan."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from printing.badge import Badge
from printing.errors import DrawingError, PrinterError, RefusedError
from printing.job import Job, JobState
from printing.printers import Printer

if TYPE_CHECKING:
    from PIL import Image

PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds before the next try of a printer that did not take a job; the last one repeats for as long as it lasts."""
GAP, LONGEST_WAIT = 0.05, 2.0
"""Drawing keeps the interpreter busy: it waits for a gap of so many seconds between admissions, but not for longer."""
LAST_TRIES = 3
"""How often a printer is tried when the door closes; what it does not take stays queued for the next start."""


class JobStore(Protocol):
    """Where jobs are kept; every call returns when it is safe."""

    async def recover(self) -> None:
        """After an interruption: `rendering` becomes `queued`, `sending` becomes `sent_unconfirmed`."""
        ...

    async def next_job(self) -> Job | None:
        """The oldest job that is queued and due."""
        ...

    async def mark(self, job_id: str, state: JobState, error: str = "") -> None:
        """Records how far a job has come."""
        ...


class _Step(Enum):
    IDLE = "nothing is queued"
    WORKED = "one job is settled"
    STUCK = "the printer or the store has to recover first"


def draw(badge: Badge) -> "list[Image.Image]":
    """The badge's pages on the default label; loads the picture library on its first call."""
    from printing.render import render

    return render(badge)


class Spool:
    """One worker for one printer; `store_errors` are what the store raises when it can't be reached for now."""

    def __init__(
        self,
        store: JobStore,
        printer: Printer,
        *,
        draw: Callable[[Badge], "Sequence[Image.Image]"] = draw,
        store_errors: tuple[type[Exception], ...] = (),
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._store, self._printer, self._draw = store, printer, draw
        self._store_errors, self._sleep, self._chance = store_errors, sleep, chance
        self._woken = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._settled = False

    def wake(self) -> None:
        """Says that a job was queued; never blocks. Call it on the event loop's thread."""
        self._woken.set()

    async def run(self) -> None:
        """Prints what is queued, now and later, until cancelled; an interrupted job is settled at the next start."""
        failures = 0
        while True:
            await self._let_scans_go_first()
            step = await self._step()
            if step is _Step.IDLE:
                await self._woken.wait()
            if step is _Step.STUCK:
                await self._pause(failures)
            failures = failures + 1 if step is _Step.STUCK else 0

    async def drain(self) -> None:
        """Prints until nothing is queued, or until the printer has refused its last tries."""
        failures = 0
        while (step := await self._step()) is not _Step.IDLE:
            failures = failures + 1 if step is _Step.STUCK else 0
            if failures == LAST_TRIES:
                return
            if failures:
                await self._pause(failures - 1)

    async def _let_scans_go_first(self) -> None:
        # Cleared before looking for a job, so that one queued meanwhile is not slept over.
        self._woken.clear()
        for _ in range(round(LONGEST_WAIT / GAP)):
            await self._sleep(GAP)
            if not self._woken.is_set():
                return
            self._woken.clear()

    async def _pause(self, failures: int) -> None:
        longest = PAUSES[min(failures, len(PAUSES) - 1)]
        await self._sleep(longest * (0.5 + self._chance() / 2))

    async def _step(self) -> _Step:
        async with self._one_at_a_time:
            try:
                return await self._settle_one()
            except self._store_errors:
                return _Step.STUCK

    async def _settle_one(self) -> _Step:
        # Stays False if anything below is interrupted, by cancelling or by the store.
        if not self._settled:
            await self._store.recover()
        self._settled = False
        job = await self._store.next_job()
        step = _Step.IDLE if job is None else await self._print(job)
        self._settled = True
        return step

    async def _print(self, job: Job) -> _Step:
        await self._store.mark(job.id, JobState.RENDERING)
        try:
            pages = await asyncio.to_thread(self._draw, job.badge)
            if not self._printer.repeatable:
                await self._store.mark(job.id, JobState.SENDING)
            await self._printer.print(job, pages)
        except (DrawingError, RefusedError) as error:
            await self._store.mark(job.id, JobState.FAILED, str(error))
        except PrinterError as error:
            state = JobState.QUEUED if error.nothing_printed else JobState.SENT_UNCONFIRMED
            await self._store.mark(job.id, state, str(error))
            return _Step.STUCK if error.nothing_printed else _Step.WORKED
        else:
            await self._store.mark(job.id, JobState.DONE)
        return _Step.WORKED

"""Works off print jobs beside the door: draws, prints, tries again; never in the way of a scan.

Every printer has a worker of its own that takes the oldest job when it is free: the shortest queue is whoever asks
first, and what one printer can't take another does.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from printing.badge import Badge
from printing.errors import DrawingError, PrinterError, RefusedError
from printing.job import Job, JobState
from printing.media import LANDSCAPE_100x62, Media
from printing.printers import Printer, Queue
from printing.status import State, Status
from printing.watching import Watch

if TYPE_CHECKING:
    from PIL import Image

PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds before the next try of a printer that did not take a job; the last one repeats for as long as it lasts."""
GAP, LONGEST_WAIT = 0.05, 2.0
"""Drawing keeps the interpreter busy: it waits for a gap of so many seconds between admissions, but not for longer."""
LAST_TRIES = 3
"""How often a printer is tried when the door closes; what it does not take stays queued for the next start."""
LONGEST_JOB = 120.0
"""Seconds after which a printer that neither printed nor said why is given up on; they have shorter limits of their
own."""

STORE_FAILS = "its badges wait, because the event file can't be used: check the disk"


class JobStore(Protocol):
    """Where jobs are kept; every call returns when it is safe."""

    async def recover(self, printer: str = "") -> None:
        """After an interruption of one printer's work, or of all: `rendering` becomes `queued`, `sending` becomes
        `sent_unconfirmed`."""
        ...

    async def claim(self, printer: str) -> Job | None:
        """The oldest queued job, which now is `rendering` at this printer and nobody else's."""
        ...

    async def wanted(self, job_id: str) -> bool:
        """Whether somebody still waits for this job: False once it was replaced, or written by hand."""
        ...

    async def mark(self, job_id: str, state: JobState, error: str = "", labels: int = 0) -> None:
        """Records how far a job has come, and how many labels it took off the roll."""
        ...


@dataclass(frozen=True, slots=True)
class Station:
    """A printer, and how badges are drawn for it."""

    printer: Printer
    draw: "Callable[[Badge], Sequence[Image.Image]]"
    """Runs on a thread of its own. Raises DrawingError."""
    media: Media = LANDSCAPE_100x62
    """What lies in the printer."""
    spare: bool = False
    """Takes jobs only while no other printer does."""


class _Step(Enum):
    IDLE = "nothing is queued"
    WORKED = "one job is settled"
    STUCK = "the printer or the store has to recover first"


class Spool:
    """Workers for printers."""

    def __init__(
        self,
        store: JobStore,
        stations: Sequence[Station],
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._store, self._sleep, self._chance = store, sleep, chance
        self._workers = [_Worker(store, station, self) for station in stations]
        self._opening = asyncio.Lock()
        self._opened = False
        self.watch = Watch([station.printer for station in stations], self._is_busy)

    @property
    def statuses(self) -> dict[str, Status]:
        """How every printer was when it was last asked, by name; or what keeps its badges from being printed."""
        troubles = {worker.name: Status(State.TROUBLE, worker.trouble) for worker in self._workers if worker.trouble}
        # A fault that a printer tells itself says more than what became of a try.
        return {name: said if said.fault else troubles.get(name, said) for name, said in self.watch.statuses.items()}

    def wake(self) -> None:
        """Says that a job was queued; never blocks. Call it on the event loop's thread."""
        for worker in self._workers:
            worker.woken.set()
            worker.changed.set()

    async def run(self) -> None:
        """Prints what is queued, now and later, until cancelled; an interrupted job is settled at the next start."""
        tasks = [asyncio.create_task(self._work(worker)) for worker in self._workers]
        tasks.append(asyncio.create_task(self.watch.run()))
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            for task in tasks:
                with suppress(asyncio.CancelledError):
                    await task

    async def drain(self) -> None:
        """Prints until nothing is queued, or until every printer has refused its last tries."""
        for spare in (False, True):
            workers = [worker for worker in self._workers if worker.spare is spare]
            await asyncio.gather(*(self._drain(worker) for worker in workers))
            # What one gave back after the others had found nothing to do.
            await asyncio.gather(*(self._drain(worker) for worker in workers if not worker.stuck))

    async def open(self) -> None:
        """Settles, once, what the last run left in the middle, at whatever printer."""
        async with self._opening:
            if not self._opened:
                await self._store.recover()
                # Only a person knows of these now; what still lies in a queue would come out behind their back.
                await asyncio.gather(*(worker.withdraw() for worker in self._workers))
                self._opened = True

    def others_stuck(self) -> bool:
        """Whether a spare printer has to help out."""
        return all(worker.stuck for worker in self._workers if not worker.spare)

    async def _work(self, worker: "_Worker") -> None:
        failures = 0
        while True:
            await self._let_scans_go_first(worker.woken)
            step = await _whole(worker.step())
            if step is _Step.IDLE:
                await worker.woken.wait()
            if step is _Step.WORKED and self.statuses[worker.name].fault:
                # It prints again: what it said before is over.
                self.watch.look_again(worker.name)
            if step is _Step.STUCK:
                self._hand_over(worker)
                await self._pause(failures)
            failures = failures + 1 if step is _Step.STUCK else 0

    async def _drain(self, worker: "_Worker") -> None:
        failures = 0
        while (step := await worker.step()) is not _Step.IDLE:
            failures = failures + 1 if step is _Step.STUCK else 0
            if failures == LAST_TRIES:
                return
            if failures:
                await self._pause(failures - 1)

    async def _let_scans_go_first(self, woken: asyncio.Event) -> None:
        # Cleared before looking for a job, so that one queued meanwhile is not slept over.
        woken.clear()
        for _ in range(round(LONGEST_WAIT / GAP)):
            await self._sleep(GAP)
            if not woken.is_set():
                return
            woken.clear()

    def _hand_over(self, stuck: "_Worker") -> None:
        """What one printer gave back is another's at once."""
        self.watch.look_again(stuck.name)
        for worker in self._workers:
            if worker is not stuck:
                worker.woken.set()

    def _is_busy(self, printer: str) -> bool:
        return any(worker.printing for worker in self._workers if worker.name == printer)

    async def _pause(self, failures: int) -> None:
        longest = PAUSES[min(failures, len(PAUSES) - 1)]
        await self._sleep(longest * (0.5 + self._chance() / 2))


async def _whole(step: Coroutine[object, object, _Step]) -> _Step:
    """A step that is not broken off when the door closes: a badge half printed would be one to ask about."""
    task = asyncio.ensure_future(step)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        try:
            await asyncio.wait({task})
        finally:
            # Whoever cancels twice means it; but nothing goes on printing unwatched.
            task.cancel()
            await asyncio.wait({task})
        raise


class _Worker:
    """One printer's share of the work."""

    def __init__(
        self,
        store: JobStore,
        station: Station,
        spool: Spool,
    ) -> None:
        self.name, self.spare = station.printer.name, station.spare
        self.woken, self.changed = asyncio.Event(), asyncio.Event()
        self.stuck = False
        self.trouble = ""
        """Why badges wait: what the last try came to; empty after a success, and when none waits."""
        self.printing = False
        self._store, self._printer, self._draw = store, station.printer, station.draw
        self._spool = spool
        self._one_at_a_time = asyncio.Lock()
        self._settled = True

    async def step(self) -> _Step:
        """Settles one job."""
        async with self._one_at_a_time:
            try:
                step = await self._settle_one()
            # A disk that is asleep, or what nobody foresaw: the evening's printing goes on with the next try.
            except Exception as error:
                step, self.trouble = _Step.STUCK, f"{STORE_FAILS} ({type(error).__name__}: {error})"[:160]
            if step is not _Step.STUCK:
                self.trouble = ""
            if step is not _Step.IDLE:
                self.stuck = step is _Step.STUCK
            return step

    async def _settle_one(self) -> _Step:
        await self._spool.open()
        # Stays False if anything below is interrupted, by cancelling or by the store.
        if not self._settled:
            await self._store.recover(self.name)
        self._settled = False
        job = None if self.spare and not self._spool.others_stuck() else await self._store.claim(self.name)
        step = _Step.IDLE if job is None else await self._bring_to_paper(job)
        self._settled = True
        return step

    async def _bring_to_paper(self, job: Job) -> _Step:
        try:
            pages = await self._drawn(job)
            if not await self._store.wanted(job.id):
                return _Step.WORKED
            if pages:
                if not self._printer.repeatable:
                    await self._store.mark(job.id, JobState.SENDING)
                await self._print(job, pages)
        except (DrawingError, RefusedError) as error:
            await self._store.mark(job.id, JobState.FAILED, str(error))
        except PrinterError as error:
            state = JobState.QUEUED if error.nothing_printed else JobState.SENT_UNCONFIRMED
            await self._store.mark(job.id, state, str(error))
            # What a person is asked about stands with the badge.
            self.trouble = str(error).removeprefix(f"{self.name}: ").rstrip(".") if error.nothing_printed else ""
            # Also one that broke a badge off: it must not take the next ones before somebody else has had them.
            return _Step.STUCK
        else:
            await self._store.mark(job.id, JobState.DONE, labels=len(pages))
        return _Step.WORKED

    async def _drawn(self, job: Job) -> "Sequence[Image.Image]":
        try:
            return await asyncio.to_thread(self._draw, job.badge)
        except DrawingError:
            raise
        # A layout's picture that was deleted, a font that broke: one badge's end, not the evening's.
        except Exception as error:
            said = f"Badge {job.badge.number} can't be drawn ({error or type(error).__name__}): write it by hand."
            raise DrawingError(said) from error

    async def _print(self, job: Job, pages: "Sequence[Image.Image]") -> None:
        self.printing = True
        try:
            async with self._spool.watch.alone(self.name), asyncio.timeout(LONGEST_JOB):
                await self._until_out(job, pages)
        except PrinterError:
            raise
        except TimeoutError as error:
            raise PrinterError(
                f"{self.name} gave no answer: look whether it came out.", nothing_printed=False
            ) from error
        # What a driver did not foresee must end this badge's try, never the evening's printing.
        except Exception as error:
            said = f"{self.name} stopped in the middle ({type(error).__name__}: {error}): look whether it came out."
            raise PrinterError(said, nothing_printed=False) from error
        finally:
            self.printing = False

    async def _until_out(self, job: Job, pages: "Sequence[Image.Image]") -> None:
        taking_back = asyncio.create_task(self._take_back(job.id))
        try:
            await self._printer.print(job, pages)
        finally:
            taking_back.cancel()
            await asyncio.gather(taking_back, return_exceptions=True)

    async def _take_back(self, job_id: str) -> None:
        """Out of the printer's queue, as soon as nobody waits for it any more."""
        while await self._store.wanted(job_id):
            await self.changed.wait()
            self.changed.clear()
        await self.withdraw(job_id)

    async def withdraw(self, job_id: str = "") -> None:
        """Takes back a job, or what an earlier run left, where the printer has a queue."""
        if isinstance(self._printer, Queue):
            # Tried again before the next job: it must not keep this one from anything.
            with suppress(Exception):
                await self._printer.withdraw(job_id)

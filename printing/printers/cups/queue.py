"""Any printer that this computer's own spooler drives: sent with lp, followed to its end with lpstat."""

import asyncio
import os
import re
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from printing.errors import PrinterError
from printing.printers.after_printing import doubt
from printing.printers.cups.command_output import alerts_of, last_line, status_of
from printing.printers.cups.paper import Paper, best_paper, papers, turned
from printing.printers.cups.requests import Requests
from printing.saving import save_pdf
from printing.status import State, Status

if TYPE_CHECKING:
    from PIL import Image

    from printing.job import Job

PATIENCE = {State.PRINTING: 60.0, State.READY: 15.0}
"""Seconds that a job is followed while the queue prints, or has a job and does nothing about it."""
FAULTY = 80.0
"""... and while the printer waits for somebody, or nobody knows; by the clock, and in any case."""
_ANSWER, _TAKE = 2.5, 15.0
"""Seconds for a question, and for taking a badge: a queue that was not used for long is set up first."""
_LOOK = 0.7
_REQUEST = re.compile(r"request id is (\S+)")
_LOOK_AT_IT = "look whether it came out."


class CupsPrinter:
    """One queue of CUPS, on this computer or on the `server` that answers for it.

    What was sent is noted in the folder `notes`, so that after a crash it can still be taken back.
    """

    repeatable = False

    def __init__(
        self,
        queue: str,
        *,
        name: str = "",
        dpi: int = 300,
        server: str = "",
        notes: Path | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.name = name or queue
        self.dpi = dpi
        self._queue = queue
        self._server = server
        self._sleep = sleep
        self._requests = Requests(queue, notes)

    async def print(self, job: "Job", pages: "Sequence[Image.Image]") -> None:
        """Sends one PDF and follows it until the queue says what became of it. Raises PrinterError."""
        before = await self.status()
        if before.fault:
            raise PrinterError(f"{self.name}: {before.words}.", nothing_printed=True)
        # What could not be taken back the last time would come out beside this one.
        await self.withdraw()
        paper = await self._paper(pages[0])
        request = await self._send(job, turned(pages, paper), paper)
        try:
            await asyncio.to_thread(self._requests.note, job.id, request)
            await self._follow(request)
        except BaseException:
            # However the following ends: what stays in the queue would come out later, a second time.
            await self.withdraw(job.id)
            raise
        self._requests.forget(job.id)

    async def withdraw(self, job_id: str = "") -> None:
        """Takes one job back, or all that were sent and not seen out; tried again later where CUPS does not answer."""
        for badge, request in self._requests.of(job_id).items():
            await self._run("cancel", request)
            with suppress(PrinterError):
                if not await self._is_open(request):
                    self._requests.forget(badge)

    async def status(self) -> Status:
        """What lpstat says of the queue; OFFLINE where there is no such queue."""
        code, said = await self._run("lpstat", "-l", "-p", self._queue)
        if code == _MISSING:
            return Status(State.OFFLINE, "CUPS is not installed: install cups-client")
        if code:
            return Status(State.OFFLINE, f"there is no queue {self._queue!r}; lpstat -p lists them")
        return status_of(said)

    async def _paper(self, page: "Image.Image") -> Paper | None:
        """The paper of the queue that fits the badge best; None leaves it to the queue."""
        _, said = await self._run("lpoptions", "-p", self._queue, "-l")
        return best_paper(papers(said), page.width * 25.4 / self.dpi, page.height * 25.4 / self.dpi)

    async def _send(self, job: "Job", pages: "Sequence[Image.Image]", paper: Paper | None) -> str:
        options = ["-o", "print-scaling=none", *(["-o", f"media={paper.name}"] if paper else [])]
        # A file without a name: somebody's badge is not left behind, however this ends.
        with tempfile.TemporaryFile() as file:
            await asyncio.to_thread(_write, pages, file)
            words = ("lp", "-d", self._queue, "-t", f"badge {job.id}", *options)
            code, said = await self._run(*words, file=file.fileno(), within=_TAKE)
        found = _REQUEST.search(said)
        if code == 0 and found:
            return found[1]
        if code not in (0, _SILENT):
            why = f"{self.name} did not take the badge ({last_line(said)}): look at its queue with lpstat -p."
            raise PrinterError(why, nothing_printed=True)
        # Without an answer, or in words that are no number, nobody knows whether the queue has it.
        raise PrinterError(f"{self.name} did not say that it took the badge: {_LOOK_AT_IT}", nothing_printed=False)

    async def _follow(self, request: str) -> None:
        try:
            async with asyncio.timeout(FAULTY):
                await self._until_out(request)
        except TimeoutError:
            raise doubt(self.name, await self.status()) from None
        alerts = alerts_of(await self._jobs("-l", "-W", "completed"), request)
        if any(word in alerts for word in ("aborted", "canceled", "stopped")):
            raise PrinterError(f"{self.name} broke off the badge ({alerts}): look at it.", nothing_printed=False)

    async def _until_out(self, request: str) -> None:
        waited = 0.0
        while await self._is_open(request):
            status = await self.status()
            if waited >= PATIENCE.get(status.state, FAULTY):
                raise doubt(self.name, status)
            await self._sleep(_LOOK)
            waited += _LOOK

    async def _is_open(self, request: str) -> bool:
        said = await self._jobs("-W", "not-completed")
        return any(line.split()[:1] == [request] for line in said.splitlines())

    async def _jobs(self, *which: str) -> str:
        code, said = await self._run("lpstat", *which, "-o", self._queue)
        # A server that is gone lists no jobs, either: that does not mean that they are out.
        if code:
            raise PrinterError(f"{self.name}: CUPS stopped answering: {_LOOK_AT_IT}", nothing_printed=False)
        return said

    async def _run(self, *words: str, file: int = asyncio.subprocess.DEVNULL, within: float = 0) -> tuple[int, str]:
        """Exit code and output of one of CUPS' commands; `_MISSING` or `_SILENT` where it gave none."""
        known = {**os.environ, "LC_ALL": "C", **({"CUPS_SERVER": self._server} if self._server else {})}
        try:
            process = await asyncio.create_subprocess_exec(
                *words, env=known, stdin=file, stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
            )  # fmt: skip
        except OSError:
            return _MISSING, f"{words[0]} is not installed: install cups-client"
        try:
            # Not wait_for: up to 3.11 it swallows a cancel that comes with the answer, and the door never closes.
            async with asyncio.timeout(within or _ANSWER):
                said, _ = await process.communicate()
        except (TimeoutError, asyncio.CancelledError) as error:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            if isinstance(error, asyncio.CancelledError):
                raise
            return _SILENT, "no answer from CUPS"
        return process.returncode or 0, said.decode("utf-8", "replace")


_MISSING, _SILENT = 127, -1


def _write(pages: "Sequence[Image.Image]", file: BinaryIO) -> None:
    save_pdf(pages, file)
    file.flush()
    file.seek(0)

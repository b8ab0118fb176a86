"""Any printer that this computer's own spooler drives: sent with lp, followed to its end with lpstat."""

import asyncio
import os
import re
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from printing.errors import PrinterError
from printing.printers.folder import save_pdf
from printing.status import State, Status

if TYPE_CHECKING:
    from PIL import Image

    from printing.job import Job

PATIENCE = {State.PRINTING: 60.0, State.READY: 15.0}
"""Seconds that a job is followed while the queue prints, or has a job and does nothing about it."""
FAULTY = 100.0
"""... and while the printer waits for somebody, or nobody knows."""
_ANSWER = 2.5
_LOOK = 0.7
_NEAR = 2.0
"""Millimetres that a paper may differ from the badge."""
_MM_PER = {"mm": 1.0, "in": 25.4}
_NAMED = {
    "a4": (210.0, 297.0), "a5": (148.0, 210.0), "a6": (105.0, 148.0), "a7": (74.0, 105.0),
    "letter": (215.9, 279.4), "legal": (215.9, 355.6),
}  # fmt: skip
_SIZE = re.compile(r"(?P<width>\d+(?:\.\d+)?)x(?P<height>\d+(?:\.\d+)?)(?P<unit>mm|in)?(?:\.Borderless)?$")
_POINTS = re.compile(r"^w(?P<width>\d+)h(?P<height>\d+)")
_REQUEST = re.compile(r"request id is (\S+)")
_ALERTS = (
    ("media-empty", State.PAPER_OUT),
    ("media-needed", State.PAPER_OUT),
    ("cover-open", State.COVER_OPEN),
    ("door-open", State.COVER_OPEN),
    ("interlock-open", State.COVER_OPEN),
    ("media-mismatch", State.WRONG_MEDIA),
    ("media-jam", State.PAUSED),
    ("offline", State.OFFLINE),
    ("connecting-to-device", State.OFFLINE),
    ("shutdown", State.OFFLINE),
    ("timed-out", State.OFFLINE),
    ("paused", State.PAUSED),
)
"""What a queue's alerts contain, the most telling first; those that end in -warning or -report are no fault."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One size that a queue offers."""

    name: str
    width: float
    height: float
    """Millimetres."""


class CupsPrinter:
    """One queue of CUPS, on this computer or on the `server` that answers for it."""

    repeatable = False

    def __init__(
        self,
        queue: str,
        *,
        name: str = "",
        dpi: int = 300,
        server: str = "",
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.name = name or queue
        self.dpi = dpi
        self._queue = queue
        self._server = server
        self._sleep = sleep

    async def print(self, job: "Job", pages: "Sequence[Image.Image]") -> None:
        """Sends one PDF and follows it until the queue says what became of it. Raises PrinterError."""
        before = await self.status()
        if before.fault:
            raise PrinterError(f"{self.name}: {before.words}.", nothing_printed=True)
        paper = await self._paper(pages[0])
        request = await self._send(job, _turned(pages, paper), paper)
        await self._follow(request)

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
        with tempfile.TemporaryDirectory(prefix="mixer-kiosk-") as scratch:
            file = Path(scratch) / "badge.pdf"
            await asyncio.to_thread(_write, pages, file)
            code, said = await self._run("lp", "-d", self._queue, "-t", f"badge {job.id}", *options, str(file))
        found = _REQUEST.search(said)
        if code == 0 and found:
            return found[1]
        # Without an answer nobody knows whether the queue has it.
        refused = code != _SILENT
        raise PrinterError(f"{self.name} did not take the badge ({_last_line(said)}).", nothing_printed=refused)

    async def _follow(self, request: str) -> None:
        waited = 0.0
        while await self._is_open(request):
            status = await self.status()
            if waited >= PATIENCE.get(status.state, FAULTY):
                await self._give_up(request, status)
            await self._sleep(_LOOK)
            waited += _LOOK
        _, said = await self._run("lpstat", "-l", "-W", "completed", "-o", self._queue)
        alerts = alerts_of(said, request)
        if any(word in alerts for word in ("aborted", "canceled", "stopped")):
            raise PrinterError(f"{self.name} broke off the badge ({alerts}): look at it.", nothing_printed=False)

    async def _is_open(self, request: str) -> bool:
        code, said = await self._run("lpstat", "-W", "not-completed", "-o", self._queue)
        if code == _SILENT:
            raise PrinterError(f"{self.name}: CUPS stopped answering: look whether it came out.", nothing_printed=False)
        return any(line.split()[:1] == [request] for line in said.splitlines())

    async def _give_up(self, request: str, status: Status) -> None:
        # Taken back first: what stays in the queue would come out later, a second time.
        await self._run("cancel", request)
        raise PrinterError(f"{self.name}: {status.words}. Look whether the badge came out.", nothing_printed=False)

    async def _run(self, *words: str) -> tuple[int, str]:
        """Exit code and output of one of CUPS' commands; `_MISSING` or `_SILENT` where it gave none."""
        known = {**os.environ, "LC_ALL": "C", **({"CUPS_SERVER": self._server} if self._server else {})}
        try:
            process = await asyncio.create_subprocess_exec(
                *words, env=known, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
            )  # fmt: skip
        except OSError:
            return _MISSING, f"{words[0]} is not installed: install cups-client"
        try:
            said, _ = await asyncio.wait_for(process.communicate(), _ANSWER)
        except (TimeoutError, asyncio.CancelledError) as error:
            process.kill()
            await process.wait()
            if isinstance(error, asyncio.CancelledError):
                raise
            return _SILENT, "no answer from CUPS"
        return process.returncode or 0, said.decode("utf-8", "replace")


_MISSING, _SILENT = 127, -1


def status_of(said: str) -> Status:
    """What `lpstat -l -p` tells of one printer."""
    head, _, rest = said.partition("\n")
    if "disabled" in head:
        return Status(State.PAUSED, _last_line(rest.partition("\n")[0]))
    alerts = next((line.partition(":")[2].strip() for line in said.splitlines() if "Alerts:" in line), "")
    errors = [word for word in re.split(r"[,\s]+", alerts) if not word.endswith(("-warning", "-report"))]
    for word, state in _ALERTS:
        if any(word in error for error in errors):
            return Status(state, alerts[:100])
    if "now printing" in head:
        return Status(State.PRINTING)
    return Status(State.READY) if "idle" in head else Status(State.UNKNOWN, head[:100])


def alerts_of(said: str, request: str) -> str:
    """What `lpstat -l -W completed -o` tells of one job."""
    here = False
    for line in said.splitlines():
        if line and not line[0].isspace():
            here = line.split()[0] == request
        elif here and "Alerts:" in line:
            return line.partition(":")[2].strip()
    return ""


def papers(said: str) -> list[Paper]:
    """The sizes that `lpoptions -l` lists; a custom size has the width and height 0."""
    line = next((line for line in said.splitlines() if line.startswith(("PageSize/", "media/"))), "")
    found = [_size_of(word.lstrip("*")) for word in line.partition(":")[2].split()]
    return [paper for paper in found if paper]


def _size_of(name: str) -> Paper | None:
    if name.startswith("Custom."):
        return Paper(name, 0, 0)
    plain = name.removesuffix(".Borderless").lower()
    if plain in _NAMED:
        return Paper(name, *_NAMED[plain])
    points = _POINTS.match(name)
    if points:
        return Paper(name, int(points["width"]) * 25.4 / 72, int(points["height"]) * 25.4 / 72)
    size = _SIZE.search(name)
    if not size:
        return None
    unit = _MM_PER[size["unit"] or "in"]
    return Paper(name, float(size["width"]) * unit, float(size["height"]) * unit)


def best_paper(offered: Sequence[Paper], width: float, height: float) -> Paper | None:
    """The paper within 2 mm of a badge, lying or standing; else a custom size; else None."""

    def off(paper: Paper) -> float:
        standing = max(abs(paper.width - width), abs(paper.height - height))
        return min(standing, max(abs(paper.width - height), abs(paper.height - width)))

    fitting = [paper for paper in offered if paper.width and off(paper) <= _NEAR]
    if fitting:
        return min(fitting, key=lambda paper: (off(paper), not paper.name.endswith("Borderless")))
    if any(not paper.width for paper in offered):
        # Upright, because a roll is as wide as its narrow side.
        narrow, long = sorted((width, height))
        return Paper(f"Custom.{narrow:.1f}x{long:.1f}mm", narrow, long)
    return None


def _turned(pages: "Sequence[Image.Image]", paper: Paper | None) -> "Sequence[Image.Image]":
    """The pages as they lie on the paper: a badge that lies on a paper that stands is turned."""
    if paper is None or (paper.width > paper.height) == (pages[0].width > pages[0].height):
        return pages
    from PIL import Image

    turned = []
    for page in pages:
        # Turned by right angles only: no dot is drawn anew.
        lying = page.transpose(Image.Transpose.ROTATE_90)
        lying.info["dpi"] = page.info["dpi"]
        turned.append(lying)
    return turned


def _write(pages: "Sequence[Image.Image]", path: Path) -> None:
    with path.open("wb") as file:
        save_pdf(pages, file)


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return (lines[-1] if lines else "it gave no reason")[:100]

"""Asks printers how they are, off the way of scans and never while they print."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from printing.printers import Printer
from printing.status import State, Status

EVERY = 12.0
"""Seconds between two looks at a printer."""
RARELY = 60.0
"""... at most, at one that does not answer: asking slows some of them down."""


class Watch:
    """The last answer of every printer."""

    def __init__(
        self,
        printers: Sequence[Printer],
        busy: Callable[[str], bool],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._printers = list(printers)
        self._busy, self._sleep = busy, sleep
        self._answers = {printer.name: Status(State.UNKNOWN, "not asked yet") for printer in printers}
        self._alone = {printer.name: asyncio.Lock() for printer in printers}
        self._due = {printer.name: asyncio.Event() for printer in printers}

    @property
    def statuses(self) -> dict[str, Status]:
        """By the printers' names; who prints is printing, whatever it said before."""
        return {name: Status(State.PRINTING) if self._busy(name) else answer for name, answer in self._answers.items()}

    def alone(self, name: str) -> asyncio.Lock:
        """Held while a printer is asked or prints: some answer a question in the middle of a badge with nonsense."""
        return self._alone[name]

    def look_again(self, name: str) -> None:
        """Asks a printer soon, because it did not take a job, or takes them again."""
        self._due[name].set()

    async def run(self) -> None:
        """Looks at every printer now and then, until cancelled."""
        await asyncio.gather(*(self._follow(printer) for printer in self._printers))

    async def look(self, printer: Printer) -> Status:
        """Asks one printer now."""
        try:
            async with self._alone[printer.name]:
                answer = await printer.status()
        # A printer's answer is foreign data: whatever it breaks, the others are still asked.
        except Exception as error:
            answer = Status(State.UNKNOWN, type(error).__name__)
        self._answers[printer.name] = answer
        return answer

    async def _follow(self, printer: Printer) -> None:
        pause = EVERY
        while True:
            if not self._busy(printer.name):
                answer = await self.look(printer)
                silent = answer.state in (State.UNKNOWN, State.OFFLINE)
                pause = min(2 * pause, RARELY) if silent else EVERY
            await self._wait(printer.name, pause)

    async def _wait(self, name: str, seconds: float) -> None:
        pause = asyncio.ensure_future(self._sleep(seconds))
        due = asyncio.ensure_future(self._due[name].wait())
        try:
            await asyncio.wait({pause, due}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            pause.cancel()
            due.cancel()
        self._due[name].clear()

"""How a printer is once a badge is out."""

import asyncio
from collections.abc import Awaitable, Callable

from printing.errors import PrinterError
from printing.status import State, Status

OUT, LONGEST = 15.0, 60.0
"""Seconds for one label to come out, and for all labels of a badge."""
LOOK = 0.3
"""Seconds between two questions while they do."""


def doubt(printer: str, status: Status) -> PrinterError:
    """Every byte was taken, and then something was wrong: only a person can tell what came out."""
    return PrinterError(f"{printer}: {status.words}. Look whether the badge came out.", nothing_printed=False)


async def settled(ask: Callable[[], Awaitable[Status]], labels: int) -> Status:
    """How a printer is once it no longer prints: asked in the middle of a badge, it knows of no fault yet."""
    loop = asyncio.get_running_loop()
    ends = loop.time() + min(OUT * labels, LONGEST)
    status = await ask()
    for _ in range(round(LONGEST / LOOK)):
        if status.state is not State.PRINTING or loop.time() >= ends:
            break
        await asyncio.sleep(LOOK)
        status = await ask()
    return status

"""The spool beside the door: badges are drawn and brought to paper off the way of a scan."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress

from kiosk.event.badges.printers import stations
from kiosk.event.door.door import Door
from kiosk.language import _, plural
from kiosk.store.jobs import Waiting
from printing.spool import Spool

BREATH = 0.1
"""Seconds that a badge waits to be drawn: the answer on the screen goes first, and paper is slower by far."""


def _tell(line: str) -> None:
    print(line, file=sys.stderr)


@asynccontextmanager
async def spooling(door: Door, tell: Callable[[str], None] = _tell) -> AsyncIterator[Spool]:
    """Works off the door's print jobs while open, and what is still queued before it closes. Raises ConfigError.

    Whoever closes it is told of the badges that are left.
    """
    spool = Spool(door.jobs, stations(door.folder))
    loop = asyncio.get_running_loop()

    def wake() -> None:
        loop.call_later(BREATH, spool.wake)

    door.turns.on_print = wake
    worker = asyncio.create_task(spool.run())
    try:
        yield spool
    finally:
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker
        await spool.drain()
        for line in left_over(await door.badges.waiting()):
            tell(line)


def left_over(badges: Sequence[Waiting]) -> list[str]:
    """What to say of badges that are not out when the door closes."""
    queued = [badge for badge in badges if not badge.doubtful]
    doubtful = len(badges) - len(queued)
    lines = []
    if queued:
        said = plural("{n} badge is not out.", "{n} badges are not out.", len(queued)).format(n=len(queued))
        why = dict.fromkeys(_(badge.error) for badge in queued if badge.error)
        lines.append(" ".join([said, *why, _("What is left is printed at the next start.")]))
    if doubtful:
        check = plural("{n} badge to look at: F3 at the door.", "{n} badges to look at: F3 at the door.", doubtful)
        lines.append(check.format(n=doubtful))
    return lines

"""The spool beside the door: badges are drawn and brought to paper off the way of a scan."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from kiosk.event.door import Door
from kiosk.event.printers import stations
from printing.spool import Spool

BREATH = 0.1
"""Seconds that a badge waits to be drawn: the answer on the screen goes first, and paper is slower by far."""


@asynccontextmanager
async def spooling(door: Door) -> AsyncIterator[Spool]:
    """Works off the door's print jobs while open, and what is still queued before it closes. Raises ConfigError."""
    spool = Spool(door.jobs, stations(door.folder))
    loop = asyncio.get_running_loop()

    def wake() -> None:
        loop.call_later(BREATH, spool.wake)

    door.on_job(wake)
    worker = asyncio.create_task(spool.run())
    try:
        yield spool
    finally:
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker
        await spool.drain()

"""Opening the door: the screen, and the headless door that reads codes from standard input."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Callable
from io import TextIOWrapper
from typing import TYPE_CHECKING, cast

import click

from kiosk.cli.folder import event_folder

if TYPE_CHECKING:
    from kiosk.config import EventFolder
    from kiosk.model import ScanResult


def open_screen(config: str) -> None:
    """Opens the door's screen for the event of `config`."""
    from pathlib import Path

    from kiosk.config import load
    from kiosk.ui import run

    run(load(Path(config)))


@click.command(epilog="Example: kiosk scan --json < codes.txt")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def scan(context: click.Context, as_json: bool) -> None:
    """A door without a screen: codes on standard input, one answer a line, only after it is on the disk."""
    from kiosk.cli.answers import scan_json, scan_text

    folder = event_folder(context)
    failed = asyncio.run(_scan_all(folder, scan_json if as_json else scan_text))
    context.exit(3 if failed else 0)


async def _scan_all(folder: EventFolder, to_line: Callable[[ScanResult], str]) -> bool:
    """Answers every line of standard input; tells whether the disk failed on the way."""
    from kiosk.event.opening import open_door
    from kiosk.event.spooling import spooling
    from kiosk.model import Outcome

    failed = False
    async with open_door(folder) as door, spooling(door):
        async for line in _lines():
            result = await door.scan(line)
            failed |= result.outcome is Outcome.ERROR
            sys.stdout.write(to_line(result) + "\n")
            sys.stdout.flush()
    return failed


async def _lines() -> AsyncIterator[str]:
    """Lines of standard input that hold a code; read on a daemon thread, which never keeps the program from ending."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[str | None] = asyncio.Queue()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(queue.put_nowait, line)
        loop.call_soon_threadsafe(queue.put_nowait, None)

    cast("TextIOWrapper", sys.stdin).reconfigure(encoding="utf-8", errors="replace")
    threading.Thread(target=read, daemon=True).start()
    while (line := await queue.get()) is not None:
        if line.strip():
            yield line

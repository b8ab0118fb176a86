"""Opening the door: the screen, and the headless door that reads codes from standard input."""

from __future__ import annotations

import asyncio
import gc
import os
import stat
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


def open_screen(config: str, mode: str) -> None:
    """Opens the door's screen for the event of `config`."""
    from pathlib import Path

    # Until the door is open nothing is thrown away that would be worth looking for; the app switches it on again.
    gc.disable()
    from kiosk.config import load
    from kiosk.ui import run

    run(load(Path(config)), mode=mode)


@click.command(epilog="Example: kiosk tray   (in a second window, while the door is open in the first)")
@click.pass_context
def tray(context: click.Context) -> None:
    """For whoever hands out badges: what is printing, what is ready; Enter or the badge's own code says "given"."""
    from kiosk.ui import run_tray

    run_tray(event_folder(context))


_LONGEST_LINE = 1 << 20


@click.command(epilog="Example: kiosk scan --json < codes.txt")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def scan(context: click.Context, as_json: bool) -> None:
    """A door without a screen: codes on standard input, one answer a line, only after it is on the disk."""
    from kiosk.export.answers import scan_json, scan_text

    folder = event_folder(context)
    failed = asyncio.run(_scan_all(folder, scan_json if as_json else scan_text))
    context.exit(3 if failed else 0)


async def _scan_all(folder: EventFolder, to_line: Callable[[ScanResult], str]) -> bool:
    """Answers every line of standard input; tells whether the disk failed on the way."""
    from kiosk.event.door.opening import open_door
    from kiosk.event.door.spooling import spooling
    from kiosk.model import Outcome

    failed = False
    async with open_door(folder) as door, spooling(door):
        # What was loaded stays all evening: the collector need not look at it again in the middle of a scan.
        gc.freeze()
        async for line in _lines():
            result = await door.scan(line)
            failed |= result.outcome is Outcome.ERROR
            sys.stdout.write(to_line(result) + "\n")
            sys.stdout.flush()
    return failed


async def _lines() -> AsyncIterator[str]:
    """Lines of standard input that hold a code."""
    lines = _piped_lines() if _is_pipe() else _threaded_lines()
    async for line in lines:
        if line.strip():
            yield line


def _is_pipe() -> bool:
    # A terminal is left alone: reading it without blocking would unblock standard output, too.
    return sys.platform != "win32" and stat.S_ISFIFO(os.fstat(sys.stdin.fileno()).st_mode)


async def _piped_lines() -> AsyncIterator[str]:
    reader = asyncio.StreamReader(limit=_LONGEST_LINE)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while True:
        try:
            line = await reader.readline()
        except ValueError:  # longer than any code: answered like any other nonsense
            line = b"?\n"
        if not line:
            return
        yield line.decode("utf-8", errors="replace")


async def _threaded_lines() -> AsyncIterator[str]:
    """Reads on a daemon thread, which never keeps the program from ending."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[str | None] = asyncio.Queue()

    def read() -> None:
        try:
            for line in sys.stdin:
                loop.call_soon_threadsafe(queue.put_nowait, line)
        finally:
            loop.call_soon_threadsafe(queue.put_nowait, None)

    cast("TextIOWrapper", sys.stdin).reconfigure(encoding="utf-8", errors="replace")
    threading.Thread(target=read, daemon=True).start()
    while (line := await queue.get()) is not None:
        yield line

"""From the command to a door that is ready, without and with its screen; memory, and what it costs while nobody comes.

uv run python -m benchmarks.startup
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crowd import make_event

_READY = """
import asyncio, resource, sys
from pathlib import Path
from kiosk.config import load
from kiosk.event.door.opening import open_door
async def main():
    async with open_door(load(Path(sys.argv[1]))):
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, flush=True)
        sys.stdin.read()
asyncio.run(main())
"""


def start(config: Path) -> tuple[float, int]:
    """Seconds until the door answers, and its resident memory in MB."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", _READY, str(config)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin and process.stdout
    memory = int(process.stdout.readline())
    seconds = time.perf_counter() - began
    process.stdin.close()
    process.wait()
    return seconds, memory


@dataclass(frozen=True, slots=True)
class Screen:
    """A door's screen in a terminal, while nobody comes."""

    seconds: float
    """From the command to the invitation to scan."""
    memory: int
    """Resident, in MB."""
    cpu: float
    """Per cent of one core."""


def screen(folder: Path) -> Screen:
    """Opens the door in a terminal of 80 x 24, waits, and closes it."""
    import fcntl
    import pty
    import select
    import struct
    import termios

    import psutil

    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    command = [sys.executable, "-c", "from kiosk.cli import main; main()"]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdin=inner, stdout=inner, stderr=inner, start_new_session=True)

    def drain(until: Callable[[bytes], bool]) -> None:
        seen = b""
        while not until(seen):
            if select.select([outer], [], [], 0.2)[0]:
                seen += os.read(outer, 1 << 16)

    drain(lambda seen: b"Scan a ticket" in seen)
    seconds = time.perf_counter() - began
    settled = time.monotonic() + 4
    drain(lambda _seen: time.monotonic() > settled)
    watched = psutil.Process(process.pid)
    before, done = sum(watched.cpu_times()[:2]), time.monotonic() + _WATCHED
    drain(lambda _seen: time.monotonic() > done)
    cpu = 100 * (sum(watched.cpu_times()[:2]) - before) / _WATCHED
    memory = watched.memory_info().rss >> 20
    process.kill()
    process.wait()
    os.close(outer)
    os.close(inner)
    return Screen(seconds, memory, cpu)


_WATCHED = 10


def main() -> None:
    """Measures five starts at each size, and of a bare interpreter beside them."""
    for people in (1_000, 10_000):
        with tempfile.TemporaryDirectory(prefix="mixer-kiosk-") as scratch:
            event = asyncio.run(make_event(Path(scratch), people))
            starts = [start(event.path / "config.toml") for _ in range(5)]
            bare = [bare_start() for _ in range(5)]
            screens = [screen(event.path) for _ in range(3)]
        seconds, memory = (statistics.median(column) for column in zip(*starts, strict=True))
        ratio = seconds / statistics.median(bare)
        print(
            f"{people} registrants: ready after {seconds:.2f} s = {ratio:.0f} x a bare Python; {memory:.0f} MB at most",
            flush=True,
        )
        shown = statistics.median(each.seconds for each in screens)
        held = statistics.median(each.memory for each in screens)
        idle = statistics.median(each.cpu for each in screens)
        print(
            f"  with its screen after {shown:.2f} s; {held} MB; while nobody comes {idle:.1f} % of a core", flush=True
        )


def bare_start() -> float:
    """Seconds a Python needs to start and end."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

"""From the command to a door that is ready, without and with its screen; memory, and what it costs while nobody comes.

uv run python -m benchmarks.startup [--sizes 1000,10000] [--starts 5] [--screens 3] [--seconds 10]
"""

import argparse
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


def screen(folder: Path, watched_for: float) -> Screen:
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
        seen, longest = b"", time.monotonic() + _LONGEST + watched_for
        while not until(seen):
            assert time.monotonic() < longest, f"the screen never came so far; its last words: {seen[-500:]!r}"
            if select.select([outer], [], [], 0.2)[0]:
                seen += os.read(outer, 1 << 16)

    drain(lambda seen: b"Scan a ticket" in seen)
    seconds = time.perf_counter() - began
    settled = time.monotonic() + min(4.0, watched_for)
    drain(lambda _seen: time.monotonic() > settled)
    watched = psutil.Process(process.pid)
    before, done = sum(watched.cpu_times()[:2]), time.monotonic() + watched_for
    drain(lambda _seen: time.monotonic() > done)
    cpu = 100 * (sum(watched.cpu_times()[:2]) - before) / watched_for
    memory = watched.memory_info().rss >> 20
    process.kill()
    process.wait()
    os.close(outer)
    os.close(inner)
    return Screen(seconds, memory, cpu)


_LONGEST = 60
"""Seconds, after which a screen is not slow but broken."""


def main() -> None:
    """Measures some starts at each size, and of a bare interpreter beside them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="1000,10000", help="how many registrants")
    options.add_argument("--starts", type=int, default=5)
    options.add_argument("--screens", type=int, default=3)
    options.add_argument("--seconds", type=float, default=10, help="that a screen is watched while nobody comes")
    chosen = options.parse_args()
    for people in map(int, chosen.sizes.split(",")):
        with tempfile.TemporaryDirectory(prefix="mixer-kiosk-") as scratch:
            event = asyncio.run(make_event(Path(scratch), people))
            starts = [start(event.path / "config.toml") for _ in range(chosen.starts)]
            bare = [bare_start() for _ in range(chosen.starts)]
            screens = [screen(event.path, chosen.seconds) for _ in range(chosen.screens)]
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

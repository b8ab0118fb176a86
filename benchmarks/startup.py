"""From the command to a door that is ready, and the memory it takes.

uv run python -m benchmarks.startup
"""

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.crowd import make_event

_READY = """
import asyncio, resource, sys
from pathlib import Path
from kiosk.config import load
from kiosk.event.opening import open_door
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


def main() -> None:
    """Measures five starts at each size, and of a bare interpreter beside them."""
    for people in (1_000, 10_000):
        with tempfile.TemporaryDirectory(prefix="mixer-kiosk-") as scratch:
            event = asyncio.run(make_event(Path(scratch), people))
            starts = [start(event.path / "config.toml") for _ in range(5)]
            bare = [bare_start() for _ in range(5)]
        seconds, memory = (statistics.median(column) for column in zip(*starts, strict=True))
        ratio = seconds / statistics.median(bare)
        print(
            f"{people} registrants: ready after {seconds:.2f} s = {ratio:.0f} x a bare Python; {memory:.0f} MB",
            flush=True,
        )


def bare_start() -> float:
    """Seconds a Python needs to start and end."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

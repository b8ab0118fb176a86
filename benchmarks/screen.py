"""From the scanner's Enter to the answer on the screen, and the memory of an open door.

uv run python -m benchmarks.screen [--people 10000] [--scans 100]
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from textual import events

from benchmarks.crowd import make_event
from benchmarks.probe import Probe, milliseconds
from kiosk.event.opening import open_door
from kiosk.event.spooling import spooling
from kiosk.ui.app import KioskApp


async def measure(folder: Path, people: int, scans: int) -> tuple[list[float], list[float]]:
    """Seconds from each Enter to the drawn answer, with badges printing beside, and of the probe between them."""
    event = await make_event(folder, people)
    probe = Probe(folder)
    times: list[float] = []
    async with open_door(event) as door, spooling(door):
        app = KioskApp(door)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            for n in range(scans):
                probe.measure()
                for char in f"BENCH{n:06}":
                    app.post_message(events.Key(char, char))
                start = time.perf_counter()
                app.post_message(events.Key("enter", None))
                await pilot.pause(0)
                await app.settled()
                drawn = asyncio.Event()
                app.screen.call_after_refresh(drawn.set)
                await drawn.wait()
                times.append(time.perf_counter() - start)
            counts = await door.counts()
            assert counts.admitted == scans, counts
    probe.close()
    return times, probe.times


def memory() -> float:
    """Peak resident memory of this process in MB."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main() -> None:
    """Measures one open door."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=10_000)
    options.add_argument("--scans", type=int, default=100)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="mixer-kiosk-") as scratch:
        times, probe = asyncio.run(measure(Path(scratch), chosen.people, chosen.scans))
    (p50, p99), (base, _) = milliseconds(times), milliseconds(probe)
    print(f"{chosen.people} registrants, {chosen.scans} scans: Enter to screen p50 {p50:.0f} ms, p99 {p99:.0f} ms "
          f"(probe {base:.2f} ms); peak {memory():.0f} MB")  # fmt: skip


if __name__ == "__main__":
    main()

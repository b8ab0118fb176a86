"""From the scanner's Enter to the answer on the screen, alone and beside stats and a camera; memory of an open door.

uv run python -m benchmarks.screen [--people 10000] [--scans 100]
"""

import argparse
import asyncio
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
from textual import events

from benchmarks.crowd import make_event
from benchmarks.probe import Probe, milliseconds
from kiosk.event.door.opening import open_door
from kiosk.event.door.spooling import spooling
from kiosk.scan.camera import read_codes
from kiosk.ui.app import KioskApp
from kiosk.ui.screens.stats import StatsScreen

PACE = 0.25
"""Seconds between two people: faster than any door."""
FPS = 10


class Camera(threading.Thread):
    """Looks for codes in a noisy picture without any, as a webcam at the door does most of the time."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.done = threading.Event()
        self._picture = np.random.default_rng(7).integers(0, 255, (720, 1280), dtype=np.uint8)

    def run(self) -> None:
        """Ten pictures a second."""
        while not self.done.wait(1 / FPS):
            read_codes(self._picture)


async def measure(folder: Path, people: int, scans: int, *, busy: bool) -> tuple[list[float], list[float]]:
    """Seconds from each Enter to the drawn answer, with badges printing beside, and of the probe between them.

    `busy`: the stats are open, and a camera looks.
    """
    event = await make_event(folder, people)
    probe = Probe(folder)
    times: list[float] = []
    camera = Camera()
    async with open_door(event) as door, spooling(door):
        app = KioskApp(door)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            if busy:
                camera.start()
                await app.push_screen(StatsScreen(event))
                await asyncio.sleep(5)
            for n in range(scans):
                await asyncio.sleep(PACE)
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
    if busy:
        # Whoever ends while another thread is within the reader of codes is aborted.
        camera.done.set()
        camera.join()
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
    for busy in (False, True):
        with tempfile.TemporaryDirectory(prefix="mixer-kiosk-") as scratch:
            times, probe = asyncio.run(measure(Path(scratch), chosen.people, chosen.scans, busy=busy))
        (p50, p99), (base, _) = milliseconds(times), milliseconds(probe)
        p95 = 1000 * sorted(times)[int(0.95 * len(times))]
        beside = "beside stats and a camera" if busy else "alone"
        print(f"{chosen.people} registrants, {chosen.scans} scans {beside}: Enter to screen p50 {p50:.0f} ms, "
              f"p95 {p95:.0f} ms, p99 {p99:.0f} ms (probe {base:.2f} ms); peak {memory():.0f} MB")  # fmt: skip


if __name__ == "__main__":
    main()

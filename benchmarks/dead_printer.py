"""Scans beside printers that hang, refuse, are slow or vanish, against scans beside one that works.

uv run python -m benchmarks.dead_printer [--people 2000] [--scans 150] [--runs 6]
"""

import argparse
import asyncio
import shutil
import socketserver
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.crowd import make_event
from benchmarks.probe import percentile
from kiosk.config import load
from kiosk.event.badges.printers import stations
from kiosk.event.door.opening import open_door
from kiosk.model import Outcome
from printing.spool import Spool

MOODS = ("works", "hangs", "refuses", "is slow", "vanishes")
PAUSE = 0.08
"""Seconds between scans: time for a badge to be drawn, as at a busy door."""


class _Mood(socketserver.BaseRequestHandler):
    """A Zebra printer in one of the moods."""

    def handle(self) -> None:
        """Takes a label, or doesn't."""
        mood = sys.argv[-1]
        taken = b""
        while True:
            if mood == "hangs":
                time.sleep(60)
            if mood == "is slow":
                time.sleep(0.3)
            piece = self.request.recv(1024 if mood == "is slow" else 65_536)
            taken += piece
            if not piece or (mood == "vanishes" and len(taken) > 5000):
                return
            if taken.endswith(b"~HS"):
                well = b"\x02030,0,0,1245,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,6,0,00000000,1,000\x03\r\n"
                self.request.sendall(well + b"\x021234,0\x03\r\n")


@contextmanager
def printer(mood: str) -> Iterator[int]:
    """Its port; nobody listens there if it refuses."""
    if mood == "refuses":
        yield 9
        return
    program = [sys.executable, "-m", "benchmarks.dead_printer", "--be", mood]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield int(process.stdout.readline())
        process.kill()


async def measure(folder: Path, scans: int) -> list[float]:
    """Seconds of each scan, with the spool beside it."""
    times = []
    event = load(folder / "config.toml")
    async with open_door(event) as door:
        # Not as the door does it: what a dead printer has left is not waited for.
        spool = Spool(door.jobs, stations(event))
        door.turns.on_print = spool.wake
        worker = asyncio.create_task(spool.run())
        for n in range(scans):
            start = time.perf_counter()
            answer = await door.scan(f"BENCH{n:06}")
            times.append(time.perf_counter() - start)
            assert answer.outcome is Outcome.ADMITTED, answer
            await asyncio.sleep(PAUSE)
        worker.cancel()
        await asyncio.sleep(0)
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
    return times


def main() -> None:
    """Measures every mood in turn, over and over, each with the same event."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=2000)
    options.add_argument("--scans", type=int, default=150)
    options.add_argument("--runs", type=int, default=6)
    options.add_argument("--be", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.be:
        with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Mood) as server:
            print(server.server_address[1], flush=True)
            server.serve_forever()
    times: dict[str, list[float]] = {mood: [] for mood in MOODS}
    with tempfile.TemporaryDirectory(prefix="mixer-kiosk-") as scratch:
        event = asyncio.run(make_event(Path(scratch) / "event", chosen.people))
        for run in range(chosen.runs):
            for mood in MOODS if run % 2 else reversed(MOODS):
                copy = Path(scratch) / f"run-{run}"
                shutil.copytree(event.path, copy)
                with printer(mood) as port, (copy / "config.toml").open("a") as config:
                    config.write(f'\n[[printer]]\nkind = "zebra"\naddress = "tcp://127.0.0.1:{port}"\n')
                    config.flush()
                    times[mood] += asyncio.run(measure(copy, chosen.scans))
                shutil.rmtree(copy)
    usual = percentile(times["works"], 0.99)
    print(f"{chosen.people} registrants, {len(times['works'])} scans beside a printer that ...")
    for mood, each in times.items():
        p99 = percentile(each, 0.99)
        print(f"{mood:9} p50 {statistics.median(each) * 1e3:.2f} ms  p99 {p99 * 1e3:.2f} ms = {p99 / usual:.2f} x")


if __name__ == "__main__":
    main()

"""One scan: its transaction, and from the line in to the line out, against a bare synced write.

uv run python -m benchmarks.door [--people 10000] [--scans 300] [--runs 5]
"""

import argparse
import asyncio
import json
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

import aiosqlite

from benchmarks.crowd import make_event
from benchmarks.probe import Probe, milliseconds
from kiosk.config import load
from kiosk.event.door.opening import open_door
from kiosk.model import Outcome

_KIOSK = "from kiosk.cli import main; main()"


class Timed(sqlite3.Connection):
    """A connection that notes how long its transactions took, whoever in the house runs them."""

    took: ClassVar[list[float]] = []
    _began = 0.0

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Notes the seconds from before BEGIN to after COMMIT."""
        if sql.startswith("BEGIN"):
            self._began = time.perf_counter()
        cursor = super().execute(sql, *values)
        if sql == "COMMIT":
            self.took.append(time.perf_counter() - self._began)
        return cursor


async def transactions(folder: Path, scans: int) -> tuple[list[float], list[float]]:
    """Seconds of each admission's transaction, and of the probe between them."""
    probe = Probe(folder)
    times: list[float] = []
    with patch.object(aiosqlite, "connect", partial(aiosqlite.connect, factory=Timed)):
        async with open_door(load(folder / "config.toml")) as door:
            for n in range(scans):
                probe.measure()
                Timed.took.clear()
                answer = await door.scan(f"BENCH{n:06}")
                assert answer.outcome is Outcome.ADMITTED, answer
                assert Timed.took, "an admission without a transaction: nothing was measured"
                times.append(sum(Timed.took))
    probe.close()
    return times, probe.times


def lines(folder: Path, scans: int) -> tuple[list[float], list[float]]:
    """Seconds from each line in to its line out of `kiosk scan --json`, and of the probe between them."""
    probe = Probe(folder)
    times: list[float] = []
    process = subprocess.Popen(
        [sys.executable, "-c", _KIOSK, "--config", str(folder / "config.toml"), "scan", "--json"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin and process.stdout
    for n in range(scans):
        probe.measure()
        start = time.perf_counter()
        process.stdin.write(f"BENCH{n:06}\n".encode())
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        times.append(time.perf_counter() - start)
        assert answer["outcome"] == "admitted", answer
    process.stdin.close()
    process.wait()
    probe.close()
    return times, probe.times


def report(name: str, runs: list[tuple[list[float], list[float]]]) -> None:
    """Prints medians over the runs, beside the probe of the same runs."""
    rows = [(*milliseconds(times), *milliseconds(probe)) for times, probe in runs]
    p50, p99, base50, base99 = (statistics.median(column) for column in zip(*rows, strict=True))
    print(f"{name}: p50 {p50:.2f} ms = {p50 / base50:.1f} x probe ({base50:.2f} ms); "
          f"p99 {p99:.2f} ms = {p99 / base99:.1f} x probe ({base99:.2f} ms)", flush=True)  # fmt: skip


def main() -> None:
    """Measures with a fresh copy of the same event for every run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=10_000)
    options.add_argument("--scans", type=int, default=300)
    options.add_argument("--runs", type=int, default=5)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="mixer-kiosk-") as scratch:
        event = asyncio.run(make_event(Path(scratch) / "event", chosen.people))
        results: dict[str, list[tuple[list[float], list[float]]]] = {"transaction": [], "line in to line out": []}
        for run in range(chosen.runs):
            for name in results:
                copy = Path(scratch) / f"{name}-{run}"
                shutil.copytree(event.path, copy)
                measured = (
                    lines(copy, chosen.scans)
                    if name != "transaction"
                    else asyncio.run(transactions(copy, chosen.scans))
                )
                results[name].append(measured)
                shutil.rmtree(copy)
        print(f"{chosen.people} registrants, {chosen.runs} runs of {chosen.scans} scans, medians:")
        for name, runs in results.items():
            report(name, runs)


if __name__ == "__main__":
    main()

"""The physical limit: a bare 4 KiB write with fdatasync, on the disk that holds the event."""

import os
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

_BLOCK = os.urandom(4096)


class Probe:
    """Measures one bare write at a time, between the measurements it is compared with."""

    def __init__(self, folder: Path) -> None:
        self._file = os.open(folder / "probe.bin", os.O_CREAT | os.O_WRONLY)
        self._at = 0
        self.times: list[float] = []

    def measure(self) -> None:
        """Appends one 4 KiB block, waits until it is on the disk, and notes the seconds."""
        sync = getattr(os, "fdatasync", os.fsync)
        start = time.perf_counter()
        os.pwrite(self._file, _BLOCK, self._at)
        sync(self._file)
        self.times.append(time.perf_counter() - start)
        self._at += len(_BLOCK)

    def close(self) -> None:
        """Closes the probe's file."""
        os.close(self._file)


def percentile(times: Sequence[float], share: float) -> float:
    """The time that `share` of the measurements stay within."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def milliseconds(times: Sequence[float]) -> tuple[float, float]:
    """Median and 99th percentile in milliseconds."""
    return statistics.median(times) * 1e3, percentile(times, 0.99) * 1e3

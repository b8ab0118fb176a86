"""How late the door's loop wakes while a camera reads codes beside it, against the same loop without one.

uv run python -m benchmarks.camera [--seconds 10] [--rounds 3]
"""

import argparse
import asyncio
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.probe import milliseconds
from kiosk.scan.camera import CameraScanner, read_codes
from tests.scan.frames import HEIGHT, KINDS, WIDTH, Picture, empty, frames

NAP = 0.002
RATE = 30
"""Pictures a second that a camera sends; ten of them are looked at."""

Beside = Callable[[threading.Event], None]


def view(count: int) -> list[Picture]:
    """What a camera at the door sees: every other picture an empty room, which is looked at twice."""
    random = np.random.default_rng(0)
    with_codes = [frame.picture for kind in KINDS for frame in frames(kind, -(-count // len(KINDS)))]
    return [picture for each in with_codes[:count] for picture in (each, empty(random))]


def film(path: Path, pictures: list[Picture], seconds: float) -> None:
    """Writes them as a video, half a second each, over and over."""
    import cv2

    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), RATE, (WIDTH, HEIGHT))
    for number in range(round(seconds * RATE)):
        writer.write(np.stack([pictures[number * 2 // RATE % len(pictures)]] * 3, axis=2))
    writer.release()


def camera(path: Path, stop: threading.Event) -> None:
    """The scanner as the door runs it, preview and all."""
    codes: list[str] = []
    scanner = CameraScanner(path)
    scanner.watched = True
    scanner.run(codes.append, lambda state: None, stop, lambda picture: None)
    if not codes:
        # Beside a camera that sees nothing, the loop is as fast as alone.
        _blind.set()


def flat_out(pictures: list[Picture], stop: threading.Event) -> None:
    """Reads one picture after the other, as fast as it can."""
    while not stop.is_set():
        for picture in pictures:
            read_codes(picture)


_blind = threading.Event()


@contextmanager
def beside(work: Beside | None) -> Iterator[None]:
    """A thread that works until the block ends."""
    stop = threading.Event()
    thread = threading.Thread(target=work or (lambda stop: None), args=(stop,))
    thread.start()
    yield
    stop.set()
    thread.join()


async def naps(seconds: float) -> list[float]:
    """By how many seconds each nap is longer than asked for."""
    late = []
    end = time.perf_counter() + seconds
    while (start := time.perf_counter()) < end:
        await asyncio.sleep(NAP)
        late.append(time.perf_counter() - start - NAP)
    return late


def main() -> None:
    """Measures in turn, over and over, so that what else the machine does hits all alike."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    pictures = view(12)
    late: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="mixer-kiosk-") as scratch:
        path = Path(scratch) / "door.avi"
        film(path, pictures, chosen.seconds + 2)
        kinds = (("alone", None), ("10 a second", partial(camera, path)), ("flat out", partial(flat_out, pictures)))
        for _ in range(chosen.rounds):
            for kind, work in kinds:
                with beside(work):
                    late.setdefault(kind, []).extend(asyncio.run(naps(chosen.seconds)))
    assert not _blind.is_set(), "the camera read no code: nothing was measured"
    base50, base99 = milliseconds(late["alone"])
    print(f"naps of {NAP * 1e3:.0f} ms, {len(late['alone'])} of them: how late they end beside a camera that reads ...")
    for kind, each in late.items():
        p50, p99 = milliseconds(each)
        print(f"{kind:12} p50 {p50:5.2f} ms = {p50 / base50:5.2f} x   p99 {p99:6.2f} ms = {p99 / base99:5.2f} x")


if __name__ == "__main__":
    main()

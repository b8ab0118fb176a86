"""Killed at any moment, the spool loses no badge and prints none twice unless a person said so."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.store.database import open_writer

ROOT = Path(__file__).parents[2]
KILLS = 500


@pytest.fixture
def tray(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A printer in a process of its own: its port, and the file that says what came out."""
    (tmp_path / "tray").touch()
    program = [sys.executable, "-m", "tests.printing.tray", str(tmp_path / "tray")]
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield int(process.stdout.readline()), tmp_path / "tray"
        process.terminate()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(sys, "getdlopenflags"), reason="kill -9 and fork are for POSIX")
def test_five_hundred_kills_lose_no_badge_and_print_none_twice(tmp_path: Path, tray: tuple[int, Path]) -> None:
    async def make() -> None:
        async with open_writer(tmp_path / "event.db"):
            pass

    asyncio.run(make())
    port, out = tray
    program = [sys.executable, "-m", "tests.printing.kills", str(tmp_path / "event.db"), str(port), str(out)]
    done = subprocess.run([*program, str(KILLS)], cwd=ROOT, capture_output=True, text=True, check=True)
    seen = json.loads(done.stdout)
    assert seen["tickets"] == 2 * KILLS and seen["states"] == {"done": 2 * KILLS}
    assert (seen["badge_twice"], seen["person_twice"], seen["without"]) == (0, 0, 0)
    # The kills fell in the middle of badges, too: else nothing was tried here.
    assert seen["asked"] > KILLS // 20

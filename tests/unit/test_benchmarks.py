"""Every benchmark runs, on next to nothing: what is only run once in a while breaks unseen."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks.__main__ import PARTS

ROOT = Path(__file__).parents[2]
TINY = {
    "badge_render": ("--badges 2", r"1 cut\(s\): # ms to draw .* = # ms per badge", r"ESC/POS, # dpi: # ms"),
    "camera": ("--seconds 1 --rounds 1", r"alone +p50 +# ms", r"flat out +p50 +# ms = +# x"),
    "dead_printer": ("--people 12 --scans 3 --runs 1", r"works +p50 # ms", r"vanishes +p50 # ms +p99 # ms = # x"),
    "door": ("--people 12 --scans 6 --runs 1", r"transaction: p50 # ms = # x probe", r"line out: p50 # ms"),
    "import_rate": ("--rows 30 --runs 2", r"30 rows +median # s +# rows/s"),
    "matcher_policy": ("--sizes 24 --troubled 24 --evenings 2", r"mutual_share +# ± #", r"two doors, .*: kept #"),
    "reimport": ("--rows 40 --runs 1", r"40 rows +first # s +again, moved # s +without codes # s"),
    "rounds": ("--cases 12x2x3,13x4x2 --seconds .2 --evenings 2", r"plan_rounds +share #", r"circle method +share #"),
    "screen": ("--people 12 --scans 3", r"scans alone: Enter to screen p50 # ms", r"a camera: .* p50 # ms"),
    "search": ("--people 200 --queries 5 --typos 5", r"a key +# +# +# +#", r"rapidfuzz over all names +# +#"),
    "startup": ("--sizes 12 --starts 1 --screens 1 --seconds 1", r"ready after # s = # x", r"comes # % of a core"),
    "understanding": ("--sizes 30", r"vocabulary +first # +among", r"30 people, # pairs: # s", r"walk-in +p50 #"),
}  # fmt: skip
"""Arguments, and what must be said; # is a figure."""
NEEDS = {"camera": "cv2"}
_FIGURE = r"\d+(?:\.\d+)?"


def test_every_benchmark_is_tried_here_and_run_with_the_others() -> None:
    found = {path.stem for path in ROOT.glob("benchmarks/*.py") if '__name__ == "__main__"' in path.read_text("utf-8")}
    assert found - {"__main__"} == TINY.keys() == {*PARTS, *NEEDS}


@pytest.mark.slow
@pytest.mark.parametrize("name", TINY)
def test_a_benchmark_measures(name: str) -> None:
    if name in NEEDS and not find_spec(NEEDS[name]):
        pytest.skip(f"needs {NEEDS[name]}: uv run --group ci pytest")
    arguments, *said = TINY[name]
    command = [sys.executable, "-m", f"benchmarks.{name}", *arguments.split()]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    for words in said:
        assert re.search(words.replace("#", _FIGURE), run.stdout), (words, run.stdout)
    assert not re.search(r"\bnan\b|\binf\b", run.stdout), run.stdout

"""Which changes to the code no test would notice.

uv run --group ci python -m tests.mutants [--sample N] [--seed K] [--jobs J] [--budget SECONDS] [PATH...]

A PATH is a folder or a file; without one: kiosk/event and kiosk/store. The first run looks at what each test runs,
which takes as long as the tests do.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.mutants.changes import Mutant, mutants
from tests.mutants.forks import load
from tests.mutants.seen import Seen, look
from tests.mutants.trying import Tried, meet

ROOT = Path(__file__).parents[2]
PATHS = ("kiosk/event", "kiosk/store")
_OTHER_WINGS = ("tests/printing", "tests/matcher", "tests/scan")
"""Their tests run none of ours."""


def main(words: Sequence[str]) -> int:
    """Tells what nobody noticed; 1 if there is any such change."""
    asked = _asked(words)
    load()
    root: Path = asked.root
    paths = [root / name for name in asked.paths]
    everything = [mutant for path in paths for file in _modules(path) for mutant in mutants(root, file)]
    chosen = everything
    if asked.sample and asked.sample < len(everything):
        chosen = random.Random(asked.seed).sample(everything, asked.sample)
    tests = sorted(path.relative_to(root).as_posix() for path in (root / "tests").rglob("test_*.py"))
    ours = [file for file in tests if not file.startswith(_OTHER_WINGS)]
    print(f"{len(everything)} changes, of which {len(chosen)} are tried", flush=True)
    seen = look(root, [name for name in asked.paths if (root / name).is_dir()] or list(PATHS), ours)
    if seen.red:
        print("red without any change, and not asked:", *sorted(seen.red), sep="\n  ")
    tried = list(_tell(_tried(root, chosen, seen, asked.budget, asked.jobs)))
    _sum_up(tried)
    return int(any(each.noticed_by is None for each in tried))


def _asked(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description="Which changes no test would notice.")
    parser.add_argument("paths", nargs="*", default=list(PATHS), metavar="PATH")
    parser.add_argument("--sample", type=int, default=0, help="how many changes to try; 0: all")
    parser.add_argument("--seed", type=int, default=0, help="which sample")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--budget", type=float, default=20.0, help="seconds of tests for one change")
    parser.add_argument("--root", type=lambda name: Path(name).resolve(), default=ROOT, help="of the project")
    return parser.parse_args(words)


def _modules(path: Path) -> list[Path]:
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


def _tried(root: Path, chosen: Sequence[Mutant], seen: Seen, budget: float, jobs: int) -> Iterator[Tried]:
    # One job needs no thread, and a fork beside threads is a risk.
    if jobs == 1:
        yield from (meet(root, mutant, seen, budget) for mutant in chosen)
        return
    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(lambda mutant: meet(root, mutant, seen, budget), chosen)


def _tell(tried: Iterator[Tried]) -> Iterator[Tried]:
    """Says of each as it comes what became of it."""
    for each in tried:
        where = f"{each.mutant.path}:{each.mutant.line}"
        if each.noticed_by:
            print(f"noticed  {where}  {each.mutant.what}  {each.noticed_by}", flush=True)
        else:
            asked = f"{each.tests} tests run it" + (f", {each.left_out} too slow to ask" if each.left_out else "")
            print(f"SURVIVED {where}  {each.mutant.what}  ({asked})\n{each.mutant.diff()}", flush=True)
        yield each


def _sum_up(tried: Sequence[Tried]) -> None:
    """How many were noticed, by room."""
    total, noticed = Counter[str](), Counter[str]()
    for each in tried:
        for room in ("all", each.mutant.path.rpartition("/")[0]):
            total[room] += 1
            noticed[room] += each.noticed_by is not None
    for room in sorted(total):
        print(f"{room:24} {noticed[room]:4} of {total[room]:4} noticed, {100 * noticed[room] / total[room]:5.1f} %")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Which tests run which lines, and how long each takes: learned once, kept until a file changes."""

import hashlib
import json
import os
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import coverage
import pytest

from tests.mutants.changes import Mutant
from tests.mutants.forks import in_fork, run_tests
from tests.mutants.startup.sitecustomize import LOOKING, TEST

KEPT = ".mutants"
_FAR = 4
"""How many times faster a test of another room must be to be asked first."""
_WAIT = 1200.0
"""Seconds for the tests of one file, on the slowest machine."""


@dataclass(slots=True)
class Seen:
    """What the tests run."""

    seconds: dict[str, float] = field(default_factory=dict)
    """By test; only those that pass."""
    lines: dict[str, dict[int, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    """By module and line, the tests that run it."""
    red: set[str] = field(default_factory=set)
    """Tests that fail as it is, and say nothing about a change."""

    def tests_of(self, mutant: Mutant) -> list[str]:
        """The tests that run a changed line; for what runs at import, all that enter its module.

        The fastest first, and those of the same room before others; but many cases of one test, which see much the
        same, wait for other tests.
        """
        room = mutant.path.rpartition("/")[0].replace("kiosk/", "tests/", 1)
        here = self.lines.get(mutant.path, {})
        if mutant.imported:
            found = set().union(*here.values())
        else:
            found = here.get(mutant.line) or here.get(mutant.statement) or set()
        cases = Counter[str]()
        wait: dict[str, float] = {}
        for test in sorted(found, key=lambda test: (self.seconds[test], test)):
            cases[test.partition("[")[0]] += 1
            far = 1 if test.startswith(room) else _FAR
            wait[test] = self.seconds[test] * far * cases[test.partition("[")[0]] ** 2
        return sorted(wait, key=lambda test: (wait[test], test))


class _Watching:
    """Tells coverage which test runs."""

    def __init__(self, watch: coverage.Coverage) -> None:
        self._watch = watch
        self.seconds: dict[str, float] = {}
        self.red: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[Any]:
        self._watch.switch_context(item.nodeid)
        os.environ[TEST] = item.nodeid
        begun = time.perf_counter()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = time.perf_counter() - begun
            self._watch.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.outcome != "passed":
            self.red.add(report.nodeid)


def look(root: Path, packages: Sequence[str], files: Sequence[str], say: Any = print) -> Seen:
    """Runs the tests as they are, those of a file that has not changed since only the first time."""
    seen = Seen()
    code = _digest(sorted(path for name in packages for path in (root / name).rglob("*.py")))
    others = (path for path in (root / "tests").rglob("*.py") if path.parent.name != "mutants")
    helpers = _digest(sorted(path for path in others if not path.name.startswith("test_")))
    for file in files:
        kept = root / KEPT / f"{_digest([root / file])}{code}{helpers}.json"
        if not kept.exists():
            say(f"  looking at what {file} runs")
            found = in_fork(partial(_watched, root, packages, file), _WAIT)
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(json.dumps(found or {"seconds": {}, "lines": {}, "red": [f"{file} (too slow)"]}), "utf-8")
        _take_in(seen, json.loads(kept.read_text("utf-8")))
    return seen


def _digest(paths: Sequence[Path]) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()[:12]


def _watched(root: Path, packages: Sequence[str], file: str) -> dict[str, Any]:
    """What one file's tests run, here and in the programs that they start."""
    folders = [str(root / name) for name in packages]
    place = Path(tempfile.mkdtemp())
    os.environ[LOOKING] = os.pathsep.join((str(place / "run"), *folders))
    watch = coverage.Coverage(data_file=None, source=folders, config_file=False)
    watching = _Watching(watch)
    watch.start()
    run_tests(root, [file], watching)
    watch.stop()
    lines: defaultdict[str, defaultdict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    _add(lines, root, watch.get_data())
    for part in place.iterdir():
        data = coverage.CoverageData(str(part))
        data.read()
        _add(lines, root, data)
    found = {path: {line: sorted(tests) for line, tests in its.items()} for path, its in lines.items()}
    return {"seconds": watching.seconds, "lines": found, "red": sorted(watching.red)}


def _add(lines: defaultdict[str, defaultdict[int, set[str]]], root: Path, data: coverage.CoverageData) -> None:
    for path in data.measured_files():
        for line, tests in data.contexts_by_lineno(path).items():
            lines[Path(path).relative_to(root).as_posix()][line] |= {test for test in tests if test}


def _take_in(seen: Seen, found: dict[str, Any]) -> None:
    red = set(found["red"])
    seen.red |= red
    seen.seconds |= {test: seconds for test, seconds in found["seconds"].items() if test not in red}
    for path, lines in found["lines"].items():
        for line, tests in lines.items():
            seen.lines[path][int(line)] |= {test for test in tests if test in seen.seconds}

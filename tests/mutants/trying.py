"""Meeting one changed module with the tests that run it."""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from tests.mutants.changes import Mutant
from tests.mutants.forks import in_fork, run_tests
from tests.mutants.seen import Seen
from tests.mutants.startup.sitecustomize import CHANGED, change

_PATIENCE = 10.0
"""How many times longer than before a test may take, beside a busy machine."""
_START = 60.0
"""Seconds that pytest may take to begin."""
_FIRST = 12
"""Tests that are tried before the rest: most changes are noticed at once."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a change."""

    mutant: Mutant
    noticed_by: str | None
    """A test, or that it never ended; None: nobody noticed."""
    tests: int
    """How many there are that run it."""
    left_out: int = 0
    """... and how many of them were too slow to be tried."""


class _Choosing:
    """Runs some tests, in this order, and remembers which failed."""

    def __init__(self, tests: Sequence[str]) -> None:
        self._order = {test: k for k, test in enumerate(tests)}
        self.failed: str | None = None

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self._order), key=lambda item: self._order[item.nodeid]
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid


def meet(root: Path, mutant: Mutant, seen: Seen, budget: float) -> Tried:
    """Whether a test notices a change; of those that run it, as many as fit in so many seconds."""
    tests = seen.tests_of(mutant)
    spent = accumulate(seen.seconds[test] for test in tests)
    chosen = [test for test, until in zip(tests, spent, strict=True) if until <= budget] or tests[:1]
    for part in (chosen[:_FIRST], chosen[_FIRST:]):
        by = _noticed_by(root, mutant, part, sum(seen.seconds[test] for test in part)) if part else None
        if by:
            return Tried(mutant, by, len(tests))
    return Tried(mutant, None, len(tests), len(tests) - len(chosen))


def _noticed_by(root: Path, mutant: Mutant, tests: Sequence[str], seconds: float) -> str | None:
    def work() -> tuple[int, str | None]:
        _put_in_place(root, mutant)
        choosing = _Choosing(tests)
        files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
        return run_tests(root, files, choosing, "-x"), choosing.failed

    answer: Any = in_fork(work, _START + _PATIENCE * seconds)
    if answer is None:
        return "never ended"
    code, failed = answer
    return None if code == 0 else failed or f"pytest ended with {code}"


def _put_in_place(root: Path, mutant: Mutant) -> None:
    """The changed module counts here, and in every program that a test starts."""
    source = Path(tempfile.mkdtemp()) / "changed.py"
    source.write_text(mutant.changed, "utf-8")
    name = mutant.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    os.environ[CHANGED] = os.pathsep.join((name, str(root / mutant.path), str(source)))
    change()

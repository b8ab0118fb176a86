"""Runs of pytest in forks of this process: what is slow to import is loaded once, and nothing is left behind."""

import importlib
import os
import pickle
import select
import shutil
import signal
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import hypothesis
import pytest

_SLOW = ("numpy", "scipy.sparse", "PIL.Image", "textual.app", "textual.pilot", "aiosqlite", "httpx")
# That hypothesis is loaded before pytest is what makes forks quick.
_QUIET = ("-q", "--no-header", "--hypothesis-seed=0", "-W", "ignore::pytest.PytestAssertRewriteWarning")


def load() -> None:
    """Imports what every run needs; hypothesis looks for a failure and does not shrink it."""
    for name in _SLOW:
        with suppress(ImportError):
            importlib.import_module(name)
    looking = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    hypothesis.settings.register_profile("mutants", phases=looking, database=None, print_blob=False)
    hypothesis.settings.load_profile("mutants")


def run_tests(root: Path, files: list[str], plugin: object, *options: str) -> int:
    """pytest's exit code for some files, within this process."""
    os.chdir(root)
    # What a test starts looks here first: sitecustomize.py.
    os.environ["PYTHONPATH"] = str(Path(__file__).parent / "startup")
    with tempfile.TemporaryDirectory(prefix="mutants-") as scratch:
        return int(pytest.main([*files, *_QUIET, f"--basetemp={scratch}/t", *options], plugins=[plugin]))


def in_fork(work: Callable[[], Any], seconds: float) -> Any:
    """What `work` returns in a process of its own; None if it takes too long. Raises RuntimeError where it fails."""
    reading, writing = os.pipe()
    scratch = tempfile.mkdtemp(prefix="mutants-")
    child = os.fork()
    if child == 0:
        _work(work, writing, scratch)
    os.close(writing)
    try:
        return _answer(reading, time.monotonic() + seconds)
    finally:
        os.close(reading)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        shutil.rmtree(scratch, ignore_errors=True)


def _work(work: Callable[[], Any], writing: int, scratch: str) -> None:
    """The child's life; it never returns."""
    try:
        os.setsid()
        tempfile.tempdir = scratch
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(silence, stream)
        with os.fdopen(writing, "wb") as out:
            try:
                answer = (work(), "")
            except BaseException:
                answer = (None, traceback.format_exc())
            pickle.dump(answer, out)
    finally:
        os._exit(0)


def _answer(reading: int, until: float) -> Any:
    said = b""
    while (left := until - time.monotonic()) > 0:
        if not select.select([reading], [], [], left)[0]:
            break
        more = os.read(reading, 1 << 16)
        if not more:
            answer, trouble = pickle.loads(said) if said else (None, "the process died")
            if trouble:
                raise RuntimeError(trouble)
            return answer
        said += more
    return None

"""In a program that a test starts: the changed module instead of its file, or a look at which lines run.

Python imports this by its name before anything else. It imports as little as it can.
"""

import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import CodeType, ModuleType

CHANGED = "MUTANTS_CHANGED"
"""The module's name, its file, and a file with other source."""
LOOKING = "MUTANTS_LOOKING"
"""Where to write which lines ran, and the folders to look at."""
TEST = "MUTANTS_TEST"
"""The test that is running."""


class _Changed(importlib.machinery.SourceFileLoader):
    """Loads other source than the file has; nothing is written."""

    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self._source = source

    def get_code(self, fullname: str) -> CodeType:
        with open(self._source, encoding="utf-8") as file:
            return compile(file.read(), self.path, "exec", dont_inherit=True)


class _Finder(MetaPathFinder):
    """Finds one module before anybody else does."""

    def __init__(self, name: str, path: str, source: str) -> None:
        self._name = name
        self._loader = _Changed(name, path, source)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self._name:
            return None
        return importlib.util.spec_from_file_location(fullname, self._loader.path, loader=self._loader)


def change() -> None:
    """From now on the changed module is imported instead of its file."""
    name, path, source = os.environ[CHANGED].split(os.pathsep)
    sys.meta_path.insert(0, _Finder(name, path, source))


def _look() -> None:
    import atexit

    import coverage

    place, *folders = os.environ[LOOKING].split(os.pathsep)
    watch = coverage.Coverage(data_file=place, data_suffix=True, source=folders, config_file=False)
    watch.start()
    watch.switch_context(os.environ[TEST])

    def keep() -> None:
        watch.stop()
        watch.save()

    atexit.register(keep)


if __name__ == "sitecustomize":
    if CHANGED in os.environ:
        change()
    if TEST in os.environ:
        _look()

"""Which badges lie in a queue, under which request: remembered over a crash, so that they can be taken back."""

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

from printing.saving import whole_or_nothing


class Requests:
    """Requests by badge; kept in a folder as well where there is one."""

    def __init__(self, queue: str, folder: Path | None) -> None:
        self._queue, self._folder = queue, folder
        self._open = _read(queue, folder) if folder else {}

    def of(self, badge: str = "") -> dict[str, str]:
        """The requests of one badge, or of all, by badge."""
        return {each: request for each, request in self._open.items() if badge in ("", each)}

    def note(self, badge: str, request: str) -> None:
        """A badge was sent."""
        self._open[badge] = request
        # A note that can't be written is missed after a crash only: no reason to keep anybody waiting.
        with suppress(OSError):
            self._write(badge, request)

    def _write(self, badge: str, request: str) -> None:
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
            whole_or_nothing(self._folder / badge, partial(_save, request))

    def forget(self, badge: str) -> None:
        """A badge has left the queue, one way or another."""
        self._open.pop(badge, None)
        if self._folder:
            with suppress(OSError):
                (self._folder / badge).unlink(missing_ok=True)


def _read(queue: str, folder: Path) -> dict[str, str]:
    found = {}
    with suppress(OSError):
        for file in folder.glob("[!.]*"):
            request = file.read_text("utf-8", "replace").strip()
            if request.rpartition("-")[0] == queue:
                found[file.name] = request
    return found


def _save(request: str, file: BinaryIO) -> None:
    file.write(request.encode())

"""Scanners that don't type: each is heard on a thread of its own, and speaks to the app in messages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any

from textual.message import Message

from kiosk.scan.findings import Over
from kiosk.scan.scanner_state import State
from kiosk.scan.scanners import Scanner

_GRACE = 0.5
"""Seconds that a scanner gets to let go; a camera that hangs is left to the end of the program."""


@dataclass
class Heard(Message, bubble=False):
    """A code."""

    code: str
    over: Over


@dataclass
class Health(Message, bubble=False):
    """How a scanner is from now on."""

    name: str
    state: State


@dataclass
class Seen(Message, bubble=False):
    """A camera's small picture: (90, 160) shades of grey."""

    picture: Any


class Listening:
    """All scanners of a door that are not keyboards; `post` must be safe to call from any thread."""

    def __init__(self, scanners: Sequence[Scanner], post: Callable[[Message], object]) -> None:
        self._scanners = scanners
        self._post = post
        self._stop = Event()
        self._threads: list[Thread] = []

    @property
    def has_cameras(self) -> bool:
        """Whether there is a picture to show."""
        return any(hasattr(scanner, "watched") for scanner in self._scanners)

    def begin(self) -> None:
        """Starts to listen."""
        for scanner in self._scanners:
            thread = Thread(target=self._listen, args=(scanner,), daemon=True, name=f"scanner {scanner.name}")
            self._threads.append(thread)
            thread.start()

    def watch(self, watched: bool) -> None:
        """Whether somebody looks at the cameras' pictures just now."""
        for scanner in self._scanners:
            if hasattr(scanner, "watched"):
                scanner.watched = watched

    def end(self) -> None:
        """Lets go of every line and camera."""
        self._stop.set()
        for thread in self._threads:
            thread.join(_GRACE)

    def _listen(self, scanner: Scanner) -> None:
        camera = hasattr(scanner, "watched")
        over = Over.CAMERA if camera else Over.SERIAL
        heard: Callable[[str], object] = lambda code: self._post(Heard(code, over))  # noqa: E731
        told: Callable[[State], object] = lambda state: self._post(Health(scanner.name, state))  # noqa: E731
        shown: tuple[Callable[[Any], object], ...] = (lambda picture: self._post(Seen(picture)),) if camera else ()
        scanner.run(heard, told, self._stop, *shown)  # type: ignore[arg-type]

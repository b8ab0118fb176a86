"""What screens, forms and the menu need of the app; it is handed in, so that none of them imports it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from kiosk.event.door.pin import Attempts
from kiosk.intake.guestlist import GuestList
from kiosk.intake.taking import Report
from kiosk.model import Registration, ScanResult
from kiosk.scan.scanner_state import State
from kiosk.ui.listening import Listening
from kiosk.ui.look.outcomes import Sign
from kiosk.ui.messages import Answered
from kiosk.ui.modes import Mode

Question = Callable[[], Awaitable[ScanResult]]
"""Anything that the door answers."""


class Asking(Protocol):
    """Queues a question; `sign` heads the answer, `typed` says that the search field asked."""

    def __call__(self, question: Question, sign: Sign | None = None, *, typed: bool = False) -> None: ...


class Front(Protocol):
    """The app, as its screens see it."""

    demo: bool
    mode: Mode
    staffed: Mode
    """Where the PIN leads back to."""

    @property
    def ask(self) -> Asking:
        """Queues anything that the door answers."""

    def ask_all(self, question: Callable[[], Awaitable[Sequence[ScanResult]]]) -> None:
        """Queues something that has several answers."""

    def take_scan(self, text: str, *, typed: bool = False) -> None:
        """Answers a code as if it had been scanned."""

    def walk_in(self, registration: Registration, *, insist: bool = False) -> None:
        """Queues somebody who is on no list."""

    async def read_list(self, path: Path) -> tuple[GuestList, Sequence[str]]:
        """Late sign-ups, and why they are not taken in unasked; raises KioskError."""

    async def take_list(self, guests: GuestList) -> Report:
        """Takes late sign-ups in; raises KioskError."""

    @property
    def last_answers(self) -> Sequence[Answered]:
        """The newest first."""

    @property
    def health(self) -> Mapping[str, State]:
        """How every scanner is that is not a keyboard."""

    @property
    def listening(self) -> Listening:
        """Those scanners themselves."""

    @property
    def attempts(self) -> Attempts:
        """At the PIN, whichever screen asks for it."""

    def steady(self) -> float:
        """Seconds of a clock that nobody sets."""

    def open_menu(self) -> None:
        """Everything that can be done here, by name."""

    def other_modes(self) -> Sequence[Mode]:
        """What the screen can change to from here."""

    async def change_mode(self, mode: Mode) -> None:
        """Another home, with nothing open above it."""

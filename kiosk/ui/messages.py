"""What happens on the screens, as small values."""

from dataclasses import dataclass

from textual.message import Message
from textual.worker import Worker, WorkerState

from kiosk.errors import KioskError
from kiosk.model import ScanResult
from kiosk.ui.look.outcomes import Sign


@dataclass
class Answered(Message, bubble=False):
    """The door has answered; what it says is on the disk."""

    result: ScanResult
    sign: Sign | None = None
    """What was asked for, where the outcome alone does not say it."""
    typed: bool = False
    """Whether it answers what stands in the search field."""


@dataclass
class Failed(Message, bubble=False):
    """Something could not be done; the screen stays usable."""

    title: str
    sentence: str


def failure(event: Worker.StateChanged) -> Failed | None:
    """What to tell of a worker that ended in an error."""
    if event.state is not WorkerState.ERROR:
        return None
    error = event.worker.error
    if isinstance(error, KioskError):
        return Failed(error.title, str(error))
    return Failed("Something went wrong", f"{type(error).__name__}: the door is still open. Please tell the organiser.")

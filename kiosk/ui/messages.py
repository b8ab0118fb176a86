"""What happens on the screens, as small values."""

from dataclasses import dataclass

from textual.message import Message

from kiosk.model import ScanResult


@dataclass
class Answered(Message, bubble=False):
    """The door has answered; what it says is on the disk."""

    result: ScanResult


@dataclass
class Failed(Message, bubble=False):
    """Something could not be done; the screen stays usable."""

    title: str
    sentence: str

"""What somebody has seen on the page, and agreed to."""

from dataclasses import dataclass

from kiosk.intake.choices.remembered import Chosen
from kiosk.intake.guestlist import GuestList
from kiosk.model import Consent


@dataclass(frozen=True, slots=True)
class Agreed:
    """Lists to be taken in as they were shown."""

    lists: tuple[GuestList, ...]
    chosen: tuple[Chosen, ...]
    """For every list, in the same order."""
    consent: Consent | None
    """As it was given, or said on the page; None where it was left open."""

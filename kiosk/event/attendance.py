"""Who came, when, by which door, and with what doubt."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.model import FoundBy, Introduction, Registrant, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """One registrant's evening, as it is exported."""

    registrant: Registrant
    status: Status
    came: bool
    first_in: datetime | None
    last_out: datetime | None
    door: str
    found_by: FoundBy | None
    undone: int
    """How many admissions were taken back."""
    badge: str | None
    introductions: tuple[Introduction, ...]

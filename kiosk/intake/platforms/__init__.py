"""One file per platform."""

from kiosk.intake.platforms.base import Platform
from kiosk.intake.platforms.eventbrite import Eventbrite
from kiosk.intake.platforms.generic import Generic
from kiosk.intake.platforms.google_forms import GoogleForms
from kiosk.intake.platforms.hi_events import HiEvents
from kiosk.intake.platforms.indico import Indico
from kiosk.intake.platforms.luma import Luma
from kiosk.intake.platforms.meetup import Meetup
from kiosk.intake.platforms.pretix import Pretix
from kiosk.intake.platforms.ticket_tailor import TicketTailor
from kiosk.intake.platforms.tito import Tito

__all__ = ["ALL", "Platform"]

ALL: tuple[Platform, ...] = (
    *(Luma(), Eventbrite(), GoogleForms(), Meetup(), Indico()),
    *(Pretix(), Tito(), HiEvents(), TicketTailor(), Generic()),
)
"""Every platform, the most general last."""

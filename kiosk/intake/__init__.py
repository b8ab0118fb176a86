"""Guest lists in: any platform's export becomes cleaned registrations; nothing is stored here."""

from kiosk.intake.guestlist import FIELDS, GuestList, Refusal, Row
from kiosk.intake.read import PLATFORMS, read

__all__ = ["FIELDS", "PLATFORMS", "GuestList", "Refusal", "Row", "read"]

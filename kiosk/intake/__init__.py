"""Guest lists in: any platform's export becomes cleaned registrations; nothing is stored here."""

from kiosk.intake.columns.use import ColumnUse
from kiosk.intake.guestlist import FIELDS, Choices, GuestList, Refusal, Row
from kiosk.intake.read import PLATFORMS, read, understand

__all__ = ["FIELDS", "PLATFORMS", "Choices", "ColumnUse", "GuestList", "Refusal", "Row", "read", "understand"]

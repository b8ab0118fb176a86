"""Luma's guest list, of today (guest_id) and of 2025 (api_id)."""

from typing import ClassVar

from kiosk.code import canonical
from kiosk.intake.platforms.base import MAX_CODE, Fields, Platform
from kiosk.intake.record import Record
from kiosk.language import later


class Luma(Platform):
    """One row per guest; the address in qr_code_url holds the ticket's key."""

    name = "luma"
    title = "Luma"
    forms = (
        frozenset({"guest id", "qr code url", "approval status"}),
        frozenset({"api id", "qr code url", "approval status"}),
        frozenset({"guest id", "approval status"}),
        frozenset({"api id", "approval status"}),
    )
    fields: ClassVar[Fields] = {
        "id": ("guest id", "api id"),
        "name": ("name",),
        "first_name": ("first name",),
        "last_name": ("last name",),
        "email": ("email",),
        "status": ("approval status",),
        "code": ("qr code url",),
        "ticket_type": ("ticket name",),
    }
    ignored = frozenset({
        "ticket type id", "status text",
    })  # fmt: skip
    separator = ","
    notes = (
        later(
            "Luma's e-mailed QR codes hold a guest key that this list does not contain: such a scan answers unknown. "
            "Find these people by name, or hand out your own codes with 'kiosk tickets'."
        ),
    )

    def codes(self, record: Record) -> tuple[str, ...]:
        """The key in the ticket's address."""
        address = record.text("code", MAX_CODE)
        key = canonical(address)
        return (key,) if key != address or "/" not in key else ()

"""Eventbrite: the attendee summary (American and British headers) and the orders with barcodes."""

from typing import ClassVar

from kiosk.intake.platforms.base import MAX_CODE, Fields, Platform
from kiosk.intake.record import Record

_FIRST_TICKET = "001"


class Eventbrite(Platform):
    """One row per attendee; a barcode is order number, attendee number and three digits."""

    name = "eventbrite"
    title = "Eventbrite"
    forms = (
        frozenset({"order number", "attendee number"}),
        frozenset({"order no", "attendee no"}),
        frozenset({"order id", "attendee first name", "barcode number"}),
        frozenset({"order id", "attendee first name", "buyer email"}),
    )
    fields: ClassVar[Fields] = {
        "id": ("attendee number", "attendee no"),
        "order": ("order number", "order no", "order id"),
        "first_name": ("first name", "attendee first name"),
        "last_name": ("last name", "surname", "attendee last name", "attendee surname"),
        "email": ("email", "attendee email"),
        "status": ("attendee status",),
        "code": ("barcode number", "barcode no", "barcode"),
        "ticket_type": ("ticket type",),
        "quantity": ("quantity",),
    }
    ignored = frozenset({
        "ticket tier", "event start date", "event start time", "event timezone", "event location", "price tier",
        "group", "home address 1", "home address 2", "home state",
    })  # fmt: skip
    separator = "|"

    def ident(self, record: Record, codes: tuple[str, ...]) -> str:
        """The attendee's number, which the barcode holds too: so both exports speak of the same ticket."""
        return record.text("id", MAX_CODE) or (_attendee_in(codes[0], record) if codes else "")

    def codes(self, record: Record) -> tuple[str, ...]:
        """The barcode as listed, as the summary's numbers compose it, and the attendee's number alone."""
        order, attendee, barcode = (record.text(field, MAX_CODE) for field in ("order", "id", "code"))
        composed = f"{order}{attendee}{_FIRST_TICKET}" if order.isdigit() and attendee.isdigit() else ""
        return barcode, composed, attendee or _attendee_in(barcode, record)


def _attendee_in(barcode: str, record: Record) -> str:
    order = record.text("order", MAX_CODE)
    inner = barcode[len(order) : -len(_FIRST_TICKET)]
    return inner if order and barcode.startswith(order) and inner.isdigit() else ""

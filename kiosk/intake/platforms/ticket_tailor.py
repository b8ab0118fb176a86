"""Ticket Tailor: issued tickets, and orders."""

from collections.abc import Mapping
from typing import ClassVar

from kiosk.intake.columns.headers import Columns
from kiosk.intake.guestlist import Table
from kiosk.intake.platforms.base import MAX_CODE, Fields, Platform
from kiosk.intake.record import Record
from kiosk.intake.standing.states import CANCELLED, UNPAID, State
from kiosk.language import _


class TicketTailor(Platform):
    """One row per ticket; its code is the ticket reference."""

    name = "ticket_tailor"
    title = "Ticket Tailor"
    forms = (
        frozenset({"order id", "ticket reference", "attendee name"}),
        frozenset({"order id", "ticket reference", "order status"}),
        frozenset({"order id", "total paid", "order cancelled"}),
    )
    fields: ClassVar[Fields] = {
        "name": ("attendee name", "name"),
        "first_name": ("attendee first name", "first name"),
        "last_name": ("attendee last name", "last name"),
        "email": ("attendee email", "email"),
        "order": ("order id",),
        "ticket_type": ("ticket type",),
        "status": ("order status",),
        "cancelled": ("order cancelled",),
        "code": ("ticket reference",),
    }
    ignored = frozenset({
        "payment reference", "event", "event start", "ticket price", "order cancelled date",
    })  # fmt: skip
    separator = ","
    states: ClassVar[Mapping[str, State]] = {"pending": UNPAID, "void": CANCELLED}

    def notes_on(self, table: Table, columns: Columns) -> tuple[str, ...]:
        """An order export knows the buyer only."""
        if "code" in columns:
            return ()
        said = _(
            "These are Ticket Tailor orders: one buyer a row, no ticket codes. "
            "Export the attendees instead, so that every ticket has its name and its code."
        )
        return (said,)

    def ident(self, record: Record, codes: tuple[str, ...]) -> str:
        """In an order export, the order's id; a ticket's reference is its code."""
        return "" if codes else record.text("order", MAX_CODE)

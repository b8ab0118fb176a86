"""Hi.Events' attendee workbook, in whatever language its organiser reads."""

import re
from collections.abc import Mapping
from typing import ClassVar

from kiosk.intake.columns.headers import norm
from kiosk.intake.guestlist import Table
from kiosk.intake.platforms.base import Fields, Platform
from kiosk.intake.standing.checkins import CheckIns
from kiosk.intake.standing.states import CANCELLED, REGISTERED, UNPAID, State

_PUBLIC_ID = re.compile(r"^A-[A-Z0-9]{5,12}$")


class HiEvents(Platform):
    """One row per attendee; the QR holds the public id."""

    name = "hi_events"
    title = "Hi.Events"
    forms = (frozenset({"public id", "short id", "first name"}), frozenset({"public id", "product name"}))
    fields: ClassVar[Fields] = {
        "first_name": ("first name",),
        "last_name": ("last name",),
        "email": ("email",),
        "status": ("status",),
        "ticket_type": ("product name", "ticket name"),
        "code": ("public id",),
    }
    separator = ","
    states: ClassVar[Mapping[str, State]] = {
        "active": REGISTERED,
        "cancelled": CANCELLED,
        "awaiting payment": UNPAID,
    }

    def fits(self, table: Table) -> int:
        """By its headers, or by its ids where the headers are translated."""
        return super().fits(table) or (15 if norm(table.header[0]) == "id" and _public_ids(table) else 0)

    def columns(self, table: Table) -> dict[str, tuple[int, ...]]:
        """With translated headers only the ids are certain; the rest is recognised as in any list."""
        if super().fits(table):
            return super().columns(table)
        came = CheckIns(table).columns
        return {"code": _public_ids(table)} | ({"checked_in": came} if came else {})


def _public_ids(table: Table) -> tuple[int, ...]:
    columns = ((index, table.column(index)) for index in range(1, len(table.header)))
    return tuple(index for index, cells in columns if cells and all(_PUBLIC_ID.match(cell.strip()) for cell in cells))[
        :1
    ]

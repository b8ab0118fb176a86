"""Tito's ticket export."""

from collections.abc import Mapping
from typing import ClassVar

from kiosk.code import canonical
from kiosk.intake.platforms.base import MAX_CODE, Fields, Platform
from kiosk.intake.record import Record
from kiosk.intake.standing.states import CANCELLED, REGISTERED, State


class Tito(Platform):
    """One row per ticket; its QR holds the ticket's slug, bare or in an address."""

    name = "tito"
    title = "Tito"
    forms = (
        frozenset({"ticket reference", "unique ticket url"}),
        frozenset({"ticket reference", "ticket full name"}),
        frozenset({"ticket reference", "void status"}),
    )
    fields: ClassVar[Fields] = {
        "name": ("ticket full name",),
        "first_name": ("ticket first name",),
        "last_name": ("ticket last name",),
        "email": ("ticket email",),
        "company": ("ticket company name",),
        "role": ("ticket job title",),
        "order": ("order reference",),
        "ticket_type": ("ticket",),
        "status": ("void status",),
        "code": ("unique ticket url",),
        "reference": ("ticket reference",),
    }
    ignored = frozenset({
        "ticket created date", "ticket last updated date", "unique order url", "event",
    })  # fmt: skip
    separator = ","
    # The column asks whether a ticket is void, so "no" is good news.
    states: ClassVar[Mapping[str, State]] = {
        **dict.fromkeys(("no", "false", "n", "0", "active", "not voided"), REGISTERED),
        **dict.fromkeys(("yes", "true", "y", "1"), CANCELLED),
    }

    def codes(self, record: Record) -> tuple[str, ...]:
        """The slug in the ticket's address, and the printed reference."""
        slug = canonical(record.text("code", MAX_CODE))
        return slug if "/" not in slug else "", record.text("reference", MAX_CODE)

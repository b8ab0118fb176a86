"""Indico's registration list."""

from collections.abc import Mapping
from typing import ClassVar

from kiosk.intake.platforms.base import Fields, Platform
from kiosk.intake.standing.states import CANCELLED, DECLINED, REGISTERED, UNAPPROVED, UNPAID, State
from kiosk.language import later


class Indico(Platform):
    """One row per registration; the organiser chose the columns between name and date."""

    name = "indico"
    title = "Indico"
    forms = (
        frozenset({"id", "name", "registration state"}),
        frozenset({"id", "name", "registration date"}),
        frozenset({"id", "name", "check in date"}),
    )
    fields: ClassVar[Fields] = {
        "id": ("id",),
        "name": ("name",),
        "first_name": ("first name",),
        "last_name": ("last name", "family name", "surname"),
        "email": ("email address", "email"),
        "company": ("affiliation",),
        "role": ("position",),
        "status": ("registration state",),
    }
    separator = ";"
    states: ClassVar[Mapping[str, State]] = {
        "completed": REGISTERED,
        "pending": UNAPPROVED,
        "awaiting payment": UNPAID,
        "rejected": DECLINED,
        "withdrawn": CANCELLED,
    }
    notes = (
        later(
            "Indico's QR codes hold an id that its lists do not contain: such a scan answers unknown. "
            "Find people by name, or hand out your own codes with 'kiosk tickets'."
        ),
    )

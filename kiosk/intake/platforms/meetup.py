"""Meetup's attendee list: tab-separated text that calls itself .xls, or its short CSV."""

import re
from collections.abc import Mapping
from typing import ClassVar

from kiosk.intake.platforms.base import MAX_CODE, Fields, Platform
from kiosk.intake.record import Record
from kiosk.intake.standing.states import NOT_ATTENDING, REGISTERED, WAITLISTED, State
from kiosk.language import later

_DIGITS = re.compile(r"\d+")


class Meetup(Platform):
    """One row per member, with the number of guests they bring; no addresses, no codes."""

    name = "meetup"
    title = "Meetup"
    forms = (
        frozenset({"name", "user id", "rsvp"}),
        frozenset({"name", "user id", "guests"}),
        frozenset({"name", "user id", "url of member profile"}),
    )
    fields: ClassVar[Fields] = {"id": ("user id",), "name": ("name",), "status": ("rsvp",), "guests": ("guests",)}
    states: ClassVar[Mapping[str, State]] = {"yes": REGISTERED, "no": NOT_ATTENDING, "waiting list": WAITLISTED}
    notes = (
        later(
            "Meetup lists hold no ticket codes and no e-mail addresses: find people by name, "
            "or hand out your own codes with 'kiosk tickets'."
        ),
    )

    def ident(self, record: Record, codes: tuple[str, ...]) -> str:
        """The member's number."""
        found = _DIGITS.search(record.text("id", MAX_CODE))
        return found.group() if found else ""

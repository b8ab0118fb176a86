"""What is said of a ticket's holder, as facts that are not written yet, and their text."""

from collections.abc import Mapping
from typing import Any

import msgspec

from kiosk.model import Registrant
from kiosk.store import people
from kiosk.store.bodies import Listed, Source
from kiosk.store.facts import Fact, new_id
from kiosk.store.turns import Turn

Said = tuple[Fact, dict[str, Any]]
"""A listing, and the personal text beside it."""


def say(turn: Turn, ticket: str, body: Listed, said: Mapping[str, Any]) -> Said:
    """A listing that is not written yet; the ticket's state stands in the fact, all else is text beside it."""
    text = {key: value for key, value in said.items() if key not in ("status", "reason")}
    stated = msgspec.structs.replace(body, status=said.get("status"), reason=said.get("reason"))
    return turn.stamp(stated, ticket), text


def newcomer(turn: Turn, source: Source) -> Listed:
    """Somebody who was not known before."""
    number = people.highest_number(turn.connection) + 1
    return Listed(registrant=new_id(), person=new_id(), number=number, source=source)


def known(turn: Turn, one: Registrant, source: Source) -> Listed:
    """Somebody who is."""
    own = people.marks_of(turn.connection, one.ticket).own
    return Listed(registrant=one.id, person=own, number=one.number, source=source)

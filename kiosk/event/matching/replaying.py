"""The evening's papers so far, for a room that is opened again."""

import sqlite3

from kiosk.event.matching.room import Named
from kiosk.model import FoundBy
from kiosk.store import facts
from kiosk.store.bodies import Admitted, Body, Introduced, Unknown


def history(connection: sqlite3.Connection) -> list[Named]:
    """Everybody's badges and the cards that came after them, in order, undone admissions included.

    A reprint names nobody whom the badge did not name.
    """
    told = facts.of_kinds(connection, (Admitted, Introduced))
    return [
        Named(body.registrant, body.introductions)
        for fact in told
        if isinstance(body := fact.body, Admitted | Introduced) and _is_paper(body)
    ]


def _is_paper(body: Body | Unknown) -> bool:
    """Whether somebody held something in their hand: a card, or what came with an arrival."""
    if isinstance(body, Admitted):
        return body.badge is not None or body.found_by is FoundBy.PAPER
    return isinstance(body, Introduced)

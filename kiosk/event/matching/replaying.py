"""The evening's badges so far, for a room that is opened again."""

import sqlite3

from kiosk.event.matching.room import Named
from kiosk.model import FoundBy, Kind
from kiosk.store import facts
from kiosk.store.facts import Fact, FactKind


def history(connection: sqlite3.Connection) -> list[Named | str]:
    """The evening's badges, the cards that came after them, and undone admissions, in order."""
    told = facts.of_kinds(connection, (FactKind.ADMITTED, FactKind.UNDONE, FactKind.INTRODUCED))
    admissions = {fact.id: fact for fact in told if _arrives(fact)}
    history: list[Named | str] = []
    for fact in told:
        if fact.id in admissions:
            names = tuple((who, Kind(kind)) for who, kind in fact.body["introductions"])
            history.append(Named(fact.body["registrant"], names))
        elif undone := admissions.get(fact.body.get("undoes", "")):
            history.append(undone.body["registrant"])
    return history


def _arrives(fact: Fact) -> bool:
    """Whether a fact is an arrival with what was printed then, or a card for somebody who is here."""
    if fact.kind == FactKind.INTRODUCED:
        return bool(fact.body.get("card"))
    if fact.kind != FactKind.ADMITTED:
        return False
    return bool(fact.body.get("badge")) or fact.body.get("found_by") == FoundBy.PAPER

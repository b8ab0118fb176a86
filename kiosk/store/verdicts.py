"""What the organiser decided about people's phrases: verdicts in facts, words beside them."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from kiosk.store import facts
from kiosk.store.bodies import Reviewed
from kiosk.store.turns import Turn


class Verdict(StrEnum):
    """What becomes of a phrase."""

    KEEP = "keep"
    """Printed as it is."""
    STRIKE = "strike"
    """Neither printed nor used for matching."""
    SHORTEN = "shorten"
    """Used for matching as written, printed in other words."""
    MATCH_ONLY = "match-only"
    """Used for matching, never printed."""
    OPEN = "open"
    """Not decided after all."""


_KNOWN = frozenset(verdict.value for verdict in Verdict)


@dataclass(frozen=True, slots=True)
class Decision:
    """One verdict, on everybody's use of the same phrase."""

    phrase: str
    """Folded."""
    verdict: Verdict
    instead: str = ""
    """The words to print, where it is shortened."""


def record(turn: Turn, decisions: Sequence[Decision]) -> None:
    """Writes decisions; the latest on a phrase counts."""
    for each in decisions:
        words = msgspec.json.encode({"phrase": each.phrase, "instead": each.instead}).decode()
        turn.write(Reviewed(verdict=each.verdict.value), note=words)


def decisions(connection: sqlite3.Connection) -> dict[str, Decision]:
    """The latest decision on every phrase, by the folded phrase; those whose words were purged are gone."""
    words = dict(
        connection.execute(
            "SELECT t.fact, t.body FROM note_text t JOIN fact f ON f.id = t.fact WHERE f.kind = ?",
            (Reviewed.kind,),
        )
    )
    found: dict[str, Decision] = {}
    for fact in facts.of_kinds(connection, (Reviewed,)):
        # A verdict of a newer version changes nothing here: the door must open.
        if isinstance(fact.body, Reviewed) and fact.id in words and fact.body.verdict in _KNOWN:
            said = msgspec.json.decode(words[fact.id])
            found[said["phrase"]] = Decision(said["phrase"], Verdict(fact.body.verdict), said["instead"])
    return {phrase: each for phrase, each in found.items() if each.verdict is not Verdict.OPEN}

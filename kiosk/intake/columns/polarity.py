"""What a yes to a question for leave means: read from the whole header, and never through a typo."""

import re
from enum import StrEnum
from functools import lru_cache

from kiosk.intake.columns.headers import norm
from kiosk.intake.columns.vocabulary import consent

_CLAUSES = re.compile(r"[.?!;:()\[\]\n]|\s[–—-]\s")


class Polarity(StrEnum):
    """What a yes means."""

    AGREES = "agrees"
    REFUSES = "refuses"
    """And a plain no agrees: "Do you want to opt out?"."""
    WITHDRAWS = "withdraws"
    """And only a box that a program says was not ticked agrees: beside "I don't want to be introduced" a written no
    could mean either."""
    UNCLEAR = "unclear"


@lru_cache(maxsize=2048)
def polarity(header: str) -> Polarity:
    """Read from the whole header, brackets included; UNCLEAR wherever two readings are possible."""
    words = consent()
    whole = words["options"].sub(" ", norm(header))
    plain, idioms = words["idioms"].subn(" ", whole)
    for kind, meaning in (("asks_refusal", Polarity.REFUSES), ("states_refusal", Polarity.WITHDRAWS)):
        left, found = words[kind].subn(" ", plain)
        if found:
            certain = found == 1 and not idioms and not words["negations"].search(left) and _stands_alone(header, kind)
            return meaning if certain else Polarity.UNCLEAR
    return Polarity.UNCLEAR if words["negations"].search(plain) else Polarity.AGREES


def _stands_alone(header: str, kind: str) -> bool:
    """Whether the refusal is the question itself: the only clause, or what the box beside it says of a tick."""
    words = consent()
    clauses = [clause for clause in map(norm, _CLAUSES.split(header)) if clause]
    clauses = [clause for clause in clauses if words["options"].sub("", clause).strip()]
    refusing = [clause for clause in clauses if words[kind].search(clause)]
    return len(clauses) == 1 or (len(refusing) == 1 and bool(words["tick"].search(refusing[0])))


def asks_for_veterans(header: str) -> bool:
    """Whether a yes means that somebody was here before."""
    return bool(consent()["veterans"].search(norm(header)))

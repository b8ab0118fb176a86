"""What the screen says: a word, a glyph and a colour for every outcome, so that none has to stand alone."""

from dataclasses import dataclass

from kiosk.model import Counts, Found, Kind, Outcome
from kiosk.text import mask_email


@dataclass(frozen=True, slots=True)
class Sign:
    """How an outcome is shown."""

    glyph: str
    word: str
    look: str
    """The CSS class of the result panel: welcome, caution, stop or quiet."""


SIGNS = {
    Outcome.ADMITTED: Sign("✓", "WELCOME", "welcome"),
    Outcome.ALREADY_IN: Sign("●", "ALREADY IN", "caution"),
    Outcome.LEFT: Sign("→", "OUT", "quiet"),
    Outcome.REPEAT: Sign("✓", "SCANNED TWICE", "quiet"),
    Outcome.UNKNOWN: Sign("✗", "NOT ON THE LIST", "stop"),
    Outcome.FORGED: Sign("✗", "NOT A VALID CODE", "stop"),
    Outcome.CANCELLED: Sign("✗", "CANCELLED", "stop"),
    Outcome.PENDING: Sign("●", "NOT YET", "caution"),
    Outcome.NOT_VALID_NOW: Sign("●", "NOT VALID NOW", "caution"),
    Outcome.WRONG_EVENT: Sign("✗", "ANOTHER EVENT", "stop"),
    Outcome.SEE_CREW: Sign("●", "ONE MOMENT", "caution"),
    Outcome.ERROR: Sign("✗", "NOT SAVED", "stop"),
}

KINDS = {
    Kind.MUTUAL: "told about you",
    Kind.COMING: "will be told about you",
    Kind.HERE: "say hello first",
}

IDLE = "Scan a code, or type a name"


def headcount(counts: Counts) -> str:
    """The numbers in the header."""
    words = [f"{counts.inside} in", f"{counts.registered} registered"]
    if counts.walk_ins:
        words.append(f"{counts.walk_ins} walk-in{'s' if counts.walk_ins > 1 else ''}")
    if counts.capacity:
        left = counts.capacity - counts.inside
        words.append(f"room for {left}" if left > 0 else f"FULL ({counts.capacity})")
    return " · ".join(words)


def printing(counts: Counts) -> str:
    """What the status line says of badges."""
    if counts.jobs_doubtful:
        return f"! {counts.jobs_doubtful} badge{'s' if counts.jobs_doubtful > 1 else ''} to check"
    return (
        f"{counts.jobs_waiting} badge{'s' if counts.jobs_waiting != 1 else ''} printing"
        if counts.jobs_waiting
        else "all badges out"
    )


def match_line(found: Found) -> tuple[str, str]:
    """A hit of a search: the name, and what tells it from its namesakes."""
    person, presence = found.registrant, found.presence
    name = person.name or f"Guest without a name (order {person.order})"
    details = [person.company, mask_email(person.email), f"No {person.number}"]
    if presence.admission and presence.first_in:
        details.append(f"● in since {presence.first_in:%H:%M}")
    elif person.reason or person.status != "registered":
        details.append(f"! {person.reason or person.status.value}")
    return name, " · ".join(detail for detail in details if detail)

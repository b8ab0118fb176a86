"""What the screen says: a word, a glyph and a colour for every outcome, so that none has to stand alone."""

from dataclasses import dataclass

from kiosk.event import decide
from kiosk.model import Counts, Found, Kind, Outcome, Registrant, ScanResult
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
    Outcome.REPEAT: Sign("↺", "SCANNED TWICE", "quiet"),
    Outcome.UNKNOWN: Sign("✗", "NOT ON THE LIST", "stop"),
    Outcome.FORGED: Sign("✗", "NOT A VALID CODE", "stop"),
    Outcome.CANCELLED: Sign("✗", "CANCELLED", "stop"),
    Outcome.PENDING: Sign("●", "NOT YET", "caution"),
    Outcome.NOT_VALID_NOW: Sign("●", "NOT VALID NOW", "caution"),
    Outcome.WRONG_EVENT: Sign("✗", "ANOTHER EVENT", "stop"),
    Outcome.SEE_CREW: Sign("●", "ONE MOMENT", "caution"),
    Outcome.ERROR: Sign("✗", "NOT SAVED", "stop"),
}

UNDONE = Sign("↶", "TAKEN BACK", "quiet")
REPRINTED = Sign("✓", "PRINTED AGAIN", "quiet")
_PENDING = {
    "unpaid": Sign("●", "NOT PAID", "caution"),
    "unapproved": Sign("●", "NOT APPROVED", "caution"),
    "waitlisted": Sign("●", "WAITLISTED", "caution"),
}
_NAMELESS = Sign("●", "WHAT NAME?", "caution")

KINDS = {
    Kind.MUTUAL: "here, was told about {}",
    Kind.COMING: "coming, will be told about {}",
    Kind.HERE: "here, does not know yet: say hello",
}
"""What a name on a badge promises, said of the badge's wearer."""

IDLE = "Scan a ticket — or type a name"
HOW_TO = """\
No ticket at hand?   Type a few letters, then Enter.
On no list?          F2 writes a badge for a walk-in.
Somebody by mistake? F4 takes the last admission back."""


def sign_of(result: ScanResult) -> Sign:
    """How a result is shown: what is pending says for what."""
    if result.outcome is not Outcome.PENDING:
        return SIGNS[result.outcome]
    if result.reason == decide.NO_NAME:
        return _NAMELESS
    return _PENDING.get(result.registrant.reason if result.registrant else "", SIGNS[Outcome.PENDING])


def sentence(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def headcount(counts: Counts) -> str:
    """The numbers in the header."""
    words = [f"{counts.inside} in", f"{counts.registered} registered"]
    if counts.walk_ins:
        words.append(f"{counts.walk_ins} walk-in{'s' if counts.walk_ins > 1 else ''}")
    if counts.capacity:
        left = counts.capacity - counts.inside
        words.append(f"room for {left}" if left > 0 else f"! FULL ({counts.capacity})")
    return " · ".join(words)


def is_full(counts: Counts) -> bool:
    """Whether nobody more fits in."""
    return 0 < counts.capacity <= counts.inside


def printing(counts: Counts) -> str:
    """What the status line says of badges."""
    if counts.jobs_doubtful:
        return f"! {counts.jobs_doubtful} badge{'s' if counts.jobs_doubtful > 1 else ''} to check"
    return (
        f"{counts.jobs_waiting} badge{'s' if counts.jobs_waiting != 1 else ''} printing"
        if counts.jobs_waiting
        else "all badges out"
    )


def guest_name(person: Registrant) -> str:
    """What to call somebody in a sentence for the crew."""
    return person.name or (f"the guest of order {person.order}" if person.order else "this guest")


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

"""What the screen says: a word, a glyph and a colour for every outcome, so that none has to stand alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.model import Ask, Counts, Found, Kind, Outcome, Registrant, ScanResult
from kiosk.store.jobs import Waiting
from kiosk.text import mask_email
from printing.job import JobState
from printing.status import Status


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
BY_HAND = Sign("✎", "WRITE BY HAND", "caution")
LOW_ROLL = 20
"""Labels left from which the screen warns."""
_PENDING = {
    "unpaid": Sign("●", "NOT PAID", "caution"),
    "unapproved": Sign("●", "NOT APPROVED", "caution"),
    "waitlisted": Sign("●", "WAITLISTED", "caution"),
}
_ASKED = {Ask.NAME: Sign("●", "WHAT NAME?", "caution"), Ask.NOTE: Sign("●", "READ THIS FIRST", "caution")}

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
Somebody by mistake? F4 takes the last admission back.
No badge came out?   F3 says why, F8 what to write by hand."""


def sign_of(result: ScanResult) -> Sign:
    """How a result is shown: what is pending says for what."""
    if result.outcome is not Outcome.PENDING:
        return SIGNS[result.outcome]
    if result.ask:
        return _ASKED[result.ask]
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
    """What the status line says of badges when all is well."""
    waiting = counts.jobs_waiting
    return f"{waiting} badge{'s' if waiting != 1 else ''} printing" if waiting else "all badges out"


def door_alarms(saved: bool, counts: Counts, statuses: Mapping[str, Status], rolls: Mapping[str, int]) -> str:
    """What the status line says when somebody has to do something; empty when nobody has to."""
    doubtful = counts.jobs_doubtful
    return " · ".join(
        [
            *([] if saved else ["✗ the last one was not saved"]),
            *([f"! {doubtful} badge{'s' if doubtful > 1 else ''} to check: F3"] if doubtful else []),
            *(f"! {name}: {status.words}" for name, status in statuses.items() if status.fault),
            *(f"! {name}: {rolls[name]} labels left" for name in statuses if rolls.get(name, LOW_ROLL + 1) <= LOW_ROLL),
        ]
    )


def printer_line(name: str, status: Status, labels: int | None) -> str:
    """One printer in the list of badges and printers."""
    low = labels is not None and labels <= LOW_ROLL
    left = "" if labels is None else f" · {labels} label{'s' if labels != 1 else ''} left"
    return f"{'!' if status.fault or low else '✓'} {name}: {status.words}{left}"


_JOB = {
    JobState.QUEUED: "waits",
    JobState.RENDERING: "is being drawn",
    JobState.SENDING: "is printing",
    JobState.SENT_UNCONFIRMED: "may have come out: have a look",
    JobState.FAILED: "was not printed",
}


def badge_line(badge: Waiting) -> str:
    """One badge in that list."""
    on = f" on {badge.printer}" if badge.state is JobState.SENDING else ""
    return f"{'!' if badge.doubtful else '·'} No {badge.number} {badge.name}: {_JOB[badge.state]}{on}"


def badges_title(badges: Sequence[Waiting]) -> str:
    """That list's heading."""
    doubtful = sum(badge.doubtful for badge in badges)
    if not badges:
        return "Printers · all badges are out"
    parts = [f"{doubtful} to check"] if doubtful else []
    parts += [f"{len(badges) - doubtful} waiting"] if len(badges) > doubtful else []
    return f"Printers and badges · {', '.join(parts)}"


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

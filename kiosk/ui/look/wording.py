"""What the screen says: a word, a glyph and a colour for every outcome, so that none has to stand alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.language import _, later, plural
from kiosk.model import Ask, Counts, Found, Kind, Outcome, Registrant, ScanResult
from kiosk.scan.state import State
from kiosk.store.jobs import Waiting
from kiosk.text import mask_email
from printing.job import JobState
from printing.status import WORDS, Status


@dataclass(frozen=True, slots=True)
class Sign:
    """How an outcome is shown."""

    glyph: str
    word: str
    """In English; `said` is what people read."""
    look: str
    """The CSS class of the result panel: welcome, caution, stop or quiet."""

    @property
    def said(self) -> str:
        """Glyph and word, in the language of the screen."""
        return f"{self.glyph} {_(self.word)}"


SIGNS = {
    Outcome.ADMITTED: Sign("✓", later("WELCOME"), "welcome"),
    Outcome.ALREADY_IN: Sign("●", later("ALREADY IN"), "caution"),
    Outcome.LEFT: Sign("→", later("OUT"), "quiet"),
    Outcome.REPEAT: Sign("↺", later("SCANNED TWICE"), "quiet"),
    Outcome.UNKNOWN: Sign("✗", later("NOT ON THE LIST"), "stop"),
    Outcome.FORGED: Sign("✗", later("NOT A VALID CODE"), "stop"),
    Outcome.CANCELLED: Sign("✗", later("CANCELLED"), "stop"),
    Outcome.PENDING: Sign("●", later("NOT YET"), "caution"),
    Outcome.NOT_VALID_NOW: Sign("●", later("NOT VALID NOW"), "caution"),
    Outcome.WRONG_EVENT: Sign("✗", later("ANOTHER EVENT"), "stop"),
    Outcome.SEE_CREW: Sign("●", later("ONE MOMENT"), "caution"),
    Outcome.ERROR: Sign("✗", later("NOT SAVED"), "stop"),
}

UNDONE = Sign("↶", later("TAKEN BACK"), "quiet")
REPRINTED = Sign("✓", later("PRINTED AGAIN"), "quiet")
BY_HAND = Sign("✎", later("WRITE BY HAND"), "caution")
CARD = Sign("✓", later("A CARD IS PRINTED"), "quiet")
LOW_ROLL = 20
"""Labels left from which the screen warns."""
_PENDING = {
    "unpaid": Sign("●", later("NOT PAID"), "caution"),
    "unapproved": Sign("●", later("NOT APPROVED"), "caution"),
    "waitlisted": Sign("●", later("WAITLISTED"), "caution"),
}
_ASKED = {
    Ask.NAME: Sign("●", later("WHAT NAME?"), "caution"),
    Ask.NOTE: Sign("●", later("READ THIS FIRST"), "caution"),
    Ask.LISTED: Sign("●", later("IS IT THEM?"), "caution"),
}
REASONS = {
    "unpaid": later("unpaid"), "unapproved": later("unapproved"), "waitlisted": later("waitlisted"),
    "registered": later("registered"), "pending": later("pending"), "cancelled": later("cancelled"),
    "declined": later("declined"), "refunded": later("refunded"), "blocked": later("blocked"),
}  # fmt: skip
"""Why a ticket is pending or cancelled, as lists are understood; other words stay as the list has them."""

KINDS = {
    Kind.MUTUAL: later("here, was told about {wearer}"),
    Kind.COMING: later("coming, will be told about {wearer}"),
    Kind.HERE: later("here, does not know yet: say hello"),
}
"""What a name on a badge promises, said of the badge's wearer."""


def idle() -> str:
    """What the door says while nobody is there."""
    return _("Scan a ticket — or type a name")


def how_to() -> str:
    """The four things that a volunteer needs to know."""
    return _(
        "No ticket at hand?   Type a few letters, then Enter.\n"
        "On no list?          F2 writes a badge for a walk-in.\n"
        "Somebody by mistake? F4 takes the last admission back.\n"
        "Anything else?       F6 lists what can be done, F1 all keys."
    )


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
    words = [_("{n} in").format(n=counts.inside), _("{n} registered").format(n=counts.registered)]
    if counts.walk_ins:
        words.append(plural("{n} walk-in", "{n} walk-ins", counts.walk_ins).format(n=counts.walk_ins))
    if counts.capacity:
        left = counts.capacity - counts.inside
        room, full = _("room for {n}").format(n=left), _("! FULL ({n})").format(n=counts.capacity)
        words.append(room if left > 0 else full)
    return " · ".join(words)


def is_full(counts: Counts) -> bool:
    """Whether nobody more fits in."""
    return 0 < counts.capacity <= counts.inside


def printing(counts: Counts) -> str:
    """What the status line says of badges when all is well."""
    waiting = counts.jobs_waiting
    if not waiting:
        return _("all badges out")
    return plural("{n} badge printing", "{n} badges printing", waiting).format(n=waiting)


def all_is_well(counts: Counts, folder: str) -> str:
    """The status line when nobody has to do anything; `folder`: where badges lie that no printer prints."""
    badges = printing(counts)
    said = _("✓ saved · {badges} in {folder}") if folder else _("✓ saved · {badges}")
    return said.format(badges=badges, folder=folder)


def door_alarms(
    saved: bool,
    counts: Counts,
    statuses: Mapping[str, Status],
    rolls: Mapping[str, int],
    scanners: Iterable[State] = (),
) -> str:
    """What the status line says when somebody has to do something; empty when nobody has to."""
    doubtful = counts.jobs_doubtful
    check = plural("! {n} badge to check: F3", "! {n} badges to check: F3", doubtful).format(n=doubtful)
    left = _("! {printer}: {n} labels left")
    return " · ".join(
        [
            *([] if saved else [_("✗ the last one was not saved")]),
            *([check] if doubtful else []),
            *(f"! {state.said}" for state in scanners if state.fault),
            *(f"! {name}: {how_it_is(status)}" for name, status in statuses.items() if status.fault),
            *(
                left.format(printer=name, n=rolls[name])
                for name in statuses
                if rolls.get(name, LOW_ROLL + 1) <= LOW_ROLL
            ),
        ]
    )


def how_it_is(status: Status) -> str:
    """A printer's state in the language of the screen; what it says of itself stays as it is."""
    words = _(WORDS[status.state]) if status.state in WORDS else ""
    if not words or status.words == status.detail:
        return status.words
    return f"{words} ({status.detail})" if status.detail else words


def printer_line(name: str, status: Status, labels: int | None) -> str:
    """One printer in the list of badges and printers."""
    low = labels is not None and labels <= LOW_ROLL
    left = "" if labels is None else " · " + plural("{n} label left", "{n} labels left", labels).format(n=labels)
    sign = "!" if status.fault or low else "✓" if status.well else "?"
    return f"{sign} {name}: {how_it_is(status)}{left}"


_JOB = {
    JobState.QUEUED: later("waits"),
    JobState.RENDERING: later("is being drawn"),
    JobState.SENDING: later("is printing"),
    JobState.SENT_UNCONFIRMED: later("may have come out: have a look"),
    JobState.FAILED: later("was not printed"),
}


def badge_line(badge: Waiting) -> str:
    """One badge in that list."""
    on = _(" on {printer}").format(printer=badge.printer) if badge.state is JobState.SENDING else ""
    number = _("No {n}").format(n=badge.number)
    why = f" · {_(badge.error)}" if badge.error else ""
    return f"{'!' if badge.doubtful else '·'} {number} {badge.name}: {_(_JOB[badge.state])}{on}{why}"


_STATE = {
    JobState.QUEUED: later("It waits for its turn."),
    JobState.RENDERING: later("It is being drawn."),
    JobState.SENDING: later("It is printing: have a look at the printer in a moment."),
    JobState.SENT_UNCONFIRMED: later("Nobody knows whether it came out: look at the printer."),
    JobState.FAILED: later("It was not printed: print it again, or write it by hand."),
}


def badge_state(badge: Waiting) -> str:
    """What happened to one badge, in a sentence."""
    return _(badge.error or _STATE[badge.state])


def badges_title(badges: Sequence[Waiting]) -> str:
    """That list's heading."""
    doubtful = sum(badge.doubtful for badge in badges)
    if not badges:
        return _("Printers · all badges are out")
    parts = [_("{n} to check").format(n=doubtful)] if doubtful else []
    parts += [_("{n} waiting").format(n=len(badges) - doubtful)] if len(badges) > doubtful else []
    return _("Printers and badges · {counts}").format(counts=", ".join(parts))


def guest_name(person: Registrant) -> str:
    """What to call somebody in a sentence for the crew."""
    if person.name:
        return person.name
    return _("the guest of order {order}").format(order=person.order) if person.order else _("this guest")


def match_line(found: Found) -> tuple[str, str]:
    """A hit of a search: the name, and what tells it from its namesakes."""
    person, presence = found.registrant, found.presence
    name = person.name or _("Guest without a name (order {order})").format(order=person.order)
    details = [person.company, mask_email(person.email), _("No {n}").format(n=person.number)]
    if presence.admission and presence.first_in:
        details.append(_("● in since {time}").format(time=f"{presence.first_in:%H:%M}"))
    elif person.reason or person.status != "registered":
        details.append(f"! {_(person.reason or person.status.value)}")
    return name, " · ".join(detail for detail in details if detail)


def answer_line(result: ScanResult, sign: Sign | None) -> str:
    """One answer among the last ones: when, what, who."""
    sign = sign or sign_of(result)
    # Whom the crew wants to speak to is not for bystanders to read.
    person = None if result.outcome is Outcome.SEE_CREW else result.registrant
    who = f"{guest_name(person)} · {_('No {n}').format(n=person.number)}" if person else ""
    return f"{result.at:%H:%M}  {sign.said}  {who}".rstrip()

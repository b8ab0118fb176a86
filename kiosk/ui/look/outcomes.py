"""What an outcome is called: a word, a glyph and a colour for each, so that none has to stand alone."""

from dataclasses import dataclass

from kiosk.event.guests.naming import called
from kiosk.language import _, later
from kiosk.model import Ask, Kind, Outcome, ScanResult


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


def answer_line(result: ScanResult, sign: Sign | None) -> str:
    """One answer among the last ones: when, what, who."""
    sign = sign or sign_of(result)
    # Whom the crew wants to speak to is not for bystanders to read.
    person = None if result.outcome is Outcome.SEE_CREW else result.registrant
    who = f"{called(person)} · {_('No {n}').format(n=person.number)}" if person else ""
    return f"{result.at:%H:%M}  {sign.said}  {who}".rstrip()

"""What the door answers before anything is written: pure, from what is known of a ticket."""

from dataclasses import dataclass

from kiosk import code
from kiosk.code import Origin
from kiosk.config import Settings
from kiosk.event.guests.private import Private
from kiosk.language import _, later
from kiosk.model import Ask, Found, Outcome, Presence, Status

_PENDING = {
    "unpaid": later("unpaid: take the payment or ask the organiser."),
    "unapproved": later("unapproved: ask the organiser whether they may come in."),
    "waitlisted": later("waitlisted: let them in when the organiser releases the waiting list."),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An outcome with the sentence that says what to do next."""

    outcome: Outcome
    reason: str = ""


def void() -> Answer:
    """The answer to a badge that a newer one replaced."""
    return Answer(Outcome.CANCELLED, _("This badge was replaced by a newer one: scan that one, or search by name."))


def to_ask(known: Found) -> Ask | None:
    """What the crew is asked before this person is admitted; somebody who was in before is known already."""
    if not known.registrant.name:
        return Ask.NAME
    return Ask.NOTE if known.registrant.attention and not known.presence.admission else None


def question(known: Found, ask: Ask) -> str:
    """The question's words."""
    return _("This ticket has no name yet: ask for it.") if ask is Ask.NAME else known.registrant.attention


def about_unknown(scanned: str, event_id: str, key: bytes) -> Answer:
    """The answer to a code that no ticket here has."""
    origin = code.origin(scanned, event_id, key)
    if origin is Origin.MISREAD:
        return Answer(Outcome.UNKNOWN, _("A letter was misread: scan it again."))
    if origin is Origin.FORGED:
        return Answer(Outcome.FORGED, _("This code was not made for this event: call the organiser."))
    if origin is Origin.GENUINE:
        return Answer(Outcome.UNKNOWN, _("A genuine code, but not on this list: import the newest list."))
    if scanned.startswith("g-"):
        return Answer(Outcome.UNKNOWN, _("Luma's e-mailed codes are not in its list: search by name."))
    return Answer(Outcome.UNKNOWN, _("Not on the list: search by name, or add a walk-in."))


def about_known(known: Found, settings: Settings, private: Private) -> Answer:
    """The answer to a ticket of ours: admitted and left are still to be written down."""
    person, presence = known.registrant, known.presence
    call = private.denied(person)
    if call:
        return please_call(call)
    if person.status is Status.CANCELLED:
        return Answer(Outcome.CANCELLED, _("{why}: ask the organiser.").format(why=_(person.reason or "cancelled")))
    if person.status is Status.PENDING:
        return Answer(Outcome.PENDING, _pending(person.reason))
    if presence.admission and settings.door.re_entry == "once":
        return Answer(Outcome.ALREADY_IN, since(presence))
    return Answer(Outcome.LEFT if presence.inside else Outcome.ADMITTED)


def please_call(call: str) -> Answer:
    """Whom the crew wants to speak to first."""
    return Answer(Outcome.SEE_CREW, _("Please wait a moment: call {who}.").format(who=call))


def _pending(reason: str) -> str:
    known = _PENDING.get(reason)
    return _(known) if known else _("{why}: ask the organiser.").format(why=reason or _("pending"))


def since(presence: Presence) -> str:
    """When and where somebody came in first."""
    assert presence.first_in is not None
    return _("In since {time}, at door {door}.").format(time=f"{presence.first_in:%H:%M}", door=presence.first_door)

"""What the door answers before anything is written: pure, from what is known of a ticket."""

from dataclasses import dataclass

from kiosk import code
from kiosk.code import Origin
from kiosk.config import Settings
from kiosk.event.private import Private
from kiosk.model import Outcome, Presence, Registrant, Status

_PENDING = {
    "unpaid": "unpaid: take the payment or ask the organiser.",
    "unapproved": "unapproved: ask the organiser whether they may come in.",
    "waitlisted": "waitlisted: let them in when the organiser releases the waiting list.",
}
NO_NAME = "This ticket has no name yet: ask for it."


@dataclass(frozen=True, slots=True)
class Known:
    """A ticket with its holder and what the night knows of it."""

    registrant: Registrant
    presence: Presence


@dataclass(frozen=True, slots=True)
class Answer:
    """An outcome with the sentence that says what to do next."""

    outcome: Outcome
    reason: str = ""


VOID = Answer(Outcome.CANCELLED, "This badge was replaced by a newer one: scan that one, or search by name.")


def about_unknown(scanned: str, event_id: str, key: bytes) -> Answer:
    """The answer to a code that no ticket here has."""
    origin = code.origin(scanned, event_id, key)
    if origin is Origin.MISREAD:
        return Answer(Outcome.UNKNOWN, "A letter was misread: scan it again.")
    if origin is Origin.FORGED:
        return Answer(Outcome.FORGED, "This code was not made for this event: call the organiser.")
    if origin is Origin.GENUINE:
        return Answer(Outcome.UNKNOWN, "A genuine code, but not on this list: import the newest list.")
    if scanned.startswith("g-"):
        return Answer(Outcome.UNKNOWN, "Luma's e-mailed codes are not in its list: search by name.")
    return Answer(Outcome.UNKNOWN, "Not on the list: search by name, or add a walk-in.")


def about_known(known: Known, settings: Settings, private: Private) -> Answer:
    """The answer to a ticket of ours: admitted and left are still to be written down."""
    person, presence = known.registrant, known.presence
    call = private.denied(person)
    if call:
        return Answer(Outcome.SEE_CREW, f"Please wait a moment: call {call}.")
    if person.status is Status.CANCELLED:
        return Answer(Outcome.CANCELLED, f"{person.reason or 'cancelled'}: ask the organiser.")
    if person.status is Status.PENDING:
        return Answer(Outcome.PENDING, _PENDING.get(person.reason, f"{person.reason or 'pending'}: ask the organiser."))
    if presence.admission and settings.door.re_entry == "once":
        return Answer(Outcome.ALREADY_IN, since(presence))
    return Answer(Outcome.LEFT if presence.inside else Outcome.ADMITTED)


def since(presence: Presence) -> str:
    """When and where somebody came in first."""
    assert presence.first_in is not None
    return f"In since {presence.first_in:%H:%M}, at door {presence.first_door}."

"""What the door answers before anything is written: pure, from what is known of a ticket."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kiosk import code
from kiosk.code import Origin
from kiosk.config import Settings
from kiosk.event.guests.naming import called
from kiosk.event.guests.private import Private
from kiosk.language import _, later, plural
from kiosk.model import Ask, Found, Outcome, Presence, Registrant, Status

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
    return Ask.NOTE if note(known.registrant) and not known.presence.admission else None


def question(known: Found, ask: Ask) -> str:
    """The question's words."""
    return _("This ticket has no name yet: ask for it.") if ask is Ask.NAME else note(known.registrant)


def note(person: Registrant) -> str:
    """What is read before this person is admitted: what somebody noted, and that they came in elsewhere."""
    return " ".join(filter(None, (person.attention, elsewhere(person))))


def more_to_come(count: int) -> str:
    """That whoever is let in brings guests; empty where they don't."""
    said = plural("{n} more on this ticket.", "{n} more on this ticket.", count).format(n=count)
    return said if count else ""


def elsewhere(person: Registrant) -> str:
    """That another system has checked this ticket in already, and when; empty where none has."""
    if not person.checked_in:
        return ""
    source = person.ref.partition(":")[0]
    if person.checked_in == "yes":
        return _("Checked in already, says the list ({source}).").format(source=source)
    return _("Checked in already, says the list ({source}): {when}.").format(source=source, when=person.checked_in)


def may_let_in(person: Registrant, allowed: Collection[str]) -> bool:
    """Whether the crew may let somebody in all the same; a reason of the list's own is the organiser's decision."""
    if person.status is Status.CANCELLED:
        return "cancelled" in allowed and person.reason != "blocked"
    reason = person.reason if person.reason in _PENDING else "unapproved"
    return person.status is Status.PENDING and reason in allowed


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
    if known.beside:
        return Answer(Outcome.ALREADY_IN, _already(known.beside))
    if presence.admission and settings.door.re_entry == "once":
        return Answer(Outcome.ALREADY_IN, since(presence))
    return Answer(Outcome.LEFT if presence.inside else Outcome.ADMITTED)


def _already(other: Found) -> str:
    said = _("{who} is in already, as No {n}. Does somebody else come on this ticket? F6, then their name.")
    return said.format(who=called(other.registrant), n=other.registrant.number)


def issued_anew() -> Answer:
    """The answer to a code in whose place the list has issued another."""
    return Answer(Outcome.CANCELLED, _("This ticket was issued anew: scan its newer code, or search by name."))


def is_it(listed: Sequence[Found]) -> str:
    """What is asked about a walk-in who may be on the list."""
    names = ", ".join(f"{called(each.registrant)} (No {each.registrant.number})" for each in listed)
    asked = plural(
        "On the list, and not in yet: {names}. Is it them?",
        "On the list, and not in yet: {names}. Is it one of them?",
        len(listed),
    )
    return asked.format(names=names)


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

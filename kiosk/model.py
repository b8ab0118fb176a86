"""The values that travel through the house: frozen, without I/O."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What the door answers to a scan."""

    ADMITTED = "admitted"
    ALREADY_IN = "already_in"
    LEFT = "left"
    REPEAT = "repeat"
    UNKNOWN = "unknown"
    FORGED = "forged"
    CANCELLED = "cancelled"
    PENDING = "pending"
    NOT_VALID_NOW = "not_valid_now"
    WRONG_EVENT = "wrong_event"
    SEE_CREW = "see_crew"
    ERROR = "error"


class Ask(StrEnum):
    """What the crew is asked before somebody is admitted."""

    NAME = "name"
    """The ticket has none yet."""
    NOTE = "note"
    """Somebody left a note about this guest: it is read first."""
    LISTED = "listed"
    """A walk-in is called like somebody who is on the list and not in yet."""


class Status(StrEnum):
    """What a ticket is worth before anyone arrives."""

    REGISTERED = "registered"
    PENDING = "pending"
    CANCELLED = "cancelled"


class Kind(StrEnum):
    """What a name on a badge promises."""

    MUTUAL = "mutual"
    """They name you too."""
    COMING = "coming"
    """They will name you when they come."""
    HERE = "here"
    """Already here; they were not told about you: go and say hello."""


class FoundBy(StrEnum):
    """How the person at the door was found."""

    SCAN = "scan"
    SEARCH = "search"
    WALKIN = "walkin"
    PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """One ticket as a list states it: cleaned text, without ids of ours."""

    ref: str
    """The list's own stable id for this ticket behind its platform's name ("luma:gst-1"); nothing behind the colon
    where the list has none."""
    name: str = ""
    """As the person writes it; empty on a ticket that asks for a name at the door."""
    first_name: str = ""
    last_name: str = ""
    pronouns: str = ""
    email: str = ""
    company: str = ""
    role: str = ""
    experience: str = ""
    offers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    knows: tuple[str, ...] = ()
    """Names or e-mail addresses of people they already know."""
    goals: tuple[str, ...] = ()
    """What brings them here, in the list's words."""
    distance: str = ""
    """Whom they would rather meet, in the list's words: peers, people ahead of them, or people starting out."""
    coming: str = ""
    """What they said when asked on the day whether they still come."""
    paid: bool | None = None
    """Whether the ticket was paid for; None where the list doesn't say."""
    consent: bool | None = None
    """Agreed to be matched; None where the list has no such question."""
    print_goals: bool | None = None
    """Agreed that others' badges may say that they mentor, or would like to be mentored."""
    remote: bool | None = None
    """Agreed that their answers are sent to another company's language model."""
    photos: bool | None = None
    """Agreed to be photographed; only a no is printed."""
    first_time: bool | None = None
    """Said that it is their first time here."""
    wall: bool | None = None
    """Agreed that their first name is shown on the screen in the room; only a yes counts."""
    attention: str = ""
    """A note for whoever is at the door, read before this person is admitted; never printed or exported."""
    checked_in: str = ""
    """When, or where and when, another system checked them in; "yes" where it only says so."""
    extras: tuple[tuple[str, str], ...] = ()
    """(header, answer) of the columns that settings hand things over by."""
    order: str = ""
    ticket_type: str = ""
    status: Status = Status.REGISTERED
    reason: str = ""
    """Why a ticket is pending or cancelled: "unpaid", "unapproved", "waitlisted", "declined"…"""
    states_status: bool = True
    """Whether the list says anything of it; one that doesn't leaves an earlier list's word alone."""
    codes: tuple[str, ...] = ()
    """What this ticket's QR can hold, canonical, the surest first."""
    guest: int = 0
    """Of a guest whom somebody brings: which of theirs, from 1. In a list, guests come after their host."""
    host: str = ""
    """The ticket of whoever brings them."""


LEAVES = ("consent", "print_goals", "remote", "photos", "wall")
"""What people allow or refuse, each for itself: a no stands until they say yes themselves, at the door."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registrant(Registration):
    """A registration that the event file knows."""

    id: str
    ticket: str
    person: str
    """The same for every ticket of one person."""
    number: int
    """Short, on the badge: what others find this person by."""
    main: str = ""
    """Where this is a further ticket of somebody's: the registrant who stands for them in matching, search, export."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """What the facts say of one ticket on the night."""

    inside: bool = False
    first_in: datetime | None = None
    first_door: str = ""
    last_in: datetime | None = None
    last_out: datetime | None = None
    found_by: FoundBy | None = None
    admission: str | None = None
    """The fact that admitted them; None before and after an undo."""
    badge: str | None = None
    """The badge they hold, even after an undo."""
    given: datetime | None = None
    """When somebody saw the badge in their hand, printed or written; None where nobody said so."""
    undone: int = 0
    """How many admissions were taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """A name on a badge."""

    registrant: str
    name: str
    number: int
    kind: Kind
    reason: str = ""
    """Why these two, in their own words."""
    starter: str = ""
    """One line of at most 45 characters to open a conversation with."""
    card: tuple[str, ...] = ()
    """The starter for a pocket card: at most two lines of 45 characters."""
    fit: str = ""
    """How sure the fit is: "strong", "likely" or "maybe"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """When and where somebody was admitted first."""

    door: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanResult:
    """The door's answer to one scan, search, walk-in, undo or reprint."""

    outcome: Outcome
    code: str = ""
    reason: str = ""
    """One sentence that says what to do next; empty when there is nothing to do."""
    at: datetime
    registrant: Registrant | None = None
    first: First | None = None
    introductions: tuple[Introduction, ...] = ()
    connector: str = ""
    """A sentence that sends a person without introductions to somebody who knows everyone."""
    badge: str | None = None
    ask: Ask | None = None
    """What is to be asked first; nothing has been written yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A hit of a search: a registrant and where they are."""

    registrant: Registrant
    presence: Presence
    beside: "Found | None" = None
    """Where they have not come in on this ticket: another of theirs on which they have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The numbers in the door's header."""

    registered: int
    """Tickets that may come in."""
    inside: int
    admitted: int
    """Tickets that were admitted at least once and not undone."""
    walk_ins: int
    capacity: int
    """0 = no limit set."""
    jobs_waiting: int
    jobs_doubtful: int
    """Badges that may or may not have been printed, or failed."""


class Consent(StrEnum):
    """The organiser's choice for lists without a consent column."""

    STATED = "stated"
    """The registration page said that answers are used to suggest people to meet."""
    ASK = "ask"
    """Nobody was told yet: ask at the door."""

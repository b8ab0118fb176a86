"""What facts tell: one frozen value per kind, with ids and numbers only; personal text lies beside the facts.

A version may add fields with a default to a kind. What this version can't read, another's kind or another's shape,
stays in the file as it is and is passed over.
"""

from enum import StrEnum
from typing import Any, ClassVar

import msgspec

from kiosk.model import FoundBy, Kind, Outcome, Status

Names = tuple[tuple[str, Kind], ...]
"""Whom paper names: registrant ids, and what each name promises."""
Tables = tuple[tuple[str, ...], ...]
"""Registrant ids at tables, of one round."""


class Source(StrEnum):
    """Who says so: a list, the door, or a person who walked in."""

    IMPORT = "import"
    DOOR = "door"
    WALKIN = "walkin"


class Body(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one kind of fact tells."""

    kind: ClassVar[str]


class Listed(Body, frozen=True, kw_only=True):
    """A list, the door or a walk-in states something of a ticket's holder."""

    kind: ClassVar[str] = "listed"
    registrant: str
    person: str
    number: int
    source: Source
    replace: bool = False
    """Whether it overwrites what was set at the door."""
    status: Status | None = None
    """None: nothing is said of it."""
    reason: str | None = None
    list_id: str = ""
    """The list that says so, whichever of its exports: what it says later takes the place of this."""
    batch: str = ""
    """The import that wrote it."""


class Imported(Body, frozen=True, kw_only=True):
    """A list was taken in: whom it named."""

    kind: ClassVar[str] = "imported"
    list_id: str
    batch: str
    """The same for all lists that were taken in together."""
    platform: str
    columns: tuple[str, ...]
    """Its headers, as hashes."""
    tickets: tuple[str, ...]
    vanished: tuple[str, ...] = ()
    """Tickets that earlier exports of this list named."""
    ends: tuple[str, ...] = ()
    """The lists whose place it takes: parts that are one file now."""


class Same(Body, frozen=True, kw_only=True):
    """Two are one person. Undone, they are known to be two."""

    kind: ClassVar[str] = "same"
    one: str
    other: str
    """What `Listed.person` calls them."""
    batch: str = ""


class Admitted(Body, frozen=True, kw_only=True):
    """Somebody came in."""

    kind: ClassVar[str] = "admitted"
    registrant: str
    found_by: FoundBy
    badge: str | None = None
    """None where they hold one already, or never got one."""
    introductions: Names = ()
    released: str | None = None
    """The fact that let this ticket in all the same, which an undo takes back with the admission."""


class Refused(Body, frozen=True, kw_only=True):
    """Somebody was not let in."""

    kind: ClassVar[str] = "refused"
    outcome: Outcome
    registrant: str | None = None


class Left(Body, frozen=True, kw_only=True):
    """Somebody went out."""

    kind: ClassVar[str] = "left"
    registrant: str


class Undone(Body, frozen=True, kw_only=True):
    """A fact was taken back."""

    kind: ClassVar[str] = "undone"
    registrant: str
    undoes: str


class Reprinted(Body, frozen=True, kw_only=True):
    """A badge takes the place of another."""

    kind: ClassVar[str] = "reprinted"
    registrant: str
    badge: str
    replaces: str
    introductions: Names = ()


class Introduced(Body, frozen=True, kw_only=True):
    """Somebody was told of people on a card."""

    kind: ClassVar[str] = "introduced"
    registrant: str
    introductions: Names
    card: str | None = None
    """Its id where it was printed at the door; it then names everybody whom its wearer was told of so far."""


class Reviewed(Body, frozen=True, kw_only=True):
    """The organiser decided on a phrase."""

    kind: ClassVar[str] = "reviewed"
    verdict: str


class Prepared(Body, frozen=True, kw_only=True):
    """A name badge was printed before the evening."""

    kind: ClassVar[str] = "prepared"
    registrant: str
    badge: str


class Given(Body, frozen=True, kw_only=True):
    """The person has a badge in hand, printed or written: not the same as being admitted."""

    kind: ClassVar[str] = "given"
    registrant: str
    how: str
    badge: str | None = None


class Joined(Body, frozen=True, kw_only=True):
    """Somebody is at the mixer: being admitted is not yet being there."""

    kind: ClassVar[str] = "joined"
    registrant: str


class Parted(Body, frozen=True, kw_only=True):
    """... and has left it."""

    kind: ClassVar[str] = "parted"
    registrant: str


class Planned(Body, frozen=True, kw_only=True):
    """Who sits where in the mixer's rounds, those that are over included."""

    kind: ClassVar[str] = "planned"
    size: int
    rounds: int
    minutes: int
    plan: tuple[Tables, ...]


class RoundBegun(Body, frozen=True, kw_only=True):
    """A round of the mixer has begun."""

    kind: ClassVar[str] = "round"
    round: int
    ends_ms: int


class Together(Body, frozen=True, kw_only=True):
    """These people came together: they need no introduction to each other."""

    kind: ClassVar[str] = "together"
    registrants: tuple[str, ...]


class Unknown(msgspec.Struct, frozen=True):
    """What another version wrote: kept as it is."""

    kind: str
    raw: str


KINDS: dict[str, type[Body]] = {body.kind: body for body in Body.__subclasses__()}
_DECODERS: dict[str, msgspec.json.Decoder[Any]] = {kind: msgspec.json.Decoder(body) for kind, body in KINDS.items()}
TELLING = (Admitted, Reprinted, Introduced)
"""The kinds that tell a person of others."""


def encode(body: Body | Unknown) -> str:
    """A body as JSON."""
    return body.raw if isinstance(body, Unknown) else msgspec.json.encode(body).decode()


def decode(kind: str, raw: str) -> Body | Unknown:
    """A body from JSON; never fails."""
    decoder = _DECODERS.get(kind)
    try:
        body: Body | None = decoder.decode(raw) if decoder else None
    except msgspec.MsgspecError:
        body = None
    return body or Unknown(kind, raw)

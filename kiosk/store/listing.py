"""What listings together state of a ticket's holder, and of a person who holds several: pure folds over facts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import msgspec

from kiosk.language import later
from kiosk.model import LEAVES, Registrant, Registration, Status
from kiosk.store import facts as fact_table
from kiosk.store.bodies import Admitted, Listed, Same, Source
from kiosk.store.facts import Fact

Text = Mapping[str, Any]
"""The personal fields that one listing states."""

SUBSTITUTED = later("substituted")
"""Why somebody does not come in whose ticket another has now."""
DEFAULTS = {f.name: f.default for f in fields(Registration)}
IN_FACT = ("status", "reason")
OF_TICKET = frozenset(
    {"ref", "order", "ticket_type", "status", "reason", "states_status", "codes", "guest", "host", "paid", "checked_in"}
)
"""What stays with the ticket, whoever comes on it."""
_CALLED = frozenset({"name", "first_name", "last_name"})
"""What every ticket says for itself: who gives one away with another name on it is called as before."""
BLANK: dict[str, Any] = {name: value for name, value in DEFAULTS.items() if name not in OF_TICKET}
"""What a person says, as long as they have said nothing."""


class Marks(msgspec.Struct, frozen=True, omit_defaults=True):
    """What recognises a ticket in a list, and what its lists have said so far."""

    own: str = ""
    """The person as the ticket's own facts call them, merges left out."""
    refs: tuple[str, ...] = ()
    """Every list's own id for it."""
    codes: Mapping[str, tuple[str, ...]] = {}
    """By list, the codes it stated last."""
    void: tuple[str, ...] = ()
    """Codes in whose place its list has issued others."""
    refusals: Mapping[str, tuple[str, ...]] = {}
    """By list, the leaves that it said last to be refused."""
    agreed: tuple[str, ...] = ()
    """The leaves to which they have said yes themselves, at the door."""
    who: tuple[tuple[str, str], ...] = ()
    """The e-mail addresses and names under which lists have named it, whoever comes on it."""


_NOTHING = Marks()


@dataclass(frozen=True, slots=True)
class Listing:
    """A registrant as all listings together state it, and the fields that were set at the door."""

    registrant: Registrant
    edited: frozenset[str]
    former: tuple[Registrant, ...] = ()
    """Who had the ticket before: somebody else came in their place. Their own id stands for a ticket."""
    marks: Marks = _NOTHING
    shared: bool = False
    """Whether what it says was put together from several tickets of one person."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What one listing states."""

    at: tuple[int, str]
    body: Listed
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that was stated of one ticket, before it is put together."""

    ticket: str
    sayings: tuple[Saying, ...]
    """Of its holder; of those who held it before, only what stays with the ticket."""
    former: tuple[Registrant, ...]
    came: bool
    """Whether its holder was ever admitted."""
    who: tuple[tuple[str, str], ...] = ()
    """The e-mail addresses and names by which lists have called it."""

    @property
    def holder(self) -> Listed:
        """The last word on who it is."""
        return self.sayings[-1].body


def told(facts: Sequence[Fact], texts: Mapping[str, Text]) -> Told | None:
    """Gathers what ordered facts about one ticket state."""
    undone = fact_table.taken_back(facts)
    sayings: list[Saying] = []
    former: dict[str, Registrant] = {}
    who: dict[tuple[str, str], None] = {}
    listed: dict[str, Any] = {}
    ticket = ""
    for fact in facts:
        body = fact.body
        if not isinstance(body, Listed) or fact.id in undone:
            continue
        ticket = str(fact.ticket)
        if sayings and sayings[-1].body.registrant != body.registrant:
            before = _registrant(ticket, sayings, sayings)
            former[before.id] = replace(before, ticket=before.id, codes=(), status=Status.CANCELLED, reason=SUBSTITUTED)
            sayings = [_of_ticket(each) for each in sayings]
        sayings.append(Saying((fact.at_ms, fact.id), body, _said(body, texts.get(fact.id, {}))))
        if body.source is not Source.DOOR:
            listed |= sayings[-1].said
            who[str(listed.get("email", "")), str(listed.get("name", ""))] = None
    if not sayings:
        return None
    holder = sayings[-1].body.registrant
    former.pop(holder, None)
    admitted = [fact.body for fact in facts if isinstance(fact.body, Admitted) and fact.id not in undone]
    came = any(body.registrant == holder for body in admitted)
    return Told(ticket, tuple(sayings), tuple(former.values()), came, tuple(who))


def _of_ticket(saying: Saying) -> Saying:
    return replace(saying, said={key: value for key, value in saying.said.items() if key in OF_TICKET})


def _said(body: Listed, text: Text) -> dict[str, Any]:
    said = {key: value for key, value in text.items() if key in DEFAULTS}
    return said | {key: value for key in IN_FACT if (value := getattr(body, key)) is not None}


def listing(facts: Sequence[Fact], texts: Mapping[str, Text]) -> Listing | None:
    """A ticket by itself, from its ordered facts."""
    found = told(facts, texts)
    return together([found], found.holder.person)[0] if found else None


def together(tickets: Sequence[Told], person: str) -> list[Listing]:
    """All tickets of one person: their newest answers count, on every one of them, and any no wins.

    The first that somebody came on stands for the person, else the first that may come in.
    """
    everything = sorted((each for one in tickets for each in one.sayings), key=lambda saying: saying.at)
    found = [_listing(one, everything if len(tickets) > 1 else one.sayings, person) for one in tickets]
    if len(found) == 1:
        return found
    refused = {name for each in tickets for name, answer in _fields(each.sayings).items() if answer is False}
    agreed = {name for each in tickets for name, answer in _fields(each.sayings).items() if answer is True}
    leaves: dict[str, Any] = {name: False if name in refused else True if name in agreed else None for name in LEAVES}
    found = [replace(each, registrant=replace(each.registrant, **leaves), shared=True) for each in found]
    came = {one.ticket for one in tickets if one.came}
    main = min(found, key=lambda each: _precedence(each.registrant, came)).registrant.id
    return [
        each if each.registrant.id == main else replace(each, registrant=replace(each.registrant, main=main))
        for each in found
    ]


def _precedence(one: Registrant, came: set[str]) -> tuple[bool, bool, int]:
    return one.ticket not in came, one.status is not Status.REGISTERED, one.number


def _listing(one: Told, everything: Sequence[Saying], person: str) -> Listing:
    registrant = _registrant(one.ticket, one.sayings, everything)
    marks = _marks(one.sayings, one.who)
    codes = tuple(code for code in _all_codes(one.sayings) if code not in marks.void)
    return Listing(replace(registrant, person=person, codes=codes), _edited(everything), one.former, marks)


def _registrant(ticket: str, own: Sequence[Saying], everything: Sequence[Saying]) -> Registrant:
    """Field by field the last word wins, but a list never overwrites what was set at the door."""
    last = own[-1].body
    values = _fields(own)
    if everything is not own:
        of_ticket = {key: value for key, value in values.items() if key in OF_TICKET or (key in _CALLED and value)}
        values = {key: value for key, value in _fields(everything).items() if key not in OF_TICKET} | of_ticket
    values |= {"ref": _ref(own), "codes": _all_codes(own), "ticket": ticket}
    return msgspec.convert(values | {"id": last.registrant, "person": last.person, "number": last.number}, Registrant)


def _fields(sayings: Sequence[Saying]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    edited: set[str] = set()
    for saying in sayings:
        said = dict(saying.said)
        leaves = {name: said.pop(name) for name in LEAVES if name in said}
        for name, answer in leaves.items():
            merged[name] = _leave(merged.get(name), answer, saying.body.source)
        if saying.body.source is Source.DOOR:
            edited |= said.keys()
        elif saying.body.replace:
            edited -= said.keys()
        else:
            said = {key: value for key, value in said.items() if key not in edited}
        merged |= said
    return merged


def _leave(before: bool | None, answer: bool | None, source: Source) -> bool | None:
    """A no stands, whoever says yes later, until the person themselves does at the door."""
    if source is Source.DOOR:
        return answer
    return False if answer is False or before is False else answer if before is None else before


def _edited(sayings: Sequence[Saying]) -> frozenset[str]:
    edited: set[str] = set()
    for saying in sayings:
        names = saying.said.keys() - LEAVES
        if saying.body.source is Source.DOOR:
            edited |= names
        elif saying.body.replace:
            edited -= names
    return frozenset(edited)


def _ref(sayings: Sequence[Saying]) -> str:
    refs = [str(saying.said["ref"]) for saying in sayings if saying.said.get("ref")]
    return next((ref for ref in refs if is_telling(ref)), refs[0] if refs else "")


def is_telling(ref: str) -> bool:
    """Whether a list's own id is one: only the platform's name stands before it otherwise."""
    return not ref.endswith(":") and bool(ref)


def _marks(sayings: Sequence[Saying], who: tuple[tuple[str, str], ...]) -> Marks:
    codes: dict[str, tuple[str, ...]] = {}
    refusals: dict[str, dict[str, bool]] = {}
    refs: dict[str, None] = {}
    agreed: dict[str, bool] = {}
    for saying in sayings:
        body, said = saying.body, saying.said
        if stated := tuple(said.get("codes", ())):
            # What came without a list, as our own codes do, is not taken back by one.
            codes[body.list_id] = stated if body.list_id else (*codes.get("", ()), *stated)
        if is_telling(ref := str(said.get("ref", ""))):
            refs[ref] = None
        if body.source is Source.DOOR:
            agreed |= {name: said[name] is True for name in LEAVES if name in said}
        if body.source is Source.IMPORT:
            refused = refusals.setdefault(body.list_id, {})
            refused |= {name: said[name] is False for name in LEAVES if name in said}
    valid = {code for stated in codes.values() for code in stated}
    return Marks(
        own=sayings[-1].body.person,
        refs=tuple(refs),
        codes=codes,
        void=tuple(code for code in _all_codes(sayings) if code not in valid),
        refusals={each: tuple(name for name, no in said.items() if no) for each, said in refusals.items()},
        agreed=tuple(name for name, yes in agreed.items() if yes),
        who=who,
    )


def _all_codes(sayings: Iterable[Saying]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for saying in sayings for code in saying.said.get("codes", ())))


class Persons:
    """Who is one person, by the facts that say so and were not taken back."""

    def __init__(self, facts: Iterable[Fact], undone: frozenset[str]) -> None:
        self._above: dict[str, str] = {}
        self.parted: set[frozenset[str]] = set()
        """Those of whom somebody said that they are two."""
        for fact in facts:
            if isinstance(fact.body, Same) and fact.id not in undone:
                self._join(fact.body.one, fact.body.other)
            elif isinstance(fact.body, Same):
                self.parted.add(frozenset((fact.body.one, fact.body.other)))

    def of(self, own: str) -> str:
        """The person whom a ticket's own person is part of: the same whatever order the facts came in."""
        while own in self._above:
            own = self._above[own]
        return own

    def _join(self, one: str, other: str) -> None:
        low, high = sorted((self.of(one), self.of(other)))
        if low != high:
            self._above[high] = low

"""One list on its way into the event file: whose ticket is each row, and what of it is new?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from kiosk.event.guests.consent import settled
from kiosk.event.guests.identity import claims, linking, refusing
from kiosk.event.guests.identity.assigning import assign
from kiosk.event.guests.identity.imports import VANISHED, Batch, Shape
from kiosk.event.guests.identity.likeness import Likeness, likeness
from kiosk.event.guests.identity.perhaps import Pair, perhaps_same
from kiosk.event.guests.identity.repeated import Row, one_each
from kiosk.event.guests.saying import Said, say
from kiosk.model import LEAVES, Consent, Registrant, Registration, Status
from kiosk.store import people
from kiosk.store.bodies import Listed, Source
from kiosk.store.facts import new_id
from kiosk.store.listing import BLANK, Listing, is_telling
from kiosk.store.turns import Turn
from kiosk.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a list's registrations."""

    new: tuple[Registrant, ...]
    updated: tuple[Registrant, ...]
    unchanged: tuple[Registrant, ...]
    twice: int = 0
    """People who were in the list more than once."""
    perhaps: tuple[Pair, ...] = ()
    """Who may be one person, which nobody but people can tell."""
    touched: tuple[Registrant, ...] = ()
    """All who were known before and are not as they were: those updated, their other tickets, their guests."""
    substituted: tuple[tuple[str, Registrant], ...] = ()
    """Whose ticket the list has passed on, and to whom."""
    list_id: str = ""

    @property
    def everybody(self) -> tuple[Registrant, ...]:
        """All whom the list names."""
        return self.new + self.updated + self.unchanged


@dataclass
class Taking:
    """One list on its way in."""

    turn: Turn
    registrations: Sequence[Registration]
    batch: Batch
    shape: Shape | None
    replace_edits: bool
    list_id: str = ""
    akin: set[str] = field(default_factory=set)
    """This list, and others of its shape."""
    number: int = 0
    tickets: dict[int, str] = field(default_factory=dict)
    """The ticket of every row."""
    fresh: list[Said] = field(default_factory=list)
    changed: list[Said] = field(default_factory=list)
    passed_on: dict[str, str] = field(default_factory=dict)
    """By ticket, who had it until now."""

    def run(self, choice: Consent) -> Taken:
        """Matches, writes, and looks at what has become of everybody."""
        connection = self.turn.connection
        before = {each.registrant.ticket: each for each in people.listings(connection)}
        rows, twice = one_each(self.registrations)
        self.tickets = self._matched(rows, before)
        self.list_id = self.batch.list_of(self.shape, self.tickets.values(), len(rows)) if self.shape else ""
        self.akin = self.batch.akin(self.shape)
        self.number = people.highest_number(connection)
        for place, row in enumerate(rows):
            self._state(place, row, before, choice)
        people.save_listings(connection, self.fresh, fresh=True)
        people.save_listings(connection, self.changed, fresh=False)
        linking.link_certain(self.turn, [str(fact.ticket) for fact, _ in self.fresh], self._batch_id)
        self.batch.name(self.list_id, self.tickets.values())
        written = bool(self.fresh or self.changed)
        now = people.registrants(connection) if written else [each.registrant for each in before.values()]
        if refusing.pass_to_guests(self.turn, self._batch_id, now):
            now = people.registrants(connection)
        return self._taken(before, now, twice)

    @property
    def _batch_id(self) -> str:
        return self.batch.id if self.shape else ""

    def _matched(self, rows: Sequence[Row], before: Mapping[str, Listing]) -> dict[int, str]:
        doubtful = claims.doubtful_refs(row.said for row in rows)
        hosts = {n: claims.of_row(row.said, doubtful) for n, row in enumerate(rows) if row.host is None}
        known = {ticket: claims.of_listing(each) for ticket, each in before.items() if not each.registrant.guest}
        found = assign(hosts, known, self.batch.kin(self.shape) | self._of_old(before))
        guests = claims.guests(list(before.values()))
        for n, row in enumerate(rows):
            ticket = guests.get((found.get(row.host, ""), row.said.guest)) if row.host is not None else None
            if ticket:
                found[n] = ticket
        return found

    def _of_old(self, before: Mapping[str, Listing]) -> set[str]:
        """Tickets of files whose lists were not remembered: of this platform, they come from an earlier export."""
        platforms = {row.ref.partition(":")[0] for row in self.registrations}
        named = self.batch.named
        return {
            ticket for ticket, each in before.items()
            if ticket not in named and each.registrant.ref.partition(":")[0] in platforms
        }  # fmt: skip

    def _state(self, place: int, row: Row, before: Mapping[str, Listing], choice: Consent) -> None:
        said = row.said if row.host is None else replace(row.said, host=self.tickets[row.host])
        listing = before.get(self.tickets.get(place, ""))
        if listing is None:
            self.tickets[place] = ticket = new_id()
            registration = settled(said, None, choice)
            self.fresh.append(self._listed(ticket, self._newcomer(), people.stated(registration)))
            return
        one = listing.registrant
        alone = people.alone(self.turn.connection, one.ticket) if listing.shared else listing
        # The list still names whom the door knows to be absent: nothing that they say is the substitute's.
        stale = self._was_substituted(alone, said)
        registration = replace(said, **BLANK) if stale else settled(said, one.consent, choice)
        if _is_somebody_else(alone, registration):
            self._pass_on(listing, registration)
            return
        akin = self.akin | {self.list_id}
        if news := _news(alone, registration, akin, replace_edits=self.replace_edits):
            body = Listed(
                registrant=one.id, person=listing.marks.own, number=one.number, source=Source.IMPORT,
                replace=self.replace_edits,
            )  # fmt: skip
            self.changed.append(self._listed(one.ticket, body, news))
            for other in akin - {self.list_id}:
                if again := _again(alone, news, other):
                    said_there = msgspec.structs.replace(body, list_id=other, batch=self._batch_id)
                    self.changed.append(say(self.turn, one.ticket, said_there, again))

    def _pass_on(self, listing: Listing, registration: Registration) -> None:
        """Nothing that the other said is theirs; but a no may be, where one address stands for both."""
        one = listing.registrant
        if people.presence_of(self.turn.connection, one.ticket).admission:
            # Who came in on it was the other: the door knows better than a list.
            return
        said = people.stated(registration)
        refused = {name: False for name in LEAVES if getattr(one, name) is False and one.email == registration.email}
        codes = {"codes": registration.codes} if set(registration.codes) - set(one.codes) else {}
        news = {**said, **refused, **codes}
        news = {name: value for name, value in news.items() if name not in ("ref", "guest", "host")}
        self.passed_on[one.ticket] = one.id
        self.changed.append(self._listed(one.ticket, self._newcomer(), news))

    def _was_substituted(self, listing: Listing, said: Registration) -> bool:
        """Whether a list still has the name of somebody in whose place another came."""
        if "name" not in listing.edited or likeness(listing.registrant.name, said.name) is not Likeness.OTHER:
            return False
        return bool(people.alone(self.turn.connection, listing.registrant.ticket).former)

    def _newcomer(self) -> Listed:
        self.number += 1
        return Listed(registrant=new_id(), person=new_id(), number=self.number, source=Source.IMPORT)

    def _listed(self, ticket: str, body: Listed, said: Mapping[str, Any]) -> Said:
        return say(self.turn, ticket, msgspec.structs.replace(body, list_id=self.list_id, batch=self._batch_id), said)

    def _taken(self, before: Mapping[str, Listing], now: Sequence[Registrant], twice: int) -> Taken:
        named = set(self.tickets.values())
        ours = [one for one in now if one.ticket in named]
        was = {ticket: each.registrant for ticket, each in before.items()}
        moved = [one for one in now if one.ticket in was and was[one.ticket] != one]
        return Taken(
            new=tuple(one for one in ours if one.ticket not in was),
            updated=tuple(one for one in moved if one.ticket in named),
            unchanged=tuple(one for one in ours if was.get(one.ticket) == one),
            twice=twice,
            perhaps=perhaps_same(self.turn.connection, ours, now),
            touched=tuple(one for one in moved if one.ticket not in self.passed_on),
            substituted=tuple((self.passed_on[one.ticket], one) for one in moved if one.ticket in self.passed_on),
            list_id=self.list_id,
        )


def _is_somebody_else(listing: Listing, registration: Registration) -> bool:
    """Whether the list has given the ticket to another person."""
    before, now = listing.registrant.name, registration.name
    if not (before and now) or "name" in listing.edited:
        return False
    # Those who share an address have first names of their own: who keeps both has married.
    one = listing.registrant
    same_address = bool(one.email) and one.email.casefold() == registration.email.casefold()
    married = same_address and fold(before).split()[:1] == fold(now).split()[:1]
    return likeness(before, now) is Likeness.OTHER and not married


def _news(listing: Listing, registration: Registration, akin: set[str], *, replace_edits: bool) -> dict[str, Any]:
    """The fields a list states differently, without those set at the door unless they are to be replaced."""
    said = people.stated(registration)
    known, marks = listing.registrant, listing.marks
    plain = (key for key in said if key not in _WITH_MEMORY and key not in LEAVES)
    news = {key: said[key] for key in plain if said[key] != getattr(known, key)}
    if not replace_edits:
        news = {key: value for key, value in news.items() if key not in listing.edited}
    if not set(registration.codes) <= set(known.codes):
        news["codes"] = registration.codes
    if is_telling(registration.ref) and registration.ref not in marks.refs:
        news["ref"] = registration.ref
    if known.reason == VANISHED and known.status is Status.CANCELLED:
        news |= {"status": registration.status, "reason": registration.reason}
    refused = {name for each in akin for name in marks.refusals.get(each, ())}
    for name in LEAVES:
        answer = getattr(registration, name)
        # A no that this list has said before is as old as it was: they may have said yes at the door since. A yes in
        # its place changes nothing by itself, but the next no is a new one.
        changed = name not in refused if answer is False else name in refused or getattr(known, name) is None
        if answer is not None and changed:
            news[name] = answer
    return news


def _again(listing: Listing, news: Mapping[str, Any], other: str) -> dict[str, Any]:
    """What of the news takes the place of something that another export of the same list has said."""
    marks = listing.marks
    said = {name: news[name] for name in marks.refusals.get(other, ()) if name in news}
    return said | ({"codes": news["codes"]} if "codes" in news and other in marks.codes else {})


_WITH_MEMORY = ("codes", "ref", "guest", "host")
"""Fields of which a ticket keeps what every list has said."""

"""What recognises a ticket: each side of an assignment, a list's rows and the tickets that are known, as claims."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.event.guests.identity.likeness import name_key
from kiosk.model import Registrant, Registration
from kiosk.store.listing import Listing, is_telling
from kiosk.text import fold

_GUEST = re.compile(r"(?P<host>.+)\+(?P<n>\d+)$")
"""How earlier versions wrote whose guest somebody is."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a row or a ticket says of who it is; a ticket remembers everything that lists have said of it."""

    refs: frozenset[str]
    codes: frozenset[str]
    who: frozenset[tuple[str, str]]
    """E-mail address and key of the name, either may be empty."""
    called: frozenset[str]
    """The names as they were written."""
    order: str
    company: str
    said: Registration

    @property
    def emails(self) -> frozenset[str]:
        """The addresses."""
        return frozenset(email for email, _ in self.who if email)

    @property
    def names(self) -> frozenset[str]:
        """The keys of the names."""
        return frozenset(name for _, name in self.who if name)


def of_row(row: Registration, doubtful: frozenset[str]) -> Claim:
    """A row's; `doubtful` are ids that several people of the list share."""
    refs = frozenset({row.ref} if is_telling(row.ref) and row.ref not in doubtful else ())
    return Claim(
        refs,
        frozenset(row.codes),
        frozenset({_who(row)}),
        frozenset({row.name} - {""}),
        _order(row),
        fold(row.company),
        row,
    )


def of_listing(listing: Listing) -> Claim:
    """A known ticket's."""
    one, marks = listing.registrant, listing.marks
    who = {_who(one), *((email.casefold(), name_key(name)) for email, name in marks.who)}
    codes = frozenset((*one.codes, *marks.void))
    called = frozenset({one.name, *(name for _email, name in marks.who)} - {""})
    return Claim(_lasting(marks.refs, one, codes), codes, frozenset(who), called, _order(one), fold(one.company), one)


def _lasting(refs: Iterable[str], one: Registrant, codes: Collection[str]) -> frozenset[str]:
    """Earlier versions took codes, orders, addresses and names for ids, too: they may change."""
    passing = {*codes, one.order, fold(one.email), fold(one.name)}
    return frozenset(ref for ref in refs if (ident := ref.partition(":")[2]) not in passing or not ident)


def _order(one: Registration) -> str:
    """The order, where the list has one: what a party is called by its host is none."""
    return "" if one.order in (one.ref, one.email, one.name) else one.order


def _who(one: Registration) -> tuple[str, str]:
    return one.email.casefold(), name_key(one.name)


def doubtful_refs(rows: Iterable[Registration]) -> frozenset[str]:
    """Ids that rows of different people share, and which therefore say nothing."""
    first: dict[str, str] = {}
    doubtful = set()
    for row in rows:
        if first.setdefault(row.ref, name_key(row.name)) != name_key(row.name):
            doubtful.add(row.ref)
    return frozenset(doubtful)


def guests(listings: Sequence[Listing]) -> Mapping[tuple[str, int], str]:
    """By host's ticket and number, the tickets of guests."""
    hosts = {each.registrant.ref: each.registrant.ticket for each in listings}
    found = {}
    for each in listings:
        one = each.registrant
        if key := _guest_key(one, hosts):
            found[key] = one.ticket
    return found


def _guest_key(one: Registrant, hosts: Mapping[str, str]) -> tuple[str, int] | None:
    if one.guest:
        return one.host, one.guest
    old = _GUEST.match(one.ref)
    return (hosts[old["host"]], int(old["n"])) if old and old["host"] in hosts else None

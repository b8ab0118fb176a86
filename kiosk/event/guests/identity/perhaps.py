"""Who may be one person, where a list can't tell: shown to people, who can."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kiosk.event.guests.identity.likeness import Likeness, likeness, may_be_one, name_key
from kiosk.language import later
from kiosk.model import Registrant, Status
from kiosk.store import people
from kiosk.text import fold

TWO_ADDRESSES = later("one name, two e-mail addresses")
ONE_NAME = later("one name")
NAMES_ALIKE = later("one e-mail address, and names alike")
_COMMON = 3
"""People of one name, from which it says nothing more."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who may be one person."""

    a: Registrant
    b: Registrant
    why: str
    """In English, to be translated."""


def perhaps_same(
    connection: sqlite3.Connection, about: Collection[Registrant], everybody: Sequence[Registrant]
) -> tuple[Pair, ...]:
    """Pairs with at least one of `about` in them, by number; not those of whom somebody has said what they are."""
    ids = {one.id for one in about}
    pairs = {
        (pair.a.number, pair.b.number): pair
        for pair in _alike([one for one in everybody if _counts(one)])
        if pair.a.id in ids or pair.b.id in ids
    }
    if not pairs:
        return ()
    parted = people.persons(connection).parted
    own = {one.id: people.marks_of(connection, one.ticket).own for pair in pairs.values() for one in (pair.a, pair.b)}
    found = [pairs[key] for key in sorted(pairs)]
    return tuple(pair for pair in found if frozenset((own[pair.a.id], own[pair.b.id])) not in parted)


def alike(connection: sqlite3.Connection, one: Registrant) -> list[Pair]:
    """Who may be the same person as somebody."""
    return list(perhaps_same(connection, [one], people.registrants(connection)))


def reads_as_one(one: Registrant, other: Registrant) -> bool:
    """Whether two on one badge would look like one person named twice: perhaps they are."""
    if one.person == other.person:
        return True
    if one.email and one.email.casefold() == other.email.casefold():
        return may_be_one(one.name, other.name)
    return name_key(one.name) == name_key(other.name) and not _differ(one.company, other.company)


def _counts(one: Registrant) -> bool:
    return bool(one.name) and not one.main and one.status is not Status.CANCELLED


def _alike(everybody: Sequence[Registrant]) -> Iterator[Pair]:
    for some in _groups((name_key(one.name), one) for one in everybody).values():
        for a, b in combinations(some, 2) if len(some) <= _COMMON else ():
            if a.person != b.person and not _differ(a.company, b.company):
                yield Pair(a, b, TWO_ADDRESSES if _differ(a.email, b.email) else ONE_NAME)
    for some in _groups((one.email.casefold(), one) for one in everybody).values():
        for a, b in combinations(some, 2):
            if a.person != b.person and likeness(a.name, b.name) in (Likeness.LONGER, Likeness.SLIP):
                yield Pair(a, b, NAMES_ALIKE)


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and fold(one) != fold(other)


def _groups(keyed: Iterable[tuple[str, Registrant]]) -> Mapping[str, list[Registrant]]:
    found: dict[str, list[Registrant]] = {}
    for key, one in keyed:
        if key:
            found.setdefault(key, []).append(one)
    return {key: some for key, some in found.items() if len(some) > 1}

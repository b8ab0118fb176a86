"""Imports looked back at: which list is this a later export of, who is missing in it, and taking the last one back."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from kiosk.language import later
from kiosk.model import Registrant, Status
from kiosk.store import facts, people
from kiosk.store.bodies import Imported
from kiosk.store.facts import new_id
from kiosk.store.turns import Turn
from kiosk.text import fold

VANISHED = later("no longer on the list")
"""Why a ticket is cancelled that its list does not hold any more."""
_ALIKE = 0.5
"""The share of all headers that two exports of one list have in common, where columns came and went."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What two exports of one list have in common, whatever their files are called."""

    platform: str
    columns: frozenset[str]
    """Its headers, as hashes."""

    @classmethod
    def of(cls, platform: str, headers: Iterable[str]) -> "Shape":
        """A list's."""
        return cls(platform, frozenset(sha256(fold(each).encode()).hexdigest()[:12] for each in headers if each))

    def recurs_in(self, earlier: Imported) -> bool:
        """Whether this could be a later export of an earlier list."""
        before, now = frozenset(earlier.columns), self.columns
        if earlier.platform != self.platform:
            return False
        return before <= now or now <= before or len(before & now) >= _ALIKE * len(before | now)


@dataclass
class Batch:
    """The lists of one import."""

    turn: Turn
    ever: Sequence[Imported]
    """Every list that was taken in and not taken back, in the order in which that happened."""
    id: str = field(default_factory=new_id)
    _lists: dict[Shape, str] = field(default_factory=dict)
    _tickets: dict[str, dict[str, None]] = field(default_factory=dict)
    _ends: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def begin(cls, turn: Turn) -> "Batch":
        """What the event file knows of imports."""
        return cls(turn, _standing_imports(turn))

    @cached_property
    def earlier(self) -> Sequence[Imported]:
        """The last export of every list so far."""
        return _current(self.ever)

    def akin(self, shape: Shape | None) -> set[str]:
        """The lists of this shape, those that were parts of others included."""
        return {each.list_id for each in self.ever if shape and shape.recurs_in(each)}

    def kin(self, shape: Shape | None) -> set[str]:
        """The tickets that lists of this shape have named."""
        if shape is None:
            return set()
        return {ticket for each in self.earlier if shape.recurs_in(each) for ticket in _ever(each)}

    @property
    def named(self) -> set[str]:
        """The tickets that any list has named."""
        return {ticket for each in self.earlier for ticket in _ever(each)}

    def list_of(self, shape: Shape, known: Collection[str], size: int) -> str:
        """Which list this is; `known` are the tickets in it that were known before, `size` is how many it has."""
        if shape not in self._lists:
            named = set(known)
            recurring = sorted(
                (each for each in self.earlier if shape.recurs_in(each) and named & _ever(each)),
                key=lambda each: -len(named & _ever(each)),
            )
            ident = recurring[0].list_id if recurring else new_id()
            self._lists[shape] = ident
            later = {each.list_id for each in recurring if _is_later(each, named, size)}
            self._ends[ident] = (*self._ends.get(ident, ()), *sorted(later - {ident}))
            if recurring and ident not in later:
                # A part of it: who is not in this part is not gone.
                self.name(ident, recurring[0].tickets)
        return self._lists[shape]

    def name(self, list_id: str, tickets: Iterable[str]) -> None:
        """Keeps whom a list, or a part of it, names."""
        self._tickets.setdefault(list_id, {}).update(dict.fromkeys(tickets))

    def conclude(self) -> dict[str, list[Registrant]]:
        """Writes down what was taken in; by list, who stood in its earlier exports and in no list now."""
        still = {ticket for each in self.earlier if not self._replaces(each) for ticket in each.tickets}
        still |= {ticket for tickets in self._tickets.values() for ticket in tickets}
        found = {}
        for shape, list_id in self._lists.items():
            gone = {ticket for each in self.earlier if self._is_of(each, list_id) for ticket in _ever(each)}
            gone -= self._tickets.get(list_id, {}).keys()
            standing = [person for ticket in gone - still if (person := self._standing(ticket))]
            found[list_id] = sorted(standing, key=lambda person: person.number)
            self.turn.write(
                Imported(
                    list_id=list_id, batch=self.id, platform=shape.platform, columns=tuple(sorted(shape.columns)),
                    tickets=tuple(self._tickets.get(list_id, ())), ends=self._ends.get(list_id, ()),
                    vanished=tuple(sorted(gone)),
                )
            )  # fmt: skip
        return found

    def _is_of(self, earlier: Imported, list_id: str) -> bool:
        return earlier.list_id == list_id or earlier.list_id in self._ends.get(list_id, ())

    def _replaces(self, earlier: Imported) -> bool:
        return any(self._is_of(earlier, list_id) for list_id in self._lists.values())

    def _standing(self, ticket: str) -> Registrant | None:
        person = people.by_ticket(self.turn.connection, ticket)
        return person if person and person.status is not Status.CANCELLED else None


def _ever(earlier: Imported) -> set[str]:
    """Whom a list has ever named."""
    return {*earlier.tickets, *earlier.vanished}


def _is_later(earlier: Imported, known: set[str], size: int) -> bool:
    """Whether a list goes on from an earlier one: half of it recurs, or nobody is in it who was not there before."""
    common = len(known & _ever(earlier))
    return 2 * common >= len(earlier.tickets) or common == size


def _current(ever: Sequence[Imported]) -> list[Imported]:
    last: dict[str, Imported] = {}
    for body in ever:
        last[body.list_id] = body
        for ended in body.ends:
            last.pop(ended, None)
    return list(last.values())


def last_batch(turn: Turn) -> str | None:
    """The last import that was not taken back, all its lists together."""
    standing = _standing_imports(turn)
    return standing[-1].batch if standing else None


def _standing_imports(turn: Turn) -> list[Imported]:
    undone = facts.undone_elsewhere(turn.connection)
    found = facts.all_imports(turn.connection)
    return [fact.body for fact in found if isinstance(fact.body, Imported) and fact.id not in undone]

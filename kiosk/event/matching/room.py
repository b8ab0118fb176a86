"""Who is here, whom to introduce: owns the matcher's evening, rebuilt from facts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from kiosk.config import Settings
from kiosk.event.guests.acquaintance import Acquaintance
from kiosk.event.guests.employers.colleagues import Colleagues
from kiosk.event.matching.connectors import later, sentence
from kiosk.event.matching.introducing import Introducer
from kiosk.event.matching.learning import Learned, expectation
from kiosk.event.matching.profiles import Knowledge, profile
from kiosk.event.words.permitted import Wording
from kiosk.model import Introduction, Kind, Presence, Registrant, Status
from kiosk.store.bodies import Names
from kiosk.store.introductions import Told, ids
from matcher import Arrivals, Name


@dataclass(frozen=True, slots=True)
class Named:
    """One badge's or card's names as a fact states them."""

    registrant: str
    introductions: Names


class Room:
    """The people of one evening as the matcher sees them; every change comes from a committed fact."""

    def __init__(self, settings: Settings, people: Sequence[Registrant], learned: Learned, known: Knowledge) -> None:
        self._settings = settings
        self._knowledge = known
        self._people = list(people)
        self._known, self._colleagues = Acquaintance(people), Colleagues(people)
        self._index = {person.id: i for i, person in enumerate(people)}
        self._affinity = learned.affinity
        self._introducer = Introducer(learned.affinity, known.history, known.wording, settings.event.language)
        self._sent: set[int] = set()
        """Whose badge has no introductions: connectors take turns."""
        self._came: set[int] = set()
        self._chances = [self._chance(person) for person in people]
        self._expected = sum(self._chances)
        self._arrivals = Arrivals(
            learned.affinity.candidates,
            self._chances,
            **learned.paper,
            price=learned.price,
        )

    @property
    def wording(self) -> Wording:
        """What may be printed of people's words."""
        return replace(self._knowledge.wording, cut=self._affinity.vocabulary.phrases)

    def topics(self, limit: int) -> list[str]:
        """What most people here offer or ask for, the commonest first."""
        return self._affinity.common(limit)

    def fork(self) -> "Room":
        """The room as it would be: what changes there changes nothing here, until `become`."""
        ahead = copy(self)
        ahead._people, ahead._index, ahead._chances = list(self._people), dict(self._index), list(self._chances)
        ahead._sent, ahead._came = set(self._sent), set(self._came)
        ahead._known, ahead._colleagues = self._known.fork(), self._colleagues.fork()
        ahead._arrivals = self._arrivals.fork()
        ahead._affinity = self._affinity.fork()
        ahead._introducer = self._introducer.on(ahead._affinity)
        return ahead

    def become(self, ahead: "Room") -> None:
        """What was tried on a fork is so."""
        self.__dict__ = ahead.__dict__

    def propose(self, registrant: str) -> Told:
        """Whom this person should meet, were they admitted now."""
        if self._settings.matching.introductions == "at_time":
            return Told(connector=later(self._settings.event.language))
        person = self._index[registrant]
        agreed = self._knowledge.private.may_match(self._people[person])
        names = self._arrivals.propose(person, self._progress()) if agreed else ()
        return self.still(registrant, Told(self._introducer.introduce(person, names, self._people)))

    def still(self, registrant: str, told: Told) -> Told:
        """What may still be said of what was told earlier; who is sent to a connector stays sent to the same."""
        names = self.willing(registrant, told.introductions)
        return Told(names, "" if names else told.connector or self._connector(registrant))

    def as_it_is(self, registrant: str, told: Told) -> Told:
        """What a badge says, as things are now: without who wants it no more; who has come since is no more to come."""
        if registrant not in self._index:
            return told
        names = tuple(self._now(registrant, each) for each in self.willing(registrant, told.introductions))
        return Told(names, told.connector if not told.introductions else "")

    def _now(self, reader: str, name: Introduction) -> Introduction:
        person = self._index.get(name.registrant)
        if person is None or not self._arrivals.is_here(person):
            return name
        knows = self._arrivals.was_told(person, self._index[reader])
        return replace(name, kind=Kind.MUTUAL if knows else Kind.HERE)

    def willing(self, registrant: str, introductions: Sequence[Introduction]) -> tuple[Introduction, ...]:
        """The introductions that both sides still want: consent goes before what was printed earlier."""
        if not self._knowledge.private.may_match(self._people[self._index[registrant]]):
            return ()
        return tuple(each for each in introductions if self._stays(each.registrant))

    def apply(self, registrant: str, introductions: Sequence[Introduction]) -> None:
        """Takes note of an admission that is on the disk."""
        self._restore(Named(registrant, ids(introductions)))

    def place(self, registrant: str, presence: Presence) -> None:
        """Takes note of who left, came back, or was not admitted after all: what a badge promised stays committed."""
        person = self._index[registrant]
        if presence.inside:
            self._came.add(person)
            self._arrivals.step_in(person)
        elif presence.admission:
            self._arrivals.step_out(person)
        else:
            self._came.discard(person)
            self._arrivals.withdraw(person)

    def add(self, newcomer: Registrant, *, walk_in: bool) -> None:
        """Makes room for somebody new on the list; a walk-in is never named in advance."""
        self._learn(newcomer, self._arrivals.walk_in)
        self._set_chance(self._index[newcomer.id], 0.0 if walk_in else self._chance(newcomer))

    def substitute(self, absent: Registrant, newcomer: Registrant) -> None:
        """Somebody else comes on a ticket: the one who was expected is named no more."""
        index = self._index[absent.id]
        self._people[index] = absent
        self._set_chance(index, 0.0)
        self._learn(newcomer, lambda row: self._arrivals.substitute(index, row))

    def relearn(self, person: Registrant) -> None:
        """Takes note of new answers at once: what was printed and promised stays theirs."""
        before = self._index[person.id]
        self._learn(person, lambda row: self._arrivals.relearn(before, row))
        after = self._index[person.id]
        self._chances[before], self._chances[after] = 0.0, self._chances[before]
        for group in (self._came, self._sent):
            if before in group:
                group.remove(before)
                group.add(after)
        self.revise(person)

    def acquaint(self, registrants: Sequence[str]) -> None:
        """Takes note of people who came together."""
        known = [self._index[each] for each in registrants if each in self._index]
        for one, other in combinations(known, 2):
            self._arrivals.acquaint(one, other)

    def _learn(self, newcomer: Registrant, take_in: Callable[[Any], int]) -> None:
        """Works out who fits somebody new, and keeps everybody's lists in step."""
        apart = self._known.of(newcomer) | self._colleagues.of(newcomer)
        apart |= self._knowledge.private.apart(newcomer, self._people)
        self._known.add(newcomer)
        self._colleagues.add(newcomer)
        met = self._knowledge.history.acquaintances([*self._people, newcomer]) if newcomer.email else {}
        index, row = self._affinity.add(profile(newcomer, apart, met, self._knowledge, self._affinity.vocabulary))
        take_in(row)
        self._people.append(newcomer)
        self._index[newcomer.id] = index
        self._chances.append(0.0)

    def revise(self, registrant: Registrant) -> None:
        """Takes note of a changed ticket: cancelled ones are named no more; new answers count from the next start."""
        index = self._index[registrant.id]
        self._people[index] = registrant
        self._set_chance(index, self._chance(registrant))
        self._leave_out(index)

    def replay(self, history: Iterable[Named], presences: Mapping[str, Presence]) -> None:
        """Repeats an evening from its facts: what was told, in order, and where everybody is, by ticket."""
        for named in history:
            if named.registrant in self._index:
                self._restore(named)
        for index, person in enumerate(self._people):
            # Who had a ticket before, and was not admitted after all, is nowhere.
            if index in self._came or person.ticket in presences:
                self.place(person.id, presences.get(person.ticket, Presence()))

    def _restore(self, named: Named) -> None:
        person = self._index[named.registrant]
        names = [Name(self._index[who], kind.value) for who, kind in named.introductions if who in self._index]
        if not names and person not in self._came:
            self._sent.add(person)
        self._arrivals.apply(person, names)
        self._came.add(person)
        self._leave_out(person)

    def _chance(self, person: Registrant) -> float:
        return expectation(person, self._settings, self._knowledge)

    def _leave_out(self, index: int) -> None:
        """Whoever cancelled, or agrees no more, is named no more, here or not, until that is not so any more."""
        if self._stays(self._people[index].id):
            self._arrivals.take_up(index)
        else:
            self._arrivals.drop(index)

    def _stays(self, registrant: str) -> bool:
        index = self._index.get(registrant)
        person = self._people[index] if index is not None else None
        return person is None or (person.status is not Status.CANCELLED and self._knowledge.private.may_match(person))

    def _set_chance(self, index: int, chance: float) -> None:
        self._expected += chance - self._chances[index]
        self._chances[index] = chance
        self._arrivals.set_chance(index, chance)

    def _progress(self) -> float:
        """The share of expected arrivals so far."""
        return min(1.0, len(self._came) / self._expected) if self._expected > 0 else 1.0

    def _connector(self, registrant: str) -> str:
        """Whom somebody without introductions goes to."""
        matching, language = self._settings.matching, self._settings.event.language
        own_name = self._people[self._index[registrant]].name
        return sentence(language, matching.connectors, len(self._sent), matching.most_per_connector, own_name)

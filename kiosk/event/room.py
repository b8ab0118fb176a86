"""Who is here, whom to introduce: owns the matcher's evening, rebuilt from facts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.config import EventFolder, Settings
from kiosk.event.private import Private
from kiosk.model import Introduction, Kind, Registrant, Status
from kiosk.text import fold, split_name
from matcher import Affinity, Arrivals, Name, Profile, Vocabulary, suggest


@dataclass(frozen=True, slots=True)
class Plan:
    """What the room proposes for one person; nothing has changed yet."""

    introductions: tuple[Introduction, ...] = ()
    connector: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """One badge's names as a fact states them."""

    registrant: str
    introductions: tuple[tuple[str, Kind], ...]


class Room:
    """The people of one evening as the matcher sees them; every change comes from a committed fact."""

    def __init__(self, settings: Settings, people: Sequence[Registrant], affinity: Affinity, private: Private) -> None:
        self._settings = settings
        self._private = private
        self._people = list(people)
        self._index = {person.id: i for i, person in enumerate(people)}
        self._affinity = affinity
        self._here: set[int] = set()
        matching = settings.matching
        self._arrivals = Arrivals(
            affinity.candidates,
            [self._chance(person) for person in people],
            names=min(matching.names, matching.most_names),
            most_names=matching.most_names,
            most_named=matching.most_named,
        )

    @property
    def matchable(self) -> int:
        """How many may be introduced to others."""
        return sum(self._chance(person) > 0 and person.consent is True for person in self._people)

    def propose(self, registrant: str) -> Plan:
        """Whom this person should meet, were they admitted now."""
        person = self._index[registrant]
        names = self._arrivals.propose(person, self._progress())
        introductions = self._with_words(person, names)
        return Plan(introductions, "" if introductions else self.connector(registrant))

    def apply(self, registrant: str, introductions: Sequence[Introduction]) -> None:
        """Takes note of an admission that is on the disk."""
        self._restore(Named(registrant, tuple((each.registrant, each.kind) for each in introductions)))

    def withdraw(self, registrant: str) -> None:
        """Takes note of an undone admission: the badge's names stay committed, the person is coming again."""
        person = self._index[registrant]
        if person in self._here:
            self._here.discard(person)
            self._arrivals.withdraw(person)

    def add(self, newcomer: Registrant, *, walk_in: bool) -> None:
        """Makes room for somebody new on the list; a walk-in is never named in advance."""
        index, row = self._affinity.add(profile(newcomer, self._people, self._settings, self._private))
        self._arrivals.walk_in(row)
        self._people.append(newcomer)
        self._index[newcomer.id] = index
        self._arrivals.set_chance(index, 0.0 if walk_in else self._chance(newcomer))

    def revise(self, registrant: Registrant) -> None:
        """Takes note of a changed ticket: cancelled ones are named no more; new answers count from the next start."""
        index = self._index[registrant.id]
        self._people[index] = registrant
        self._arrivals.set_chance(index, self._chance(registrant))

    def replay(self, history: Iterable[Named | str]) -> None:
        """Repeats an evening from its facts: badges given, and registrant ids whose admission was undone."""
        for event in history:
            if isinstance(event, str):
                if event in self._index:
                    self.withdraw(event)
            elif event.registrant in self._index:
                self._restore(event)

    def _restore(self, named: Named) -> None:
        person = self._index[named.registrant]
        names = [Name(self._index[who], kind.value) for who, kind in named.introductions if who in self._index]
        self._arrivals.apply(person, names)
        self._here.add(person)

    def _chance(self, person: Registrant) -> float:
        expected = person.status is Status.REGISTERED and not self._private.denied(person)
        return self._settings.matching.turn_up if expected else 0.0

    def _progress(self) -> float:
        expected = sum(self._chance(person) for person in self._people)
        return min(1.0, len(self._here) / expected) if expected else 1.0

    def _with_words(self, person: int, names: Sequence[Name]) -> tuple[Introduction, ...]:
        used: set[str] = set()
        introductions = []
        for name in names:
            other = self._people[name.person]
            reasons = self._affinity.reasons(person, name.person)
            first = first_name(other)
            starter = suggest(
                reasons[0] if reasons else None,
                first,
                seed=f"{self._people[person].id}{other.id}",
                used=frozenset(used),
            )
            used.add(starter.line)
            introductions.append(
                Introduction(
                    registrant=other.id,
                    name=other.name,
                    number=other.number,
                    kind=Kind(name.kind),
                    reason=reasons[0].sentence(first) if reasons else "",
                    starter=starter.line,
                    card=starter.card,
                )
            )
        return tuple(introductions)

    def connector(self, registrant: str) -> str:
        """A friendly sentence for somebody without introductions: nobody's badge admits to a failed match."""
        person = self._index[registrant]
        connectors = [
            name for name in self._settings.matching.connectors if fold(name) != fold(self._people[person].name)
        ]
        if not connectors:
            return "New here? Ask the crew to introduce you to someone."
        name = connectors[person % len(connectors)]
        return f"{name} knows everyone: ask {name} to introduce you."


def first_name(person: Registrant) -> str:
    """What to call somebody in a sentence."""
    return person.first_name or split_name(person.name)[0]


def profile(person: Registrant, others: Sequence[Registrant], settings: Settings, private: Private) -> Profile:
    """A registrant as the matcher sees them."""
    known = {fold(name) for name in person.knows}
    apart = {
        other.id for other in others if known & _names(other) or {fold(name) for name in other.knows} & _names(person)
    }
    return _profile(person, frozenset(apart) | private.apart(person, others), settings, private)


def profiles(people: Sequence[Registrant], settings: Settings, private: Private) -> list[Profile]:
    """Everybody as the matcher sees them; "already know" is taken both ways."""
    by_name: dict[str, list[str]] = {}
    for person in people:
        for name in _names(person):
            by_name.setdefault(name, []).append(person.id)
    apart: dict[str, set[str]] = {person.id: set(private.apart(person, people)) for person in people}
    for person in people:
        for name in person.knows:
            for other in by_name.get(fold(name), ()):
                apart[person.id].add(other)
                apart[other].add(person.id)
    return [_profile(person, frozenset(apart[person.id] - {person.id}), settings, private) for person in people]


def _profile(person: Registrant, apart: frozenset[str], settings: Settings, private: Private) -> Profile:
    return Profile(
        key=person.id,
        offers=person.offers,
        asks=person.asks,
        interests=person.interests,
        employer=fold(person.company),
        order=person.order,
        person=person.person,
        apart=apart,
        agreed=person.consent is True and bool(person.name) and not private.denied(person),
    )


def _names(person: Registrant) -> set[str]:
    return {fold(text) for text in (person.name, person.email) if text}


def vocabulary(folder: EventFolder) -> Vocabulary:
    """The packaged vocabulary with the event's own topics."""
    topics: Mapping[str, Sequence[str]] = folder.settings.matching.topics
    return Vocabulary.load(topics)

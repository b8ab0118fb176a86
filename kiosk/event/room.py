"""Who is here, whom to introduce: owns the matcher's evening, rebuilt from facts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.config import EventFolder, Settings
from kiosk.event.acquaintance import Acquaintance
from kiosk.event.people import WALK_IN
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
        self._known = Acquaintance(people)
        self._index = {person.id: i for i, person in enumerate(people)}
        self._affinity = affinity
        self._here: set[int] = set()
        self._chances = [self._chance(person) for person in people]
        self._expected = sum(self._chances)
        matching = settings.matching
        self._arrivals = Arrivals(
            affinity.candidates,
            self._chances,
            names=matching.names,
            most_names=matching.most_names,
            most_named=matching.most_named,
        )

    def propose(self, registrant: str) -> Plan:
        """Whom this person should meet, were they admitted now."""
        person = self._index[registrant]
        agreed = self._private.may_match(self._people[person])
        names = self._arrivals.propose(person, self._progress()) if agreed else ()
        introductions = self.willing(registrant, self._with_words(person, names))
        return Plan(introductions, "" if introductions else self.connector(registrant))

    def willing(self, registrant: str, introductions: Sequence[Introduction]) -> tuple[Introduction, ...]:
        """The introductions that both sides still want: consent goes before what was printed earlier."""
        if not self._private.may_match(self._people[self._index[registrant]]):
            return ()
        return tuple(each for each in introductions if self._stays(each.registrant))

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
        apart = self._known.of(newcomer) | self._private.apart(newcomer, self._people)
        self._known.add(newcomer)
        index, row = self._affinity.add(_profile(newcomer, apart, self._private))
        self._arrivals.walk_in(row)
        self._people.append(newcomer)
        self._index[newcomer.id] = index
        self._chances.append(0.0)
        self._set_chance(index, 0.0 if walk_in else self._chance(newcomer))

    def revise(self, registrant: Registrant) -> None:
        """Takes note of a changed ticket: cancelled ones are named no more; new answers count from the next start."""
        index = self._index[registrant.id]
        self._people[index] = registrant
        self._set_chance(index, self._chance(registrant))
        self._leave_out(index)

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
        self._leave_out(person)

    def _chance(self, person: Registrant) -> float:
        walked_in = person.ref.startswith(WALK_IN)
        expected = person.status is Status.REGISTERED and not walked_in and not self._private.denied(person)
        return self._settings.matching.turn_up if expected else 0.0

    def _leave_out(self, index: int) -> None:
        """Whoever cancelled, or agrees no more, is named no more, whether they are here or not."""
        if not self._stays(self._people[index].id):
            self._arrivals.drop(index)

    def _stays(self, registrant: str) -> bool:
        index = self._index.get(registrant)
        person = self._people[index] if index is not None else None
        return person is None or (person.status is not Status.CANCELLED and self._private.may_match(person))

    def _set_chance(self, index: int, chance: float) -> None:
        self._expected += chance - self._chances[index]
        self._chances[index] = chance
        self._arrivals.set_chance(index, chance)

    def _progress(self) -> float:
        """The share of expected arrivals so far."""
        return min(1.0, len(self._here) / self._expected) if self._expected > 0 else 1.0

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


def profiles(people: Sequence[Registrant], private: Private) -> list[Profile]:
    """Everybody as the matcher sees them."""
    known = Acquaintance(people)
    return [_profile(person, known.of(person) | private.apart(person, people), private) for person in people]


def _profile(person: Registrant, apart: frozenset[str], private: Private) -> Profile:
    return Profile(
        key=person.id,
        offers=person.offers,
        asks=person.asks,
        interests=person.interests,
        employer=fold(person.company),
        order=person.order,
        person=person.person,
        apart=apart,
        agreed=private.may_match(person),
    )


def vocabulary(folder: EventFolder) -> Vocabulary:
    """The packaged vocabulary with the event's own topics."""
    topics: Mapping[str, Sequence[str]] = folder.settings.matching.topics
    return Vocabulary.load(topics)

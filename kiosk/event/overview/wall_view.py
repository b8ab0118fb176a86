"""What the wall in the room may say, and of whom: a pure fold."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from kiosk.config import Settings
from kiosk.event.guests.naming import first_name
from kiosk.event.guests.private import Private
from kiosk.event.words.permitted import Wording
from kiosk.event.words.vocabulary import meant
from kiosk.model import Presence, Registrant
from kiosk.text import clean
from matcher import Vocabulary

JUST_NOW = timedelta(minutes=15)
"""How long somebody has just arrived."""
_COMPANY = 2
"""A topic is named from so many people on: one alone would be known by it."""
_BATCH = 5
"""Topics take newcomers in by so many at a time: a count that rises as somebody enters would tell theirs."""

Place = tuple[int, str]
"""A badge number, and the first name or nothing."""
Pair = tuple[str, str]
"""Two registrant ids."""


@dataclass(frozen=True, slots=True)
class RoundShown:
    """The round that is running."""

    round: int
    rounds: int
    ends_at: datetime | None
    tables: tuple[tuple[Place, ...], ...]
    """Who sits at table 1, 2 and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the event file says, before anybody asks whether the room may see it."""

    people: tuple[Registrant, ...] = ()
    presences: Mapping[str, Presence] = field(default_factory=dict)
    """By ticket."""
    mutual: tuple[Pair, ...] = ()
    """Who were told about each other, the newest first."""
    wording: Wording = field(default_factory=Wording)
    seating: RoundShown | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WallView:
    """All that the wall shows."""

    event: str
    here: int
    arrivals: tuple[Place, ...]
    """The newest first."""
    more: int
    """How many others have just arrived."""
    pairs: tuple[tuple[int, int], ...]
    """Badge numbers of people who were told about each other and are both here, the newest first."""
    topics: tuple[tuple[str, int], ...]
    """The vocabulary's words, and how many people named them."""
    meeting_point: str
    seating: RoundShown | None


def view(evening: Seen, settings: Settings, vocabulary: Vocabulary, now: datetime) -> WallView:
    """What the room may see: a name after an explicit yes, a number unless somebody said no, never a reason."""
    private = Private(settings.door)
    inside = _inside(evening)
    able = [person for person in inside if _may_pair(person, private)]
    names = {} if settings.wall.names == "numbers" else _names(inside, private)
    recent = [person for person in inside if now - _came(person, evening) <= JUST_NOW]
    arrivals = _arrivals([person for person in recent if not private.denied(person)], names, settings)
    return WallView(
        event=clean(settings.event.name),
        here=len(inside),
        arrivals=arrivals,
        more=len(recent) - len(arrivals),
        pairs=_pairs(evening.mutual, {person.id: person for person in able}, private),
        topics=_topics(able, evening.wording, vocabulary),
        meeting_point=clean(settings.wall.meeting_point),
        seating=_seated(evening.seating, names),
    )


def _inside(evening: Seen) -> list[Registrant]:
    """Those who are here, in the order they came."""
    here = [p for p in evening.people if (found := evening.presences.get(p.ticket)) and found.inside and found.first_in]
    return sorted(here, key=lambda person: (_came(person, evening), person.number))


def _came(person: Registrant, evening: Seen) -> datetime:
    first = evening.presences[person.ticket].first_in
    assert first is not None
    return first


def _names(people: Sequence[Registrant], private: Private) -> dict[int, str]:
    """By number, the first names of those who said yes; an address in the wrong field is no name."""
    agreed = [person for person in people if person.wall is True and not private.denied(person)]
    named = {person.number: clean(first_name(person)) for person in agreed}
    return {number: name for number, name in named.items() if name and "@" not in name}


def _arrivals(recent: Sequence[Registrant], names: Mapping[int, str], settings: Settings) -> tuple[Place, ...]:
    if settings.wall.names == "numbers":
        return tuple((person.number, "") for person in reversed(recent) if person.wall is not False)
    return tuple((person.number, names[person.number]) for person in reversed(recent) if person.number in names)


def _may_pair(person: Registrant, private: Private) -> bool:
    """Whether somebody agreed to be matched and did not ask to stay off the wall."""
    return private.may_match(person) and person.wall is not False


def _pairs(mutual: Sequence[Pair], able: Mapping[str, Registrant], private: Private) -> tuple[tuple[int, int], ...]:
    both = [(able[one], able[other]) for one, other in mutual if one in able and other in able]
    numbers = [tuple(sorted((a.number, b.number))) for a, b in both if not private.apart(a, [b])]
    return tuple((first, second) for first, second in numbers)


def _topics(people: Sequence[Registrant], wording: Wording, vocabulary: Vocabulary) -> tuple[tuple[str, int], ...]:
    """The commonest first."""
    settled = people[: len(people) - len(people) % _BATCH]
    said: dict[str, set[str]] = {}
    for person in settled:
        said.setdefault(person.person, set()).update(meant(person, wording, vocabulary))
    counts = Counter(topic for topics in said.values() for topic in topics)
    common = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return tuple((topic, count) for topic, count in common if count >= _COMPANY)


def _seated(seating: RoundShown | None, names: Mapping[int, str]) -> RoundShown | None:
    """The round with the names that may be shown; a number alone still finds its table."""
    if seating is None:
        return None
    tables = tuple(tuple((number, names.get(number, "")) for number, _ in table) for table in seating.tables)
    return replace(seating, tables=tables)

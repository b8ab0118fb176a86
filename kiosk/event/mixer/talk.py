"""What people at a table have to talk about: a line for every table and round."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kiosk.event.mixer.seating import Seating
from kiosk.event.mixer.sharing import Sharing
from kiosk.model import Registrant
from matcher import Reason
from matcher.lines import shared_line, table_questions

Place = tuple[int, int]
"""A round and a table."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, and what is worn out once it was read: by a table, or by somebody with a card."""

    text: str
    topic: str = ""
    people: frozenset[str] = frozenset()

    @property
    def spent(self) -> frozenset[Hashable]:
        return frozenset({self.text, self.topic, (self.topic, self.people)} if self.topic else {self.text})


def table_lines(seating: Seating, called: Mapping[str, str], language: str) -> dict[Place, str]:
    """By round and table, what two or more there share, else a question; no line twice on a sheet or on a card.

    What was not said before goes first. Where every question was asked already, there is no line.
    """
    tables: dict[Place, list[Registrant]] = {}
    for each in seating.seats:
        tables.setdefault((each.round, each.table), []).append(each.person)
    read: dict[Hashable, set[Hashable]] = {}
    lines: dict[Place, str] = {}
    for (round_, table), people in sorted(tables.items()):
        if len(people) < 2:
            continue
        readers = [table, *(person.id for person in people)]
        seed = f"{round_} {table} {' '.join(person.id for person in people)}"
        shared = _shared(people, seating.sharing, called, language, seed) if seating.sharing else ()
        found = _fresh(
            [*shared, *map(_Line, table_questions(language, seed))], [read.get(each, set()) for each in readers]
        )
        lines[round_, table] = found.text
        for reader in readers:
            read.setdefault(reader, set()).update(found.spent)
    return lines


def _fresh(lines: Sequence[_Line], read: Sequence[set[Hashable]]) -> _Line:
    """The first line that is news to everybody, in its topic if that can be; an empty one where none is."""
    known = frozenset[Hashable]().union(*read)
    new = [line for line in lines if line.text not in known and (line.topic, line.people) not in known]
    return next((line for line in new if line.topic and line.topic not in known), new[0] if new else _Line(""))


def _shared(
    people: Sequence[Registrant], sharing: Sharing, called: Mapping[str, str], language: str, seed: str
) -> Iterator[_Line]:
    """What may be told of what they share, what most of them do first."""
    topics: dict[str, list[tuple[Reason, set[str]]]] = {}
    for one, other in combinations(people, 2):
        for reason in sharing.between(one, other):
            topics.setdefault(reason.topic, []).append((reason, {one.id, other.id}))

    def worth(topic: str) -> tuple[int, float, str]:
        return -len(named(topic)), -sum(reason.weight for reason, _ in topics[topic]), topic

    def named(topic: str) -> frozenset[str]:
        return frozenset().union(*(pair for _, pair in topics[topic]))

    for topic in sorted(topics, key=worth):
        names = [called[person.id] for person in people if person.id in named(topic)]
        reasons = [reason for reason, _ in topics[topic]]
        if text := shared_line(reasons, names, language=language, seed=f"{seed} {topic}"):
            yield _Line(text, topic, named(topic))

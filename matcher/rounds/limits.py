"""How many rounds people can have before somebody must meet somebody again."""

from dataclasses import dataclass

from matcher.rounds.designs import most_rounds
from matcher.rounds.task import shape

_EXCEPTIONS = {(12, 3): 4, (36, 6): 3}
"""Rooms that counting alone would give more rounds: searched through, or proved by Tarry."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is possible without a repeat."""

    people: int
    size: int
    rounds: int
    tables: int
    most: int
    """No plan of more rounds can be without a repeat."""
    sure: int
    """A plan of so many rounds without a repeat is known; between the two it takes a search to tell."""

    @property
    def possible(self) -> bool:
        """Whether nothing speaks against as many rounds as wanted."""
        return self.rounds <= self.most

    @property
    def certain(self) -> bool:
        """Whether a plan of as many rounds as wanted is known to exist."""
        return self.rounds <= self.sure

    @property
    def sentence(self) -> str:
        """The same for people."""
        room = f"{self.people} people at {_count(self.tables, 'table')} of {self.size}"
        if self.certain:
            return f"{room} can play {_count(self.rounds, 'round')} without anybody meeting twice."
        if self.possible:
            wanted = _count(self.rounds, "round")
            return f"{room} may play {wanted} without anybody meeting twice; {self.sure} are certain."
        return f"{room} can play at most {_count(self.most, 'round')} without anybody meeting twice, not {self.rounds}."


def limits(people: int, size: int, rounds: int, hosts: int = 0) -> Limits:
    """Whether people can play some rounds without a repeat; ValueError like `plan_rounds`."""
    if people < 2 or size < 2 or rounds < 1:
        raise ValueError(f"No rounds for {people} people, {size} seats a table and {rounds} rounds.")
    tables, places = shape(people, size)
    if not 0 <= hosts <= tables:
        raise ValueError(f"{hosts} hosts need as many tables; there are {tables}.")
    most = _bound(people, tables, places, hosts)
    return Limits(people, size, rounds, tables, most, min(most, _known(people, tables, places, hosts)))


def _bound(people: int, tables: int, places: int, hosts: int) -> int:
    if tables == 1 or places > tables:
        return 1
    short = tables * places - people
    a_round = (tables - short) * places * (places - 1) // 2 + short * (places - 1) * (places - 2) // 2
    pairs = (people * (people - 1) - hosts * (hosts - 1)) // 2
    most = pairs // a_round
    if hosts == tables and places > 1:
        most = min(most, tables)
    return min(most, _EXCEPTIONS.get((people, places), most))


def _known(people: int, tables: int, places: int, hosts: int) -> int:
    if tables == 1:
        return 1
    if places == 2:
        return tables if hosts else people - 1 + people % 2
    return most_rounds(tables, places, fixed_places=hosts > 0 or tables * places - people > 1)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"

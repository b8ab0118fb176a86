"""Who already knows whom: said by either of the two, by name or e-mail address."""

from collections.abc import Iterable

from kiosk.model import Registrant
from kiosk.text import fold

_NOBODY: frozenset[str] = frozenset()


class Acquaintance:
    """Everybody's "I already know…", both ways, without comparing everybody with everybody."""

    def __init__(self, people: Iterable[Registrant] = ()) -> None:
        self._called: dict[str, frozenset[str]] = {}
        self._mentioned_by: dict[str, frozenset[str]] = {}
        for person in people:
            self.add(person)

    def add(self, person: Registrant) -> None:
        """Takes note of what a person is called, and of whom they know."""
        for name in _names(person):
            self._called[name] = self._called.get(name, _NOBODY) | {person.id}
        for name in map(fold, person.knows):
            self._mentioned_by[name] = self._mentioned_by.get(name, _NOBODY) | {person.id}

    def fork(self) -> "Acquaintance":
        """The same people, to try one more with."""
        ahead = Acquaintance()
        ahead._called, ahead._mentioned_by = dict(self._called), dict(self._mentioned_by)
        return ahead

    def of(self, person: Registrant) -> frozenset[str]:
        """The ids of everybody whom a person knows or who knows them."""
        known: set[str] = set()
        for name in person.knows:
            known |= self._called.get(fold(name), _NOBODY)
        for name in _names(person):
            known |= self._mentioned_by.get(name, _NOBODY)
        return frozenset(known - {person.id})


def _names(person: Registrant) -> set[str]:
    return {fold(text) for text in (person.name, person.email) if text}

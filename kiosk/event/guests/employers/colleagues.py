"""Who works with whom, where their employer is written in more than one way; nobody is compared with everybody."""

from collections.abc import Iterable

from kiosk.event.guests.employers.employer import Employer, employer
from kiosk.model import Registrant

_NOBODY: tuple[str, ...] = ()


class Colleagues:
    """People by employer."""

    def __init__(self, people: Iterable[Registrant] = ()) -> None:
        self._staff: dict[str, tuple[str, ...]] = {}
        """By key of an employer, the ids of who works there."""
        self._own: dict[str, tuple[str, ...]] = {}
        """By what an employer is called, the keys of all that are called so."""
        self._wider: dict[str, tuple[str, ...]] = {}
        self._others: dict[str, frozenset[str]] = {}
        """What `of` has found; many ask it of one employer."""
        for person in people:
            self.add(person)

    def add(self, person: Registrant) -> None:
        """Takes note of where a person works."""
        where = employer(person.company)
        if not where:
            return
        for called, names in ((self._own, where.own), (self._wider, where.wider)):
            for name in names:
                known = called.get(name, _NOBODY)
                if where.key not in known:
                    called[name] = (*known, where.key)
        self._staff[where.key] = (*self._staff.get(where.key, ()), person.id)
        self._others = {}

    def fork(self) -> "Colleagues":
        """The same people, to try one more with."""
        ahead = Colleagues()
        ahead._staff, ahead._own, ahead._wider = dict(self._staff), dict(self._own), dict(self._wider)
        return ahead

    def of(self, person: Registrant) -> frozenset[str]:
        """The ids of those whose employer is the same under another key; those of the same key need no list."""
        where = employer(person.company)
        found = self._others.get(where.key + " ".join(sorted(where.own)))
        if found is None:
            keys = self._alike(where) - {where.key}
            found = frozenset(ident for key in keys for ident in self._staff[key])
            self._others[where.key + " ".join(sorted(where.own))] = found
        return found

    def _alike(self, where: Employer) -> set[str]:
        by_own = ((*self._own.get(name, _NOBODY), *self._wider.get(name, _NOBODY)) for name in where.own)
        by_wider = (self._own.get(name, _NOBODY) for name in where.wider)
        return {key for keys in (*by_own, *by_wider) for key in keys}

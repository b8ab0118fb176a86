"""Who already knows whom: said by either of the two, by e-mail address, a name, or what is short for one."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from kiosk.event.guests.employers.employer import employer
from kiosk.event.guests.mentions.answer import Call, addresses, calls
from kiosk.event.guests.mentions.called import Called, called, loosely
from kiosk.model import Registrant
from kiosk.text import fold

Value = TypeVar("Value")

_FULL, _INITIAL, _HINT, _EXACT = 8, 4, 2, 1
"""How surely a word means somebody: the rest of the name stands with it, its initial, their company or role; and
whether it is their very name, not what may be short for it. The most certain counts."""
_NOT = -1


class Acquaintance:
    """Everybody's "I already know…", both ways, without comparing everybody with everybody."""

    def __init__(self, people: Iterable[Registrant] = ()) -> None:
        self._given: dict[str, tuple[Called, ...]] = {}
        self._family: dict[str, tuple[Called, ...]] = {}
        self._loose: dict[str, tuple[str, ...]] = {}
        """What may be short for a first name -> the first names on the list that it may be short for."""
        self._addressed: dict[str, tuple[str, ...]] = {}
        self._said: dict[str, tuple[Call, ...]] = {}
        self._calls: dict[str, tuple[Call, ...]] = {}
        """Everybody's calls by the words that may be names, for those who come later."""
        self._written: dict[str, tuple[str, ...]] = {}
        """Address -> who wrote it."""
        self._best: dict[Call, int] = {}
        """How well a word fits whom it fits best, as far as anybody has asked."""
        for person in people:
            self.add(person)

    def add(self, person: Registrant) -> None:
        """Takes note of what a person is called, and of whom they know."""
        known = called(person)
        for word in known.given:
            if word not in self._given:
                for short in loosely(word):
                    _put(self._loose, short, word)
            _put(self._given, word, known)
        for word in known.family:
            _put(self._family, word, known)
        if person.email:
            _put(self._addressed, fold(person.email), person.id)
        for call in self._calling(known) if self._best else ():
            self._best.pop(call, None)
        self._note(person)

    def _note(self, person: Registrant) -> None:
        if not person.knows:
            return
        said = calls(person.id, person.knows, employer(person.company).key)
        if said:
            self._said[person.id] = said
        for call in said:
            for form in call.forms:
                _put(self._calls, form, call)
        for address in addresses(person.knows):
            _put(self._written, address, person.id)

    def fork(self) -> "Acquaintance":
        """The same people, to try one more with."""
        ahead = Acquaintance()
        ahead.__dict__ = {name: dict(table) for name, table in self.__dict__.items()}
        return ahead

    def of(self, person: Registrant) -> frozenset[str]:
        """The ids of everybody whom a person knows or who knows them."""
        return (self.named_by(person) | self._naming(person)) - {person.id}

    def named_by(self, person: Registrant) -> frozenset[str]:
        """The ids of everybody whom a person's own answer names."""
        if not person.knows:
            return frozenset()
        said = self._said.get(person.id)
        if said is None:
            said = calls(person.id, person.knows, employer(person.company).key)
        named = {ident for call in said for ident in self._meant(call)}
        named.update(ident for address in addresses(person.knows) for ident in self._addressed.get(address, ()))
        return frozenset(named - {person.id})

    def _naming(self, person: Registrant) -> frozenset[str]:
        """The ids of those whose answers name a person, who may be new."""
        known = called(person)
        found = set(self._written.get(fold(person.email), ())) if person.email else set()
        for call in self._calling(known):
            fit = _fit(call, known)
            if fit > _NOT and fit >= self._best_of(call):
                found.add(call.who)
        return frozenset(found)

    def _calling(self, known: Called) -> set[Call]:
        """The words that may be what somebody is called."""
        keys = {key for word in known.given for key in (word, *loosely(word))} | known.family
        return {call for key in keys for call in self._calls.get(key, ())}

    def _best_of(self, call: Call) -> int:
        best = self._best.get(call)
        if best is None:
            best = self._best[call] = max((_fit(call, one) for one in self._possible(call)), default=_NOT)
        return best

    def _meant(self, call: Call) -> Iterator[str]:
        """Whom a word means: all who fit as well as the best does, for it is better to keep one more apart."""
        fits = [(_fit(call, one), one.id) for one in self._possible(call)]
        best = max(fits, default=(_NOT, ""))[0]
        return (ident for fit, ident in fits if fit == best > _NOT)

    def _possible(self, call: Call) -> Iterator[Called]:
        """Who has what may be this name."""
        for form in call.forms:
            yield from self._given.get(form, ())
            yield from self._family.get(form, ())
            for word in self._loose.get(form, ()) if call.loose else ():
                yield from self._given[word]


def _fit(call: Call, one: Called) -> int:
    """How well a word fits somebody; `_NOT` where it can't mean them."""
    if one.id == call.who:
        return _NOT
    exact = not call.whole.isdisjoint(one.given)
    first = exact or (call.loose and _may_be(call.forms, one.given))
    family = not first and not call.whole.isdisjoint(one.family)
    if not (first or family):
        return _NOT
    fit = _EXACT * (exact or family)
    if call.run and not call.run.isdisjoint(one.words - call.whole):
        return fit + _FULL
    if call.initial and any(word.startswith(call.initial) for word in (one.given if family else one.family)):
        return fit + _INITIAL
    if not call.plain or call.surely or (family and not call.family):
        return _NOT
    return fit + _HINT * (not call.about.isdisjoint(one.about) or one.employer in call.about)


def _may_be(forms: frozenset[str], given: frozenset[str]) -> bool:
    return not forms.isdisjoint(given) or any(not forms.isdisjoint(loosely(word)) for word in given)


def _put(table: dict[str, tuple[Value, ...]], key: str, value: Value) -> None:
    table[key] = (*table.get(key, ()), value)

"""The policy at the door: whom to name on a badge that can't be changed, when many never come.

A name of somebody who has not arrived is a promise that they will name you back; it is kept before anything else.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from math import prod
from typing import Any

import numpy as np

from matcher.candidates import Candidates
from matcher.evening.name import Kind, Name
from matcher.evening.price_of_paper import learned_price
from matcher.evening.promise_prices import prices
from matcher.evening.replan import Replan
from matcher.evening.taste import CROWDED, HOPE, LAST_RESORT, LONELY, PRICED, SCARCE, SCARCE_UNLIKE

_RESCUE_FROM, _RESCUE_WORTH = 0.25, 0.3
_DISBELIEF = 0.3
"""How much of the distance between the progress that is told and the people who came is not believed."""
_WALK_INS = 1.06
"""Of those who are expected, so many come when walk-ins are counted."""
_NEARBY = 80
"""The best candidates of a person that a decision looks at."""
_REHEARSED = 25
"""The same while the price is learned: the names beyond the usual number come from the best."""


class Arrivals:
    """One evening's badges: `propose` changes nothing, `apply` takes note of what was printed.

    Args:
        weights: symmetric (n, n) >= 0: a Candidates, a dense array, or anything of scipy.sparse.
        chances: (n,) in 0..1, how likely each person comes; 0 = never named before they are here.
        names: names on every badge, as far as people fit; more are printed where they are worth the paper.
        most_names: the most that fit on a badge, and the most that may be promised to one person.
        mean_names: how many a badge shall have on average, between the two.
        most_named: the most badges that name one person; one rescue more for somebody who would have nobody.
        price: what a further name must be worth, as an earlier evening's `price`; None learns it from the chances.
        seed: of the evenings that the price is learned on.
        strict: prints only promises, never somebody who was not told about you.
    """

    def __init__(
        self,
        weights: Any,
        chances: Sequence[float],
        names: int = 3,
        most_names: int = 5,
        mean_names: float = 4.0,
        most_named: int = 5,
        price: float | None = None,
        seed: int = 0,
        *,
        strict: bool = False,
    ) -> None:
        candidates = Candidates.of(weights)
        if len(chances) != candidates.n:
            raise ValueError(f"{candidates.n} people need as many chances, not {len(chances)}")
        if not all(0 <= chance <= 1 for chance in chances):
            raise ValueError("chances must lie between 0 and 1")
        if not 0 <= names <= most_names:
            raise ValueError(f"names must be 0 to most_names ({most_names}), not {names}")
        self._best, self._rehearsed = candidates.best(_NEARBY), candidates.best(_REHEARSED)
        self._listed = candidates.n
        self._expected = _WALK_INS * sum(float(chance) for chance in chances)
        self._likely = [float(chance) for chance in chances]
        self._names, self._most_names, self._most_named = names, most_names, most_named
        self._replan = Replan.where_useful(candidates, self._likely) if names == most_names else None
        self._taste = PRICED if names < most_names else SCARCE_UNLIKE if self._replan else SCARCE
        self._strict = strict
        self._prices = prices(candidates, self._likely, max(1, names))
        self._begin()
        if price is None and names < most_names:
            price = learned_price(self, self._likely, min(max(mean_names, names), most_names), seed)
        self.price = price or 0.0

    def blank(self, price: float) -> "Arrivals":
        """An evening of the same people that has not begun."""
        evening = copy(self)
        evening._best = self._rehearsed
        evening.price = price
        evening._begin()
        return evening

    def _begin(self) -> None:
        self._size = self._listed
        self._chances = list(self._likely)
        self._later: dict[int, list[tuple[int, float]]] = {}
        self._badges: dict[int, tuple[Name, ...]] = {}
        self._here: set[int] = set()
        self._away: set[int] = set()
        """Who was here and has left."""
        self._gone: set[int] = set()
        self._open: dict[int, dict[int, float]] = {}
        """Who was promised a person's name and still waits for it, and how well they fit."""
        self._named_by: dict[int, set[int]] = {}
        self._acquainted: dict[int, set[int]] = {}

    def arrive(self, person: int, progress: float) -> list[tuple[int, Kind]]:
        """Proposes and applies at once; `progress` is the share of expected arrivals so far."""
        names = self.propose(person, progress)
        self.apply(person, names)
        return [(name.person, name.kind) for name in names]

    def propose(self, person: int, progress: float) -> tuple[Name, ...]:
        """The names for a person who arrives now; who was here before keeps their names and gets what is owed since."""
        return self._beside(person, progress, ())

    def _beside(self, person: int, progress: float, partners: Sequence[int]) -> tuple[Name, ...]:
        """A person's names, beside those owed to them and those whose badges are printed with theirs."""
        owed = self._owed(person)
        if self._badges.get(person):
            return (*self._badges[person], *owed)
        progress = self._credible(progress)
        told = {name.person for name in owed}
        owed += [Name(other, "mutual") for other in partners if other not in told]
        scored = self._scored(person, progress, {name.person for name in owed})
        chosen = self._chosen(person, progress, owed, scored)
        weights = dict(self._near(person))
        return (*owed, *sorted(chosen, key=lambda name: (-weights[name.person], name.person)))

    def arrive_together(self, people: Sequence[int], progress: float) -> dict[int, list[tuple[int, Kind]]]:
        """Proposes and applies the badges of people who get them at once, every few minutes perhaps."""
        badges = {}
        for person, names in self.propose_together(people, progress).items():
            self.apply(person, names)
            badges[person] = [(name.person, name.kind) for name in names]
        return badges

    def propose_together(self, people: Sequence[int], progress: float) -> dict[int, tuple[Name, ...]]:
        """The names for people whose badges are printed at once: those who fit name each other, which is sure.

        The badges are to be applied in the order they are given in.
        """
        ahead = self.fork()
        badges: dict[int, tuple[Name, ...]] = {}
        for person, partners in ahead._partners(list(dict.fromkeys(people)), progress).items():
            badges[person] = ahead._beside(person, progress, partners)
            ahead.apply(person, badges[person])
        return {
            person: tuple(Name(n.person, "mutual") if n.kind == "coming" and n.person in badges else n for n in names)
            for person, names in badges.items()
        }

    def fork(self) -> "Arrivals":
        """The evening as it is, to try something on: what happens there changes nothing here."""
        ahead = copy(self)
        ahead._chances, ahead._badges = list(self._chances), dict(self._badges)
        ahead._here, ahead._away, ahead._gone = set(self._here), set(self._away), set(self._gone)
        ahead._later = {person: list(near) for person, near in self._later.items()}
        ahead._open = {person: dict(waiting) for person, waiting in self._open.items()}
        ahead._named_by = {person: set(namers) for person, namers in self._named_by.items()}
        ahead._acquainted = {person: set(others) for person, others in self._acquainted.items()}
        return ahead

    def apply(self, person: int, names: Sequence[Name]) -> None:
        """Takes note of a printed badge; in the order of the facts, it restores an evening."""
        before = self._badges.get(person, ())
        told = {name.person for name in before}
        new = [name for name in names if name.person not in told]
        weights = dict(self._near(person))
        for name in new:
            self._named_by.setdefault(name.person, set()).add(person)
            if name.kind == "coming" and name.person not in self._named_by.get(person, ()):
                self._open.setdefault(name.person, {})[person] = weights.get(name.person, 0.0)
            self._open.get(person, {}).pop(name.person, None)
        self._badges[person] = (*before, *new)
        self.step_in(person)
        self._gone.discard(person)

    def withdraw(self, person: int) -> None:
        """Takes back a presence, never a badge: its names stay promised, and the person is coming again."""
        self._here.discard(person)
        self._away.discard(person)

    def step_out(self, person: int) -> None:
        """Somebody left: no further badge names them while they are away, but for those who were promised to them."""
        self._here.discard(person)
        self._away.add(person)

    def step_in(self, person: int) -> None:
        """Somebody is here, for the first time or again."""
        self._here.add(person)
        self._away.discard(person)

    def is_here(self, person: int) -> bool:
        """Whether somebody has come, and has not left."""
        return person in self._here

    def was_told(self, reader: int, person: int) -> bool:
        """Whether a badge or card of the reader's names a person."""
        return any(name.person == person for name in self._badges.get(reader, ()))

    def walk_in(self, row: Any) -> int:
        """Adds a person, with a weight per person so far or (indices, weights); returns their index."""
        indices, weights = row if isinstance(row, tuple) else (np.flatnonzero(np.asarray(row) > 0), None)
        values = np.asarray(row)[indices] if weights is None else np.asarray(weights)
        newcomer = self._size
        order = np.lexsort((indices, -values))[:_NEARBY]
        near = [(int(indices[k]), float(values[k])) for k in order if values[k] > 0]
        self._later[newcomer] = near
        for other, weight in near:
            self._later.setdefault(other, []).append((newcomer, weight))
        self._size += 1
        self._chances.append(0.0)
        return newcomer

    def substitute(self, person: int, row: Any) -> int:
        """Somebody else comes on a ticket: the one who was expected is named no more; returns the newcomer's index."""
        self.drop(person)
        return self.walk_in(row)

    def drop(self, person: int) -> None:
        """Names a person no more, until they arrive after all or `take_up` says otherwise."""
        self._gone.add(person)

    def take_up(self, person: int) -> None:
        """Names a person again who was dropped."""
        self._gone.discard(person)

    def relearn(self, person: int, row: Any) -> int:
        """The same person, known better: what was printed and promised stays theirs; returns their new index."""
        newcomer = self.walk_in(row)

        def now(index: int) -> int:
            return newcomer if index == person else index

        badges = self._badges.items()
        self._badges = {now(p): tuple(replace(name, person=now(name.person)) for name in names) for p, names in badges}
        self._open = {now(p): {now(q): fit for q, fit in waiting.items()} for p, waiting in self._open.items()}
        self._named_by = {now(p): set(map(now, namers)) for p, namers in self._named_by.items()}
        self._acquainted = {now(p): set(map(now, others)) for p, others in self._acquainted.items()}
        for group in (self._here, self._away, self._gone):
            if person in group:
                group.remove(person)
                group.add(newcomer)
        self._chances[newcomer] = self._chances[person]
        self.drop(person)
        return newcomer

    def acquaint(self, one: int, other: int) -> None:
        """These two know each other: neither is named to the other from now on; what is promised stays."""
        self._acquainted.setdefault(one, set()).add(other)
        self._acquainted.setdefault(other, set()).add(one)

    def set_chance(self, person: int, chance: float) -> None:
        """How likely a person comes from now on; 0 = not named before they are here."""
        self._chances[person] = float(chance)
        if chance > 0:
            self.take_up(person)

    def _near(self, person: int) -> Iterator[tuple[int, float]]:
        known = self._acquainted.get(person)
        for near in (self._best(person), self._later.get(person, ())):
            yield from near if not known else (each for each in near if each[0] not in known)

    def _owed(self, person: int) -> list[Name]:
        """Everybody who was promised this person's name, best fit first."""
        waiting = [(-weight, other) for other, weight in self._open.get(person, {}).items() if other not in self._gone]
        came = self._here | self._away
        return [Name(other, "mutual" if other in came else "coming") for _, other in sorted(waiting)]

    def _scored(self, person: int, progress: float, taken: set[int]) -> list[tuple[float, Name]]:
        """Everybody worth a place on the badge, the worthiest first."""
        scored: list[tuple[float, Name]] = []
        better_without = self._better_without(person, progress, taken) if self._replan else frozenset()
        for other, weight in self._near(person):
            if other == person or other in taken or other in self._gone or other in self._away:
                continue
            kind: Kind = "here" if other in self._here else "coming"
            worth = self._worth_here if kind == "here" else self._worth_coming
            score = worth(other, weight, progress) * (LAST_RESORT if other in better_without else 1.0)
            if score > 0:
                # Somebody who came without a badge may be on others' badges already.
                named = kind == "here" and other in self._named_by.get(person, ())
                scored.append((score, Name(other, "mutual" if named else kind)))
        return sorted(scored, key=lambda entry: (-entry[0], entry[1].person))

    def _credible(self, progress: float) -> float:
        """The progress, held back where fewer people came than it would have: the rush may only be late."""
        if progress >= 1 or not self._expected:
            return 1.0
        doubtful = max(0.0, progress - len(self._here) / self._expected)
        return max(0.0, progress - _DISBELIEF * doubtful)

    def _better_without(self, person: int, progress: float, taken: set[int]) -> frozenset[int]:
        """People still to come who are better paired with others, were the rest of the evening planned now."""
        assert self._replan
        people = range(self._listed)
        known = self._here | self._away | self._gone
        absent = [j not in known and j != person for j in people]
        coming = np.array([self._still_coming(j, progress) if absent[j] else 0.0 for j in people])
        free = [self._most_names - len(self._open.get(j, ())) for j in people]
        near = [(j, weight) for j, weight in self._near(person) if j < self._listed and absent[j] and j not in taken]
        paired = self._replan.pairs_with([(float(coming[j]) * weight, j) for j, weight in near], coming, free)
        return frozenset(j for j, _ in near) - paired

    def _partners(self, people: Sequence[int], progress: float) -> dict[int, list[int]]:
        """Who of these name each other: the best pairs first, where both do better than with their other names."""
        free: dict[int, int] = {}
        scores: dict[int, list[float]] = {}
        for person in people:
            owed = self._owed(person)
            free[person] = 0 if self._badges.get(person) or person in self._gone else max(0, self._names - len(owed))
            taken = {name.person for name in owed}
            scores[person] = [score for score, _ in self._scored(person, progress, taken)] if free[person] else []
        pairs = sorted((-weight, i, j) for i in people for j, weight in self._near(i) if i < j and j in free)
        found: dict[int, list[int]] = {person: [] for person in people}
        for weight, one, other in pairs:
            ends = (one, other)
            if free[one] and free[other]:
                lost = sum(scores[end][free[end] - 1] for end in ends if len(scores[end]) >= free[end])
                if -2 * weight > lost:
                    for end in ends:
                        free[end] -= 1
                    found[one].append(other)
                    found[other].append(one)
        return found

    def _chosen(
        self, person: int, progress: float, owed: Sequence[Name], scored: Sequence[tuple[float, Name]]
    ) -> list[Name]:
        """The names beside the owed ones: the worthiest, and beyond the usual number only those worth their paper."""
        may_promise = self._most_named - self._burden(person)
        chosen: list[Name] = []
        for score, name in scored:
            told = len(owed) + len(chosen)
            if (
                told >= self._most_names
                or (told >= self._names and score < self.price * (1.0 if owed else HOPE))
                or not self._names
            ):
                break
            may_promise -= name.kind == "coming"
            if name.kind != "coming" or may_promise >= 0:
                chosen.append(name)
        return self._insured(owed, chosen, scored, progress)

    def _insured(
        self, owed: Sequence[Name], chosen: list[Name], scored: Sequence[tuple[float, Name]], progress: float
    ) -> list[Name]:
        """A badge on which perhaps nobody comes names one person who is here instead of its weakest guess."""
        here = next((name for _, name in scored if name.kind == "here"), None)
        if not here or not chosen or self._nobody_comes((*owed, *chosen), progress) <= self._taste.insured_from:
            return chosen
        return [*chosen[:-1], here]

    def _worth_coming(self, other: int, weight: float, progress: float) -> float:
        waiting = len(self._open.get(other, ()))
        printed = len(self._badges.get(other, ()))
        burden = self._burden(other) if printed else len(self._named_by.get(other, ()))
        if waiting + printed >= self._most_names or burden >= self._most_named:
            return 0.0
        load = 0.5 + waiting / max(1, self._names)
        cost = self._prices[other] if other < self._listed else 0.0
        priced = weight if self._replan else weight - cost * (1 - progress) * load
        return float(self._still_coming(other, progress) ** self._taste.doubt * max(priced, LAST_RESORT * weight))

    def _worth_here(self, other: int, weight: float, progress: float) -> float:
        if self._strict:
            return 0.0
        burden = self._burden(other)
        alone = not self._has_company(other)
        forsaken = self._nobody_comes(self._badges[other], progress) if alone else 0.0
        rescue = forsaken > _RESCUE_FROM
        # Promises count as names to come, which must not keep a person who has nobody from being rescued.
        if burden > self._most_named or (burden == self._most_named and not rescue):
            return 0.0
        crowd = max(len(self._named_by.get(other, ())) - 1, 0)
        worth = self._taste.one_sided * weight * (1 + LONELY * alone - CROWDED * crowd)
        return max(worth, 1e-6 * weight) + (_RESCUE_WORTH * forsaken if rescue else 0.0)

    def _burden(self, person: int) -> int:
        """The badges that name a person, and those that will when the people they were promised come."""
        named = len(self._named_by.get(person, ()))
        badge = self._badges.get(person)
        return named + sum(person in self._open.get(name.person, ()) for name in badge) if badge else named

    def _nobody_comes(self, names: Sequence[Name], progress: float) -> float:
        return prod(1.0 - self._there(name.person, progress) for name in names)

    def _has_company(self, person: int) -> bool:
        if not self._here.isdisjoint(self._named_by.get(person, ())):
            return True
        return any(name.person in self._here for name in self._badges[person])

    def _there(self, person: int, progress: float) -> float:
        return 1.0 if person in self._here else self._still_coming(person, progress)

    def _still_coming(self, person: int, progress: float) -> float:
        """How likely somebody who is not here yet still comes."""
        if person in self._away:
            return 0.0
        chance, left = self._chances[person], 1.0 - progress
        return chance * left / (1.0 - chance * progress) if chance * progress < 1.0 else 0.0

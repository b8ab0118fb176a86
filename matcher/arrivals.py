"""The policy at the door: whom to name on a badge that can't be changed, when many never come.

A name of somebody who has not arrived is a promise that they will name you back; it is kept before anything else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from matcher.candidates import Candidates

Kind = Literal["mutual", "coming", "here"]

ONE_SIDED = 0.2
"""What a name of somebody here who was not told about you is worth, against one that is mutual."""
_LONELY, _CROWDED = 0.5, 0.15
_RESCUE_FROM, _RESCUE_WORTH = 0.25, 0.3
_INSURE_FROM = 0.07
"""The chance that nobody on a badge comes, from which one name is replaced by somebody who is here."""
_NEARBY = 80
"""The best candidates of a person that a decision looks at."""
_PLAN_NAMES = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name on a badge: a person's index, and what the name promises."""

    person: int
    kind: Kind


class Arrivals:
    """One evening's badges: `propose` changes nothing, `apply` takes note of what was printed.

    Args:
        weights: symmetric (n, n) >= 0: a Candidates, a dense array, or anything of scipy.sparse.
        chances: (n,) in 0..1, how likely each person comes; 0 = never named before they are here.
        names: names on a badge; until half have come, up to `most_names`.
        most_names: the most that fit on a badge, and the most that may be promised to one person.
        most_named: the most badges that name one person; one rescue more for somebody who would have nobody.
    """

    def __init__(
        self, weights: Any, chances: Sequence[float], *, names: int = 3, most_names: int = 5, most_named: int = 5
    ) -> None:
        candidates = Candidates.of(weights)
        self._near = [_best(*candidates.row(person)) for person in range(candidates.n)]
        self._chances = [float(chance) for chance in chances]
        self._names, self._most_names, self._most_named = names, most_names, most_named
        self._prices = _prices(candidates, np.asarray(self._chances))
        self._badges: dict[int, tuple[Name, ...]] = {}
        self._here: set[int] = set()
        self._open: dict[int, list[int]] = {}
        """Who names a person that has not arrived: they are owed a name."""
        self._named_by: dict[int, set[int]] = {}

    def arrive(self, person: int, progress: float) -> list[tuple[int, Kind]]:
        """Proposes and applies at once; `progress` is the share of expected arrivals so far."""
        names = self.propose(person, progress)
        self.apply(person, names)
        return [(name.person, name.kind) for name in names]

    def propose(self, person: int, progress: float) -> tuple[Name, ...]:
        """The names for a person who arrives now; who was here before keeps their names and gets what is owed since."""
        stored = self._badges.get(person, ())
        owed = self._owed(person, stored)
        if stored:
            return (*stored, *owed)
        weights = dict(self._near[person])
        places = self._most_names if progress < 0.5 else self._names
        scored = self._scored(person, progress, {name.person for name in owed})
        names = (*owed, *(name for _, name in scored[: max(0, places - len(owed))]))
        names = self._insured(names, scored, progress)
        kept = sorted(names[len(owed) :], key=lambda name: (-weights.get(name.person, 0.0), name.person))
        return (*owed, *kept)[: self._most_names]

    def apply(self, person: int, names: Sequence[Name]) -> None:
        """Takes note of a printed badge; in the order of the facts, it restores an evening."""
        before = {name.person for name in self._badges.get(person, ())}
        for name in names:
            if name.person in before:
                continue
            self._named_by.setdefault(name.person, set()).add(person)
            if name.kind == "coming":
                self._open.setdefault(name.person, []).append(person)
        told = {name.person for name in names}
        self._open[person] = [other for other in self._open.get(person, ()) if other not in told]
        self._badges[person] = tuple(names)
        self._here.add(person)

    def withdraw(self, person: int) -> None:
        """Takes back a presence, never a badge: its names stay promised, and the person is coming again."""
        self._here.discard(person)

    def walk_in(self, row: Any) -> int:
        """Adds a person, with a weight per person so far or (indices, weights); returns their index."""
        indices, weights = _sparse(row)
        newcomer = len(self._near)
        near = _best(indices, weights)
        self._near.append(near)
        self._chances.append(0.0)
        self._prices.append(0.0)
        for other, weight in near:
            self._near[other] = [*self._near[other], (newcomer, weight)]
        return newcomer

    def set_chance(self, person: int, chance: float) -> None:
        """How likely a person comes from now on; 0 = named no more before they are here."""
        self._chances[person] = chance

    def _owed(self, person: int, stored: Sequence[Name]) -> list[Name]:
        """Everybody who was promised this person's name, best fit first."""
        weights = dict(self._near[person])
        named = {name.person for name in stored}
        waiting = [other for other in self._open.get(person, ()) if other not in named]
        return [Name(other, "mutual") for other in sorted(waiting, key=lambda j: (-weights.get(j, 0.0), j))]

    def _scored(self, person: int, progress: float, taken: set[int]) -> list[tuple[float, Name]]:
        """Everybody worth a place on the badge, the worthiest first."""
        scored: list[tuple[float, Name]] = []
        for other, weight in self._near[person]:
            if other in taken or other == person:
                continue
            if other in self._here:
                score = self._worth_here(other, weight, progress)
                name = Name(other, "here")
            elif other not in self._badges and len(self._open.get(other, ())) < self._most_names:
                score = self._worth_coming(other, weight, progress)
                name = Name(other, "coming")
            else:
                continue
            if score > 0:
                scored.append((score, name))
        return sorted(scored, key=lambda entry: (-entry[0], entry[1].person))

    def _worth_coming(self, other: int, weight: float, progress: float) -> float:
        load = 0.5 + len(self._open.get(other, ())) / _PLAN_NAMES
        priced = weight - self._prices[other] * (1 - progress) * load
        return self._still_coming(other, progress) * max(priced, 1e-4 * weight)

    def _worth_here(self, other: int, weight: float, progress: float) -> float:
        named = len(self._named_by.get(other, ()))
        owed = sum(other in self._open.get(name.person, ()) for name in self._badges[other])
        alone = not self._has_company(other)
        forsaken = self._nobody_comes(self._badges[other], progress) if alone else 0.0
        rescue = alone and forsaken > _RESCUE_FROM
        # A promise counts as a name to come, which must not keep a person who has nobody from being rescued.
        if named + owed >= self._most_named and not (rescue and named <= self._most_named):
            return 0.0
        worth = ONE_SIDED * weight * (1 + _LONELY * alone - _CROWDED * max(named - 1, 0))
        return max(worth, 1e-6 * weight) + (_RESCUE_WORTH * forsaken if rescue else 0.0)

    def _insured(
        self, names: tuple[Name, ...], scored: Sequence[tuple[float, Name]], progress: float
    ) -> tuple[Name, ...]:
        """A badge on which perhaps nobody comes names one person who is here instead of its weakest guess."""
        if any(name.kind != "coming" for name in names) or self._nobody_comes(names, progress) <= _INSURE_FROM:
            return names
        here = next((name for _, name in scored if name.kind == "here"), None)
        return (*names[:-1], here) if here else names

    def _has_company(self, person: int) -> bool:
        named = {name.person for name in self._badges[person]}
        return not self._here.isdisjoint(named | self._named_by.get(person, set()))

    def _nobody_comes(self, names: Sequence[Name], progress: float) -> float:
        chance = 1.0
        for name in names:
            chance *= 0.0 if name.person in self._here else 1.0 - self._still_coming(name.person, progress)
        return chance

    def _still_coming(self, person: int, progress: float) -> float:
        """How likely somebody who is not here yet still comes."""
        chance, left = self._chances[person], 1.0 - progress
        return chance * left / (1.0 - chance * progress) if chance * progress < 1.0 else 0.0


def _best(indices: Any, weights: Any) -> list[tuple[int, float]]:
    order = np.lexsort((indices, -np.asarray(weights)))[:_NEARBY]
    return [(int(indices[k]), float(weights[k])) for k in order if weights[k] > 0]


def _sparse(row: Any) -> tuple[Any, Any]:
    if isinstance(row, tuple):
        return np.asarray(row[0]), np.asarray(row[1], dtype=np.float64)
    dense = np.asarray(row, dtype=np.float64)
    indices = np.flatnonzero(dense > 0)
    return indices, dense[indices]


def _prices(candidates: Candidates, chances: Any) -> list[float]:
    """What a promise from each person costs: half the weakest pair a greedy plan gives them, if it fills them up."""
    rows = np.repeat(np.arange(candidates.n), np.diff(candidates.indptr))
    once = rows < candidates.indices
    first, second = rows[once], candidates.indices[once].astype(np.int64)
    weights = candidates.weights[once].astype(np.float64)
    value = weights * chances[first] * chances[second]
    order = np.lexsort((second, first, -value))
    count = [0] * candidates.n
    price = [0.0] * candidates.n
    for i, j, weight in zip(first[order].tolist(), second[order].tolist(), weights[order].tolist(), strict=True):
        if count[i] < _PLAN_NAMES and count[j] < _PLAN_NAMES:
            for one, other in ((i, j), (j, i)):
                count[one] += 1
                if count[one] == _PLAN_NAMES:
                    price[one] = 0.5 * weight * float(chances[other])
    return price

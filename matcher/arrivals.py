"""The policy at the door: whom to name on a badge that can't be changed, when many never come.

A name of somebody who has not arrived is a promise that they will name you back; it is kept before anything else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, Literal

import numpy as np

from matcher.candidates import Candidates
from matcher.prices import prices

Kind = Literal["mutual", "coming", "here"]

_ONE_SIDED = 0.2
"""What a name of somebody here who was not told about you is worth, against one that is mutual."""
_LONELY, _CROWDED = 0.5, 0.15
_RESCUE_FROM, _RESCUE_WORTH = 0.25, 0.3
_INSURE_FROM = 0.07
"""The chance that nobody on a badge comes, from which one name is replaced by somebody who is here."""
_COMPANY = 1.8
"""How many of a badge's people must be expected, before it is content with fewer names than fit."""
_EARLY = 0.5
_NEARBY = 80
"""The best candidates of a person that a decision looks at."""


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
        names: names on a badge; `most_names` until half have come, or while few of the badge's people are expected.
        most_names: the most that fit on a badge, and the most that may be promised to one person.
        most_named: the most badges that name one person; one rescue more for somebody who would have nobody.
    """

    def __init__(
        self, weights: Any, chances: Sequence[float], *, names: int = 3, most_names: int = 5, most_named: int = 5
    ) -> None:
        candidates = Candidates.of(weights)
        if len(chances) != candidates.n:
            raise ValueError(f"{candidates.n} people need as many chances, not {len(chances)}")
        if not 0 <= names <= most_names:
            raise ValueError(f"names must be 0 to most_names ({most_names}), not {names}")
        self._best = candidates.best(_NEARBY)
        self._later: dict[int, list[tuple[int, float]]] = {}
        self._size = candidates.n
        self._chances = [float(chance) for chance in chances]
        self._names, self._most_names, self._most_named = names, most_names, most_named
        self._prices = prices(candidates, self._chances, max(1, names))
        self._badges: dict[int, tuple[Name, ...]] = {}
        self._here: set[int] = set()
        self._gone: set[int] = set()
        self._open: dict[int, dict[int, float]] = {}
        """Who was promised a person's name and still waits for it, and how well they fit."""
        self._named_by: dict[int, set[int]] = {}

    def arrive(self, person: int, progress: float) -> list[tuple[int, Kind]]:
        """Proposes and applies at once; `progress` is the share of expected arrivals so far."""
        names = self.propose(person, progress)
        self.apply(person, names)
        return [(name.person, name.kind) for name in names]

    def propose(self, person: int, progress: float) -> tuple[Name, ...]:
        """The names for a person who arrives now; who was here before keeps their names and gets what is owed since."""
        owed = self._owed(person)
        if person in self._badges:
            return (*self._badges[person], *owed)
        progress = min(1.0, max(0.0, progress))
        scored = self._scored(person, progress, {name.person for name in owed})
        chosen = self._chosen(person, progress, owed, scored)
        weights = dict(self._near(person))
        return (*owed, *sorted(chosen, key=lambda name: (-weights[name.person], name.person)))

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
        self._here.add(person)
        self._gone.discard(person)

    def withdraw(self, person: int) -> None:
        """Takes back a presence, never a badge: its names stay promised, and the person is coming again."""
        self._here.discard(person)

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
        self._prices.append(0.0)
        return newcomer

    def drop(self, person: int) -> None:
        """Names a person no more, until they arrive after all or are given a chance again."""
        self._gone.add(person)

    def set_chance(self, person: int, chance: float) -> None:
        """How likely a person comes from now on; 0 = not named before they are here."""
        self._chances[person] = float(chance)
        if chance > 0:
            self._gone.discard(person)

    def _near(self, person: int) -> Iterator[tuple[int, float]]:
        yield from self._best(person)
        yield from self._later.get(person, ())

    def _owed(self, person: int) -> list[Name]:
        """Everybody who was promised this person's name, best fit first."""
        waiting = [(-weight, other) for other, weight in self._open.get(person, {}).items() if other not in self._gone]
        return [Name(other, "mutual" if other in self._here else "coming") for _, other in sorted(waiting)]

    def _scored(self, person: int, progress: float, taken: set[int]) -> list[tuple[float, Name]]:
        """Everybody worth a place on the badge, the worthiest first."""
        scored: list[tuple[float, Name]] = []
        for other, weight in self._near(person):
            if other == person or other in taken or other in self._gone:
                continue
            kind: Kind = "here" if other in self._here else "coming"
            worth = self._worth_here if kind == "here" else self._worth_coming
            score = worth(other, weight, progress)
            if score > 0:
                scored.append((score, Name(other, kind)))
        return sorted(scored, key=lambda entry: (-entry[0], entry[1].person))

    def _chosen(
        self, person: int, progress: float, owed: Sequence[Name], scored: Sequence[tuple[float, Name]]
    ) -> list[Name]:
        """The names beside the owed ones: the worthiest, as many as the hour and the badge's chances ask for."""
        places = self._most_names if progress < _EARLY else self._names
        may_promise = self._most_named - self._burden(person)
        chosen: list[Name] = []
        for _, name in scored:
            badge = (*owed, *chosen)
            enough = len(badge) >= places and self._company(badge, progress) >= _COMPANY
            if enough or len(badge) >= self._most_names or not self._names:
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
        if not here or not chosen or self._nobody_comes((*owed, *chosen), progress) <= _INSURE_FROM:
            return chosen
        return [*chosen[:-1], here]

    def _worth_coming(self, other: int, weight: float, progress: float) -> float:
        waiting = len(self._open.get(other, ()))
        if waiting >= self._most_names or self._burden(other) >= self._most_named:
            return 0.0
        load = 0.5 + waiting / max(1, self._names)
        priced = weight - self._prices[other] * (1 - progress) * load
        return self._still_coming(other, progress) * max(priced, 1e-4 * weight)

    def _worth_here(self, other: int, weight: float, progress: float) -> float:
        burden = self._burden(other)
        alone = not self._has_company(other)
        forsaken = self._nobody_comes(self._badges[other], progress) if alone else 0.0
        rescue = forsaken > _RESCUE_FROM
        # Promises count as names to come, which must not keep a person who has nobody from being rescued.
        if burden > self._most_named or (burden == self._most_named and not rescue):
            return 0.0
        crowd = max(len(self._named_by.get(other, ())) - 1, 0)
        worth = _ONE_SIDED * weight * (1 + _LONELY * alone - _CROWDED * crowd)
        return max(worth, 1e-6 * weight) + (_RESCUE_WORTH * forsaken if rescue else 0.0)

    def _burden(self, person: int) -> int:
        """The badges that name a person, and those that will when the people they were promised come."""
        named = len(self._named_by.get(person, ()))
        badge = self._badges.get(person)
        return named + sum(person in self._open.get(name.person, ()) for name in badge) if badge else named

    def _company(self, names: Sequence[Name], progress: float) -> float:
        """How many of these people are expected to be there."""
        return sum(self._there(name.person, progress) for name in names)

    def _nobody_comes(self, names: Sequence[Name], progress: float) -> float:
        return prod(1.0 - self._there(name.person, progress) for name in names)

    def _has_company(self, person: int) -> bool:
        named = {name.person for name in self._badges[person]}
        return not self._here.isdisjoint(named | self._named_by.get(person, set()))

    def _there(self, person: int, progress: float) -> float:
        return 1.0 if person in self._here else self._still_coming(person, progress)

    def _still_coming(self, person: int, progress: float) -> float:
        """How likely somebody who is not here yet still comes."""
        chance, left = self._chances[person], 1.0 - progress
        return chance * left / (1.0 - chance * progress) if chance * progress < 1.0 else 0.0

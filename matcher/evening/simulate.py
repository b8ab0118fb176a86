"""Plays evenings and measures them against what hindsight could have done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from matcher.evening.arrivals import Arrivals
from matcher.evening.cards import plan_cards
from matcher.evening.world import Array, World

Badges = Mapping[int, list[tuple[int, str]]]
"""Per person who came, in the order of arrival: who is named, and what that promises."""
_PAPER = 5
"""The most names that fit on a badge, for the optimum on the same paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """How an evening went; shares are of what hindsight could have done with three names each."""

    people: int
    came: int
    names_per_badge: float
    names_that_show: float
    mutual_share: float
    same_paper_share: float
    """Mutual value, of what hindsight could have done with as many names as were printed, five at most on a badge."""
    useful_share: float
    promise_kept: float
    most_named: int
    nobody_present_share: float
    """Badges whose names all stayed away."""
    nobody_either_way_share: float
    """People who meet nobody through any badge, though somebody who came fits them."""
    no_mutual_share: float
    """People without a name that names them back."""
    no_mutual_registrants: float
    no_mutual_walkins: float
    by_tenth: tuple[float, ...]
    """What the first to the last tenth of arrivals get of their own three best who came."""
    own_p10: float
    """What nine in ten people get at least of their own three best who came."""
    one_ask: float
    """What people with one ask get of their own three best; None-like nan where asks are unknown."""
    four_asks: float
    decision_p99_ms: float
    """nan without a clock."""


@dataclass(frozen=True, slots=True)
class Evening:
    """What happened at the door."""

    arrivals: Arrivals
    badges: dict[int, list[tuple[int, str]]]
    decisions: tuple[float, ...]
    """Seconds of every decision, by the clock that was given."""


def evening(
    world: World,
    *,
    seen: Array | None = None,
    batch: int = 1,
    clock: Callable[[], float] | None = None,
    **policy: Any,
) -> Evening:
    """Plays one evening at the door.

    Args:
        world: who comes.
        seen: the weights that the door believes, where they are not the world's.
        batch: badges are handed out to so many people at once.
        clock: measures the decisions, in seconds.
        policy: what `Arrivals` takes.
    """
    n = world.registered
    weights = world.weights if seen is None else seen
    arrivals = Arrivals(weights[:n, :n], world.chances.tolist(), **policy)
    index = {person: person for person in range(n)}
    known, decisions = list(range(n)), []
    badges: dict[int, list[tuple[int, str]]] = {}
    came = list(zip(world.order.tolist(), world.progress.tolist(), strict=True))
    for start in range(0, len(came), batch):
        together = came[start : start + batch]
        for person in (person for person, _ in together if person >= n):
            index[person] = arrivals.walk_in(weights[person, known])
            known.append(person)
        begun = clock() if clock else 0.0
        if batch == 1:
            told = {index[person]: arrivals.arrive(index[person], progress) for person, progress in together}
        else:
            told = arrivals.arrive_together([index[person] for person, _ in together], together[-1][1])
        decisions.append(clock() - begun if clock else 0.0)
        badges |= {person: [(known[j], kind) for j, kind in told[index[person]]] for person, _ in together}
    return Evening(arrivals, badges, tuple(decisions) if clock else ())


def cards_at_a_time(world: World, mean_names: float = 4.0, waited_for: float = 0.9) -> Badges:
    """The same evening with cards printed in one run, when so many have come; who comes later gets none."""
    present = world.order[: max(1, round(waited_for * len(world.order)))]
    cards = plan_cards(world.weights[np.ix_(present, present)], _PAPER, mean_names)
    told = dict(zip(present.tolist(), cards, strict=True))
    return {person: [(int(present[k]), "mutual") for k in told.get(person, [])] for person in world.order.tolist()}


def measure(world: World, badges: Badges, decisions: tuple[float, ...] = (), best: float | None = None) -> Measures:
    """Compares an evening's badges with hindsight; `best` is `hindsight(world)`, where it is known already."""
    came = set(world.order.tolist())
    names = {person: {other for other, _ in told} for person, told in badges.items()}
    printed = [(person, other) for person, told in names.items() for other in told]
    shown = [(person, other) for person, other in printed if other in came]
    mutual = [(i, j) for i, j in shown if i < j and i in names[j]]
    coming = [(i, j) for i, told in badges.items() for j, kind in told if kind == "coming" and j in came]
    named = np.bincount([other for _, other in printed], minlength=len(world.weights))[sorted(came)]
    returned = {person for pair in mutual for person in pair}
    registrants = {person for person in came if person < world.registered}
    met = {person for pair in shown for person in pair}
    own = _own_shares(world, names)
    value = float(sum(world.weights[i, j] for i, j in mutual))
    optimum = hindsight(world) if best is None else best
    return Measures(
        people=world.registered,
        came=len(came),
        names_per_badge=len(printed) / len(badges),
        names_that_show=len(shown) / max(1, len(printed)),
        mutual_share=_part(value, optimum),
        same_paper_share=_part(value, hindsight(world, _PAPER, len(printed))),
        useful_share=_part(float(sum(world.weights[i, j] for i, j in shown)) / 2, optimum),
        promise_kept=_part(sum(i in names[j] for i, j in coming), len(coming), empty=1.0),
        most_named=int(named.max()),
        nobody_present_share=sum(not told & came for told in names.values()) / len(names),
        nobody_either_way_share=len(own.keys() - met) / len(came),
        no_mutual_share=1 - len(returned) / len(came),
        no_mutual_registrants=_part(len(registrants - returned), len(registrants)),
        no_mutual_walkins=_part(len(came - registrants - returned), len(came - registrants)),
        by_tenth=tuple(_mean([own.get(int(p), np.nan) for p in part]) for part in np.array_split(world.order, 10)),
        own_p10=float(np.percentile(list(own.values()), 10)) if own else 0.0,
        one_ask=_of_asking(world, own, 1, 1),
        four_asks=_of_asking(world, own, 4, 99),
        decision_p99_ms=1000 * float(np.percentile(decisions, 99)) if decisions else float("nan"),
    )


def hindsight(world: World, names: int = 3, printed: float | None = None) -> float:
    """The most weight of pairs when everybody who came names at most `names` who came, knowing it all beforehand.

    `printed` limits the names on all badges together.
    """
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix, vstack

    present = world.order
    table = np.triu(world.weights[np.ix_(present, present)])
    first, second = np.nonzero(table)
    pairs = len(first)
    if not pairs:
        return 0.0
    limits = csr_matrix(
        (np.ones(2 * pairs), (np.r_[first, second], np.r_[np.arange(pairs), np.arange(pairs)])),
        shape=(len(present), pairs),
    )
    most = np.full(len(present), float(names))
    if printed is not None:
        limits, most = vstack([limits, csr_matrix(np.full((1, pairs), 2.0))]), np.append(most, printed)
    solved = linprog(-table[first, second], A_ub=limits, b_ub=most, bounds=(0, 1), method="highs")
    return float(-solved.fun)


def summary(results: list[Measures]) -> dict[str, Any]:
    """The mean of every measure over some evenings, each with its standard error under `..._se`."""
    found: dict[str, Any] = {}
    for name in Measures.__dataclass_fields__:
        values = np.array([getattr(result, name) for result in results], dtype=np.float64)
        mean, error = _mean_and_error(values)
        found[name], found[f"{name}_se"] = mean, error
    found["most_named"] = max(result.most_named for result in results)
    return found


def average(play: Callable[[World], Badges], worlds: list[World]) -> dict[str, Any]:
    """The summary of one policy over some evenings."""
    return summary([measure(world, play(world)) for world in worlds])


def _own_shares(world: World, names: Mapping[int, set[int]]) -> dict[int, float]:
    """Per person who fits anybody there: the weight of their names that came, against their three best who came."""
    here = np.array(sorted(world.order.tolist()))
    shares = {}
    for person in world.order.tolist():
        row = world.weights[person]
        best = float(np.sort(row[here])[-3:].sum())
        if best > 0:
            told = [other for other in names[person] if other in names]
            shares[person] = min(1.0, float(row[told].sum()) / best)
    return shares


def _of_asking(world: World, own: Mapping[int, float], least: int, most: int) -> float:
    if world.asks is None:
        return float("nan")
    asks = world.asks
    return _mean([share for person, share in own.items() if least <= asks[person] <= most])


def _mean(values: list[float]) -> float:
    found = [value for value in values if not np.isnan(value)]
    return float(np.mean(found)) if found else float("nan")


def _mean_and_error(values: Any) -> tuple[Any, Any]:
    """Mean and standard error over the first axis, leaving out what is not known; None where nothing is."""
    if values.ndim > 1:
        columns = [_mean_and_error(column) for column in values.T]
        return [mean for mean, _ in columns], [error for _, error in columns]
    known = values[~np.isnan(values)]
    if not len(known):
        return None, None
    return float(known.mean()), float(known.std(ddof=1) / len(known) ** 0.5) if len(known) > 1 else 0.0


def _part(some: float, whole: float, *, empty: float = 0.0) -> float:
    return some / whole if whole else empty

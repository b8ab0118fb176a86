"""How good the badges are, beside what hindsight could have done: `python -m benchmarks.matcher_policy`.

Other policies are played on the same evenings: the three best on the list, and the three best who are here.
"""

import argparse
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from matcher import Arrivals
from matcher.evening.simulate import Measures, cards_at_a_time, evening, hindsight, measure, summary
from matcher.evening.world import TURN_UP, World, arrivals, world

EVENINGS = {100: 24, 300: 10, 1000: 3}
"""How many are played, by how many are registered."""
FIRST_SEED = 90_000
"""Evenings that no number of the policy was chosen on."""
Badges = dict[int, list[tuple[int, str]]]
Play = Callable[[World], Badges]

MARKS = {
    "3 names": {"mutual_share": (0.65, 0.64, 0.61)},
    "priced paper, mean 4": {
        "mutual_share": (0.90, 0.91, 0.89),
        "useful_share": (0.95, 0.96, 0.95),
        "names_per_badge": (-4.05,) * 3,
        "nobody_present_share": (-0.012,) * 3,
        "no_mutual_share": (-0.08,) * 3,
    },
    "priced paper, 2 to 5, mean 3": {"mutual_share": (0.72, 0.73, 0.69), "names_per_badge": (-3.0,) * 3},
}
"""What is wanted at 100, 300 and 1000 people; negative: at most."""
SHOWN = (
    "names_per_badge", "names_that_show", "mutual_share", "same_paper_share", "useful_share", "promise_kept",
    "most_named", "nobody_present_share", "nobody_either_way_share", "no_mutual_share", "no_mutual_registrants",
    "no_mutual_walkins", "own_p10", "one_ask", "four_asks", "decision_p99_ms",
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the policies side by side, then how far each trouble takes the priced paper down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100,300,1000", help="how many registrants")
    parser.add_argument("--troubled", type=int, default=300, help="how many where things go wrong, and at two doors")
    parser.add_argument("--evenings", type=int, help="how many at most of each")
    chosen = parser.parse_args(arguments)
    sizes = [int(size) for size in chosen.sizes.split(",")]
    for people in sizes:
        compare(people, played(people, chosen.evenings))
    for people in (size for size in sizes if size <= 300):
        personal(people, played(people, chosen.evenings))
    trouble(chosen.troubled, played(chosen.troubled, chosen.evenings))
    two_doors(chosen.troubled, played(chosen.troubled, chosen.evenings))


def played(people: int, most: int | None = None) -> range:
    """The evenings that are played with so many."""
    count = EVENINGS.get(people, 3)
    return range(FIRST_SEED, FIRST_SEED + min(count, most or count))


def compare(people: int, seeds: range) -> None:
    """Every policy on the same evenings."""
    nights = [world(people, seed) for seed in seeds]
    best = [hindsight(night) for night in nights]
    print(f"\n{people} registered, {len(nights)} evenings, six in ten come, one in ten of those walks in")
    for name, options in (
        ("3 names", {"names": 3, "most_names": 3}),
        ("priced paper, mean 4", {}),
        ("priced paper, 2 to 5, mean 3", {"names": 2, "mean_names": 3.0}),
        ("strict, 3 names", {"names": 3, "most_names": 3, "strict": True}),
        ("batches of ten, mean 4", {"batch": 10}),
    ):
        results = []
        for night, optimum in zip(nights, best, strict=True):
            played = evening(night, clock=time.perf_counter, **options)
            results.append(measure(night, played.badges, played.decisions, optimum))
        report(name, results, people)
    for name, play in (
        ("three best on the list", best_on_the_list),
        ("three best who are here", best_who_are_here),
        ("cards at nine in ten, mean 4", lambda night: dict(cards_at_a_time(night))),
    ):
        report(name, [measure(night, play(night), best=b) for night, b in zip(nights, best, strict=True)], people)


def report(name: str, results: list[Measures], people: int) -> None:
    """One policy's means and standard errors, and whether they reach their marks."""
    found = summary(results)
    print(f"  {name}")
    for key in SHOWN:
        if found[key] is None:
            continue
        mark = MARKS.get(name, {}).get(key)
        wanted = mark[(100, 300, 1000).index(people)] if mark and people in EVENINGS else None
        print(f"    {key:26}{found[key]:8.4f} ± {found[key + '_se']:.4f}{verdict(found[key], wanted)}")
    print("    by tenth of arrivals        " + " ".join(f"{value:.2f}" for value in found["by_tenth"]))


def verdict(value: float, wanted: float | None) -> str:
    """A mark and whether it is reached."""
    if wanted is None:
        return ""
    reached = value >= wanted if wanted >= 0 else value <= -wanted
    return f"   {'reaches' if reached else 'MISSES'} {'at least' if wanted >= 0 else 'at most'} {abs(wanted)}"


def personal(people: int, seeds: range) -> None:
    """Half of the people come with 0.9, half with 0.3, and the door knows who."""
    nights = [world(people, seed, personal=True) for seed in seeds]
    best = [hindsight(night) for night in nights]
    print(f"\n{people} registered whose chances are known")
    for name, options, mutual, show in (
        ("3 names", {"names": 3, "most_names": 3}, 0.73, 0.87),
        ("priced paper, mean 4", {}, 0.98, None),
    ):
        results = [measure(n, evening(n, **options).badges, best=b) for n, b in zip(nights, best, strict=True)]  # type: ignore[arg-type]  # values by name, or a kind as text
        found = summary(results)
        print(
            f"  {name:24}mutual {found['mutual_share']:.3f} ± {found['mutual_share_se']:.3f}"
            f"{verdict(found['mutual_share'], mutual)}   show {found['names_that_show']:.3f}"
            f"{verdict(found['names_that_show'], show)}"
        )


def trouble(people: int, seeds: range) -> None:
    """What the priced paper keeps of its own mutual value when the world is not as believed."""
    base = _mutual([world(people, seed) for seed in seeds])
    print(f"\n{people} registered, priced paper when things go wrong, against its own {base:.3f}")
    for name, night, wanted in (
        ("all stay or come together", _shock, 0.95),
        ("friends come in threes", _friends, 0.95),
        ("everybody later than believed", lambda people, seed: _shifted(people, seed, 0.7), 0.95),
        ("everybody earlier than believed", lambda people, seed: _shifted(people, seed, -0.7), 0.95),
        ("two rushes", _two_peaks, 0.95),
        ("0.45 come, 0.60 believed", _fewer, 0.80),
    ):
        share = _mutual([night(people, seed) for seed in seeds]) / base
        print(f"  {name:34}{share:.3f}{verdict(share, wanted)}")
    noisy = _mutual([world(people, seed) for seed in seeds], noise=0.5) / base
    print(f"  {'weights off by a factor of e^0.5':34}{noisy:.3f}{verdict(noisy, 0.78)}")


def two_doors(people: int, seeds: range) -> None:
    """Two doors, each hearing of the other's badges one arrival late."""
    broken, promised, most = [], 0, 0
    for seed in seeds:
        breaks, count, named = _two_doors(world(people, seed), seed)
        broken += [(seed, *each) for each in breaks]
        promised += count
        most = max(most, named)
    kept = 1 - len(broken) / promised
    print(f"\ntwo doors, one arrival late: kept {kept:.4f}{verdict(kept, 0.995)}, most named {most}")
    print("  broken (seed, told, about whom): " + (", ".join(map(str, broken)) or "none"))


def best_on_the_list(night: World) -> Badges:
    """Plain top three: the best fits on the list, wherever they are."""
    top = np.argsort(-night.weights[:, : night.registered], axis=1, kind="stable")[:, :3]
    return {person: [(int(j), "coming") for j in top[person]] for person in night.order.tolist()}


def best_who_are_here(night: World) -> Badges:
    """Plain top three of those who came before."""
    badges: Badges = {}
    for person in night.order.tolist():
        fits = sorted((-night.weights[person, other], other) for other in badges)
        badges[person] = [(other, "here") for weight, other in fits[:3] if weight < 0]
    return badges


def _mutual(nights: list[World], noise: float = 0.0) -> float:
    shares = []
    for number, night in enumerate(nights):
        random = np.random.default_rng(number)
        factor = np.exp(noise * np.triu(random.normal(0, 1, night.weights.shape), 1))
        seen = night.weights * np.triu(factor, 1) + (night.weights * np.triu(factor, 1)).T
        shares.append(measure(night, evening(night, seen=seen if noise else None).badges).mutual_share)
    return float(np.mean(shares))


def _moments(night: World, seed: int) -> tuple[np.random.Generator, Any, Any]:
    """A generator, who comes, and a new moment for everybody."""
    random = np.random.default_rng(seed + 50_000)
    everybody = len(night.weights)
    walks_in = np.arange(everybody) >= night.registered
    comes = (random.random(everybody) < TURN_UP) | walks_in
    return random, comes, np.clip(random.normal(0, 1, everybody), -3, 3)


def _retold(night: World, comes: Any, moments: Any, shift: float = 0.0) -> World:
    order, _ = arrivals(comes, moments)
    progress = np.array([0.5 * (1 + math.erf((moments[p] + shift) / math.sqrt(2))) for p in order])
    return replace(night, order=order, progress=progress)


def _shock(people: int, seed: int) -> World:
    night = world(people, seed)
    random, _, moments = _moments(night, seed)
    turn_up = 1 / (1 + math.exp(-(math.log(TURN_UP / (1 - TURN_UP)) + random.normal(0, 0.5))))
    walks_in = np.arange(len(night.weights)) >= night.registered
    return _retold(night, (random.random(len(night.weights)) < turn_up) | walks_in, moments)


def _friends(people: int, seed: int) -> World:
    night = world(people, seed)
    random, comes, moments = _moments(night, seed)
    groups = random.permutation(night.registered)[: night.registered // 3 * 3].reshape(-1, 3)
    comes[groups] = comes[groups[:, :1]]
    moments[groups] = moments[groups[:, :1]] + np.array([0, 1e-4, 2e-4])
    return _retold(night, comes, moments)


def _shifted(people: int, seed: int, shift: float) -> World:
    night = world(people, seed)
    _, comes, moments = _moments(night, seed)
    return _retold(night, comes, moments, -shift)


def _two_peaks(people: int, seed: int) -> World:
    night = world(people, seed)
    random, comes, moments = _moments(night, seed)
    return _retold(night, comes, 0.4 * moments + random.choice([-1.0, 1.0], len(moments)))


def _fewer(people: int, seed: int) -> World:
    night = world(people, seed, turn_up=0.45)
    return replace(night, chances=np.full(night.registered, TURN_UP))


def _two_doors(night: World, seed: int) -> tuple[list[tuple[int, int]], int, int]:
    """Broken promises as (who was told, about whom), how many names were promised and came, and the most named."""
    random = np.random.default_rng(seed)
    n = night.registered
    doors = [_Door(night) for _ in range(2)]
    badges: Badges = {}
    unheard: list[tuple[int, int]] = []
    for person, progress in zip(night.order.tolist(), night.progress.tolist(), strict=True):
        at = int(random.integers(2))
        badges[person] = doors[at].arrive(person, progress)
        for door, other in unheard:
            doors[1 - door].hear(other, badges[other])
        unheard = [(at, person)]
    came = set(night.order.tolist())
    coming = [(i, j) for i, told in badges.items() for j, kind in told if kind == "coming" and j in came]
    named = np.bincount([j for told in badges.values() for j, _ in told], minlength=n)
    broken = [(i, j) for i, j in coming if i not in {other for other, _ in badges[j]}]
    return broken, len(coming), int(named.max())


class _Door:
    """One of several doors, with its own numbering of people."""

    def __init__(self, night: World) -> None:
        n = night.registered
        self._night = night
        self._policy = Arrivals(night.weights[:n, :n], night.chances.tolist())
        self._known = list(range(n))
        self._index = {person: person for person in range(n)}

    def arrive(self, person: int, progress: float) -> list[tuple[int, str]]:
        self._meet(person)
        return [(self._known[j], kind) for j, kind in self._policy.arrive(self._index[person], progress)]

    def hear(self, person: int, told: list[tuple[int, str]]) -> None:
        from matcher import Name

        for each in (person, *(other for other, _ in told)):
            self._meet(each)
        names = [Name(self._index[other], kind) for other, kind in told]  # type: ignore[arg-type]  # values by name, or a kind as text
        self._policy.apply(self._index[person], names)

    def _meet(self, person: int) -> None:
        if person not in self._index:
            self._index[person] = self._policy.walk_in(self._night.weights[person, self._known])
            self._known.append(person)


if __name__ == "__main__":
    main()

"""How good the badges are, beside what hindsight could have done: `python -m benchmarks.matcher_policy`."""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import fields
from typing import TypeVar

from benchmarks.probe import milliseconds
from matcher import Affinity, Arrivals, Profile, Vocabulary
from matcher.simulate import Measures, World, evening, measure, world

EVENINGS = {30: 40, 100: 24, 300: 10, 1000: 3}
FIRST_SEED = 1000
PEOPLE = 10_000
_KNOWN = {
    100: {"names_per_badge": 4.1, "mutual_share": 0.911, "useful_share": 0.96, "nobody_present_share": 0.008},
    300: {"names_per_badge": 4.1, "mutual_share": 0.918, "useful_share": 0.97, "nobody_present_share": 0.007},
    1000: {"names_per_badge": 4.1, "mutual_share": 0.922, "useful_share": 0.97, "nobody_present_share": 0.006},
}
"""What the study behind these rules measured, without the extra names where few are expected."""
Result = TypeVar("Result")


def main() -> None:
    """Prints the policy's measures, then the times of ten thousand people."""
    for people, evenings in EVENINGS.items():
        results = [measure(night, evening(night)[1]) for night in _nights(people, evenings)]
        print(f"\n{people} registered, {evenings} evenings, six in ten come, one in ten of those walks in")
        for field in fields(Measures):
            values = [float(getattr(result, field.name)) for result in results]
            error = statistics.stdev(values) / len(values) ** 0.5
            known = _KNOWN.get(people, {}).get(field.name)
            print(
                f"  {field.name:26}{statistics.mean(values):8.4f} ± {error:.4f}"
                + (f"   study {known}" if known else "")
            )
    crowd_times()


def crowd_times() -> None:
    """Prints what ten thousand people cost at import, at opening and at the door."""
    vocabulary = Vocabulary.load()
    registrations = Registrations(vocabulary, 1)
    crowd = [registrations.person() for _ in range(PEOPLE)]
    print(f"\n{PEOPLE} people, every third phrase unknown to the vocabulary")
    affinity = _timed("import: who fits whom", lambda: Affinity.of(crowd, vocabulary))
    kept = affinity.to_bytes()
    fresh = Vocabulary.load()
    affinity = _timed("opening: read what import kept", lambda: Affinity.from_bytes(kept, crowd, fresh))
    door = _timed("opening: prices", lambda: Arrivals(affinity.candidates, [0.6] * PEOPLE))
    came = random.Random(2).sample(range(PEOPLE), 6000)
    decisions, reasons = [], []
    for count, person in enumerate(came):
        start = time.perf_counter()
        names = door.propose(person, count / len(came))
        door.apply(person, names)
        decisions.append(time.perf_counter() - start)
        start = time.perf_counter()
        for name in names:
            affinity.reasons(person, name.person)
        reasons.append(time.perf_counter() - start)
    newcomers = []
    for _ in range(300):
        newcomer = registrations.person()
        start = time.perf_counter()
        door.walk_in(affinity.add(newcomer)[1])
        newcomers.append(time.perf_counter() - start)
    for what, times in (("decision", decisions), ("reasons of a badge", reasons), ("walk-in", newcomers)):
        print("  {:32}p50 {:.2f} ms   p99 {:.2f} ms".format(what, *milliseconds(times)))


def _nights(people: int, evenings: int) -> list[World]:
    return [world(people, seed) for seed in range(FIRST_SEED, FIRST_SEED + evenings)]


def _timed(what: str, work: Callable[[], Result]) -> Result:
    start = time.perf_counter()
    result = work()
    print(f"  {what:32}{time.perf_counter() - start:.2f} s")
    return result


class Registrations:
    """Invented answers: popular topics often, wrapped in words or beside a word that nobody else says."""

    def __init__(self, vocabulary: Vocabulary, seed: int) -> None:
        self._dice = random.Random(seed)
        self._known = [" ".join(name) for name in vocabulary.names]
        self._dice.shuffle(self._known)
        self._rare = ["".join(self._dice.choices("abdeghiklmnoprstu", k=7)) for _ in range(8000)]

    def person(self) -> Profile:
        """One more registrant."""
        dice = self._dice
        return Profile(
            key=f"{dice.random():.12f}",
            offers=self._answers(1, 5),
            asks=self._answers(1, 4),
            interests=self._answers(2, 5),
            employer=f"employer {int(dice.paretovariate(0.8))}",
            agreed=True,
        )

    def _answers(self, least: int, most: int) -> tuple[str, ...]:
        return tuple(self._phrase() for _ in range(self._dice.randint(least, most)))

    def _phrase(self) -> str:
        dice = self._dice
        topic = self._known[int(dice.paretovariate(0.6) * 7) % len(self._known)]
        wrapping = dice.choice(["", "", "I'm looking for someone who knows ", "happy to help with "])
        return f"{wrapping}{topic}" if dice.random() < 0.65 else f"{wrapping}{topic} {dice.choice(self._rare)}"


if __name__ == "__main__":
    main()

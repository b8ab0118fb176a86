"""How well offers are found for asks, and what many people cost: `python -m benchmarks.understanding`.

    python -m benchmarks.understanding --asks asks.jsonl --meaning --people people.csv --sizes 10000,100000

An asks file has a line per ask: {"ask": "...", "offers": [{"text": "..."}], "hard_negatives": [{"text": "..."}]}.
A people file is a CSV with `has` and `wants_and_lacks`, each joined by ";". Without them, invented ones are used.
"""

import argparse
import asyncio
import csv
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.probe import milliseconds
from matcher import Affinity, Arrivals, Profile, Vocabulary, rank
from matcher.words.cutting import content, words
from matcher.words.meaning import LIKENESS

Engine = Callable[[str, Sequence[str]], list[float]]
SIZES = (1_000, 10_000, 100_000)
MOST_AT_THE_DOOR = 10_000
LIMITS = {10_000: (3.0, 300), 100_000: (90.0, 1500)}
"""Seconds and megabytes."""

INVENTED = (
    ("who can explain k8s to me?", "platform engineer, Kubernetes in production", "I restore ship containers"),
    ("my site loads slowly on phones", "web performance and Core Web Vitals", "phone repair while you wait"),
    ("looking for a Rust mentor", "happy to pair on Rust", "rusty bicycles restored"),
    ("learn to solder", "electronics tinkerer, PCB design", "we sell gadgets"),
    ("Hilfe mit der Steuererklärung", "accountant for small firms", "I also need help with taxes"),
    ("je cherche des conseils en typographie", "type designer and letterer", "typing speed coach"),
    ("my tomatoes get sick every year", "allotment gardener for twenty years", "tomato soup caterer"),
    ("somebody to practise Spanish with", "native Spanish speaker, happy to chat", "I need Spanish practice too"),
    ("afraid of speaking on stage", "Toastmasters coach", "stage lighting rental"),
    ("user interviews for our app", "UX researcher, usability tests", "job interviews all week"),
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints recall by engine, then the cost of many people."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--asks", type=Path, help="asks with their offers, as JSON lines")
    parser.add_argument("--people", type=Path, help="people with what they have and want, as CSV")
    parser.add_argument("--meaning", action="store_true", help="also with the models of the extra")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="how many people")
    parser.add_argument("--one-size", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.one_size:
        cost(chosen.one_size, chosen.people)
        return
    understanding(chosen.asks, meaning=chosen.meaning)
    for size in filter(None, chosen.sizes.split(",")):
        # A process each: memory that was used once is never given back.
        people = ["--people", str(chosen.people)] if chosen.people else []
        subprocess.run([sys.executable, "-m", "benchmarks.understanding", "--one-size", size, *people], check=True)


def understanding(file: Path | None, *, meaning: bool = False) -> None:
    """Every ask against the offers of all, by three engines, and with the models of the extra."""
    asks = _asks(file)
    offers = [offer for _, own, _ in asks for offer in own]
    owner = [number for number, (_, own, _) in enumerate(asks) for _ in own]
    vocabulary = Vocabulary.load()
    engines: dict[str, Engine] = {
        "same words": _same_words,
        "likeness of letters": _letters,
        "vocabulary": lambda ask, given: rank(ask, given, vocabulary),
    }
    if meaning:
        engines |= _with_models(asks, vocabulary)
    print(f"\n{len(asks)} asks, {len(offers)} offers in all; right: the ask's own offer before all others, ties wrong")
    for name, engine in engines.items():
        begun = time.perf_counter()
        first = fifth = right = wrong = 0
        for number, (ask, _, hard) in enumerate(asks):
            scores = engine(ask, [*offers, *hard])
            best = max(scores[k] for k in range(len(offers)) if owner[k] == number)
            ahead = sum(scores[k] >= best for k in range(len(offers)) if owner[k] != number)
            first += ahead == 0
            fifth += ahead < 5
            right += sum(score < best for score in scores[len(offers) :])
            wrong += len(hard)
        took = 1000 * (time.perf_counter() - begun) / len(asks)
        print(
            f"  {name:22}first {first / len(asks):.2f}   among five {fifth / len(asks):.2f}   "
            f"hard negatives {right / max(1, wrong):.2f}   {took:.1f} ms an ask"
        )


def cost(size: int, file: Path | None) -> None:
    """Seconds and megabytes to work out who fits whom."""
    people = _people(size, file)
    vocabulary = Vocabulary.load()
    begun, used = time.perf_counter(), time.process_time()
    affinity = Affinity.of(people, vocabulary)
    took, worked = time.perf_counter() - begun, time.process_time() - used
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    limit = LIMITS.get(size)
    verdict = ""
    if limit:
        verdict = (
            f"   {'reaches' if took <= limit[0] and memory <= limit[1] else 'MISSES'} {limit[0]:g} s and {limit[1]} MB"
        )
    pairs = len(affinity.candidates.indices) // 2
    print(f"\n  {size} people, {pairs} pairs: {took:.1f} s ({worked:.1f} s of processor), {memory:.0f} MB{verdict}")

    if size <= MOST_AT_THE_DOOR:
        at_the_door(affinity, size)


def at_the_door(affinity: Affinity, size: int) -> None:
    """What a decision, its words and a walk-in cost, in milliseconds."""
    begun = time.perf_counter()
    evening = Arrivals(affinity.candidates, [0.6] * size)
    print(f"  the price of the paper, learned at import: {time.perf_counter() - begun:.1f} s")
    dice = random.Random(2)
    came = dice.sample(range(size), round(0.6 * size))
    decisions, reasons, newcomers = [], [], []
    for count, person in enumerate(came):
        begun = time.perf_counter()
        names = evening.propose(person, count / len(came))
        evening.apply(person, names)
        decisions.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        for name in names:
            affinity.reasons(person, name.person)
        reasons.append(time.perf_counter() - begun)
    for number in range(200):
        model = affinity.profiles[dice.randrange(size)]
        newcomer = Profile(key=f"new{number}", offers=model.offers, asks=model.asks, agreed=True)
        begun = time.perf_counter()
        evening.walk_in(affinity.add(newcomer)[1])
        newcomers.append(time.perf_counter() - begun)
    for what, times in (("decision", decisions), ("reasons of a badge", reasons), ("walk-in", newcomers)):
        print("  {:22}p50 {:.2f} ms   p99 {:.2f} ms".format(what, *milliseconds(times)))


def _with_models(asks: Sequence[tuple[str, list[str], list[str]]], vocabulary: Vocabulary) -> dict[str, Engine]:
    """The vocabulary and each model of the extra; how fast that one is, is said beside."""
    from kiosk.meaning.local import LocalVectors
    from kiosk.meaning.models import E5, SENTENCE_ENCODER

    phrases = list({phrase for ask, own, hard in asks for phrase in (ask, *own, *hard)})
    engines: dict[str, Engine] = {}
    for model in (SENTENCE_ENCODER, E5):
        begun = time.perf_counter()
        packed = asyncio.run(LocalVectors(model).vectors(phrases))
        took = time.perf_counter() - begun
        print(f"\n{model.distribution}: {len(phrases)} phrases in {took:.1f} s, loading it included")
        vectors = {phrase: np.frombuffer(vector, dtype="<f4") for phrase, vector in packed.items()}
        engines[f"with {model.name}"] = partial(
            rank, vocabulary=vocabulary, vectors=vectors, likeness=LIKENESS[model.name]
        )
    return engines


def _same_words(ask: str, offers: Sequence[str]) -> list[float]:
    wanted = set(content(words(ask)))
    return [float(len(wanted & set(content(words(offer))))) for offer in offers]


def _letters(ask: str, offers: Sequence[str]) -> list[float]:
    from rapidfuzz.fuzz import token_set_ratio

    return [token_set_ratio(ask, offer) for offer in offers]


def _asks(file: Path | None) -> list[tuple[str, list[str], list[str]]]:
    if file is None:
        return [(ask, [offer], [hard]) for ask, offer, hard in INVENTED]
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    return [
        (each["ask"], [one["text"] for one in each["offers"]], [one["text"] for one in each["hard_negatives"]])
        for each in lines
    ]


def _people(size: int, file: Path | None) -> list[Profile]:
    dice = random.Random(1)
    if file is None:
        from benchmarks.crowd import SKILLS

        def said() -> tuple[str, ...]:
            return tuple(dice.sample(SKILLS, dice.randint(1, 4)))

        return [_profile(n, said(), said(), said(), dice) for n in range(size)]
    with file.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))

    def tags(column: str) -> tuple[str, ...]:
        return tuple(tag for tag in dice.choice(rows)[column].split(";") if tag)

    return [_profile(n, tags("has"), tags("wants_and_lacks"), (), dice) for n in range(size)]


def _profile(number: int, offers: Any, asks: Any, interests: Any, dice: random.Random) -> Profile:
    employer = f"employer {int(dice.paretovariate(0.8))}"
    return Profile(key=f"{number:08}", offers=offers, asks=asks, interests=interests, employer=employer, agreed=True)


if __name__ == "__main__":
    main()

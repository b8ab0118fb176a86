"""One key of a search, and one search with a typo, against their limits and against two simpler ways.

uv run python -m benchmarks.search [--people 100000] [--queries 1000] [--typos 500]
"""

import argparse
import asyncio
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.names import registrations
from benchmarks.probe import milliseconds
from kiosk.event.guests import register
from kiosk.model import Registrant
from kiosk.store.database import Database, open_reader
from kiosk.store.people import registrants
from kiosk.store.search.finding import search
from kiosk.store.turns import open_turns
from kiosk.text import fold

KEY_LIMIT = 10.0
TYPO_LIMIT = 150.0
PEER_QUERIES = 20
"""The peers are slow: they are asked less often."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def sayings(crowd: Sequence[Registrant], count: int, chance: random.Random) -> list[tuple[str, Registrant]]:
    """What people at the door may say for themselves, and who they are."""
    ways: list[Callable[[Registrant], str]] = [
        lambda one: one.name,
        lambda one: one.name,
        lambda one: fold(one.name),
        lambda one: one.name.split()[-1],
        lambda one: " ".join(reversed(fold(one.name).split())),
        lambda one: f"{fold(one.name)[0]} {fold(one.name).split()[-1]}",
        lambda one: f"{one.name.split()[0]} {one.company}",
        lambda one: one.email,
        lambda one: one.order,
        lambda one: f"No {one.number}",
    ]
    return [(chance.choice(ways)(one), one) for one in chance.choices(crowd, k=count)]


def slip(text: str, chance: random.Random) -> str:
    """The text with one slip in a word of at least five letters."""
    parts = fold(text).split()
    place, word = chance.choice([(n, word) for n, word in enumerate(parts) if len(word) >= 5] or [(0, parts[0])])
    at = chance.randrange(len(word) - 1)
    letter = chance.choice(_LETTERS)
    parts[place] = chance.choice(
        [word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + letter + word[at + 1 :],
         word[:at] + word[at + 1] + word[at] + word[at + 2 :]]
    )  # fmt: skip
    return " ".join(parts)


async def timed(database: Database, typed: Sequence[str]) -> list[float]:
    """Seconds of each search, as the door asks for it."""
    times = []
    for text in typed:
        start = time.perf_counter()
        await database.read(partial(search, text=text))
        times.append(time.perf_counter() - start)
    return times


async def share_found(database: Database, said: Sequence[tuple[str, Registrant]]) -> float:
    """How many of the people are among the first twenty."""
    found = 0
    for text, one in said:
        hits = await database.read(partial(search, text=text))
        found += one.number in [hit.registrant.number for hit in hits]
    return found / len(said)


def by_like(connection: sqlite3.Connection, text: str) -> list[int]:
    """The first peer: a scan for the text in names, companies, addresses and orders."""
    rows = connection.execute(
        "SELECT number FROM registrant WHERE json_extract(body, '$.name') || ' ' || json_extract(body, '$.email')"
        " LIKE ? ORDER BY number LIMIT 20",
        (f"%{text}%",),
    )
    return [row[0] for row in rows]


def by_likeness(names: Sequence[str], text: str) -> list[int]:
    """The second peer: rapidfuzz over all names."""
    from rapidfuzz import fuzz, process

    return [place for _, _, place in process.extract(fold(text), names, scorer=fuzz.WRatio, limit=20)]


def peer(ask: Callable[[str], list[int]], typed: Sequence[str]) -> list[float]:
    """Seconds of each search."""
    times = []
    for text in typed:
        start = time.perf_counter()
        ask(text)
        times.append(time.perf_counter() - start)
    return times


def report(name: str, times: Sequence[float], limit: float | None = None) -> None:
    """One line of the table."""
    p50, p99 = milliseconds(times)
    verdict = "" if limit is None else f"  limit {limit:g} ms: {'kept' if p99 <= limit else 'MISSED'}"
    print(f"{name:34} {len(times):6} {p50:9.2f} {p99:9.2f} {max(times) * 1e3:9.2f}{verdict}", flush=True)


async def measure(database: Database, options: argparse.Namespace) -> None:
    """Prints the table."""
    chance = random.Random(options.seed)
    crowd = await database.read(registrants)
    said = sayings(crowd, options.queries, chance)
    keys = [text[:length] for text, _ in said for length in range(1, len(text) + 1)]
    slips = [(slip(one.name, chance), one) for one in chance.choices(crowd, k=options.typos)]
    some = [text for text, _ in slips[:PEER_QUERIES]]
    names = [fold(one.name) for one in crowd]
    print(f"{len(crowd)} registrants{'':15} searches  p50 (ms)  p99 (ms)  max (ms)")
    report("a key", await timed(database, keys), KEY_LIMIT)
    report("a name with a slip", await timed(database, [text for text, _ in slips]), TYPO_LIMIT)
    report("  LIKE over all rows", await database.read(lambda c: peer(lambda text: by_like(c, text), some)))
    report("  rapidfuzz over all names", peer(lambda text: by_likeness(names, text), some))
    print(f"among the first 20: {await share_found(database, slips):.1%} of the people with a slip")


async def run(options: argparse.Namespace) -> None:
    """Makes the list, then measures on a connection that only reads."""
    with tempfile.TemporaryDirectory(prefix="mixer-kiosk-") as scratch:
        path = Path(scratch) / "event.db"
        guests = list(registrations(options.people))
        async with open_turns(path, "main") as turns:
            await turns.take(lambda turn: register.take(turn, guests))
        async with open_reader(path) as database:
            await measure(database, options)


def main() -> None:
    """Measures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=100_000)
    options.add_argument("--queries", type=int, default=1000)
    options.add_argument("--typos", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    asyncio.run(run(options.parse_args()))


if __name__ == "__main__":
    main()

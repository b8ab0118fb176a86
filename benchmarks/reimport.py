"""How fast a list that is known is taken in again: matched to its tickets, compared, and written.

uv run python -m benchmarks.reimport [--rows 10000] [--runs 3]
"""

import argparse
import random
import sqlite3
import statistics
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

from kiosk.event.guests import register
from kiosk.event.guests.identity.imports import Batch, Shape
from kiosk.model import Registration
from kiosk.store.clock import Clock
from kiosk.store.database import migrations
from kiosk.store.turns import Scribe, Turn

_FIRST = ("Ada", "Björn", "Chiara", "Dmytro", "Elif", "Fatou", "Gábor", "Hanna", "Ivana", "Jun", "Kofi", "Łucja")
_LAST = ("Abara", "Bergström", "Conti", "Dvořák", "Ekström", "Fofana", "Grant", "Hoang", "Ibáñez", "Jansen", "Koç")
_SHAPE = Shape.of("generic", ("Name", "E-mail", "Company", "Code"))


def people(count: int) -> list[Registration]:
    """A sheet without ids of its own: names that many share, an address and a code each."""
    dice = random.Random(7)
    return [
        Registration(
            ref="generic:", name=f"{dice.choice(_FIRST)} {dice.choice(_LAST)}", email=f"guest{n}@example.org",
            company=f"{dice.choice(_LAST)} & Söhne {n % 400}", offers=(f"skill {n % 977}",), consent=n % 3 > 0,
            codes=(f"CODE{n:06}",),
        )
        for n in range(count)
    ]  # fmt: skip


def seconds(connection: sqlite3.Connection, rows: Sequence[Registration], *, new: int) -> float:
    """One import."""
    start = time.perf_counter()
    connection.execute("BEGIN")
    turn = Turn(connection, Scribe.of(connection, "main", Clock()))
    batch = Batch.begin(turn)
    taken = register.take(turn, rows, shape=_SHAPE, batch=batch)
    batch.conclude()
    connection.execute("COMMIT")
    assert (len(taken.new), len(taken.everybody)) == (new, len(rows))
    return time.perf_counter() - start


def main() -> None:
    """Prints the medians of some imports, into memory: no disk is measured."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=10_000)
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    rows, dice = people(chosen.rows), random.Random(8)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for script in migrations():
            connection.executescript(script)
        first = seconds(connection, rows, new=chosen.rows)
        moved = [seconds(connection, dice.sample(rows, len(rows)), new=0) for _ in range(chosen.runs)]
        without = [replace(row, codes=()) for row in rows]
        plain = [seconds(connection, dice.sample(without, len(rows)), new=0) for _ in range(chosen.runs)]
    print(
        f"{chosen.rows} rows  first {first:.2f} s  again, moved {statistics.median(moved):.2f} s"
        f"  without codes {statistics.median(plain):.2f} s"
    )


if __name__ == "__main__":
    main()

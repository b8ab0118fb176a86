"""How fast a list of invented registrations is read.

uv run python -m benchmarks.import_rate [--rows 10000] [--runs 5]
"""

import argparse
import csv
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kiosk.intake import read

_FIRST = ("Ada", "Björn", "Chiara", "Dmytro", "Elif", "Fatou", "Gábor", "Hanna", "Ivana", "Jun", "Kofi", "Łucja")
_LAST = ("Abara", "Bergström", "Conti", "Dvořák", "Ekström", "Fofana", "Grant", "Hoang", "Ibáñez", "Jansen", "Koç")
_TOPICS = (
    "Python backend",
    "user research",
    "grant writing",
    "legal templates (GDPR, DPA)",
    "PCB layout",
    "seed funding",
)
_FIELDS = ("AI & machine learning", "Climate", "Design", "Fintech, payments", "Health", "Open source", "Überraschung")
_HEADER = (
    *(
        "guest_id",
        "name",
        "first_name",
        "last_name",
        "email",
        "created_at",
        "approval_status",
        "qr_code_url",
        "ticket_name",
    ),
    *("What can you offer?", "What are you looking for?", "Interests", "What company do you work for?"),
    "Do you agree that we use your answers to suggest people to meet?",
)


def people(count: int) -> Iterator[list[str]]:
    """Rows as Luma exports them; all answers differ, so that no cache helps more than on a real list."""
    dice = random.Random(7)
    for number in range(count):
        first, last = dice.choice(_FIRST), dice.choice(_LAST)
        yield [
            *(f"gst-{number:08d}", f"{first} {last}", first, last, f"{first}.{last}{number}@example.org".lower()),
            *("2026-11-01T08:16:45.000Z", "approved", f"https://luma.com/check-in/evt-x?pk=k{number:06d}", "Standard"),
            f"{dice.choice(_TOPICS)}, {dice.choice(_TOPICS)} since {1990 + number % 36}",
            f"somebody who knows {dice.choice(_TOPICS)} in district {number % 977}",
            ", ".join(dice.sample(_FIELDS, 3)),
            f"{last} & Söhne {number % 400}",
            dice.choice(("Yes", "No", "")),
        ]


def write(path: Path, count: int) -> None:
    """A list of `count` people."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        writer.writerows(people(count))


def seconds(path: Path, rows: int) -> float:
    """One reading."""
    start = time.perf_counter()
    guests = read(path)
    took = time.perf_counter() - start
    assert len(guests.rows) == rows
    return took


def main() -> None:
    """Prints the median of some readings, the first one's imports included in none."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=10_000)
    options.add_argument("--runs", type=int, default=5)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "guests.csv"
        write(path, chosen.rows)
        first = seconds(path, chosen.rows)
        median = statistics.median(seconds(path, chosen.rows) for _ in range(chosen.runs))
    print(f"read  {chosen.rows} rows  median {median:.2f} s  {chosen.rows / median:.0f} rows/s  first {first:.2f} s")


if __name__ == "__main__":
    main()

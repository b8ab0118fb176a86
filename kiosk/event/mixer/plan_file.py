"""A plan that was written to a file, read back."""

import csv
from pathlib import Path

from kiosk.errors import InputError
from kiosk.event.mixer.seating import Earlier


def read_rounds(file: Path, played: int) -> Earlier:
    """A plan that `kiosk rounds --export` wrote, of which so many rounds are over. Raises InputError."""
    try:
        rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
        seats = [(int(row["round"]), int(row["table"]), int(row["seat"]), row["registrant_id"]) for row in rows]
    except (OSError, UnicodeDecodeError, KeyError, TypeError, ValueError):
        raise InputError(f"{file} is no plan that 'kiosk rounds --export' wrote.") from None
    last = max((round_ for round_, _, _, _ in seats), default=0)
    if not 0 < played <= last:
        raise InputError(f"{file} holds {last} rounds, so between 1 and {last} of them can have been played.")
    tables: dict[tuple[int, int], list[str]] = {}
    for round_, table, _, ident in sorted(seats):
        tables.setdefault((round_, table), []).append(ident)
    rounds = tuple(
        tuple(tuple(ids) for (round_, _), ids in sorted(tables.items()) if round_ == k) for k in range(1, last + 1)
    )
    return Earlier(rounds[:played], rounds[played:])

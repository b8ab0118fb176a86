"""Earlier events: who came to them, and who was introduced to whom, from the attendance that was exported."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.config import EventFolder
from kiosk.errors import ConfigError
from kiosk.model import Registrant
from kiosk.text import fold

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class History:
    """What earlier events say, by folded e-mail address."""

    visits: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """How often somebody came, of how often they were registered."""
    met: frozenset[Pair] = frozenset()
    """Pairs who were introduced, and both came."""

    @classmethod
    def of(cls, folder: EventFolder) -> "History":
        """Reads the files that [matching] earlier names; raises ConfigError for one that can't be understood."""
        visits: dict[str, tuple[int, int]] = {}
        met: set[Pair] = set()
        for name in folder.settings.matching.earlier:
            rows = _read(folder.path / name)
            for row in rows:
                came, times = visits.get(row.email, (0, 0))
                if row.email:
                    visits[row.email] = (came + row.came, times + 1)
            met |= _introduced(rows)
        return cls(visits, frozenset(met))

    def attendance(self, person: Registrant) -> tuple[int, int]:
        """How often somebody came, of how often they were registered."""
        return self.visits.get(fold(person.email), (0, 0)) if person.email else (0, 0)

    def acquaintances(self, people: Sequence[Registrant]) -> dict[str, frozenset[str]]:
        """Per registrant id, those on this list whom they were introduced to before."""
        ids: dict[str, list[str]] = {}
        for person in people:
            if person.email:
                ids.setdefault(fold(person.email), []).append(person.id)
        found: dict[str, set[str]] = {}
        for pair in self.met:
            one, other = sorted(pair)
            for a in ids.get(one, ()):
                for b in ids.get(other, ()):
                    found.setdefault(a, set()).add(b)
                    found.setdefault(b, set()).add(a)
        return {ident: frozenset(others) for ident, others in found.items()}


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    name: str
    email: str
    came: bool
    introduced: tuple[str, ...]
    """Ids, or names where the file has no ids."""


def _introduced(rows: Sequence[_Row]) -> set[Pair]:
    came = [row for row in rows if row.came and row.email]
    called: dict[str, list[str]] = {}
    for row in came:
        for handle in (row.id, fold(row.name)):
            called.setdefault(handle, []).append(row.email)
    found = set()
    for row in came:
        for handle in row.introduced:
            # Two people of one name are told apart by nobody: better to forget that meeting.
            others = called.get(handle, [])
            if len(others) == 1 and others[0] != row.email:
                found.add(frozenset((row.email, others[0])))
    return found


def _read(path: Path) -> list[_Row]:
    readers = {".json": _from_json, ".csv": _from_csv}
    if path.suffix.lower() not in readers:
        raise ConfigError(f"[matching] earlier names {path.name}: give the .json or .csv that 'kiosk export' wrote.")
    try:
        return list(readers[path.suffix.lower()](path.read_text(encoding="utf-8-sig")))
    except FileNotFoundError:
        raise ConfigError(f"[matching] earlier names {path}, which is not there: correct the path.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise ConfigError(
            f"{path} is no attendance that 'kiosk export' wrote: export that event again, or take it out of "
            "[matching] earlier."
        ) from None


def _from_json(text: str) -> Iterable[_Row]:
    for row in json.loads(text):
        introduced = tuple(str(each["registrant_id"]) for each in row["introductions"])
        yield _row(row, came=bool(row["came"]), introduced=introduced)


def _from_csv(text: str) -> Iterable[_Row]:
    for row in csv.DictReader(text.splitlines()):
        names = tuple(fold(name) for name in row["introductions"].split("; ") if name)
        yield _row(row, came=row["came"].strip().lower() in ("true", "1", "yes"), introduced=names)


def _row(row: Mapping[str, Any], *, came: bool, introduced: tuple[str, ...]) -> _Row:
    return _Row(str(row["registrant_id"]), str(row["name"] or ""), fold(str(row["email"] or "")), came, introduced)

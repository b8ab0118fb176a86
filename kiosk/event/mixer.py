"""Rounds of the mixer: who of those present sits with whom, so that those who fit meet, and nobody meets twice."""

import csv
import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from kiosk.config import EventFolder
from kiosk.errors import ConfigError, InputError, TooEarlyError
from kiosk.event import records
from kiosk.event.introducing import first_name
from kiosk.event.learning import expectation, knowledge, recall
from kiosk.event.mixing import Round
from kiosk.event.private import handles
from kiosk.model import Kind, Registrant
from kiosk.store import introductions, people
from kiosk.store.database import Database
from kiosk.text import fold
from matcher.rounds import Limits, Progress, Review, limits, plan_rounds, review

_ONE_SIDED = 1.5
"""Whoever was told about somebody who was not told about them meets them sooner."""
_UNMET = 1.3
"""People without a mutual name, walk-ins above all, sit with those who fit them."""
_STRANGERS = 1e-3
"""People who fit in nothing we know of still make a table."""


@dataclass(frozen=True, slots=True)
class Company:
    """The people of a mixer, and what is known of them."""

    people: tuple[Registrant, ...]
    weights: Any
    """(n, n): what it is worth that two of them meet."""
    forbidden: tuple[tuple[int, int], ...]
    together: tuple[tuple[int, int], ...]
    hosts: tuple[int, ...]
    notes: tuple[str, ...]
    """What of the settings could not be heeded."""
    acquainted: tuple[tuple[int, int], ...] = ()
    """Who came together."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One place in one round."""

    round: int
    table: int
    seat: int
    person: Registrant


@dataclass(frozen=True, slots=True)
class Earlier:
    """A plan that was made before, and is partly over."""

    played: tuple[Round, ...]
    planned: tuple[Round, ...]


@dataclass(frozen=True, slots=True)
class Seating:
    """A whole evening of rounds."""

    seats: tuple[Seat, ...]
    limits: Limits
    review: Review
    played: int
    """Rounds that are over and stayed as they were."""


async def gather(
    database: Database, folder: EventFolder, *, everyone: bool = False, only: Collection[str] | None = None
) -> Company:
    """Those who are inside; with `everyone`, all who are expected, to plan ahead. Raises InputError if too few.

    `only`: registrant ids of those who joined.
    """
    listed = await database.read(people.registrants)
    within = await database.read(inside)
    known = await knowledge(database, folder)
    able = [
        person for person in listed
        if (person.ticket in within or (everyone and expectation(person, folder.settings, known) > 0))
        and (only is None or person.id in only)
    ]  # fmt: skip
    # Who refused to be matched is named on nobody's card, here as on badges.
    chosen = [person for person in able if known.private.may_match(person)]
    if len(chosen) < 2:
        raise TooEarlyError(
            f"{_people(len(chosen))} inside who agreed to be matched, and rounds need two: scan people in first, "
            "or plan for all who are expected with --everyone."
        )
    learned = await recall(database, folder, listed, known)
    number = {person.id: i for i, person in enumerate(listed)}
    dense = weights_among(learned.affinity.candidates, [number[person.id] for person in chosen])
    told = await database.read(introductions.all_names)
    _prefer_the_unmet(dense, chosen, told)
    groups = await database.read(records.groups)
    company = _company(tuple(chosen), dense, folder, groups)
    refused = len(able) - len(chosen)
    note = f"{_people(refused)} here who did not agree to be matched: they are not seated, and free to join any table."
    return replace(company, notes=(*company.notes, note)) if refused else company


def seat(
    company: Company,
    size: int,
    rounds: int,
    *,
    seconds: float,
    moves: int | None = None,
    seed: int = 0,
    earlier: Earlier | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Seating:
    """Plans what is left of the rounds, as close to an earlier plan as whoever left or came allows.

    Raises InputError for sizes and rounds that can't be seated.
    """
    played = earlier.played if earlier else ()
    left = rounds - len(played)
    if left < 1:
        raise InputError(f"{len(played)} of {rounds} rounds are played: ask for more rounds.")
    met = _met(company, played)
    hosts = company.hosts[: -(-len(company.people) // size)]
    try:
        plan = plan_rounds(
            company.weights, size, left, moves=moves, seconds=seconds, seed=seed, met=met,
            forbidden=company.forbidden or None, together=company.together or None, hosts=hosts,
            planned=_planned(company, earlier.planned) if earlier and earlier.planned else None,
            progress=progress, stop=stop,
        )  # fmt: skip
        known = limits(len(company.people), size, rounds, len(hosts))
    except ValueError as error:
        raise InputError(str(error)) from None
    seats = [*_as_seats(company, plan, len(played)), *_played(company, played)]
    found = review(plan, company.weights, met, company.forbidden or None, company.together or None)
    return Seating(tuple(sorted(seats, key=lambda s: (s.round, s.table, s.seat))), known, found, len(played))


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


def names_of(seating: Seating) -> dict[str, str]:
    """What to call everybody on cards: the first name, and more where two share it."""
    everybody = {seat.person.id: seat.person for seat in seating.seats}
    called: dict[str, list[Registrant]] = {}
    for person in everybody.values():
        called.setdefault(fold(first_name(person)), []).append(person)
    return {
        person.id: person.name if len(called[fold(first_name(person))]) > 1 else first_name(person)
        for person in everybody.values()
    }


def _people(count: int) -> str:
    return "1 person is" if count == 1 else f"{count} people are"


def inside(connection: sqlite3.Connection) -> set[str]:
    """The tickets of those who are inside."""
    return {row[0] for row in connection.execute("SELECT ticket FROM presence WHERE inside = 1 AND admitted = 1")}


def weights_among(candidates: Any, chosen: Sequence[int]) -> Any:
    """Who of these fit each other, as a dense table (n, n)."""
    place = {person: k for k, person in enumerate(chosen)}
    weights = np.zeros((len(chosen), len(chosen)))
    first, second, values = candidates.pairs()
    for i, j, value in zip(first.tolist(), second.tolist(), values.tolist(), strict=True):
        if i in place and j in place:
            weights[place[i], place[j]] = weights[place[j], place[i]] = value
    return weights


def _prefer_the_unmet(weights: Any, chosen: Sequence[Registrant], told: dict[str, dict[str, Kind]]) -> None:
    """The mixer mends what badges could not do."""
    place = {person.id: k for k, person in enumerate(chosen)}
    mutual = set()
    for one, names in told.items():
        for other in names:
            if one not in place or other not in place:
                continue
            if one in told.get(other, {}):
                mutual |= {place[one], place[other]}
            else:
                a, b = place[one], place[other]
                weights[a, b] *= _ONE_SIDED
                weights[b, a] = weights[a, b]
    unmet = np.array([_UNMET if k not in mutual else 1.0 for k in range(len(chosen))])
    weights *= np.sqrt(np.outer(unmet, unmet))
    weights += _STRANGERS * (1 - np.eye(len(chosen)))


def _company(
    chosen: tuple[Registrant, ...], weights: Any, folder: EventFolder, groups: Sequence[Sequence[str]]
) -> Company:
    mixer, door = folder.settings.mixer, folder.settings.door
    by_handle: dict[str, list[int]] = {}
    for place, person in enumerate(chosen):
        for handle in handles(person):
            by_handle.setdefault(handle, []).append(place)
    notes: list[str] = []

    def found(handle: str, *, quiet: bool = False) -> int | None:
        places = by_handle.get(fold(handle), [])
        if len(places) > 1:
            raise ConfigError(f"[mixer] '{handle}' fits {len(places)} people: give their e-mail address or code.")
        if not places and not quiet:
            notes.append(f"[mixer] '{handle}' fits nobody who is seated, and was left out: not here yet, or misspelt?")
        return places[0] if places else None

    def pairs(given: Sequence[tuple[str, str]], *, quiet: bool = False) -> tuple[tuple[int, int], ...]:
        ends = ((found(one, quiet=quiet), found(other, quiet=quiet)) for one, other in given)
        return tuple((one, other) for one, other in ends if one is not None and other is not None and one != other)

    # Whom the crew keeps apart is nobody's business: nothing is said of it.
    forbidden = (*pairs(door.keep_apart, quiet=True), *pairs(mixer.must_not_meet))
    seated = (found(handle) for handle in mixer.hosts)
    hosts = tuple(host for host in seated if host is not None)
    return Company(
        chosen, weights, forbidden, pairs(mixer.must_meet), tuple(dict.fromkeys(hosts)), tuple(notes),
        _acquainted(chosen, groups),
    )  # fmt: skip


def _acquainted(chosen: Sequence[Registrant], groups: Sequence[Sequence[str]]) -> tuple[tuple[int, int], ...]:
    """Who came together: they know each other already, and sit with others as far as that goes."""
    place = {person.id: k for k, person in enumerate(chosen)}
    known = ([place[one] for one in group if one in place] for group in groups)
    return tuple((min(pair), max(pair)) for group in known for pair in combinations(group, 2))


def _planned(company: Company, planned: Sequence[Round]) -> Any:
    """Tables by number (rounds, tables, seats), -1 for who has left."""
    place = {person.id: k for k, person in enumerate(company.people)}
    tables, seats = max(map(len, planned)), max(len(table) for round_ in planned for table in round_)
    plan = np.full((len(planned), tables, seats), -1, dtype=np.int64)
    for r, round_ in enumerate(planned):
        for t, table in enumerate(round_):
            plan[r, t, : len(table)] = [place.get(ident, -1) for ident in table]
    return plan


def _met(company: Company, earlier: Sequence[Round]) -> Any:
    place = {person.id: k for k, person in enumerate(company.people)}
    tables = [[place[ident] for ident in table if ident in place] for round_ in earlier for table in round_]
    pairs = [pair for table in tables for pair in combinations(table, 2)]
    known = {(min(pair), max(pair)) for pair in pairs} | set(company.acquainted)
    return np.array(sorted(known), dtype=np.int64) if known else None


def _as_seats(company: Company, plan: Any, played: int) -> list[Seat]:
    return [
        Seat(played + r + 1, t + 1, s + 1, company.people[int(plan[r, t, s])])
        for r, t, s in np.argwhere(plan >= 0).tolist()
    ]


def _played(company: Company, earlier: Sequence[Round]) -> list[Seat]:
    by_id = {person.id: person for person in company.people}
    return [
        Seat(r, t, s, by_id[ident])
        for r, tables in enumerate(earlier, 1)
        for t, table in enumerate(tables, 1)
        for s, ident in enumerate(table, 1)
        if ident in by_id
    ]

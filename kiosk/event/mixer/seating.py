"""A seating: who sits where in every round."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from kiosk.errors import InputError
from kiosk.event.mixer.company import Company
from kiosk.event.mixer.sharing import Sharing
from kiosk.event.mixer.state import Round
from kiosk.model import Registrant
from matcher.rounds.planning import Assessment, Limits, Progress, assess, limits, plan_rounds


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
    assessment: Assessment
    played: int
    """Rounds that are over and stayed as they were."""
    sharing: Sharing | None = None
    """What the people may be told they share; None where nobody knows."""


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
    found = assess(plan, company.weights, met, company.forbidden or None, company.together or None)
    ordered = tuple(sorted(seats, key=lambda s: (s.round, s.table, s.seat)))
    return Seating(ordered, known, found, len(played), company.sharing)


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

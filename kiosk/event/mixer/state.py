"""The mixer on the night: who joined, the round that is running, and what comes next; all of it in facts."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.store import facts, people
from kiosk.store.bodies import Body, Joined, Parted, Planned, RoundBegun, Unknown

Round = tuple[tuple[str, ...], ...]
"""Registrant ids at tables."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How the rounds are to be."""

    size: int = 2
    """People at a table; 2 are pairs."""
    rounds: int = 6
    minutes: int = 8


@dataclass(frozen=True, slots=True)
class Mixing:
    """Where the mixer stands."""

    joined: tuple[str, ...] = ()
    """Registrant ids, in the order of joining."""
    terms: Terms = Terms()
    plan: tuple[Round, ...] = ()
    """Every round, those that are over included."""
    started: int = 0
    """Rounds that have begun."""
    ends: datetime | None = None
    """When the running round is over."""

    @property
    def now(self) -> Round:
        """The tables of the round that is running."""
        return self.plan[self.started - 1] if 0 < self.started <= len(self.plan) else ()

    @property
    def unseated(self) -> frozenset[str]:
        """Who joined and has no place in the coming rounds, or has one and is gone: the plan is out of date."""
        seated = {one for round_ in self.plan[self.started :] for table in round_ for one in table}
        return frozenset(set(self.joined) ^ seated) if seated else frozenset()


def mixing(connection: sqlite3.Connection) -> Mixing:
    """Where the mixer stands, from its facts."""
    state = Mixing()
    for fact in facts.of_mixer(connection):
        state = _after(state, fact.body)
    # Whoever left the building, or was not admitted after all, is not at the mixer, either; until they come back.
    here = people.ids_inside(connection)
    return replace(state, joined=tuple(one for one in state.joined if one in here))


def _after(state: Mixing, body: Body | Unknown) -> Mixing:
    match body:
        case Joined():
            return replace(state, joined=(*state.joined, body.registrant))
        case Parted():
            return replace(state, joined=tuple(one for one in state.joined if one != body.registrant))
        case Planned():
            return replace(state, plan=body.plan, terms=Terms(body.size, body.rounds, body.minutes))
        case RoundBegun():
            return replace(state, started=body.round, ends=facts.moment(body.ends_ms))
        case _:
            return state

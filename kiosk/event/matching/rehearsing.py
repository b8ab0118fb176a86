"""Evenings before the evening: the event's own list or invented people, with the event's settings."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kiosk.config import EventFolder
from kiosk.errors import InputError
from kiosk.event.guests.chances import chance
from kiosk.event.guests.earlier_events import History
from kiosk.event.guests.private import Private
from kiosk.event.matching.paper import paper
from kiosk.event.matching.profiles import Knowledge, profiles
from kiosk.event.words.vocabulary import vocabulary
from kiosk.model import Registrant, Status
from matcher import Affinity
from matcher.evening.simulate import cards_at_a_time, evening, hindsight, measure, summary
from matcher.evening.world import World, list_world, world

_FEWEST, _MOST = 5, 5000


@dataclass(frozen=True, slots=True)
class Plans:
    """What is to be tried."""

    turn_up: float
    paper: dict[str, Any]
    """As `Arrivals` takes it."""

    @classmethod
    def of(
        cls, folder: EventFolder, *, turnup: float | None, names: tuple[int, int] | None, mean: float | None
    ) -> "Plans":
        """The event's settings, but for what is given; raises InputError for a mean outside the names, ConfigError."""
        rules = paper(folder)
        if names:
            rules |= {"names": names[0], "most_names": names[1]}
        low, high = rules["names"], rules["most_names"]
        if mean is not None and not low <= mean <= high:
            raise InputError(
                f"Badges of {low} to {high} names can't have {mean:g} on average: change --mean or --names."
            )
        rules["mean_names"] = mean or min(max(rules["mean_names"], low), high)
        return cls(turnup or folder.settings.matching.turn_up, rules)


def invented(people: int, seeds: int, turn_up: float) -> list[World]:
    """Evenings of invented people."""
    return [world(people, seed, turn_up) for seed in range(seeds)]


def of_list(crowd: Sequence[Registrant], folder: EventFolder, seeds: int, turn_up: float) -> list[World]:
    """Evenings of the people on a list; raises InputError for one too short or too long to tell anything."""
    known = Knowledge(Private(folder.settings.door), History.of(folder), folder.settings.matching.met_before)
    people = [person for person in crowd if person.status is Status.REGISTERED and known.private.may_match(person)]
    if not _FEWEST <= len(people) <= _MOST:
        raise InputError(
            f"The list has {len(people)} people who can be matched: a simulation needs {_FEWEST} to {_MOST}."
        )
    words = vocabulary(folder)
    affinity = Affinity.of(profiles(people, known, words), words)
    weights = np.zeros((len(people), len(people)))
    first, second, values = affinity.candidates.pairs()
    weights[first, second] = weights[second, first] = values
    if not len(values):
        raise InputError(
            "Nobody on this list fits anybody else: 'kiosk topics --unknown' shows what is not understood."
        )
    chances = np.array([chance(person, turn_up, known.history.attendance(person)) for person in people])
    asks = [sum(len(words.phrases(answer)) for answer in person.asks) for person in people]
    return [list_world(weights, chances, seed, asks) for seed in range(seeds)]


def play(nights: Callable[[], list[World]], plans: Plans) -> tuple[dict[str, Any], dict[str, Any]]:
    """Every evening twice: with badges at the door, and with cards at one time; the means of what came of it."""
    at_door, at_time = [], []
    for night in nights():
        best = hindsight(night)
        played = evening(night, clock=time.perf_counter, **plans.paper)
        at_door.append(measure(night, played.badges, played.decisions, best))
        at_time.append(measure(night, cards_at_a_time(night, plans.paper["mean_names"]), best=best))
    return summary(at_door), summary(at_time)

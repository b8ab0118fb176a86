"""Rounds of the mixer: who of those present sits with whom, so that those who fit meet, and nobody meets twice."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np

from kiosk.config import EventFolder
from kiosk.errors import ConfigError, TooEarlyError
from kiosk.event.guests.private import handles
from kiosk.event.matching import told
from kiosk.event.matching.learning import expectation, knowledge, recall
from kiosk.event.mixer.sharing import Sharing
from kiosk.model import Kind, Registrant
from kiosk.store import introductions, people
from kiosk.store.database import Database
from kiosk.store.people import inside
from kiosk.text import fold
from matcher.candidates import weights_among

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
    sharing: Sharing | None = None
    """What they may be told they share; None where nobody knows."""


async def gather(
    database: Database, folder: EventFolder, *, everyone: bool = False, only: Collection[str] | None = None
) -> Company:
    """Those who are inside; with `everyone`, all who are expected, to plan ahead. Raises InputError if too few.

    `only`: registrant ids of those who joined.
    """
    listed = await database.read(people.everybody)
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
    _prefer_the_unmet(dense, chosen, await database.read(introductions.all_names))
    groups = await database.read(told.groups)
    sharing = Sharing(learned.affinity, number, known.wording)
    company = replace(_company(tuple(chosen), dense, folder, groups), sharing=sharing)
    refused = len(able) - len(chosen)
    note = f"{_people(refused)} here who did not agree to be matched: they are not seated, and free to join any table."
    return replace(company, notes=(*company.notes, note)) if refused else company


def _people(count: int) -> str:
    return "1 person is" if count == 1 else f"{count} people are"


def _prefer_the_unmet(weights: Any, chosen: Sequence[Registrant], names_told: dict[str, dict[str, Kind]]) -> None:
    """The mixer mends what badges could not do."""
    place = {person.id: k for k, person in enumerate(chosen)}
    mutual = set()
    for one, names in names_told.items():
        for other in names:
            if one not in place or other not in place:
                continue
            if one in names_told.get(other, {}):
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

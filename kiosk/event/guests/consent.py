"""Consent decides who is matched: what the list says, else the organiser's one recorded choice; any no wins."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from kiosk.model import LEAVES, Consent, Registrant, Registration, Status

Person = TypeVar("Person", bound=Hashable)


def settled(registration: Registration, known: bool | None, choice: Consent) -> Registration:
    """A registration whose list asked nobody takes the organiser's choice, unless the person has answered elsewhere.

    Whom somebody brings has seen no registration page, and neither has who has no name yet: they are asked at the door.
    """
    asked = registration.guest == 0 and bool(registration.name)
    if choice is Consent.STATED and asked and registration.consent is None and known is None:
        return replace(registration, consent=True)
    return registration


def refused(said: Iterable[tuple[Person, Registration]]) -> Mapping[Person, frozenset[str]]:
    """Person -> the leaves that any of their tickets, in any list or at the door, refuses."""
    found: dict[Person, set[str]] = {}
    for person, answers in said:
        found.setdefault(person, set()).update(name for name in LEAVES if getattr(answers, name) is False)
    return {person: frozenset(names) for person, names in found.items()}


def without(registration: Registration, names: Collection[str]) -> Registration:
    """The same with these leaves refused."""
    changes: dict[str, Any] = dict.fromkeys(names, False)
    return replace(registration, **changes) if names else registration


def matchable(people: Sequence[Registrant]) -> tuple[int, str]:
    """How many can be matched, and the sentence that says why not more."""
    why: Counter[str] = Counter(_obstacle(person) for person in people)
    able = why.pop("", 0)
    reasons = ", ".join(f"{count} {reason}" for reason, count in why.most_common())
    return able, f"{able} of {len(people)} can be matched" + (f", because {reasons}." if reasons else ".")


def _obstacle(person: Registrant) -> str:
    if person.status is not Status.REGISTERED:
        return f"are {person.status.value}"
    if person.main:
        return "are further tickets of somebody"
    if not person.name:
        return "have no name yet"
    if person.consent is None:
        return "were not asked whether they agree"
    if not person.consent:
        return "did not agree"
    if not (person.offers or person.asks or person.interests):
        return "gave no offers, asks or interests"
    return ""

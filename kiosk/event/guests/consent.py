"""Consent decides who is matched: what the list says, else the organiser's one recorded choice; any no wins."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from kiosk.language import _, plural
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
    if not why:
        return able, _("{n} of {total} can be matched.").format(n=able, total=len(people))
    reasons = ", ".join(_counted(obstacle, count) for obstacle, count in why.most_common())
    said = _("{n} of {total} can be matched, because {reasons}.")
    return able, said.format(n=able, total=len(people), reasons=reasons)


def _obstacle(person: Registrant) -> str:
    """What keeps somebody from being matched, by the name that `_counted` knows it by; empty where nothing does."""
    if person.status is not Status.REGISTERED:
        return person.status.value
    if person.main:
        return "further"
    if not person.name:
        return "nameless"
    if person.consent is None:
        return "unasked"
    if not person.consent:
        return "refused"
    if not (person.offers or person.asks or person.interests):
        return "silent"
    return ""


def _counted(obstacle: str, n: int) -> str:
    said = {
        "pending": plural("{n} is pending", "{n} are pending", n),
        "cancelled": plural("{n} is cancelled", "{n} are cancelled", n),
        "further": plural("{n} is a further ticket of somebody", "{n} are further tickets of somebody", n),
        "nameless": plural("{n} has no name yet", "{n} have no name yet", n),
        "unasked": plural("{n} was not asked whether they agree", "{n} were not asked whether they agree", n),
        "refused": plural("{n} did not agree", "{n} did not agree", n),
        "silent": plural("{n} gave no offers, asks or interests", "{n} gave no offers, asks or interests", n),
    }
    return said[obstacle].format(n=n)

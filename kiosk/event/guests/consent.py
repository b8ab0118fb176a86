"""Consent decides who is matched: what the list says, else the organiser's one recorded choice."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kiosk.model import Consent, Registrant, Registration, Status


def settled(registration: Registration, known: bool | None, choice: Consent) -> Registration:
    """A registration whose list asked nobody takes the organiser's choice, unless the person has answered elsewhere."""
    if choice is Consent.STATED and registration.consent is None and known is None:
        return replace(registration, consent=True)
    return registration


def matchable(people: Sequence[Registrant]) -> tuple[int, str]:
    """How many can be matched, and the sentence that says why not more."""
    why: Counter[str] = Counter(_obstacle(person) for person in people)
    able = why.pop("", 0)
    reasons = ", ".join(f"{count} {reason}" for reason, count in why.most_common())
    return able, f"{able} of {len(people)} can be matched" + (f", because {reasons}." if reasons else ".")


def _obstacle(person: Registrant) -> str:
    if person.status is not Status.REGISTERED:
        return f"are {person.status.value}"
    if not person.name:
        return "have no name yet"
    if person.consent is None:
        return "were not asked whether they agree"
    if not person.consent:
        return "did not agree"
    if not (person.offers or person.asks or person.interests):
        return "gave no offers, asks or interests"
    return ""

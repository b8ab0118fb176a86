"""What somebody may be called by those who know them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kiosk.event.guests.employers.employer import employer
from kiosk.event.guests.mentions.vocabulary import vocabulary
from kiosk.model import Registrant
from kiosk.text import fold, split_name

_WORD = re.compile(r"[^\W_]+")
_ASIDE = re.compile(r"[\"“”„«»‚‘(\[]([^\"“”„«»()\[\]]+)[\"“”«»’)\]]")
_LETTER = re.compile(r"[a-z]+")
_LEAST = 3
"""Letters of a name's beginning that is one by itself: "Ros" of Rosalind; of its end, one more."""
_STEM = 6
"""Letters by which words of a place are compared: "Stadtwerke", "Stadtwerken"."""


@dataclass(frozen=True, slots=True)
class Called:
    """What one person is called."""

    id: str
    given: frozenset[str]
    """First names, and what stands for them in their e-mail address."""
    family: frozenset[str]
    words: frozenset[str]
    """Everything in the name."""
    about: frozenset[str]
    """Beginnings of the words of their company and role."""
    employer: str


def called(person: Registrant) -> Called:
    """What a person is called."""
    first, last = (person.first_name, person.last_name) if person.first_name else split_name(person.name)
    aside = " ".join(_ASIDE.findall(person.name))
    given = words(f"{first} {aside}")
    # The name on the badge may be another than the list's.
    family = words(f"{last} {person.name}") - given
    given |= _by_address(person.email, given, family)
    return Called(
        person.id,
        frozenset(given),
        frozenset(family),
        frozenset(given | family),
        stems(f"{person.company} {person.role}"),
        employer(person.company).key,
    )


def words(text: str) -> set[str]:
    """The words of a name, folded; those of a hyphen also as one."""
    whole = _WORD.findall(fold(text))
    return {*whole, *("".join(_WORD.findall(part)) for part in fold(text).split() if "-" in part)}


def _by_address(email: str, given: set[str], family: set[str]) -> set[str]:
    """What stands in the place of the first name: "lupe" of lupe.montes@…"""
    parts = _LETTER.findall(fold(email).partition("@")[0])
    if len(parts) < 2 or not any(name.startswith(part) for part in parts for name in family):
        return set()
    return {part for part in parts if len(part) >= _LEAST and not any(part in name for name in family)} - given


@lru_cache(maxsize=4096)
def loosely(name: str) -> frozenset[str]:
    """What else a first name is called: its beginning, its end, and what it is short for."""
    begins = {name[:size] for size in range(_LEAST, len(name) - 1)}
    ends = {name[-size:] for size in range(_LEAST + 1, len(name) - 1)}
    return frozenset(begins | ends) | vocabulary().short.get(name, frozenset())


def stems(text: str) -> frozenset[str]:
    """The beginnings of words by which a place is told."""
    stop = vocabulary().stop
    return frozenset(word[:_STEM] for word in _WORD.findall(fold(text)) if len(word) >= _LEAST and word not in stop)

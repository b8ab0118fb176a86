"""What was typed, understood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.store.search.spelling import Meant
from kiosk.store.search.words import address, forms, words
from kiosk.text import fold

_NUMBER = re.compile(r"(?:(?:no|nr)[ .:]*|# ?)?0*(?P<number>[1-9][0-9]{0,8})")
_LONGEST = 200
"""Characters that are read: nobody is called more than that."""
_MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class Asked:
    """One typed word."""

    forms: tuple[str, ...]
    """The ways it may be spelled."""
    meant: Meant = field(default_factory=dict)
    """Other words of the list that may have been meant."""


Words = Sequence[Asked]


@dataclass(frozen=True, slots=True)
class Typed:
    """All that was typed."""

    number: int | None
    words: Words
    readings: Sequence[Words]
    """The words, and all of it as the beginning of an e-mail address where it may be one."""
    is_cut: bool

    @classmethod
    def of(cls, text: str) -> "Typed":
        """Understands anything."""
        said = text[:_LONGEST].strip()
        number = _NUMBER.fullmatch(fold(said))
        found = [one for chunk in said.split() for one in _asked(chunk)]
        readings = [found[:_MOST_WORDS]] if found else []
        if len(found) > 1 and len(said.split()) == 1:
            readings.append([Asked((address(said),))])
        return cls(
            number=int(number["number"]) if number else None,
            words=found[:_MOST_WORDS],
            readings=readings,
            is_cut=len(text.strip()) > _LONGEST or len(found) > _MOST_WORDS,
        )


def plain(word: str) -> Asked:
    """A word in this spelling only."""
    return Asked((word,))


def before_at(asked: Words) -> Words:
    """The words, and of an address that nobody has those before the @."""
    return [part for each in asked for part in (_local(each.forms[0]) if "@" in each.forms[0] else [each])]


def _asked(chunk: str) -> list[Asked]:
    return [Asked((address(chunk),))] if "@" in chunk[1:] else [Asked(each) for each in forms(chunk)]


def _local(typed: str) -> list[Asked]:
    return [plain(word) for word in words(typed.partition("@")[0])]

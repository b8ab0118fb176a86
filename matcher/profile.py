"""What the matcher knows of a person: values only, standard library only."""

from dataclasses import dataclass
from typing import Literal

Goal = Literal["learn", "mentor", "be_mentored", "collaborate", "hire", "find_work"]
"""What somebody comes for."""
Distance = Literal["", "peers", "ahead", "behind"]
"""Whom somebody would rather meet: anybody, people of about their experience, with more, or with less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One registrant as the matcher sees them."""

    key: str
    """Opaque and stable; breaks ties, so equal input gives equal badges."""
    offers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    quiet: frozenset[str] = frozenset()
    """Phrases of theirs that may be matched and are told to nobody."""
    goals: frozenset[Goal] = frozenset()
    print_goals: bool = False
    """Agreed that another's badge may say that they mentor, or would like to be mentored."""
    experience: float | None = None
    """Years in what they do; None = not said."""
    distance: Distance = ""
    employer: str = ""
    """Folded; people of one employer are never introduced. Empty = not known."""
    order: str = ""
    """People who bought together are never introduced. Empty = on their own."""
    person: str = ""
    """The same on every ticket of one person: nobody is introduced to themselves."""
    apart: frozenset[str] = frozenset()
    """Keys of people never to be introduced: those they know, and those to be kept apart."""
    again: frozenset[str] = frozenset()
    """Keys of people met before, whom it is good to meet again."""
    seen: frozenset[str] = frozenset()
    """Keys of people met before, whom new faces go before."""
    agreed: bool = False
    """Agreed to be matched; without it nobody is told about them and they are told about nobody."""

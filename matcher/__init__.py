"""Pairs people by complementary interests. Pure: no clock, no screen, no database; randomness only by seed."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matcher.affinity import Affinity, fingerprint
    from matcher.arrivals import Arrivals, Name
    from matcher.candidates import Candidates
    from matcher.cards import plan_cards
    from matcher.meaning import Meaning
    from matcher.profile import Profile
    from matcher.ranking import rank
    from matcher.reasons import Reason
    from matcher.rounds import plan_rounds
    from matcher.starters import Starter, suggest
    from matcher.topics import Vocabulary

_ROOMS = {
    "Affinity": "affinity",
    "Arrivals": "arrivals",
    "Candidates": "candidates",
    "Meaning": "meaning",
    "Name": "arrivals",
    "Profile": "profile",
    "Reason": "reasons",
    "Starter": "starters",
    "Vocabulary": "topics",
    "fingerprint": "affinity",
    "plan_cards": "cards",
    "plan_rounds": "rounds",
    "rank": "ranking",
    "suggest": "starters",
}

__all__ = [
    "Affinity",
    "Arrivals",
    "Candidates",
    "Meaning",
    "Name",
    "Profile",
    "Reason",
    "Starter",
    "Vocabulary",
    "fingerprint",
    "plan_cards",
    "plan_rounds",
    "rank",
    "suggest",
]


def __getattr__(name: str) -> Any:
    # Rooms open when they are entered, so that a value can be had without numpy.
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"matcher.{_ROOMS[name]}"), name)

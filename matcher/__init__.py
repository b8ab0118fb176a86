"""Pairs people by complementary interests. Pure: no clock, no screen, no database; randomness only by seed."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matcher.candidates import Candidates
    from matcher.evening.arrivals import Arrivals
    from matcher.evening.cards import plan_cards
    from matcher.evening.name import Name
    from matcher.fit.affinity import Affinity, fingerprint
    from matcher.fit.reasons import Reason
    from matcher.lines import Line, line
    from matcher.profile import Profile
    from matcher.rounds.planning import plan_rounds
    from matcher.words.meaning import Likeness, Meaning
    from matcher.words.ranking import rank
    from matcher.words.topics import Vocabulary

_ROOMS = {
    "Affinity": "fit.affinity",
    "Arrivals": "evening.arrivals",
    "Candidates": "candidates",
    "Likeness": "words.meaning",
    "Line": "lines",
    "Meaning": "words.meaning",
    "Name": "evening.name",
    "Profile": "profile",
    "Reason": "fit.reasons",
    "Vocabulary": "words.topics",
    "fingerprint": "fit.affinity",
    "line": "lines",
    "plan_cards": "evening.cards",
    "plan_rounds": "rounds.planning",
    "rank": "words.ranking",
}

__all__ = [
    "Affinity",
    "Arrivals",
    "Candidates",
    "Likeness",
    "Line",
    "Meaning",
    "Name",
    "Profile",
    "Reason",
    "Vocabulary",
    "fingerprint",
    "line",
    "plan_cards",
    "plan_rounds",
    "rank",
]


def __getattr__(name: str) -> Any:
    # Rooms open when they are entered, so that a value can be had without numpy.
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"matcher.{_ROOMS[name]}"), name)

"""What people tick or write about why they come, as the matcher's words."""

import re
from collections.abc import Iterable
from typing import cast

from kiosk.event.guests.answers.reading import spoken
from kiosk.text import fold
from matcher.profile import Distance, Goal
from matcher.words.negation import asserted

_NUMBER = r"(?<![\d.,/])(\d{1,2})(?:[.,]\d)?(?!\d)(?:\s*(?:-|–|to|bis|a|à)\s*(\d{1,2})(?!\d))?\s*\+?"
_UNIT = r"\s*(?:years?|yrs?|y|jahren?|j|ans?|annees?|anos?)\b"
_YEARS = re.compile(_NUMBER + _UNIT)
_BARE = re.compile(
    rf"(?:about|around|over|more than|ca\.?|etwa|rund|uber|mehr als|environ|plus de|unos|mas de|[>~])?\s*{_NUMBER}\s*"
)
"""A number alone; among other words it may count anything: "I lead 3 teams"."""
_IS_NOT = re.compile(r"\b(?:no longer|not|nicht|kein\w* (?!erfahrung)\w+|pas|ya no|no soy)\b")
"""No longer a beginner: what somebody is not says little of what they are."""
_LEVELS = {"student": 0.0, "junior": 2.0, "lead": 12.0, "senior": 10.0, "mid": 5.0}
_LONGEST_CAREER = 60


def goals(answers: Iterable[str]) -> frozenset[Goal]:
    """What somebody comes for; an answer that names nothing known counts for nothing."""
    found = (spoken("goals").first(asserted(answer)) for answer in answers)
    return frozenset(cast(Goal, goal) for goal in found if goal)


def distance(answer: str) -> Distance:
    """Whom somebody would rather meet; empty for anybody."""
    meant = spoken("distance").meant(asserted(answer))
    return cast(Distance, next(iter(meant))) if len(meant) == 1 else ""


def years(answer: str) -> float | None:
    """Years of experience from "5", "3-5 years" or "senior"; None where nothing is said."""
    folded = fold(answer)
    number = _YEARS.search(folded) or _BARE.fullmatch(folded)
    if number:
        low, high = float(number[1]), float(number[2] or number[1])
        return (low + high) / 2 if max(low, high) <= _LONGEST_CAREER else None
    return None if _IS_NOT.search(folded) else _LEVELS.get(spoken("levels").first(answer))

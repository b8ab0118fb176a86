"""Words for a ticket's state that no platform has taught us, by their stems in nine languages."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from kiosk.intake.standing.states import (
    BLOCKED,
    CANCELLED,
    DECLINED,
    INVITED,
    NOT_ATTENDING,
    REGISTERED,
    STATES,
    UNAPPROVED,
    UNPAID,
    WAITLISTED,
    State,
)

_ORDER: tuple[tuple[str, State], ...] = (
    ("cancelled", CANCELLED),
    ("unpaid", UNPAID),
    ("waitlisted", WAITLISTED),
    ("not_attending", NOT_ATTENDING),
    ("declined", DECLINED),
    ("blocked", BLOCKED),
    ("unapproved", UNAPPROVED),
    ("invited", INVITED),
)


@lru_cache(maxsize=4096)
def state_of(word: str) -> State | None:
    """What a normalised word for a ticket's state means; None for one that is not understood."""
    if word in STATES:
        return STATES[word]
    stems = _stems()
    denied = bool(stems["not"].search(word))
    for name, state in _ORDER:
        if stems[name].search(word):
            # "not cancelled" is rather good news, but nobody comes in by a guess.
            return None if denied and state == CANCELLED else state
    return None if denied or not stems["registered"].search(word) else REGISTERED


@cache
def _stems() -> dict[str, re.Pattern[str]]:
    text = files("kiosk.intake.standing").joinpath("stems.toml").read_text(encoding="utf-8")
    return {name: re.compile("|".join(part["stems"])) for name, part in tomllib.loads(text).items()}

"""What a tried scanner sent and what was found: values only."""

from dataclasses import dataclass
from enum import StrEnum


class Over(StrEnum):
    """How a code came."""

    KEYBOARD = "keyboard"
    SERIAL = "serial"
    CAMERA = "camera"


class Look(StrEnum):
    """How a finding is shown, in words of the door's answers."""

    GOOD = "welcome"
    MINOR = "caution"
    BAD = "stop"


class Kind(StrEnum):
    """What was found."""

    WORKS = "works"
    NO_END = "no_end"
    CAPS_LOCK = "caps_lock"
    CASE = "case"
    LAYOUT = "layout"
    OTHER_LAYOUT = "other_layout"
    TWICE = "twice"
    LOST = "lost"
    EXTRA = "extra"
    WRONG_CODE = "wrong_code"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Read:
    """One thing that came from the scanner."""

    text: str
    began: float
    ended: float
    over: Over = Over.KEYBOARD
    prefix: str = ""
    """The key before the code that the settings name."""
    leading: tuple[str, ...] = ()
    """Other keys before the code that type nothing."""
    stray: tuple[str, ...] = ()
    """Such keys inside the code or after it."""
    end: str = ""
    """The key that ended it; none when it simply stopped."""
    gap: float = 0.0
    """The longest pause between two keys, in seconds."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer to "does this scanner work?"."""

    kind: Kind
    look: Look
    title: str
    happened: str
    do: str = ""
    layouts: tuple[str, ...] = ()
    """All that fit what came."""
    config: str = ""
    """What may stand under `[scan]` in config.toml."""

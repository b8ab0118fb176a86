"""What a column of a list is used for, and how sure that is."""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.intake.columns.evidence import Looks
from kiosk.intake.columns.polarity import Polarity

IGNORED = "ignored"
IGNORE = "ignore"
"""The organiser's word for it."""


class Sure(StrEnum):
    """Where the understanding of a column comes from, the surest first."""

    ORGANISER = "organiser"
    """Named under [import.columns]."""
    EXACT = "exact"
    """Its very words, or the platform's own column."""
    MEANING = "meaning"
    """What the question asks, and cells that agree."""
    GUESS = "guess"
    """A likeness of words, or the cells alone."""
    NOTHING = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnUse:
    """One column of a list: every column has one."""

    header: str
    """Cleaned."""
    index: int
    key: str = ""
    """The same, told apart from other columns of that header."""
    used_for: str = ""
    """A field; "ignored"; empty for a column that nothing uses."""
    sure: Sure = Sure.NOTHING
    score: float = 0.0
    """The same as a number, 0 to 1."""
    why: str = ""
    """Of an ignored column: what it is about, such as "needs" or "records"."""
    polarity: Polarity = Polarity.AGREES
    """Of a question for leave: what a yes means."""
    open: bool = False
    """Nothing uses it, and it could hold somebody's refusal."""
    looks: Looks = field(default_factory=Looks)

    @property
    def samples(self) -> tuple[str, ...]:
        """Three of its answers."""
        return self.looks.samples

    @property
    def unused(self) -> bool:
        """Whether it is neither used nor ignored."""
        return not self.used_for


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column may be."""

    field: str
    sure: Sure
    score: float
    why: str = ""


NONE = Guess("", Sure.NOTHING, 0.0)

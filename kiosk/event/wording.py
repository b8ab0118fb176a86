"""What the organiser lets be printed of people's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matcher.words import fold


@dataclass(frozen=True, slots=True)
class Wording:
    """Verdicts of the review, by folded phrase."""

    instead: Mapping[str, str] = field(default_factory=dict)
    """Phrases that are printed as something else; as nothing, where they are for matching only."""
    strikes: frozenset[str] = frozenset()
    """Phrases that are neither printed nor matched."""

    def printed(self, words: str) -> str:
        """The words to print for these; empty where they stay unsaid."""
        folded = fold(words)
        return "" if folded in self.strikes else self.instead.get(folded, words)

    def struck(self, words: str) -> bool:
        """Whether a phrase counts for nothing."""
        return fold(words) in self.strikes

"""What the organiser lets be printed of people's words."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.store import verdicts
from kiosk.store.verdicts import Verdict
from matcher.words.cutting import cut, fold, unwrapped


@dataclass(frozen=True, slots=True)
class Wording:
    """Verdicts of the review, by folded phrase."""

    instead: Mapping[str, str] = field(default_factory=dict)
    """Phrases that are printed as something else; as nothing, where they are for matching only."""
    strikes: frozenset[str] = frozenset()
    """Phrases that are neither printed nor matched."""
    cut: Callable[[str], Sequence[str]] = cut
    """Cuts an answer into the phrases that were decided on."""

    def printed(self, words: str) -> str:
        """The words to print for these; empty where they stay unsaid."""
        folded = fold(words)
        return "" if folded in self.strikes else self.instead.get(folded, words)

    def answer(self, words: str) -> str:
        """A whole answer as it was written, where that may be printed; else the first phrase of it that may."""
        said = [unwrapped(phrase) for phrase in self.cut(words)]
        printed = [self.printed(phrase) for phrase in said]
        return words if printed == said else next((phrase for phrase in printed if phrase), "")

    def struck(self, words: str) -> bool:
        """Whether a phrase counts for nothing."""
        return fold(words) in self.strikes


def wording(connection: sqlite3.Connection) -> Wording:
    """What the review has decided so far."""
    instead, strikes = {}, set()
    for phrase, decision in verdicts.decisions(connection).items():
        if decision.verdict is Verdict.STRIKE:
            strikes.add(phrase)
        elif decision.verdict is Verdict.MATCH_ONLY:
            instead[phrase] = ""
        elif decision.verdict is Verdict.SHORTEN:
            instead[phrase] = decision.instead
    return Wording(instead, frozenset(strikes))

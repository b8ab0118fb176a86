"""What the organiser lets be printed of people's words."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kiosk.model import Registrant, Status
from kiosk.store import people, verdicts
from kiosk.store.verdicts import Verdict
from matcher import Reason
from matcher.saying.decision import Use, decide
from matcher.saying.fragments import whole
from matcher.words.cutting import cut, fold, unwrapped, words

_NAME_WORDS = range(2, 5)
_CERTAINLY_FINE = 0.2
"""How likely a phrase on somebody's chest may at most be private: there is always another one."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Verdicts of the review, by folded phrase."""

    instead: Mapping[str, str] = field(default_factory=dict)
    """Phrases that are printed as something else; as nothing, where they are for matching only."""
    strikes: frozenset[str] = frozenset()
    """Phrases that are neither printed nor matched."""
    cut: Callable[[str], Sequence[str]] = cut
    """Cuts an answer into the phrases that were decided on."""
    people: frozenset[tuple[str, ...]] = field(default=frozenset(), compare=False)
    """The full names of everybody on the list, word for word: who said no is named by nobody else either."""

    def wordings(self, phrase: str, found: Sequence[str]) -> tuple[str, ...]:
        """How a phrase may be printed: as the organiser says, else as was found for it."""
        decided = self.instead.get(key_of(phrase))
        return tuple(found) if decided is None else tuple(filter(None, [decided]))

    def worded(self, reason: Reason) -> Reason:
        """A reason in the words that the organiser lets be printed."""
        if not self.instead:
            return reason
        return replace(
            reason,
            mine=self.wordings(reason.my_phrase, reason.mine),
            theirs=self.wordings(reason.their_phrase, reason.theirs),
            quotable=not self.reworded(reason.their_phrase),
        )

    def reworded(self, phrase: str) -> bool:
        """Whether a phrase is not to be printed as it was written."""
        return key_of(phrase) in self.instead

    def quiet(self, phrase: str) -> bool:
        """Whether a phrase is for matching only."""
        return self.instead.get(key_of(phrase)) == "" or self.names_somebody(phrase)

    def names_somebody(self, phrase: str) -> bool:
        """Whether somebody on the list is called by their full name in a phrase."""
        if not self.people:
            return False
        said = words(phrase)
        runs = (tuple(said[at : at + size]) for size in _NAME_WORDS for at in range(len(said) - size + 1))
        return any(run in self.people for run in runs)

    def short(self, answers: Sequence[str]) -> str:
        """The first thing among answers that anybody may read, in few words; empty where there is none."""
        return self.chest(answers)[1]

    def chest(self, answers: Sequence[str]) -> tuple[str, str]:
        """The same behind the phrase that it is of."""
        phrases = (
            phrase
            for answer in answers
            for phrase in self.cut(answer)
            if not self.struck(phrase) and not self.names_somebody(phrase)
        )
        said = ((phrase, each) for phrase in phrases for each in self.wordings(phrase, _chest(phrase)) if each)
        return next(said, ("", ""))

    def said(self, answers: Iterable[str]) -> tuple[str, ...]:
        """Everything among answers that anybody may read, in people's own words or the organiser's."""
        phrases = (phrase for answer in answers for phrase in self.cut(answer) if self.may_be_said(phrase))
        return tuple(self.instead.get(key_of(phrase), phrase) for phrase in phrases)

    def may_be_said(self, phrase: str) -> bool:
        """Whether anybody may read what a phrase says: as the organiser decided, else by the one decision on it."""
        if self.struck(phrase) or self.names_somebody(phrase):
            return False
        decided = self.instead.get(key_of(phrase))
        return decide(phrase).use is Use.SAY if decided is None else bool(decided)

    def struck(self, phrase: str) -> bool:
        """Whether a phrase counts for nothing."""
        return key_of(phrase) in self.strikes


def agreed(people: Sequence[Registrant]) -> list[Registrant]:
    """Those whose words may be looked at: they agreed to be matched, and still come."""
    return [person for person in people if person.consent is True and person.status is not Status.CANCELLED]


@lru_cache(maxsize=65_536)
def key_of(phrase: str) -> str:
    """What verdicts on a phrase are kept under."""
    return fold(unwrapped(phrase))


def _chest(phrase: str) -> tuple[str, ...]:
    """How a chest may ask about a phrase: as a thing, or something to do, that is certainly nobody's secret."""
    decision = decide(phrase)
    asked = decision.use is Use.SAY and decision.risk < _CERTAINLY_FINE and decision.kind in ("thing", "activity")
    return (whole(phrase),) if asked and whole(phrase) else ()


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
    called = (tuple(words(person.name)) for person in people.everybody(connection))
    return Wording(instead, frozenset(strikes), people=frozenset(name for name in called if len(name) in _NAME_WORDS))

"""Why two people should meet, in their own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matcher.fit.weighing import Fit
from matcher.phrasebook import read
from matcher.words.cutting import fold
from matcher.words.phrasing import private, said

Kind = Literal["they_offer", "they_ask", "both_like", "related"]
"""Related are two whose words only mean something similar: no offer answers a question there."""


Ground = Literal["topic", "words", "goal", "likeness"]
"""What a reason rests on, the firmest first: a topic both mean, the same words, a ticked goal, likeness of meaning."""
Strength = Literal["strong", "likely", "maybe"]
_FIRM: tuple[Ground, ...] = ("topic", "words", "goal", "likeness")
_STRONG_FROM = 0.1
"""What a topic that one offers and the other asks must add to the weight, to be called strong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that two people could talk about."""

    kind: Kind
    topic: str
    """As it stands inside a sentence."""
    mine: str
    """The reader's own words, without what they were wrapped in."""
    theirs: str
    """The other's own words, likewise."""
    weight: float
    """What it adds to the weight of the two for each other; all reasons add up to it."""
    ground: Ground = "topic"

    def sentence(self, their_name: str, language: str = "en") -> str:
        """The reason as the reader may be told it; private matters stay unsaid."""
        book = read(language)
        unsayable = not (self.mine and self.theirs)
        if unsayable or any(private(words) for words in (self.mine, self.theirs, self.topic)):
            return book.fill(book.unsaid[self.kind], {"name": their_name})
        same = self.kind != "both_like" and fold(self.mine) == fold(self.theirs)
        words = {"mine": self.mine, "theirs": self.theirs, "topic": self.common(language)}
        slots = {slot: said(text, book.quotes) for slot, text in words.items()}
        return book.fill(book.sentences[f"{self.kind}_same" if same else self.kind], {**slots, "name": their_name})

    def common(self, language: str) -> str:
        """What both mean: the topic, which has an English name; elsewhere their own word, where it is the same."""
        return self.theirs if language != "en" and fold(self.mine) == fold(self.theirs) else self.topic


@dataclass(frozen=True, slots=True)
class Shared:
    """A topic both have named, by which phrases, and its share of the direction."""

    topic: str
    mine: str
    theirs: str
    amount: float
    ground: Ground = "topic"


def strength(found: Sequence[Reason]) -> Strength:
    """How sure a fit is: strong only where one offers a topic that the other asks for, and both said so in words."""
    if any(r.kind != "both_like" and r.ground == "topic" and r.weight >= _STRONG_FROM for r in found):
        return "strong"
    return "likely" if any(r.ground in ("topic", "words") for r in found) else "maybe"


def reasons(
    fit: Fit, taken: list[Shared], given: list[Shared], liked: list[Shared], shared: float
) -> tuple[Reason, ...]:
    """One reason per pair of phrases, the strongest first; `shared` is what the interests add to the weight."""
    found = (
        *_of("they_offer", taken, fit.part(fit.taken)),
        *_of("they_ask", given, fit.part(fit.given)),
        *_of("both_like", liked, shared),
    )
    return tuple(sorted(found, key=lambda reason: (-reason.weight, reason.kind, reason.topic)))


def _of(kind: Kind, shared: list[Shared], worth: float) -> list[Reason]:
    total = sum(each.amount for each in shared)
    by_phrases: dict[tuple[str, str], list[Shared]] = {}
    for each in shared:
        by_phrases.setdefault((each.mine, each.theirs), []).append(each)
    found = []
    for (mine, theirs), group in by_phrases.items():
        ground = min((each.ground for each in group), key=_FIRM.index)
        firm = [each for each in group if each.ground == ground]
        found.append(
            Reason(
                kind="related" if ground == "likeness" else kind,
                topic=max(firm, key=lambda each: (each.amount, each.topic)).topic,
                mine=mine,
                theirs=theirs,
                weight=worth * sum(each.amount for each in group) / total,
                ground=ground,
            )
        )
    return found

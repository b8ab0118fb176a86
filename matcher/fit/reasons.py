"""Why two people should meet: what one offers and the other asks, or what both like, in both people's own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matcher.fit.weighing import Fit

Kind = Literal["they_offer", "they_ask", "both_like", "related"]
"""Related are two whose words only mean something similar: no offer answers a question there."""
Ground = Literal["topic", "words", "likeness", "unsaid"]
"""What a reason rests on, the firmest first: a topic that both name or hint at, the same words, likeness of meaning,
and what is told to nobody: ticked goals, a topic that what they name only belongs to, private words."""
Strength = Literal["strong", "likely", "maybe"]
_FIRM: tuple[Ground, ...] = ("topic", "words", "likeness", "unsaid")
_STRONG_FROM = 0.1
"""What a topic that one offers and the other asks must add to the weight, to be called strong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that two people could talk about."""

    kind: Kind
    topic: str
    """The vocabulary's topic, or empty."""
    mine: tuple[str, ...] = ()
    """Wordings of what the reader named, as a badge may print them, the fullest first; empty where none may be told."""
    theirs: tuple[str, ...] = ()
    """The same of the other's."""
    weight: float
    """What it adds to the weight of the two for each other; all reasons add up to it."""
    ground: Ground = "topic"
    my_phrase: str = ""
    """What the reader wrote, as it was cut from the answer."""
    their_phrase: str = ""
    quotable: bool = True
    """Whether the other's phrase may be quoted as it was written: not where somebody chose other words for it."""

    @property
    def said(self) -> bool:
        """Whether it may be told."""
        return bool(self.mine and self.theirs and self.ground != "unsaid")


@dataclass(frozen=True, slots=True)
class Words:
    """What one person wrote of a topic, and how a badge may say it."""

    phrase: str = ""
    wordings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """A topic both have named, by which phrases, and its share of the direction."""

    topic: str
    mine: Words
    theirs: Words
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
        by_phrases.setdefault((each.mine.phrase, each.theirs.phrase), []).append(each)
    found = []
    for group in by_phrases.values():
        ground = min((each.ground for each in group), key=_FIRM.index)
        best = max((each for each in group if each.ground == ground), key=lambda each: (each.amount, each.topic))
        found.append(
            Reason(
                kind="related" if ground == "likeness" else kind,
                topic=best.topic,
                mine=best.mine.wordings,
                theirs=best.theirs.wordings,
                weight=worth * sum(each.amount for each in group) / total,
                ground=ground,
                my_phrase=best.mine.phrase,
                their_phrase=best.theirs.phrase,
            )
        )
    return found

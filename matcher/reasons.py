"""Why two people should meet, in their own words."""

from dataclasses import dataclass
from typing import Literal

from matcher.phrasing import private, said
from matcher.weighing import Fit
from matcher.words import fold

Kind = Literal["they_offer", "they_ask", "both_like"]


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

    def sentence(self, their_name: str) -> str:
        """The reason as the reader may be told it; private matters stay unsaid."""
        if any(private(words) for words in (self.mine, self.theirs, self.topic)):
            return self._unsaid(their_name)
        same = fold(self.mine) == fold(self.theirs)
        if self.kind == "they_offer":
            offers = f", and {their_name} offers it" if same else f"; {their_name} offers {said(self.theirs)}"
            return f"You asked about {said(self.mine)}{offers}."
        if self.kind == "they_ask":
            offers = ", and you offer it" if same else f"; you offer {said(self.mine)}"
            return f"{their_name} asks about {said(self.theirs)}{offers}."
        return f"You both enjoy {said(self.topic)}."

    def _unsaid(self, their_name: str) -> str:
        if self.kind == "they_offer":
            return f"{their_name} knows something you asked about."
        if self.kind == "they_ask":
            return f"You know something {their_name} asks about."
        return f"You and {their_name} share an interest."


@dataclass(frozen=True, slots=True)
class Shared:
    """A topic both have named, by which phrases, and its share of the direction."""

    topic: str
    mine: str
    theirs: str
    amount: float


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
    return [
        Reason(
            kind=kind,
            topic=max(group, key=lambda each: (each.amount, each.topic)).topic,
            mine=mine,
            theirs=theirs,
            weight=worth * sum(each.amount for each in group) / total,
        )
        for (mine, theirs), group in by_phrases.items()
    ]

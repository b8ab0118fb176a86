"""How well offers meet an ask, from the vocabulary alone."""

import math
from collections.abc import Mapping, Sequence

from matcher.words.topics import ASKS, INTERESTS, OFFERS, Side, Vocabulary, spread

_LETTERS = 0.02
"""What mere likeness of letters adds: it tells apart what the vocabulary can't."""
_LENGTH = 0.7
"""How much an offer loses by talking of other things too: 0 nothing, 1 as much as by angle."""


def rank(ask: str, offers: Sequence[str], vocabulary: Vocabulary | None = None) -> list[float]:
    """One score per offer, the higher the better it meets the ask; comparable within one call only."""
    from rapidfuzz.fuzz import token_set_ratio

    known = vocabulary or Vocabulary.load()
    want = spread([ask], known, ASKS, ({}, {}, {}), guesses=True)[ASKS]
    given = [spread([offer], known, OFFERS, ({}, {}, {}), guesses=True)[OFFERS] for offer in offers]
    whole = [spread([offer], known, INTERESTS, ({}, {}, {}), guesses=True)[INTERESTS] for offer in offers]
    named: dict[str, int] = {}
    for side in given:
        for topic in side:
            named[topic] = named.get(topic, 0) + 1
    rarity = {topic: math.log1p(len(offers) / (1 + count)) for topic, count in named.items()}
    return [
        _met(want, side, rarity) / max(_length(said, rarity, len(offers)), 1e-9) ** _LENGTH
        + _LETTERS * token_set_ratio(ask, offer) / 100
        for side, said, offer in zip(given, whole, offers, strict=True)
    ]


def _met(want: Side, given: Side, rarity: Mapping[str, float]) -> float:
    return sum(surely * given[topic][0] * rarity[topic] ** 2 for topic, (surely, _) in want.items() if topic in given)


def _length(said: Side, rarity: Mapping[str, float], most: int) -> float:
    """How much an offer says, whichever way it points."""
    rarest = math.log1p(most)
    return math.sqrt(sum((surely * rarity.get(topic, rarest)) ** 2 for topic, (surely, _) in said.items()))

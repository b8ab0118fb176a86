"""How well offers meet an ask, from the vocabulary alone or with a language model's vectors."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from matcher.words.direction import AGAINST, at_odds
from matcher.words.meaning import UNKNOWN_MODEL, Likeness, unit
from matcher.words.topics import ASKS, INTERESTS, OFFERS, Side, Vocabulary, spread

_LETTERS = 0.02
"""What mere likeness of letters adds: it tells apart what the vocabulary can't."""
_LENGTH = 0.7
"""How much an offer loses by talking of other things too: 0 nothing, 1 as much as by angle."""

_MEANT = 0.3
"""What likeness of meaning counts beside the vocabulary, whose steps are evened out: it knows or it does not."""


def rank(
    ask: str,
    offers: Sequence[str],
    vocabulary: Vocabulary | None = None,
    vectors: Mapping[str, Any] | None = None,
    likeness: Likeness = UNKNOWN_MODEL,
) -> list[float]:
    """One score per offer, the higher the better it meets the ask; comparable within one call only.

    Args:
        ask: what somebody looks for.
        offers: what others have.
        vocabulary: what words mean; None for the packaged one.
        vectors: one for the ask and for every offer as they are written, all of one size and one model; None for the
            vocabulary alone.
        likeness: what that model's cosines tell.

    Raises:
        KeyError: a phrase has no vector.
    """
    met = _by_vocabulary(ask, offers, vocabulary or Vocabulary.load())
    letters = _letters(ask, offers)
    if vectors is None or not offers:
        return [topics + likely for topics, likely in zip(met, letters, strict=True)]
    cosines = (unit(vectors, offers) @ unit(vectors, [ask])[0]).tolist()
    return [
        math.sqrt(topics) + likely + _MEANT * likeness.slope * (min(cosine, AGAINST * cosine) if against else cosine)
        for topics, likely, cosine, against in zip(
            met, letters, cosines, (at_odds(ask, offer) for offer in offers), strict=True
        )
    ]


def _letters(ask: str, offers: Sequence[str]) -> list[float]:
    from rapidfuzz.fuzz import token_set_ratio

    return [_LETTERS * token_set_ratio(ask, offer) / 100 for offer in offers]


def _by_vocabulary(ask: str, offers: Sequence[str], known: Vocabulary) -> list[float]:
    """How well each offer's topics meet those of the ask, 0 where they have none in common."""
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
        for side, said in zip(given, whole, strict=True)
    ]


def _met(want: Side, given: Side, rarity: Mapping[str, float]) -> float:
    return sum(surely * given[topic][0] * rarity[topic] ** 2 for topic, (surely, _) in want.items() if topic in given)


def _length(said: Side, rarity: Mapping[str, float], most: int) -> float:
    """How much an offer says, whichever way it points."""
    rarest = math.log1p(most)
    return math.sqrt(sum((surely * rarity.get(topic, rarest)) ** 2 for topic, (surely, _) in said.items()))

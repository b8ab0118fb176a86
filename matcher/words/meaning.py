"""Phrases that mean the same in other words, by a language model's vectors: at import, never at a scan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from matcher.words.cutting import unwrapped
from matcher.words.direction import at_odds

_SIGN = "≈"
_LEAST = 0.5
_MOST = 30
"""The phrases that one ask is likened to."""
_SHARE = 0.6
"""What a likeness counts beside words that are truly the same."""
_BLOCK = 512


@dataclass(frozen=True, slots=True)
class Likeness:
    """From the cosine of two vectors to how surely they mean the same: each model spreads its cosines otherwise.

    Fitted as a logistic curve on asks with the offers that meet them, where thirty others stand beside each.
    """

    slope: float
    shift: float

    def surely(self, cosines: Any) -> Any:
        """How surely, 0 to 1, for an array of cosines."""
        return 1 / (1 + np.exp(self.shift - self.slope * cosines))


UNKNOWN_MODEL = Likeness(9.4, 3.5)
"""Fitted for MiniLM: what a server's model is taken for."""
LIKENESS = {"e5": Likeness(15.5, 6.5), "use": Likeness(13.4, 5.65)}
"""Of the models that come in packages; E5's vectors less their usual direction."""

Related = Mapping[str, tuple[tuple[str, float], ...]]
"""Phrase -> topics of likeness, each with how surely."""


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """Which offers are likely meant by which asks, and which interests are alike."""

    offers: Related = field(default_factory=dict)
    asks: Related = field(default_factory=dict)
    interests: Related = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        vectors: Mapping[str, Any],
        offers: Sequence[str],
        asks: Sequence[str],
        interests: Sequence[str],
        likeness: Likeness = UNKNOWN_MODEL,
    ) -> "Meaning":
        """From a vector for every phrase, as `plain` writes it; of any length above zero, all of one size."""
        meant = _likened(vectors, asks, offers, likeness, exchanged=True)
        alike = _likened(vectors, interests, interests, likeness, exchanged=False)
        return cls(meant[1], meant[0], {key: (*alike[0].get(key, ()), *more) for key, more in alike[1].items()})


def plain(phrase: str) -> str:
    """A phrase as it is handed to a language model: without what it is wrapped in."""
    return unwrapped(phrase).strip()


def is_likeness(topic: str) -> bool:
    """Whether two people share a topic by likeness of meaning only."""
    return topic.startswith(_SIGN)


def _likened(
    vectors: Mapping[str, Any], asks: Sequence[str], offers: Sequence[str], likeness: Likeness, *, exchanged: bool
) -> tuple[Related, Related]:
    """Per ask and per offer, the topics of likeness that connect them."""
    rows = sorted({phrase for phrase in asks if phrase in vectors})
    columns = sorted({phrase for phrase in offers if phrase in vectors})
    asked: dict[str, tuple[tuple[str, float], ...]] = {}
    offered: dict[str, list[tuple[str, float]]] = {}
    if not rows or not columns:
        return {}, {}
    left, right = unit(vectors, rows), unit(vectors, columns)
    for start in range(0, len(rows), _BLOCK):
        cosines = left[start : start + _BLOCK] @ right.T
        for row, line in zip(rows[start : start + _BLOCK], cosines, strict=True):
            best = np.argpartition(-line, _MOST - 1)[:_MOST] if len(line) > _MOST else np.arange(len(line))
            near = {
                k: value
                for k, value in zip(best.tolist(), likeness.surely(line[best]).tolist(), strict=True)
                if value >= _LEAST and columns[k] != row and not (exchanged and at_odds(row, columns[k]))
            }
            if near:
                asked[row] = ((_SIGN + row, _SHARE),)
            for k, value in sorted(near.items()):
                offered.setdefault(columns[k], []).append((_SIGN + row, _SHARE * value))
    return asked, {phrase: tuple(topics) for phrase, topics in offered.items()}


def unit(vectors: Mapping[str, Any], phrases: Sequence[str]) -> Any:
    """The phrases' vectors at length one, a row each."""
    table = np.array([vectors[phrase] for phrase in phrases], dtype=np.float32)
    return table / np.linalg.norm(table, axis=1, keepdims=True)

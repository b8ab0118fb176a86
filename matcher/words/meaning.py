"""Phrases that mean the same in other words, by a language model's vectors: at import, never at a scan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from matcher.words.cutting import unwrapped

_SIGN = "≈"
_SLOPE, _SHIFT = 9.4, 3.5
"""From cosine to how surely two phrases mean the same; fitted on pairs of asks and offers."""
_LEAST = 0.5
_MOST = 30
"""The phrases that one ask is likened to."""
_SHARE = 0.6
"""What a likeness counts beside words that are truly the same."""
_BLOCK = 512

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
        cls, vectors: Mapping[str, Any], offers: Sequence[str], asks: Sequence[str], interests: Sequence[str]
    ) -> "Meaning":
        """From a vector for every phrase, as `plain` writes it; of any length above zero, all of one size."""
        meant = _likened(vectors, asks, offers)
        alike = _likened(vectors, interests, interests)
        return cls(meant[1], meant[0], {key: (*alike[0].get(key, ()), *more) for key, more in alike[1].items()})


def plain(phrase: str) -> str:
    """A phrase as it is handed to a language model: without what it is wrapped in."""
    return unwrapped(phrase).strip()


def is_likeness(topic: str) -> bool:
    """Whether two people share a topic by likeness of meaning only."""
    return topic.startswith(_SIGN)


def _likened(vectors: Mapping[str, Any], asks: Sequence[str], offers: Sequence[str]) -> tuple[Related, Related]:
    """Per ask and per offer, the topics of likeness that connect them."""
    rows = sorted({phrase for phrase in asks if phrase in vectors})
    columns = sorted({phrase for phrase in offers if phrase in vectors})
    asked: dict[str, tuple[tuple[str, float], ...]] = {}
    offered: dict[str, list[tuple[str, float]]] = {}
    if not rows or not columns:
        return {}, {}
    left, right = _unit(vectors, rows), _unit(vectors, columns)
    for start in range(0, len(rows), _BLOCK):
        cosines = left[start : start + _BLOCK] @ right.T
        for row, line in zip(rows[start : start + _BLOCK], cosines, strict=True):
            best = np.argpartition(-line, min(_MOST, len(line) - 1))[:_MOST] if len(line) > _MOST else range(len(line))
            surely = {int(k): 1 / (1 + np.exp(_SHIFT - _SLOPE * float(line[k]))) for k in best}
            near = {k: value for k, value in surely.items() if value >= _LEAST and columns[k] != row}
            if near:
                asked[row] = ((_SIGN + row, _SHARE),)
            for k, value in sorted(near.items()):
                offered.setdefault(columns[k], []).append((_SIGN + row, _SHARE * float(value)))
    return asked, {phrase: tuple(topics) for phrase, topics in offered.items()}


def _unit(vectors: Mapping[str, Any], phrases: Sequence[str]) -> Any:
    table = np.array([vectors[phrase] for phrase in phrases], dtype=np.float32)
    return table / np.linalg.norm(table, axis=1, keepdims=True)

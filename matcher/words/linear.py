"""Linear models over words, pairs of words and parts of words: what texts are, learned from thousands of them."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources.abc import Traversable
from io import BytesIO
from itertools import pairwise
from typing import Any

_PARTS = (3, 4, 5)
"""Letters in a part of a word."""


def seen_in(words: Sequence[str], signs: Iterable[str] = ()) -> frozenset[int]:
    """What the models see of a text, each thing as a sum of its letters.

    Args:
        words: folded.
        signs: what else is seen in it.
    """
    ends = ["^", *words, "$"]
    seen = {_sum(f"{a} {b}") for a, b in pairwise(ends)}
    seen.update(_sum(f"{a} … {b}") for a, b in zip(words, words[2:], strict=False))
    seen.update(map(_sum, signs))
    return frozenset(seen.union(*map(_parts_of, words)))


def places_of(seen: Iterable[int], places: int) -> list[int]:
    """What is seen as numbers below `places`, each once, in order; what falls together is not told apart."""
    return sorted({each % places for each in seen})


@lru_cache(maxsize=65_536)
def _parts_of(word: str) -> frozenset[int]:
    """A word and its parts: the same words come again and again."""
    ended = f"<{word}>"
    parts = (f"~{ended[at : at + size]}" for size in _PARTS for at in range(len(ended) - size + 1))
    return frozenset((_sum(word), *map(_sum, parts)))


def _sum(seen: str) -> int:
    return zlib.crc32(seen.encode(errors="replace"))


class Models:
    """Several models kept in one file, each of which gives shares of its classes; read when first asked."""

    def __init__(self, file: Traversable) -> None:
        self._file = file
        self._read: dict[str, Any] = {}

    def __getitem__(self, part: str) -> Any:
        """A part of the file by its name; raises KeyError."""
        if not self._read:
            # Imported here: only who asks needs it.
            import numpy as np

            with np.load(BytesIO(self._file.read_bytes())) as kept:
                self._read = {name: kept[name] for name in kept.files}
            for name in self._read:
                if name.endswith("_rarity"):
                    self._read[name] = self._read[name].astype(np.float32)
        return self._read[part]

    def classes(self, model: str) -> list[str]:
        """What a model can say."""
        found: list[str] = self[f"{model}_classes"].tolist()
        return found

    def shares(self, model: str, seen: Iterable[int]) -> Mapping[str, float]:
        """How sure a model is of each of its classes, 0 to 1, from what is `seen_in` a text."""
        return dict(zip(self.classes(model), self.shares_of_all(model, [seen])[0].tolist(), strict=True))

    def shares_of_all(self, model: str, texts: Sequence[Iterable[int]]) -> Any:
        """The same for many texts: an array of shape (texts, classes)."""
        import numpy as np

        rarity, weights, scales, biases = (self[f"{model}_{p}"] for p in ("rarity", "weights", "scales", "biases"))
        raised = np.empty((len(texts), len(biases)), dtype=np.float32)
        for row, text in enumerate(texts):
            at = places_of(text, len(rarity))
            seen = rarity[at]
            length = float(np.sqrt(seen @ seen)) or 1.0
            raised[row] = (seen / length) @ weights[at].astype(np.float32)
        raised = raised * scales + biases
        shares = np.exp(raised - raised.max(axis=1, keepdims=True))
        return shares / shares.sum(axis=1, keepdims=True)

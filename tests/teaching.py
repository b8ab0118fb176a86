"""What teaching a linear model takes: examples in, the arrays out that `matcher.words.linear` reads."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from matcher.words.linear import places_of

_MOST = 127


def model(
    name: str,
    texts: Sequence[str],
    classes: Sequence[str],
    seen_in: Callable[[str], frozenset[int]],
    places: int,
    strength: float,
) -> dict[str, Any]:
    """A model under its name; `strength` says how closely it follows its examples."""
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import LogisticRegression

    rarity = TfidfTransformer()
    fitted = LogisticRegression(C=strength, max_iter=3000, tol=1e-3)
    fitted.fit(rarity.fit_transform(seen(texts, seen_in, places)), classes)
    learned, biases = fitted.coef_.T, fitted.intercept_
    if len(fitted.classes_) == 2:
        # Of two classes one is told; the other is its opposite.
        learned, biases = np.hstack([-learned, learned]) / 2, np.array([-biases[0], biases[0]]) / 2
    scales = np.abs(learned).max(axis=0) / _MOST
    return {
        f"{name}_classes": np.array(fitted.classes_, dtype=str),
        f"{name}_rarity": rarity.idf_.astype(np.float16),
        f"{name}_weights": np.rint(learned / scales).astype(np.int8),
        f"{name}_scales": scales.astype(np.float32),
        f"{name}_biases": biases.astype(np.float32),
    }


def seen(texts: Sequence[str], seen_in: Callable[[str], frozenset[int]], places: int) -> csr_matrix:
    """Shape (texts, places): what a model sees of each."""
    rows = [places_of(seen_in(text), places) for text in texts]
    ends = np.cumsum([0, *map(len, rows)])
    found = np.concatenate([np.array(row, dtype=np.int64) for row in rows])
    return csr_matrix((np.ones(len(found)), found, ends), shape=(len(rows), places))

"""What a header asks for, learned from thousands of them: for wordings that no list of words foresaw.

Linear models over words, pairs of words and parts of words, taught by `python -m tests.headers`.
"""

import zlib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple

from kiosk.intake.columns.headers import norm

PLACES = 1 << 15
"""What is seen in a header is told apart by its sum, modulo this."""
AGREES, REFUSES, UNCLEAR = "agrees", "refuses", "unclear"
OTHER = "other"
"""What is no field of ours."""
MATTERS, ANSWERS, LANGUAGES = "matters", "answers", "languages"
_PARTS = (3, 4, 5)
"""Letters in a part of a word."""


class Matter(NamedTuple):
    """What a header most probably asks for."""

    field: str
    """A field; "returning" for who was here before; or OTHER."""
    sure: float
    """0 to 1."""


@lru_cache(maxsize=4096)
def matter_of(header: str) -> Matter:
    """The surest field."""
    shares = _shares(MATTERS, header)
    return max((Matter(field, share) for field, share in shares.items()), key=lambda matter: matter.sure)


@lru_cache(maxsize=4096)
def share_of(header: str, field: str) -> float:
    """How sure it is that a header asks for a field, 0 to 1."""
    return _shares(MATTERS, header)[field]


@cache
def fields() -> frozenset[str]:
    """Everything that a header can be found to ask for."""
    return frozenset(_taught(MATTERS)[0])


@lru_cache(maxsize=4096)
def agreeing(header: str) -> float:
    """How sure it is that a yes to a question for leave agrees, 0 to 1."""
    return _shares(ANSWERS, header)[AGREES]


@lru_cache(maxsize=4096)
def in_language(header: str, language: str) -> float:
    """How sure it is that a header is in a language, 0 to 1."""
    return _shares(LANGUAGES, header)[language]


def seen_in(header: str) -> Iterator[str]:
    """What the models see of a header: words, pairs of them, parts of words, and whether it asks."""
    words = norm(header).split()
    ends = ["^", *words, "$"]
    yield from words
    yield from (f"{a} {b}" for a, b in pairwise(ends))
    yield from (f"{a} … {b}" for a, b in zip(words, words[2:], strict=False))
    for word in words:
        ended = f"<{word}>"
        yield from (f"~{ended[at : at + size]}" for size in _PARTS for at in range(len(ended) - size + 1))
    if "?" in header:
        yield "?"


def places_of(header: str) -> list[int]:
    """The same as numbers below PLACES, each once, in order."""
    return sorted({zlib.crc32(seen.encode()) % PLACES for seen in seen_in(header)})


@lru_cache(maxsize=4096)
def _shares(model: str, header: str) -> Mapping[str, float]:
    # Imported here: only lists need it.
    import numpy as np

    at = places_of(header)
    classes, rarity, weights, scales, biases = _taught(model)
    seen = rarity[at]
    length = float(np.sqrt(seen @ seen)) or 1.0
    raised = (seen / length) @ weights[at].astype(np.float32) * scales + biases
    shares = np.exp(raised - raised.max())
    return dict(zip(classes, (shares / shares.sum()).tolist(), strict=True))


@cache
def _taught(model: str) -> tuple[list[str], Any, Any, Any, Any]:
    """Classes; how rare each place is; weights (place x class, of 127) with a scale and a bias for each class."""
    import numpy as np

    data = files("kiosk.intake.columns.words").joinpath("headers.npz").read_bytes()
    with np.load(BytesIO(data)) as taught:
        parts = [taught[f"{model}_{part}"] for part in ("classes", "rarity", "weights", "scales", "biases")]
    classes, rarity, weights, scales, biases = parts
    return classes.tolist(), rarity.astype(np.float32), weights, scales, biases

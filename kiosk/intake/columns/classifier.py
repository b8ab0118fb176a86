"""What a header asks for, learned from thousands of them: for wordings that no list of words foresaw.

Linear models over words, pairs of words and parts of words, taught by `python -m tests.headers`.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from kiosk.intake.columns.headers import norm
from matcher.words import linear
from matcher.words.linear import Models

PLACES = 1 << 15
"""How many things that are seen in headers are told apart."""
TAUGHT = Models(files("kiosk.intake.columns.words") / "headers.npz")
AGREES, REFUSES, UNCLEAR = "agrees", "refuses", "unclear"
OTHER = "other"
"""What is no field of ours."""
MATTERS, ANSWERS, LANGUAGES = "matters", "answers", "languages"


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
    return frozenset(TAUGHT.classes(MATTERS))


@lru_cache(maxsize=4096)
def agreeing(header: str) -> float:
    """How sure it is that a yes to a question for leave agrees, 0 to 1."""
    return _shares(ANSWERS, header)[AGREES]


@lru_cache(maxsize=4096)
def in_language(header: str, language: str) -> float:
    """How sure it is that a header is in a language, 0 to 1."""
    return _shares(LANGUAGES, header)[language]


def seen_in(header: str) -> frozenset[int]:
    """What the models see of a header: its words, and whether it asks."""
    return linear.seen_in(norm(header).split(), ["?"] if "?" in header else ())


@lru_cache(maxsize=4096)
def _shares(model: str, header: str) -> Mapping[str, float]:
    return TAUGHT.shares(model, seen_in(header))

"""People's own words that stay private."""

import re
from functools import lru_cache

from matcher.words.boilerplate import SPEECH
from matcher.words.cutting import fold

_REMEMBERED = 20_000
"""Phrases whose answers are kept: the same words come again and again."""
_PRIVATE = re.compile(rf"\b(?:{'|'.join(SPEECH['private'])})\b")


@lru_cache(maxsize=_REMEMBERED)
def private(words: str) -> bool:
    """Whether words tell of somebody's job hunt, level, health or private life, which no badge of others may."""
    return bool(_PRIVATE.search(fold(words)))

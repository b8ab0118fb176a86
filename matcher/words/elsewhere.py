"""Words that name a topic in one language and are ordinary words of another: French "car" is no motor car."""

from collections.abc import Sequence
from importlib import resources

import tomli as tomllib

from matcher.words.cutting import singular
from matcher.words.spelling import spoken

MARK = (resources.files("matcher.speech") / "elsewhere.toml").read_text("utf-8")
"""Changes whenever what is recognised does."""
_WORDS = {where: frozenset(map(singular, said)) for where, said in tomllib.loads(MARK).items()}
_ANY = frozenset().union(*_WORDS.values())
_NONE: frozenset[str] = frozenset()


def unmeant(tokens: Sequence[str]) -> frozenset[str]:
    """The words that name no topic in a phrase of these words."""
    if _ANY.isdisjoint(tokens):
        return _NONE
    return _WORDS["alone"] if len(tokens) == 1 else _WORDS.get(spoken(tokens), _NONE)

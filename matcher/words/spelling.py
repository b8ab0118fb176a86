"""Misspelt words are forgiven where nothing else can be meant, and no word is turned from one language into another."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

import tomli as tomllib

from matcher.words.boilerplate import STOP
from matcher.words.cutting import singular

SHORTEST, _LONG_WORD = 6, 11
_TELLING = 200
"""So many of a language's commonest words tell that somebody writes in it."""
ELSEWHERE = (resources.files("matcher.speech") / "elsewhere.toml").read_text("utf-8")
"""Words that name a topic in one language and are ordinary words of another: French "car" is no motor car."""
_UNMEANT = {where: frozenset(map(singular, said)) for where, said in tomllib.loads(ELSEWHERE).items()}
_ANY_UNMEANT = frozenset().union(*_UNMEANT.values())
_NONE: frozenset[str] = frozenset()
EDITION = "1"
"""Changes whenever what is forgiven does; the lists of ordinary words are too long to be read at every start."""
LANGUAGES = ("de", "en", "es", "fr")


@cache
def ordinary() -> dict[str, str]:
    """The common words of four languages, as written and singular, each with the languages that have it."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for word in commonest(language):
            for form in {word, singular(word)}:
                found[form] = found.get(form, "") + language
    return found


def commonest(language: str) -> list[str]:
    """The common words of a language, folded, the commonest first."""
    return (resources.files("matcher.speech.ordinary") / f"{language}.txt").read_text("utf-8").split()


@cache
def _telling() -> dict[str, frozenset[str]]:
    return {language: frozenset(commonest(language)[:_TELLING]) for language in LANGUAGES}


def spoken(tokens: Iterable[str]) -> str:
    """The language of a phrase, by its small words; empty where they don't tell."""
    said = set(tokens)
    counts = {language: len(said & words) for language, words in _telling().items()}
    most = max(counts.values())
    best = [language for language, count in counts.items() if count == most]
    return best[0] if most and len(best) == 1 else ""


def unmeant(tokens: Sequence[str]) -> frozenset[str]:
    """The words that name no topic in a phrase of these words."""
    if _ANY_UNMEANT.isdisjoint(tokens):
        return _NONE
    return _UNMEANT["alone"] if len(tokens) == 1 else _UNMEANT.get(spoken(tokens), _NONE)


def is_telling(tokens: Iterable[str]) -> bool:
    """Whether words name something: one of them is none of those that everybody uses all the time."""
    return any(len(token) >= SHORTEST and token not in ordinary() for token in tokens)


def dictionary(known: Iterable[Sequence[str]]) -> dict[str, list[str]]:
    """The words of a vocabulary long enough to be misspelt, by first letter."""
    found: dict[str, list[str]] = {}
    for word in sorted({word for name in known for word in name if len(word) >= SHORTEST}):
        found.setdefault(word[0], []).append(word)
    return found


def may_be_misspelt(word: str) -> bool:
    """Whether a word is long enough, and none that a language has."""
    return len(word) >= SHORTEST and word.isascii() and word not in STOP and word not in ordinary()


def respelt(word: str, similar: Sequence[str], language: str) -> str:
    """The word among `similar` that this one misspells, or the word itself; `language` is what its phrase is in."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    most = 1 if len(word) < _LONG_WORD else 2
    hits = extract(word, similar, scorer=OSA.distance, score_cutoff=most, limit=8)
    fitting = [hit for hit in hits if not _inflected(word, hit[0]) and _speaks(hit[0], language)]
    # Of two words equally near, the one that begins alike: "machin" is machine, not machen.
    hit = min(fitting, key=lambda each: (each[1], -_alike(word, each[0]), each[0]), default=None)
    return hit[0] if hit else word


def _inflected(word: str, other: str) -> bool:
    """Germany is no misspelt German, and designed no misspelt designer: words of their own differ at the end."""
    return len(word) < _LONG_WORD and (word.startswith(other) or word[:-1] == other[:-1])


def _speaks(word: str, language: str) -> bool:
    """Whether a word may stand in a language: it has it, or none has it, as the names of programs."""
    has = ordinary().get(word, "")
    return not language or not has or language in has


def _alike(one: str, other: str) -> int:
    """How many letters two words share at their beginnings."""
    return next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))

"""Capitals and accents as a language writes them, where people typed none: "arabisch" is Arabisch, "ingles" inglés."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from matcher.phrasebook import topic_texts
from matcher.saying.decision import decide
from matcher.words.cutting import fold

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.?!:¿¡]\s*")
_FEWEST, _HEAD = 4, 3
"""Letters of a noun that a German compound ends with, and of what stands before it."""
_INFINITIVE = ("en", "ern", "eln")
_NOUN_ENDINGS = ("ung", "ungen", "heit", "keit", "schaft", "tion", "tionen", "itat", "chen", "ismus")


@dataclass(frozen=True, slots=True)
class Spellings:
    """How a language writes its words inside a sentence."""

    words: Mapping[str, str]
    """By folded form; only what is always written alike."""
    names: Mapping[str, str]
    """Whole names of topics, by folded form."""


def as_printed(wording: str, phrase: str, language: str) -> str:
    """A wording of a phrase, put right in the phrase's language; in the event's where that is not plain."""
    decision = decide(phrase)
    # One word tells little of its language: a topic's name is written as the event's language does.
    known = spellings(language).names.get(fold(wording))
    return known or spelled(wording, decision.language if decision.surely else language)


@lru_cache(maxsize=65_536)
def spelled(words: str, language: str) -> str:
    """Words as they stand inside a sentence: what is typed in small letters or without accents is put right.

    What nothing is known of stays as it was typed.
    """
    known = spellings(language)
    whole = known.names.get(fold(words))
    one = " " not in words.strip()
    return whole or _WORD.sub(lambda met: _right(met.group(), known, language, one), words)


def _right(word: str, known: Spellings, language: str, alone: bool) -> str:
    if not (word.islower() or (word[0].isupper() and word[1:].islower())):
        return word
    folded = fold(word)
    # "Beim Binden" is a noun, "Notizbuch binden" none.
    if language == "de" and not alone and word.islower() and folded.endswith(_INFINITIVE):
        return word
    right = known.words.get(folded)
    if right:
        return right
    return word[0].upper() + word[1:] if language == "de" and word.islower() and _is_noun(folded) else word


@cache
def spellings(language: str) -> Spellings:
    """What our own texts teach of a language, which were written with care."""
    found: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for texts in topic_texts(language).values():
        names.setdefault(fold(texts.name), texts.name)
        inner = [texts.name, *(words for text in (texts.both, texts.learn, texts.teach, texts.share)
                               for words in _after_first(text))]  # fmt: skip
        for text in inner:
            for word in _WORD.findall(text):
                found.setdefault(fold(word), set()).add(word)
    return Spellings({folded: next(iter(ways)) for folded, ways in found.items() if len(ways) == 1}, names)


def _after_first(text: str) -> list[str]:
    """What follows the first word of every sentence, which has a capital of its own."""
    return [sentence.partition(" ")[2] for sentence in _SENTENCE.split(text)]


def _is_noun(folded: str) -> bool:
    """Whether a German word is a noun: a known one, one that ends with a known one, or by its ending."""
    nouns = _nouns()
    if folded in nouns or (len(folded) > _HEAD + _FEWEST and folded.endswith(_NOUN_ENDINGS)):
        return True
    return any(folded[at:] in nouns for at in range(_HEAD, len(folded) - _FEWEST + 1))


@cache
def _nouns() -> frozenset[str]:
    """German nouns of our own texts, folded."""
    return frozenset(map(fold, (resources.files("matcher.speech") / "nouns.txt").read_text("utf-8").split()))

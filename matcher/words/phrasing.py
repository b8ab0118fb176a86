"""People's own words inside our sentences: where they fit, where they are quoted, where they stay private."""

import re
from functools import lru_cache

from matcher.words.boilerplate import SPEECH
from matcher.words.cutting import fold

_SLOT, _LONGEST = 24, 48
_REMEMBERED = 20_000
"""Phrases whose answers are kept: at the door the same words come again on many badges."""
_EDGES = " .,-–—"
_SIGNS = re.compile(r"[?!@#:;\"“”„«»…<>{}\[\]=\\|]|https?:|www\.|\d{3,}|[\U0001F000-\U0001FAFF\u2600-\u27BF]|\..*\.")


def _any(kind: str) -> str:
    return "|".join(SPEECH[kind])


_DETAIL = re.compile(rf"\s(?:{_any('detail')})\s(?:(?!\s(?:{_any('detail')})\s).)*$", re.IGNORECASE)
_JOINT = re.compile(rf"\s(?:{_any('detail')}|{_any('of')})\s")
_ARTICLE = re.compile(rf"(?:{_any('article')})(?:\b|(?<='))")
_CLAUSE = re.compile(rf"(?<![\w'])(?:{_any('clause')})(?![\w'])")
_VERB = re.compile(rf"(?:{_any('verb')})\b|.*\s(?:{_any('verb_last')})$")
_COUNTED = re.compile(rf"\b(?:{_any('counted')})$")
_UNCOUNTED = re.compile(rf"\b(?:{_any('uncounted')})$")
_PRIVATE = re.compile(rf"\b(?:{_any('private')})\b")
_SALES = re.compile(rf"\b(?:{_any('sales')})\b")


@lru_cache(maxsize=_REMEMBERED)
def private(words: str) -> bool:
    """Whether words tell of somebody's job hunt, level, health or private life, which no badge of others may."""
    return bool(_PRIVATE.search(fold(words)))


@lru_cache(maxsize=_REMEMBERED)
def noun_phrase(words: str) -> str:
    """A person's words where one of our sentences can hold them as a thing; empty where it can't."""
    words = " ".join(words.split()).strip(_EDGES)
    folded = fold(words)
    # A zero-width non-joiner is Persian spelling; any other sign without a shape is somebody's trick.
    if not words.replace("\u200c", "").isprintable():
        return ""
    if _PRIVATE.search(folded) or _SALES.search(folded) or _is_sentence(words, folded):
        return ""
    # "Heat pumps in an old house" is still said when the house is left out.
    while len(words) > _SLOT and _DETAIL.search(words):
        words = _DETAIL.sub("", words).strip(_EDGES)
    fits = 2 <= len(words) <= _SLOT and any(c.isalpha() for c in words)
    folded = fold(words)
    # What is left of "help with the garden of my school" may say nothing any more.
    whole = not _VERB.match(folded) and not any(map(_lacks_article, _JOINT.split(folded)))
    return words if fits and whole else ""


@lru_cache(maxsize=_REMEMBERED)
def said(words: str, quotes: tuple[str, str] = ("“", "”")) -> str:
    """A person's words inside a sentence: shortened between words, quoted where they are a sentence of their own."""
    words = words.strip(_EDGES)
    short = words if len(words) <= _LONGEST else _shortened(words)
    return short.join(quotes) if _is_sentence(words, fold(words)) else short


def _is_sentence(words: str, folded: str) -> bool:
    return bool(_SIGNS.search(words) or _CLAUSE.search(folded) or _VERB.match(folded))


def _lacks_article(folded: str) -> bool:
    return bool(_COUNTED.search(folded)) and not _UNCOUNTED.search(folded) and not _ARTICLE.match(folded)


def _shortened(words: str) -> str:
    """The words that fit; a single word longer than all is cut, since nothing else is left of it."""
    whole, space, _ = words[: _LONGEST + 1].rpartition(" ")
    return (whole if space else words[:_LONGEST]).rstrip(" ,;:–—-") + "…"

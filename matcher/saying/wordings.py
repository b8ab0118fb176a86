"""How a badge may say what a phrase means: by the topic that it shares with somebody else's."""

import re
from functools import cache, lru_cache

from matcher.saying.decision import Use, decide
from matcher.saying.fragments import fragments, leading, whole
from matcher.saying.known import DELICATE
from matcher.saying.spans import Span, span_of
from matcher.words.cutting import content, fold, singular, words
from matcher.words.direction import about
from matcher.words.meaning import is_likeness
from matcher.words.spelling import LANGUAGES, commonest, ordinary
from matcher.words.topics import OWN, Vocabulary, is_own

_INFINITIVE = re.compile(r"\bto\s+$", re.IGNORECASE)
_MANY = 4
"""So many other words make an everyday word a passing one."""
_EVERYDAY = 1500
"""So many of the commonest words of a language tell nothing of two people who both use one."""
_FEWEST = 4
"""Letters of an unknown word that two people may be brought together by."""


@lru_cache(maxsize=65_536)
def sayable(phrase: str, topic: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Wordings of what a phrase says of a topic, the fullest first; empty where it is not to be told.

    A topic that the phrase does not name itself, nor hint at, is not told of it.
    """
    if is_likeness(topic):
        said = (whole(phrase),) if decide(phrase).use is Use.SAY and whole(phrase) else ()
        return said
    span = span_of(phrase, topic, vocabulary)
    if span is None or topic in DELICATE or _in_passing(phrase, span):
        return ()
    if is_own(topic):
        return _own(phrase, topic, span)
    found = fragments(phrase, span)
    bare = _INFINITIVE.search(phrase[: span[0]]) and not any(" " in each for each in found)
    decision = decide(phrase)
    # "To cook" is a verb; as a thing it is called as its topic is.
    return (topic,) if bare and decision.language == "en" and decision.use is Use.SAY else found


def _in_passing(phrase: str, span: Span) -> bool:
    """Whether an everyday word stands among so many others that the phrase is about something else."""
    said = words(phrase[slice(*span)])
    # "Somebody who knows" is not what a phrase is about.
    about = phrase[min(leading(phrase), span[0]) :]
    beside = len(content(words(about))) - len(content(said))
    return beside >= _MANY and len(said) == 1 and said[0] in ordinary() and not phrase[span[0]].isupper()


def _own(phrase: str, topic: str, span: tuple[int, int]) -> tuple[str, ...]:
    """Words that no vocabulary vouches for: the phrase must be harmless, and they must be most of it."""
    if decide(phrase).use is not Use.SAY:
        return ()
    found = fragments(phrase, span)
    if " " not in topic and about(topic).removeprefix(OWN) in _everyday():
        return ()
    said = " " not in topic and len(fold(phrase[span[0] : span[1]])) < _FEWEST and len(phrase.split()) > 1
    return () if said else found


@cache
def _everyday() -> frozenset[str]:
    """The stems of words that everybody uses."""
    return frozenset(
        stem for language in LANGUAGES for stem in content(list(map(singular, commonest(language)[:_EVERYDAY])))
    )

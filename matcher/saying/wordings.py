"""How a badge may say what a phrase means: by the topic that it shares with somebody else's."""

import re
from functools import lru_cache

from matcher.saying.decision import Use, decide
from matcher.saying.fragments import fragments, whole
from matcher.saying.spans import span_of
from matcher.words.cutting import fold
from matcher.words.meaning import is_likeness
from matcher.words.topics import Vocabulary, is_own

_INFINITIVE = re.compile(r"\bto\s+$", re.IGNORECASE)
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
    if span is None:
        return ()
    if is_own(topic):
        return _own(phrase, topic, span)
    found = fragments(phrase, span)
    bare = _INFINITIVE.search(phrase[: span[0]]) and not any(" " in each for each in found)
    decision = decide(phrase)
    # "To cook" is a verb; as a thing it is called as its topic is.
    return (topic,) if bare and decision.language == "en" and decision.use is Use.SAY else found


def _own(phrase: str, topic: str, span: tuple[int, int]) -> tuple[str, ...]:
    """Words that no vocabulary vouches for: the phrase must be harmless, and they must be most of it."""
    if decide(phrase).use is not Use.SAY:
        return ()
    found = fragments(phrase, span)
    said = " " not in topic and len(fold(phrase[span[0] : span[1]])) < _FEWEST and len(phrase.split()) > 1
    return () if said else found

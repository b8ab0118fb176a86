"""Where a phrase says what means a topic."""

import re
from collections.abc import Callable, Sequence

from matcher.words.cutting import WORD, content, fold, pieces, singular
from matcher.words.topics import OWN, Vocabulary

Span = tuple[int, int]
"""The first character, and one after the last."""
_LONGEST_NAME = 5
_APART = re.compile(r"[()\[\]{};:]")
_Token = tuple[int, int, str]
"""From, to, and the word in comparable form."""


def span_of(phrase: str, topic: str, vocabulary: Vocabulary) -> Span | None:
    """Where a phrase names a topic, or else hints at it; None where it does neither.

    What is named may belong to a topic ("Arabic" to "languages"), which is then neither named nor hinted at. Of a topic
    that is somebody's own words, these words.
    """
    tokens = _tokens(phrase)
    if topic.startswith(OWN):
        return _own(tokens, frozenset(topic.removeprefix(OWN).split(" ")))
    flat = [(piece, number) for number, token in enumerate(tokens) for piece in _flat(token[2], vocabulary)]

    def whole(span: Span) -> bool:
        # "Pottery (wheel and hand building)" names no pottery wheel.
        return not _APART.search(phrase[slice(*span)])

    return (
        _first(flat, tokens, whole, lambda key: vocabulary.names.get(key) == topic)
        or _first(flat, tokens, whole, lambda key: topic in _meanings(key[0], vocabulary))
        or _first(flat, tokens, whole, lambda key: topic in vocabulary.hints.get(key, ()))
    )


def _meanings(word: str, vocabulary: Vocabulary) -> set[str]:
    """The topics that a word with several meanings may stand for; the phrase has decided which."""
    homonym = vocabulary.homonyms.get(word)
    return {meaning.topic for meaning in homonym.meanings} if homonym else set()


def folded(text: str) -> tuple[str, list[int]]:
    """A text folded, and the place that each of its characters had."""
    found, places = [], []
    for place, char in enumerate(text):
        for each in fold(char):
            found.append(each)
            places.append(place)
    return "".join(found), [*places, len(text)]


def _tokens(phrase: str) -> list[_Token]:
    text, places = folded(phrase)
    return [
        (places[met.start()], places[met.end() - 1] + 1, singular(met.group().removesuffix("'s")))
        for met in WORD.finditer(text)
    ]


def _flat(word: str, vocabulary: Vocabulary) -> list[str]:
    known = word.isalnum() or (word,) in vocabulary.names or (word,) in vocabulary.hints
    return [word] if known else pieces(word) or [word]


def _first(
    flat: Sequence[tuple[str, int]],
    tokens: Sequence[_Token],
    whole: Callable[[Span], bool],
    means: Callable[[tuple[str, ...]], bool],
) -> Span | None:
    for start in range(len(flat)):
        for end in range(min(len(flat), start + _LONGEST_NAME), start, -1):
            span = tokens[flat[start][1]][0], tokens[flat[end - 1][1]][1]
            if means(tuple(piece for piece, _ in flat[start:end])) and whole(span):
                return span
    return None


def _own(tokens: Sequence[_Token], said: frozenset[str]) -> Span | None:
    """From the first to the last of the words that mean something."""
    met = [(start, end) for start, end, word in tokens if not said.isdisjoint(content([word]))]
    return (met[0][0], met[-1][1]) if met else None

"""Long answers that tell a story: the request inside is what they mean, not each thing that happened on the way."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import resources

import tomli as tomllib

from matcher.words.cutting import fold, fold_by_place

_speech: dict[str, list[str]] = tomllib.loads((resources.files("matcher.speech") / "request.toml").read_text("utf-8"))
MARK = repr(sorted(_speech.items()))
"""Changes whenever what is recognised does."""
_LONG, _TELLING = 24, 4.5
"""Words of a story at least, and words between two of its stops: lists have fewer."""
_MOST = 3
"""What a story without a request is taken to be about, at most."""


@cache
def _pattern(*kinds: str) -> re.Pattern[str]:
    """Compiled when first needed: few answers are stories."""
    said = "|".join(pattern for kind in kinds for pattern in _speech[kind])
    return re.compile(rf"(?<![\w'])(?:{said})(?!\w)")


_SENTENCE = re.compile(r"(?<=[\w)\"”»][.!?…])\s+|[;\n\r•]+|\s+[–—]\s+")
_STOPS = re.compile(r"[,.;:!?\n]+")
_JOINED = re.compile(r",\s+|\s(?=(?:and|but|so|und|aber|also|et|mais|donc|y|pero)\s)")


def is_story(answer: str) -> bool:
    """Whether an answer tells, rather than lists."""
    words = len(answer.split())
    return words >= _LONG and words / (1 + len(_STOPS.findall(answer.strip(" .!?")))) >= _TELLING


@lru_cache(maxsize=4096)
def requests(answer: str) -> tuple[str, ...]:
    """The parts of a story that ask or offer, in the person's own words; none where it only tells."""
    sentences = [part.strip() for part in _SENTENCE.split(answer) if part.strip()]
    return tuple(found for sentence in sentences if (found := _request(sentence)))


def _request(sentence: str) -> str:
    """From the clause that asks to the end of its sentence, without the reasons that follow."""
    folded, places = fold_by_place(sentence)
    marks = [match.start() for match in _pattern("asks", "offers").finditer(folded)]
    # "Who plays chess?" asks, "a friend who plays chess" only tells.
    marks += [
        match.start() for match in _pattern("questions").finditer(folded) if sentence.endswith("?") or not match.start()
    ]
    if not marks:
        # A plain question asks for what it is about.
        return sentence if sentence.endswith("?") else ""
    begins = [0, *(joint.end() for joint in _JOINED.finditer(sentence))]
    kept = sentence[max(begin for begin in begins if begin <= places[min(marks)]) :]
    wanted: list[str] = []
    for clause in re.split(r"(?<=,)\s+", kept):
        if wanted and _pattern("because", "aside").match(fold(clause)):
            break
        wanted.append(clause)
    return _without_reason(" ".join(wanted)).rstrip(" ,")


def _without_reason(text: str) -> str:
    """What comes before "because", where more than the mark itself does."""
    words = text.split()
    for place in range(3, len(words)):
        if _pattern("because").match(fold(" ".join(words[place : place + 2]))):
            return " ".join(words[:place])
    return text


def surest(phrases: list[str], known: Callable[[str], float]) -> list[str]:
    """The few phrases of a story that mean something most surely, in their order; people come to the point late."""
    ranked = sorted(range(len(phrases)), key=lambda place: (-known(phrases[place]), -place))
    kept = [place for place in ranked[:_MOST] if known(phrases[place]) > 0]
    return [phrases[place] for place in sorted(kept)]

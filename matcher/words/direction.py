"""Which way an answer points: two people who both look for a job, or both want to learn, have little to give."""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Literal

import tomli as tomllib

from matcher.words.cutting import fold

Intent = Literal["", "job", "hire", "seek"]
"""Nothing special, looks for work, looks for people to employ, wants to be given something."""

AGAINST = 0.2
"""What a topic counts that is written on the side of the offers, but is asked for."""
_JOB, _PERSON = "!", "@"
_ANY = {"§work": 0.6}
"""Whoever looks for work and whoever offers it have that in common, whatever the trade."""

_speech: dict[str, list[str]] = tomllib.loads((resources.files("matcher.speech") / "direction.toml").read_text("utf-8"))
_PATTERNS = {what: re.compile(rf"(?<![\w])(?:{'|'.join(lines)})(?![\w])") for what, lines in _speech.items()}
MARK = repr(sorted(_speech.items()))
"""Changes whenever what is recognised does."""


@lru_cache(maxsize=65_536)
def intent(phrase: str) -> Intent:
    """What a phrase wants besides its topic."""
    folded = fold(phrase)
    if _PATTERNS["job"].search(folded):
        return "job"
    if _PATTERNS["hire"].search(folded):
        return "hire"
    if _PATTERNS["seek"].search(folded) and not _PATTERNS["give"].search(folded):
        return "seek"
    return ""


def offered(topics: Mapping[str, float], wants: Intent, *, asked: bool) -> dict[str, float]:
    """What somebody who wrote this has for others; `asked`: they wrote it where asks belong."""
    if wants == "job":
        topics = {**_ANY, **topics}
        return {_PERSON + topic: surely for topic, surely in topics.items()} | ({} if asked else _damped(topics))
    if wants == "hire":
        return {_JOB + topic: surely for topic, surely in {**_ANY, **topics}.items()}
    if asked:
        return {}
    return _damped(topics) if wants == "seek" else dict(topics)


def wanted(topics: Mapping[str, float], wants: Intent, *, asked: bool) -> dict[str, float]:
    """What somebody who wrote this wants from others; `asked`: they wrote it where asks belong."""
    if wants == "job":
        topics = {**_ANY, **topics}
        return {_JOB + topic: surely for topic, surely in topics.items()} | (_damped(topics) if asked else {})
    if wants == "hire":
        return {_PERSON + topic: surely for topic, surely in {**_ANY, **topics}.items()}
    return dict(topics) if asked else {}


def at_odds(ask: str, offer: str) -> bool:
    """Whether an offer is itself an ask, or both look for work, or both for people: then neither helps the other."""
    wants, gives = intent(ask), intent(offer)
    return gives == "seek" or (wants == gives and wants in ("job", "hire"))


def about(topic: str) -> str:
    """The topic of a job, or of the person for it."""
    return topic[1:] if topic.startswith((_JOB, _PERSON)) else topic


def is_work(topic: str) -> bool:
    """Whether a topic is a job, or the person for it: nobody else's badge tells of it."""
    return topic.startswith((_JOB, _PERSON))


def _damped(topics: Mapping[str, float]) -> dict[str, float]:
    return {topic: AGAINST * surely for topic, surely in topics.items()}

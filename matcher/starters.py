"""Conversation starters: a small grammar around people's own words, as data."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources

from matcher.reasons import Reason

WIDTH = 45
"""Characters of one line."""
_SLOT = 24
_CLAUSE = re.compile(
    r"\b(?:i|i'm|we|my|our|you|who|which|that|is|are|was|were|can|could|will|would|want|need|love|have|has|know|how|why|what)\b"
    r"|[?!@#:;\"“”…]|https?:|\d{3,}",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(?:jobs?|hir(?:e|ing)|recruit\w*|career\w*|salary|unemploy\w*|mentor\w*|mentee\w*|junior|senior|internship\w*|sales|sell\w*|"
    r"clients?|customers?|invest\w*|funding|leads?|burnout|therapy|diagnos\w*|depress\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Starter:
    """Something to open a conversation with."""

    line: str
    """At most 45 characters, for a badge."""
    card: tuple[str, ...]
    """At most two lines of 45 characters, for a pocket card."""


def suggest(reason: Reason | None, their_name: str, *, seed: str, used: frozenset[str] = frozenset()) -> Starter:
    """A starter for a reader who meets `their_name`; the same seed gives the same, and none of `used` comes again."""
    family = _phrasebook()[reason.kind if reason else "plain"]
    slots = _slots(reason, their_name)
    lines = [*_filled(_shuffled(family["slots"], seed), slots), *_filled(_shuffled(family["plain"], seed), slots)]
    fallback = [
        *_filled(_phrasebook()["plain"]["plain"], slots),
        *_filled(_phrasebook()["plain"]["plain"], {"name": "them"}),
    ]
    line = next((each for each in (*lines, *fallback) if each not in used), lines[0] if lines else "Say hello!")
    return Starter(line, _card(family, slots))


def noun_phrase(words: str) -> str:
    """A person's words as they fit into a sentence of ours; empty where they don't."""
    words = words.strip(" .,-–—")
    words = words[0].lower() + words[1:] if words[:1].isupper() and words[1:2].islower() and " " in words else words
    fits = 2 <= len(words) <= _SLOT and not _CLAUSE.search(words) and not _PRIVATE.search(words)
    return words if fits else ""


def _slots(reason: Reason | None, their_name: str) -> dict[str, str]:
    slots = {"name": their_name if 0 < len(their_name) <= 14 else "them"}
    if reason is None:
        return slots
    topic = noun_phrase(reason.topic)
    slots |= {"theirs": noun_phrase(reason.theirs) or topic, "mine": noun_phrase(reason.mine) or topic, "topic": topic}
    return {key: value for key, value in slots.items() if value}


def _filled(templates: list[str], slots: Mapping[str, str]) -> Iterator[str]:
    """The templates that these slots fill without becoming too long, with a capital first letter."""
    for template in templates:
        try:
            line = template.format_map(slots)
        except KeyError:
            continue
        if len(line) <= WIDTH:
            yield line[0].upper() + line[1:]


def _card(family: Mapping[str, list[str]], slots: Mapping[str, str]) -> tuple[str, ...]:
    for templates in (family["card"], family["card_plain"]):
        lines = tuple(_filled(templates, slots))
        if templates and len(lines) == len(templates):
            return lines
    return tuple(_filled(_phrasebook()["plain"]["card_plain"], slots))


def _shuffled(templates: list[str], seed: str) -> list[str]:
    return sorted(templates, key=lambda template: sha256(f"{seed}|{template}".encode()).digest())


@cache
def _phrasebook() -> dict[str, dict[str, list[str]]]:
    text = (resources.files("matcher.phrasebook") / "en.toml").read_text("utf-8")
    return tomllib.loads(text)

"""Conversation starters: a small grammar around people's own words, as data."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from itertools import chain
from string import Formatter
from typing import Any

from matcher.phrasing import noun_phrase
from matcher.reasons import Reason

WIDTH = 45
"""Characters of one line."""
_LONGEST_NAME = 14


@dataclass(frozen=True, slots=True)
class Starter:
    """Something to open a conversation with."""

    line: str
    """At most 45 characters, for a badge."""
    card: tuple[str, ...]
    """At most two lines of 45 characters, for a pocket card."""


def suggest(reason: Reason | None, their_name: str, *, seed: str, used: frozenset[str] = frozenset()) -> Starter:
    """A starter for a reader who meets `their_name`; the same seed gives the same, and none of `used` comes again."""
    book = _phrasebook()
    family = book[reason.kind if reason else "plain"]
    slots = _slots(reason, their_name)
    turn = int.from_bytes(sha256(seed.encode(errors="replace")).digest()[:4])
    templates = chain(_turned(family["slots"], turn), _turned(family["plain"], turn), book["plain"]["plain"])
    line = _line(templates, slots, used)
    # Cards without people's words keep their order, the friendlier one first.
    pairs = chain(_turned(family["cards"], turn), family["cards_plain"], book["plain"]["cards_plain"])
    return Starter(line, _card(pairs, slots, {*used, line}))


def _line(templates: Iterable[str], slots: Mapping[str, str], used: frozenset[str]) -> str:
    """The first template that fits and sounds like none of those used; else the first that is not used itself."""
    any_line = fresh = ""
    for template in templates:
        line = _filled(template, slots)
        if line and not any(_frame(template).fullmatch(each) for each in used):
            return line
        any_line = any_line or line
        fresh = fresh or (line if line not in used else "")
    return fresh or any_line


def _card(pairs: Iterable[Sequence[str]], slots: Mapping[str, str], used: set[str]) -> tuple[str, ...]:
    """The first pair of lines that fits and repeats none of those used; else the first that fits."""
    first: tuple[str, ...] = ()
    for pair in pairs:
        card = tuple(_filled(template, slots) for template in pair)
        if all(card) and used.isdisjoint(card):
            return card
        first = first or (card if all(card) else ())
    return first


def _slots(reason: Reason | None, their_name: str) -> dict[str, str]:
    name = their_name.strip()
    slots = {"name": name if name and len(name) <= _LONGEST_NAME else ""}
    if reason:
        topic = noun_phrase(reason.topic)
        slots |= {
            "topic": topic,
            "mine": noun_phrase(reason.mine) or topic,
            "theirs": noun_phrase(reason.theirs) or topic,
        }
    return slots


def _filled(template: str, slots: Mapping[str, str]) -> str:
    """The template with its slots filled; empty where one is missing or the line becomes too long."""
    if not all(slots.get(slot) for slot in _names(template)):
        return ""
    line = template.format_map(slots)
    line = line[0].upper() + line[1:] if template.startswith("{") else line
    return line if len(line) <= WIDTH else ""


def _turned(templates: Sequence[Any], turn: int) -> Sequence[Any]:
    """The templates beginning with another one for another seed."""
    start = turn % len(templates) if templates else 0
    return [*templates[start:], *templates[:start]]


@cache
def _names(template: str) -> tuple[str, ...]:
    return tuple(slot for _, slot, _, _ in Formatter().parse(template) if slot)


@cache
def _frame(template: str) -> re.Pattern[str]:
    """What any filling of a template looks like."""
    return re.compile(
        "".join(re.escape(text) + (".+" if slot else "") for text, slot, _, _ in Formatter().parse(template))
    )


@cache
def _phrasebook() -> dict[str, dict[str, Any]]:
    return tomllib.loads((resources.files("matcher.phrasebook") / "en.toml").read_text("utf-8"))

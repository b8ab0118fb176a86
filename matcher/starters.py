"""Conversation starters: a small grammar around people's own words, as data."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
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
    groups = [_shuffled(family[kind], seed) for kind in ("slots", "plain")] + [_shuffled(book["plain"]["plain"], seed)]
    line = _line([template for group in groups for template in group], slots, used)
    pairs = [pair for kind in ("cards", "cards_plain") for pair in _ordered(family[kind], seed, kind)]
    return Starter(line, _card([*pairs, *book["plain"]["cards_plain"]], slots, {*used, line}))


def _line(templates: Sequence[str], slots: Mapping[str, str], used: frozenset[str]) -> str:
    """The first template that fits and sounds like none of those used; else the first that is not used itself."""
    filled = [(template, line) for template in templates if (line := _filled(template, slots))]
    fresh = [line for template, line in filled if line not in used]
    new = [line for template, line in filled if not any(_frame(template).fullmatch(each) for each in used)]
    return (new or fresh or [line for _, line in filled])[0]


def _card(pairs: Iterable[Sequence[str]], slots: Mapping[str, str], used: set[str]) -> tuple[str, ...]:
    cards = [tuple(_filled(template, slots) for template in pair) for pair in pairs]
    whole = [card for card in cards if all(card)]
    return next((card for card in whole if used.isdisjoint(card)), whole[0])


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


def _ordered(pairs: Sequence[Sequence[str]], seed: str, kind: str) -> list[Sequence[str]]:
    """Cards with people's words in any order; those without in theirs, the friendlier one first."""
    if kind == "cards_plain":
        return list(pairs)
    return sorted(pairs, key=lambda pair: sha256(f"{seed}|{pair[0]}{pair[1]}".encode(errors="replace")).digest())


def _shuffled(templates: Sequence[str], seed: str) -> list[str]:
    return sorted(templates, key=lambda template: sha256(f"{seed}|{template}".encode(errors="replace")).digest())


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

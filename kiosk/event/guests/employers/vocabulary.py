"""The words of employers, from `words.toml`: the languages together, as they are looked up."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What words are worth in the name of an employer."""

    legal: frozenset[str]
    """Forms of a firm, of up to three words."""
    front: frozenset[str]
    small: frozenset[str]
    weak: frozenset[str]
    alike: Mapping[str, str]
    """Of several ways to write a word, the one that stands for it."""
    single: frozenset[str]
    """One of a kind where people live."""
    kind: frozenset[str]
    """What a place is, not which."""
    alone: re.Pattern[str]
    begins: re.Pattern[str]
    ends: re.Pattern[str]
    past: re.Pattern[str]
    at: re.Pattern[str]
    body: re.Pattern[str]
    also: re.Pattern[str]
    trade: re.Pattern[str]


@cache
def vocabulary() -> Vocabulary:
    """Read once."""
    said = tomllib.loads((resources.files("kiosk.event.guests.employers") / "words.toml").read_text("utf-8"))
    none = {name: "|".join(patterns) for name, patterns in said["none"].items()}
    legal = said["legal"]
    alike = {word: line[0] for line in said["alike"]["words"] for word in line}
    return Vocabulary(
        legal=frozenset(_of(legal) - {""}),
        front=frozenset(legal["front"]),
        small=frozenset(_of(said["small"])),
        weak=frozenset(_of(said["weak"])),
        alike=alike,
        single=frozenset(said["single"]["all"]),
        kind=frozenset({*alike.values(), *(alike.get(word, word) for word in _of(said["kind"]))}),
        alone=re.compile(f"(?:{none['alone']})"),
        begins=re.compile(rf"(?:{none['begins']})(?!\w)"),
        ends=re.compile(rf"(?<!\w)(?:{none['ends']})$"),
        past=re.compile(rf"(?:{none['past']})(?!\w)"),
        at=re.compile(rf"(?<!\w)(?:{none['at']})(?!\w)\s*(?P<where>\S.*)"),
        body=re.compile(rf"(?<!\w)(?:{none['body']})(?!\w)"),
        also=re.compile(rf"(?:{none['also']})(?!\w)"),
        trade=re.compile(f"(?:{none['trade']})"),
    )


def _of(languages: Mapping[str, Iterable[Any]]) -> set[str]:
    return {word for words in languages.values() for word in words}

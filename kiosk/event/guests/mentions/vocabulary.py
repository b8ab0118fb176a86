"""The words around names, from `words.toml`: the languages together, as they are looked up."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What words mean beside somebody's name."""

    stop: frozenset[str]
    ordinary: frozenset[str]
    """Also first names."""
    opener: frozenset[str]
    """... and these begin sentences."""
    behind: frozenset[str]
    title: frozenset[str]
    plural: frozenset[str]
    colleague: frozenset[str]
    denied: re.Pattern[str]
    no: re.Pattern[str]
    """An answer to a name with a question mark."""
    barely: re.Pattern[str]
    """... which says that they know them all the same."""
    not_before: re.Pattern[str]
    nobody: re.Pattern[str]
    but: re.Pattern[str]
    short: Mapping[str, frozenset[str]]
    """A name -> others that the same people have."""


@cache
def vocabulary() -> Vocabulary:
    """Read once."""
    said = tomllib.loads((resources.files("kiosk.event.guests.mentions") / "words.toml").read_text("utf-8"))
    denied, nobody = said["denied"], said["nobody"]
    return Vocabulary(
        stop=_of(said["stop"]),
        ordinary=_of(said["ordinary"]),
        opener=_of(said["opener"]),
        behind=_of(said["behind"]),
        title=_of(said["title"]),
        plural=_of(said["plural"]),
        colleague=_of(said["colleague"]),
        denied=re.compile(rf"{_words(denied['anywhere'])}|^\W*{_any(denied['whole'])}\W*$"),
        no=re.compile(_words(denied["no"])),
        barely=re.compile(_words(denied["barely"])),
        not_before=re.compile(rf"(?<!\w){_any(denied['before'])}(?: (?:la|el|le|die|der|den|dem|the|l))?\W*$"),
        nobody=re.compile(_words(nobody["words"])),
        but=re.compile(_words(nobody["but"])),
        short=_short(said["short"]),
    )


def _of(languages: Mapping[str, Iterable[Any]]) -> frozenset[str]:
    return frozenset(word for words in languages.values() for word in words)


def _any(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def _words(patterns: Iterable[str]) -> str:
    return rf"(?<!\w){_any(patterns)}(?!\w)"


def _short(languages: Mapping[str, Iterable[list[str]]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for lines in languages.values():
        for line in lines:
            for name in line:
                found.setdefault(name, set()).update(line)
    return {name: frozenset(others - {name}) for name, others in found.items()}

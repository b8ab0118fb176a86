"""The vocabulary's files as they stand: topics with their names and hints, and how a name is compared."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

import tomli as tomllib

from matcher.words.cutting import pieces, words

AREAS = {
    file.name.removesuffix(".toml"): file
    for folder in resources.files("matcher.vocabulary").iterdir()
    if folder.is_dir()
    for file in folder.iterdir()
    if file.name.endswith(".toml")
}
"""The vocabulary's files, by area."""


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic as a vocabulary file states it."""

    topic: str
    """As it stands in the middle of a sentence."""
    names: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    """What it is part of."""


@dataclass(frozen=True, slots=True)
class Packaged:
    """All topics, and the names that mean something else beside unknown words."""

    entries: tuple[TopicEntry, ...]
    alone: frozenset[str]


@cache
def packaged() -> Packaged:
    """The topics of all areas, read once."""
    entries, alone = [], set()
    for _area, file in sorted(AREAS.items()):
        content = tomllib.loads(file.read_text("utf-8"))
        alone |= set(content.get("alone", ()))
        for topic, said in content["topics"].items():
            entries.append(TopicEntry(topic, *(tuple(said.get(part, ())) for part in ("names", "hints", "under"))))
    return Packaged(tuple(entries), frozenset(alone))


def keys(name: str) -> list[tuple[str, ...]]:
    """A name as word sequences: as written, and with its joined words apart."""
    whole = tuple(words(name))
    # Tens of thousands of names are read at every start, and few hold a hyphen.
    if all(word.isalnum() for word in whole):
        return [whole] if whole else []
    apart = tuple(part for word in whole for part in pieces(word))
    # What is left of "F#" is a letter that means anything.
    if len(apart) == 1 and len(apart[0]) == 1:
        return [whole]
    return [key for key in dict.fromkeys((whole, apart)) if key]

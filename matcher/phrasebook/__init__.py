"""What badges say, one file per language, and how people's words are put into it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Formatter
from typing import Any

import tomli as tomllib

LANGUAGES = ("en", "de", "fr", "es")
_UNBROKEN = re.compile(r" (?=[?!:;»])|(?<=«) ")
_BEGINS = ("", "¿", "¡", "„", "“", "«\N{NO-BREAK SPACE}", "«")
"""What stands before a sentence's first letter."""
_NAMES = frozenset({"name", "some", "last"})
"""Slots that hold names of people."""


@dataclass(frozen=True, slots=True)
class Family:
    """What can be said for one kind of meeting."""

    both: tuple[str, ...] = ()
    """Frames around both people's words, those that say most first."""
    same: tuple[str, ...] = ()
    """... where the two used the same words."""
    theirs: tuple[str, ...] = ()
    """... around the other's words alone."""
    questions: tuple[str, ...] = ()
    """What to begin with where no question about the topic fits; {word} is what it is about."""
    shared: tuple[str, ...] = ()
    """... around what several people at a table share, and their names."""


@dataclass(frozen=True, slots=True)
class TopicTexts:
    """What a language says of one topic; written by ear, at most 38 characters each."""

    name: str
    """In the middle of a sentence, without an article."""
    both: str
    """A sentence to two people who both like it."""
    learn: str
    """A question to somebody who knows it."""
    teach: str
    """A question to somebody who wants to know it."""
    share: str
    """A question between two who like it."""


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """One language."""

    language: str
    quotes: tuple[str, str]
    sentences: bool
    """Whether a sentence about a topic sounds better in it than a frame."""
    ask: str
    """How a card puts a question."""
    named: str
    """What is told of somebody whose badge names the reader, where no reason may be told any more."""
    wrote: str
    """How it tells what somebody wrote."""
    families: Mapping[str, Family]

    def quoted(self, words: str) -> str:
        """Words as somebody said them."""
        return words.join(self.quotes)

    def asked(self, question: str, longest: int) -> str:
        """A card's line that holds a question, of at most so many characters where that can be."""
        lines = (self.ask.format(question=question), self.quoted(question))
        return next((line for line in lines if len(line) <= longest), question)

    def fill(self, template: str, slots: Mapping[str, str]) -> str:
        """The template with its slots filled; empty where a word for one is missing."""
        line = ""
        for text, slot in _parts(template):
            word = slots.get(slot, "") if slot else ""
            if slot and not word:
                return ""
            line += text
            # A name stays as it is written: danah boyd knows best. So do iOS and eBPF.
            if slot and slot not in _NAMES and line in _BEGINS and word.split(" ")[0].islower():
                word = word[0].upper() + word[1:]
            line += word
        return line


@cache
def read(language: str) -> Book:
    """The phrases of a language ("de", "de-AT"); English where there are none."""
    known = known_language(language)
    text = (resources.files("matcher.phrasebook") / f"{known}.toml").read_text("utf-8")
    # French sets spaces before some signs; such a sign must not begin a line of its own.
    data: dict[str, Any] = tomllib.loads(_UNBROKEN.sub("\N{NO-BREAK SPACE}", text))
    grammar = data.pop("language")
    opening, closing = grammar["quotes"]
    families = {name: Family(**{part: tuple(lines) for part, lines in each.items()}) for name, each in data.items()}
    return Book(
        known, (opening, closing), grammar["sentences"], grammar["ask"], grammar["named"], grammar["wrote"], families
    )


@cache
def topic_texts(language: str) -> Mapping[str, TopicTexts]:
    """What a language says of every topic of the vocabulary, by the topic."""
    file = resources.files("matcher.phrasebook") / "topics" / f"{known_language(language)}.tsv"
    lines = (line.split("\t") for line in file.read_text("utf-8").splitlines())
    return {topic: TopicTexts(*texts) for topic, *texts in lines}


def known_language(language: str) -> str:
    """The language of ours that a tag means ("de" for "de-AT"); English where there is none."""
    known = language.casefold().replace("_", "-").partition("-")[0]
    return known if known in LANGUAGES else LANGUAGES[0]


@cache
def _parts(template: str) -> tuple[tuple[str, str], ...]:
    return tuple((text, slot or "") for text, slot, _, _ in Formatter().parse(template))

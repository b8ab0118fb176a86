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


@dataclass(frozen=True, slots=True)
class Join:
    """How two words change where they meet: French de + eau, Spanish de + el."""

    before: str
    word: re.Pattern[str]
    becomes: str


@dataclass(frozen=True, slots=True)
class Family:
    """What can be said for one kind of meeting."""

    lines: tuple[str, ...] = ()
    """Questions around people's words."""
    plain: tuple[str, ...] = ()
    """Questions that need none."""
    openers: tuple[str, ...] = ()
    """First lines of a card, around people's words."""
    openers_plain: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    """Second lines of a card, which follow any opener."""


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """One language."""

    language: str
    quotes: tuple[str, str]
    articles: re.Pattern[str]
    """What is left out before a thing, where this language says it bare."""
    joins: tuple[Join, ...]
    sentences: Mapping[str, str]
    """Printed reasons by their kind."""
    unsaid: Mapping[str, str]
    """The same without people's words."""
    families: Mapping[str, Family]

    def bare(self, words: str) -> str:
        """A thing as a slot of this language takes it."""
        return self.articles.sub("", words)

    def quoted(self, words: str) -> str:
        return words.join(self.quotes)

    def fill(self, template: str, slots: Mapping[str, str]) -> str:
        """The template with its slots filled; empty where a word for one is missing."""
        line = ""
        for text, slot in _parts(template):
            word = slots.get(slot, "") if slot else ""
            if slot and not word:
                return ""
            # A name stays as it is written: danah boyd knows best. So do iOS and eBPF.
            if not (line or text) and slot != "name" and word.split(" ")[0].islower():
                word = word[0].upper() + word[1:]
            line += self._joined(text, word)
        return line

    def frame(self, template: str) -> re.Pattern[str]:
        """What any filling of a template looks like."""
        return _frame(template, self.joins)

    def _joined(self, text: str, word: str) -> str:
        for join in self.joins:
            met = join.word.match(word) if text.endswith(join.before) else None
            if met:
                return text.removesuffix(join.before) + join.becomes + word[met.end() :]
        return text + word


@cache
def read(language: str) -> Book:
    """The phrases of a language ("de", "de-AT"); English where there are none."""
    known = language.casefold().replace("_", "-").partition("-")[0]
    known = known if known in LANGUAGES else LANGUAGES[0]
    text = (resources.files("matcher.phrasebook") / f"{known}.toml").read_text("utf-8")
    # French sets spaces before some signs; such a sign must not begin a line of its own.
    data = tomllib.loads(_UNBROKEN.sub("\N{NO-BREAK SPACE}", text))
    return _book(known, data.pop("language"), data)


def _book(language: str, grammar: Mapping[str, Any], data: dict[str, Any]) -> Book:
    opening, closing = grammar["quotes"]
    return Book(
        language=language,
        quotes=(opening, closing),
        articles=re.compile(grammar["articles"]),
        joins=tuple(
            Join(join["before"], re.compile(join["word"], re.IGNORECASE), join["becomes"])
            for join in grammar.get("joins", ())
        ),
        sentences=data.pop("sentences"),
        unsaid=data.pop("unsaid"),
        families={
            name: Family(**{part: tuple(lines) for part, lines in family.items()}) for name, family in data.items()
        },
    )


@cache
def _parts(template: str) -> tuple[tuple[str, str], ...]:
    return tuple((text, slot or "") for text, slot, _, _ in Formatter().parse(template))


@cache
def _frame(template: str, joins: tuple[Join, ...]) -> re.Pattern[str]:
    pattern = ""
    for text, slot in _parts(template):
        join = next((join for join in joins if slot and text.endswith(join.before)), None)
        if join:
            pattern += re.escape(text.removesuffix(join.before))
            pattern += f"(?:{re.escape(join.before)}|{re.escape(join.becomes)})"
        else:
            pattern += re.escape(text)
        pattern += ".+" if slot else ""
    return re.compile(pattern, re.DOTALL)

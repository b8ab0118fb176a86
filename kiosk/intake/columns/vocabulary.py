"""The words of `words/`, ready to compare headers with."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

Pattern = re.Pattern[str]
_SLOT = re.compile(r"\{(?:([a-z]{2})\.)?([a-z]+)\}")


class Question(NamedTuple):
    """What gives a question away."""

    sure: Pattern | None
    likely: Pattern | None
    closed: Pattern | None
    """Questions of this kind that want a yes or a no, and are about something else."""


@cache
def exact() -> Mapping[str, str]:
    """Whole headers -> the field they hold."""
    return {phrase: field for field, phrases in _read("exact").items() for phrase in phrases}


@cache
def questions() -> Mapping[str, Question]:
    """Field -> what its questions are made of; earlier fields go first."""
    read = _read("questions")
    slots = read.pop("slots")
    return {
        field: Question(*(_question(part.get(tier, ()), slots) for tier in Question._fields))
        for field, part in read.items()
    }


def speaks_of_mentoring(text: str) -> bool:
    """Whether a question is about what others' badges say of mentoring: a leave of its own."""
    made = questions()["print_goals"].sure
    return made is not None and bool(made.search(text))


@cache
def asides() -> Mapping[str, tuple[frozenset[str], Pattern | None]]:
    """What is no profile: its kind -> whole headers, and what other headers contain."""
    return {
        kind: (frozenset(part.get("whole", ())), joined(part.get("stems", ()))) for kind, part in _read("aside").items()
    }


@cache
def consent() -> Mapping[str, Pattern]:
    """What questions for leave are made of."""
    return {name: re.compile("|".join(stems)) for name, stems in _read("consent").items()}


@cache
def consent_lists() -> Mapping[str, tuple[Pattern, ...]]:
    """The same, a pattern per language."""
    return {name: tuple(map(re.compile, stems)) for name, stems in _read("consent").items()}


@cache
def doubts() -> Mapping[str, Mapping[str, Pattern]]:
    """Kind -> language -> words that may refuse, or make a yes depend; "other" is for all further languages."""
    kinds = {kind: by_language for kind, by_language in _read("doubts").items() if kind != "homographs"}
    return {
        kind: {language: re.compile("|".join(stems)) for language, stems in by_language.items()}
        for kind, by_language in kinds.items()
    }


@cache
def homographs() -> frozenset[str]:
    """Words that refuse in one language and are ordinary ones in another."""
    return frozenset(_read("doubts")["homographs"]["words"])


def joined(stems: Sequence[str]) -> Pattern | None:
    """One pattern for all; None for no stems."""
    return re.compile("|".join(stems)) if stems else None


def _question(stems: Sequence[str], slots: Mapping[str, Mapping[str, str]]) -> Pattern | None:
    return joined([filled for stem in stems for filled in _filled(stem, slots)])


def _filled(stem: str, slots: Mapping[str, Mapping[str, str]]) -> list[str]:
    """A pattern per language; {de.can} names one language, {trouble} stands for each in turn."""
    named = {language for language, _ in _SLOT.findall(stem) if language}
    every = sorted(named or (slots if _SLOT.search(stem) else {""}))
    return [_SLOT.sub(lambda found, own=language: slots[own][found[2]], stem) for language in every]  # type: ignore[misc]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("kiosk.intake.columns.words").joinpath(f"{name}.toml").read_text(encoding="utf-8"))

"""questions.toml, ready to compare headers with."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_GUARDS = ("never", "agree", "match", "who", "hidden")


class Questions(NamedTuple):
    """How forms ask for what an event needs."""

    exact: dict[str, str]
    """Whole headers -> the field they ask for."""
    stems: dict[str, re.Pattern[str]]
    """Field -> what a question contains; earlier fields go first."""
    never: re.Pattern[str]
    agree: re.Pattern[str]
    match: re.Pattern[str]
    who: re.Pattern[str]
    hidden: re.Pattern[str]


@cache
def questions() -> Questions:
    """Reads the packaged file once."""
    text = files("kiosk.intake.columns").joinpath("questions.toml").read_text(encoding="utf-8")
    sections: dict[str, dict[str, list[str]]] = tomllib.loads(text)
    patterns = {name: re.compile("|".join(part["stems"])) for name, part in sections.items() if "stems" in part}
    guards = [patterns.pop(name) for name in _GUARDS]
    exact = {phrase: name for name, part in sections.items() for phrase in part.get("phrases", ())}
    return Questions(exact, patterns, *guards)

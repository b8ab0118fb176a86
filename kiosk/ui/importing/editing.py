"""Choices, changed one at a time; what config.toml says is not changed here."""

from collections.abc import Mapping
from typing import TypeVar

from msgspec.structs import replace

from kiosk.intake.choices.open_list import OpenList
from kiosk.intake.choices.remembered import Chosen
from kiosk.intake.columns.headers import norm
from kiosk.intake.columns.use import ColumnUse, Sure
from kiosk.model import LEAVES

_Value = TypeVar("_Value")


def with_use(chosen: Chosen, key: str, use: str) -> Chosen:
    """Another use of a column; empty takes it back."""
    return replace(chosen, columns=_with(chosen.columns, key, use))


def with_answer(chosen: Chosen, key: str, answer: str, meaning: str) -> Chosen:
    """What an answer means; empty takes it back."""
    answers = _with(chosen.answers.get(key, {}), answer, meaning)
    return replace(chosen, answers=_with(chosen.answers, key, answers))


def with_state(chosen: Chosen, word: str, state: str) -> Chosen:
    """What a word for a ticket's state means; empty takes it back."""
    return replace(chosen, states=_with(chosen.states, word, state))


def fixed(listed: OpenList, column: ColumnUse) -> bool:
    """Whether config.toml names this very column."""
    return column.sure is Sure.ORGANISER and _named(listed, column)


def free(listed: OpenList, field: str) -> bool:
    """Whether a field may be chosen for any column: config.toml names none for it."""
    return field in LEAVES or field not in listed.settings.columns


def answered(listed: OpenList, column: ColumnUse) -> bool:
    """Whether config.toml says which answers to this question mean yes."""
    return norm(column.header) in listed.settings.answers


def _named(listed: OpenList, column: ColumnUse) -> bool:
    settings = listed.settings
    named = [*settings.ignore, *(header for headers in settings.columns.values() for header in headers)]
    return norm(column.header) in map(norm, named)


def _with(old: Mapping[str, _Value], key: str, value: _Value) -> dict[str, _Value]:
    """The same with another value; an empty one goes."""
    new = {name: each for name, each in old.items() if name != key}
    return {**new, key: value} if value else new

"""The choices that are kept beside config.toml, one entry for every form of list that was seen on the page."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec
import tomli_w
from msgspec import Struct

from kiosk.errors import ConfigError
from kiosk.intake.columns.headers import norm
from kiosk.intake.columns.use import IGNORE
from kiosk.intake.guestlist import FIELDS
from kiosk.text import clean
from printing.saving import whole_or_nothing

FILE = "import-choices.toml"
Said = Literal["yes", "no"]
StateName = Literal["registered", "unpaid", "unapproved", "waitlisted", "cancelled"]
_HEAD = """\
# What was chosen on the page of 'kiosk import', one [[list]] for every form of list, known by its headers.
# Lists of the same form are read by it, whatever the order of their columns. [import] in config.toml has the last
# word. Change it by importing such a list again; delete an entry, or this file, and the page starts anew.

"""


class Chosen(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What was chosen for lists of one form."""

    headers: tuple[str, ...] = ()
    columns: dict[str, str] = {}
    """Column, by `ColumnUse.key` -> a field, or "ignore"."""
    answers: dict[str, dict[str, Said]] = {}
    """Column -> answer -> what it means."""
    states: dict[str, StateName] = {}
    """What a word for a ticket's state means."""

    def __post_init__(self) -> None:
        strange = next((use for use in self.columns.values() if use not in (*FIELDS, IGNORE)), None)
        if strange is not None:
            raise ValueError(f"there is no use '{clean(strange)}' for a column: choose {IGNORE} or {', '.join(FIELDS)}")


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    list: tuple[Chosen, ...] = ()


def shape_of(headers: Sequence[str]) -> tuple[str, ...]:
    """What is the same in all lists of one form: their headers, whatever their order, case and marks."""
    return tuple(sorted(map(norm, headers)))


def remembered(folder: Path) -> tuple[Chosen, ...]:
    """Everything that was chosen in an event's folder; raises ConfigError for a file that can't be understood."""
    path = folder / FILE
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8-sig")), _File).list
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:  # also what isn't UTF-8, TOML, or ours
        why = clean(str(error), 300)
        raise ConfigError(f"{path} can't be understood ({why}): put it right, or delete it.") from None


def for_headers(known: Sequence[Chosen], headers: Sequence[str]) -> Chosen | None:
    """What was chosen for lists with these headers; None for a form that was never seen."""
    shape = shape_of(headers)
    return next((each for each in known if shape_of(each.headers) == shape), None)


def remember(folder: Path, new: Sequence[Chosen]) -> None:
    """Keeps choices in place of earlier ones for the same forms, whole or not at all; raises ConfigError."""
    shapes = {shape_of(each.headers) for each in new}
    earlier = remembered(folder)
    both = (*(each for each in earlier if shape_of(each.headers) not in shapes), *new)
    if both == earlier:
        return
    text = _HEAD + tomli_w.dumps(msgspec.to_builtins(_File(both)))

    def save(file: BinaryIO) -> None:
        file.write(text.encode())

    try:
        whole_or_nothing(folder / FILE, save)
    except OSError as error:
        raise ConfigError(f"{folder / FILE} can't be written ({error.strerror or error}).") from error

"""A list that is open and can be read under one choice after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.config import EventFolder
from kiosk.intake.choices.remembered import Chosen, for_headers, remembered
from kiosk.intake.columns.headers import keys_of, norm
from kiosk.intake.files.opening import open_list
from kiosk.intake.guestlist import Choices, GuestList
from kiosk.intake.leaves import key_of
from kiosk.intake.read import LaidOut, lay_out, understand_table


@dataclass(frozen=True, slots=True)
class OpenList:
    """A list whose header was found, and what the organiser said of lists of its form."""

    laid: LaidOut
    settings: Choices
    """What config.toml says, which has the last word."""
    known: Chosen | None
    """What was chosen for its form before; None where no such list was ever taken in from the page."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Every column's name."""
        return keys_of(self.laid.table.header)

    @property
    def chosen(self) -> Chosen:
        """What was chosen before, or nothing yet; for these very headers."""
        before = self.known or Chosen()
        return Chosen(self.keys, before.columns, before.answers, before.states)

    def understand(self, chosen: Chosen | None = None, *, whole: bool = True) -> GuestList:
        """The people under a choice, or under the one that is known; raises InputError as `understand_table` does."""
        return understand_table(self.laid, self.choices(chosen), whole=whole)

    def choices(self, chosen: Chosen | None = None) -> Choices:
        """A choice, and config.toml above it."""
        said = chosen or self.chosen
        # By their very names, for a header may hold nothing but signs; else whatever their case and marks.
        at = {**{norm(key): key for key in reversed(self.keys)}, **{key: key for key in self.keys}}
        uses = {at.get(key, at.get(norm(key), "")): use for key, use in said.columns.items()}
        marked = {
            at.get(key, at.get(norm(key), "")): {key_of(each): meaning == "yes" for each, meaning in answers.items()}
            for key, answers in said.answers.items()
        }
        settings = self.settings
        return Choices(
            columns=settings.columns, ignore=settings.ignore, answers=settings.answers, keep=settings.keep,
            states={**said.states, **settings.states}, uses=uses, marked=marked,
        )  # fmt: skip


def open_lists(
    files: Sequence[Path], folder: EventFolder, platform: str | None = None, encoding: str | None = None
) -> list[OpenList]:
    """Opens every file; raises InputError for the first that is no list, ConfigError for choices that are none."""
    known, settings = remembered(folder.path), _settings(folder)
    laid = [lay_out(file.name, open_list(file, encoding), settings, platform) for file in files]
    return [OpenList(each, settings, for_headers(known, keys_of(each.table.header))) for each in laid]


def _settings(folder: EventFolder) -> Choices:
    said, door = folder.settings.import_, folder.settings.door
    columns = {field: _several(headers) for field, headers in said.columns.items()}
    ignore = columns.pop("ignore", ())
    answers = {norm(header): _several(meant) for header, meant in said.yes.items()}
    return Choices(
        columns=columns, ignore=ignore, answers=answers, keep=door.hand_over.keys(), states=said.states
    )  # fmt: skip


def _several(said: str | Sequence[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)

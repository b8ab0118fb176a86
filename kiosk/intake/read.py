"""`read`: a file into a guest list."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kiosk.errors import InputError
from kiosk.intake.columns.choosing import columns_of, headers_in, kept_columns
from kiosk.intake.columns.headers import norm
from kiosk.intake.columns.meaning import meaning_of
from kiosk.intake.files import heading, sheets
from kiosk.intake.files.opening import Opened, open_list
from kiosk.intake.guestlist import Choices, GuestList, RawTable, Table
from kiosk.intake.notes import notes_on
from kiosk.intake.platforms import ALL, Platform
from kiosk.intake.platforms.unsuitable import instead_of
from kiosk.intake.rows import Reading
from kiosk.language import _
from kiosk.text import clean

PLATFORMS = tuple(platform.name for platform in ALL)
"""Names that `read` takes for a platform."""

_SURE = 10
_NO_LIST, _A_FEW = 3, 4
"""Refused lines for each that could be read, and in all, above which a file is something else."""


def read(
    path: Path,
    *,
    platform: str | None = None,
    columns: Mapping[str, str | Sequence[str]] | None = None,
    keep: Collection[str] = (),
    ignore: Collection[str] = (),
    answers: Mapping[str, str | Sequence[str]] | None = None,
    states: Mapping[str, str] | None = None,
    encoding: str | None = None,
) -> GuestList:
    """The people of an exported list; raises InputError for a file that can't be understood, and says what to do.

    Args:
        columns: field -> the header or headers that hold it.
        keep: headers of further columns whose answers are kept as they are.
        ignore: headers of columns that are read for nothing.
        answers: header -> the answers to it that mean yes; every other one means no.
        states: what a word for a ticket's state means.
        encoding: what a text file is written in, where the organiser knows better.
    """
    choices = Choices(
        columns={field: _several(headers) for field, headers in (columns or {}).items()},
        ignore=ignore,
        answers={norm(header): _several(said) for header, said in (answers or {}).items()},
        keep=keep,
        states=states or {},
    )
    return understand(path.name, open_list(path, encoding), choices, platform)


def understand(file: str, opened: Opened, choices: Choices, platform: str | None = None) -> GuestList:
    """The same from a file that is open already."""
    return understand_table(lay_out(file, opened, choices, platform), choices)


class LaidOut(NamedTuple):
    """A file whose header was found, and whose list it is; what its columns mean is open."""

    file: str
    table: Table
    platform: Platform
    notes: tuple[str, ...]


def lay_out(file: str, opened: Opened, choices: Choices, platform: str | None = None) -> LaidOut:
    """The table that fits best, with all sheets that go on with it; raises InputError for what is no list."""
    candidates = (_platform(platform),) if platform else ALL
    fits = [_best(raw, candidates, choices) for raw in opened.tables]
    best = max(fits, key=lambda fit: (fit.score, fit.worth, len(fit.table.rows)))
    if best.score < _SURE:
        _check_suitable(file, opened.tables)
    beside = [fit.sheet for fit in fits if instead_of(fit.table)]
    table, notes = sheets.together(best.table, {fit.sheet: fit.table for fit in fits if fit.sheet}, beside)
    return LaidOut(file, table, best.platform, (*opened.notes, *notes))


def understand_table(laid: LaidOut, choices: Choices, *, whole: bool = True) -> GuestList:
    """The people of a table; other choices need no second look at the file.

    A table in which nothing tells people apart raises InputError; with `whole` off it is a list of columns only.
    """
    understood = columns_of(laid.table, laid.platform, choices, laid.file)
    if not understood.tells_people_apart:
        if whole:
            said = _(
                "{file} has no column with names or e-mail addresses; its headers are {headers}. Name the right ones "
                "under [import.columns] in config.toml."
            )
            raise InputError(said.format(file=laid.file, headers=headers_in(laid.table)))
        return GuestList(
            file=laid.file, platform=laid.platform.name, rows=(), columns=understood.uses, lacking=understood.lacking
        )
    reading = Reading(
        laid.table, laid.platform, understood, kept_columns(laid.table, choices.keep), answers=choices.answers,
        marked=choices.marked, explained=choices.states,
    )  # fmt: skip
    reading.run()
    return _guest_list(laid.file, reading, laid.notes)


def _several(said: str | Sequence[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


class _Fit(NamedTuple):
    score: int
    worth: float
    platform: Platform
    table: Table
    sheet: str


def _best(raw: RawTable, candidates: Sequence[Platform], choices: Choices) -> _Fit:
    """The row that fits best as a header: a platform's own, else the one that holds what is named and known."""
    wanted = {norm(header) for headers in choices.columns.values() for header in headers}
    fits = []
    for header in heading.headers_of(raw):
        table = heading.sample_under(raw, header)
        score, platform = max(((one.fits(table), one) for one in candidates), key=lambda fit: fit[0])
        has_named = bool(wanted) and wanted <= set(map(norm, table.header))
        value = heading.worth(table, _known) + (10 * len(wanted) if has_named else 0)
        fits.append((_Fit(score, value, platform if score else candidates[-1], table, raw.sheet), header))
    best, header = max(fits, key=lambda fit: (fit[0].score if fit[0].score >= _SURE else 0, fit[0].worth))
    return best._replace(table=heading.table_under(raw, header, _known))


def _known(header: str) -> str:
    return meaning_of(header).field


def _check_suitable(file: str, tables: Sequence[RawTable]) -> None:
    for raw in tables:
        advice = instead_of(heading.sample_under(raw, next(heading.headers_of(raw))))
        if advice:
            raise InputError(_(advice).format(file=file))


def _platform(name: str) -> Platform:
    found = next((one for one in ALL if one.name == name), None)
    if found is None:
        said = _("There is no platform '{name}': choose one of {names}.")
        raise InputError(said.format(name=clean(name), names=", ".join(PLATFORMS)))
    return found


def _guest_list(file: str, reading: Reading, notes: tuple[str, ...]) -> GuestList:
    if not reading.rows and not reading.refused:
        said = _("{file} holds a header and nobody below it: export the list again when people have signed up.")
        raise InputError(said.format(file=file))
    if len(reading.refused) > max(_NO_LIST * len(reading.rows), _A_FEW):
        first = min(reading.refused, key=lambda refusal: refusal.line)
        said = _(
            "{file} does not look like a guest list: {n} of its lines could be read, and {others} could not ({first})."
        )
        why = _("line {n}: {why}").format(n=first.line, why=first.reason)
        raise InputError(said.format(file=file, n=len(reading.rows), others=len(reading.refused), first=why))
    return GuestList(
        file=file,
        platform=reading.platform.name,
        headers=reading.table.header,
        rows=tuple(reading.rows),
        refused=tuple(sorted(reading.refused, key=lambda refusal: refusal.line)),
        notes=(*notes_on(reading), *notes),
        columns=reading.understood.uses,
        leaves=reading.tallies(),
        strange_states=tuple(reading.standing.asked.most_common()),
        lacking=reading.understood.lacking,
    )

"""`read`: a file into a guest list."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kiosk.errors import InputError
from kiosk.intake.columns.choosing import columns_of, kept_columns
from kiosk.intake.columns.headers import field_of, norm
from kiosk.intake.files import heading, sheets
from kiosk.intake.files.opening import open_list
from kiosk.intake.guestlist import GuestList, RawTable, Table
from kiosk.intake.notes import notes_on
from kiosk.intake.platforms import ALL, Platform
from kiosk.intake.platforms.unsuitable import instead_of
from kiosk.intake.rows import Reading
from kiosk.text import clean

PLATFORMS = tuple(platform.name for platform in ALL)
"""Names that `read` takes for a platform."""

_SURE = 10


def read(
    path: Path,
    *,
    platform: str | None = None,
    columns: Mapping[str, str] | None = None,
    keep: Collection[str] = (),
    encoding: str | None = None,
    states: Mapping[str, str] | None = None,
) -> GuestList:
    """The people of an exported list; raises InputError for a file that can't be understood, and says what to do.

    `keep`: headers of further columns whose answers are kept as they are.
    `states`: the organiser's word for what a ticket's state means.
    `encoding`: what a text file is written in, where the organiser knows better.
    """
    named = dict(columns or {})
    choices = (_platform(platform),) if platform else ALL
    opened = open_list(path, encoding)
    fits = [_best(raw, choices, named) for raw in opened.tables]
    best = max(fits, key=lambda fit: (fit.score, fit.worth, len(fit.table.rows)))
    if best.score < _SURE:
        _check_suitable(path.name, opened.tables)
    beside = [fit.sheet for fit in fits if instead_of(fit.table)]
    table, notes = sheets.together(best.table, {fit.sheet: fit.table for fit in fits if fit.sheet}, beside)
    columns_at = columns_of(table, best.platform, named, path.name)
    reading = Reading(table, best.platform, columns_at, kept_columns(table, keep), explained=states or {})
    reading.run()
    return _guest_list(path.name, reading, (*opened.notes, *notes))


class _Fit(NamedTuple):
    score: int
    worth: float
    platform: Platform
    table: Table
    sheet: str


def _best(raw: RawTable, choices: Sequence[Platform], named: Mapping[str, str]) -> _Fit:
    """The row that fits best as a header: a platform's own, else the one that holds what is named and known."""
    wanted = {norm(header) for header in named.values()}
    fits = []
    for header in heading.headers_of(raw):
        table = heading.sample_under(raw, header)
        score, platform = max(((one.fits(table), one) for one in choices), key=lambda fit: fit[0])
        has_named = bool(wanted) and wanted <= set(map(norm, table.header))
        value = heading.worth(table, _known) + (10 * len(wanted) if has_named else 0)
        fits.append((_Fit(score, value, platform if score else choices[-1], table, raw.sheet), header))
    best, header = max(fits, key=lambda fit: (fit[0].score if fit[0].score >= _SURE else 0, fit[0].worth))
    return best._replace(table=heading.table_under(raw, header, _known))


def _known(header: str) -> str:
    return field_of(header)[0]


def _check_suitable(file: str, tables: Sequence[RawTable]) -> None:
    for raw in tables:
        advice = instead_of(heading.sample_under(raw, next(heading.headers_of(raw))))
        if advice:
            raise InputError(f"{file} {advice}")


def _platform(name: str) -> Platform:
    found = next((one for one in ALL if one.name == name), None)
    if found is None:
        raise InputError(f"There is no platform '{clean(name)}': choose one of {', '.join(PLATFORMS)}.")
    return found


def _guest_list(file: str, reading: Reading, notes: tuple[str, ...]) -> GuestList:
    if not reading.rows and not reading.refused:
        raise InputError(
            f"{file} holds a header and nobody below it: export the list again when people have signed up."
        )
    consent = reading.columns.get("consent")
    return GuestList(
        file=file,
        platform=reading.platform.name,
        rows=tuple(reading.rows),
        refused=tuple(sorted(reading.refused, key=lambda refusal: refusal.line)),
        notes=(*notes_on(reading), *notes),
        consent_column=clean(reading.table.header[consent[0]], 200) if consent else None,
    )

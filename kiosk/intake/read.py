"""`read`: a file into a guest list."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kiosk.errors import InputError
from kiosk.intake.columns.choosing import columns_of, kept_columns
from kiosk.intake.columns.headers import norm
from kiosk.intake.files.opening import read_tables
from kiosk.intake.guestlist import GuestList, RawRow, RawTable, Refusal, Table
from kiosk.intake.notes import notes_on
from kiosk.intake.platforms import ALL, Platform
from kiosk.intake.platforms.unsuitable import instead_of
from kiosk.intake.rows import Reading
from kiosk.text import clean

PLATFORMS = tuple(platform.name for platform in ALL)
"""Names that `read` takes for a platform."""

_TOO_MANY = "{cells} cells where the header has {header}: a delimiter or quotation mark is out of place"
_BEFORE_HEADER = 10  # rows in which titles may stand above the header
_SURE = 10


def read(
    path: Path, *, platform: str | None = None, columns: Mapping[str, str] | None = None, keep: Collection[str] = ()
) -> GuestList:
    """The people of an exported list; raises InputError for a file that can't be understood, and says what to do.

    `keep`: headers of further columns whose answers are kept as they are.
    """
    named = dict(columns or {})
    choices = (_platform(platform),) if platform else ALL
    tables = read_tables(path)
    best = max((_best(raw, choices, named) for raw in tables), key=lambda fit: fit.score)
    if best.score < _SURE:
        _check_suitable(path.name, tables)
    columns_at = columns_of(best.table, best.platform, named, path.name)
    reading = Reading(best.table, best.platform, columns_at, kept_columns(best.table, keep))
    reading.run()
    return _guest_list(path.name, reading)


class _Fit(NamedTuple):
    score: int
    platform: Platform
    table: Table


def _best(raw: RawTable, choices: Sequence[Platform], named: Mapping[str, str]) -> _Fit:
    """The first row that some platform takes for its header, else the first row that holds the named columns."""
    wanted = {norm(header) for header in named.values()}
    for table in _candidates(raw):
        fit = max((_Fit(one.fits(table), one, table) for one in choices), key=lambda fit: fit.score)
        if fit.score:
            return fit
        if wanted and wanted <= set(map(norm, table.header)):
            return _Fit(0, choices[-1], table)
    return _Fit(0, choices[-1], next(_candidates(raw)))


def _check_suitable(file: str, tables: Sequence[RawTable]) -> None:
    for raw in tables:
        advice = instead_of(next(_candidates(raw)))
        if advice:
            raise InputError(f"{file} {advice}")


def _platform(name: str) -> Platform:
    found = next((one for one in ALL if one.name == name), None)
    if found is None:
        raise InputError(f"There is no platform '{clean(name)}': choose one of {', '.join(PLATFORMS)}.")
    return found


def _guest_list(file: str, reading: Reading) -> GuestList:
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
        notes=notes_on(reading),
        consent_column=clean(reading.table.header[consent[0]], 200) if consent else None,
    )


def _candidates(raw: RawTable) -> Iterator[Table]:
    """The table under each of the first rows that could be its header; the first row always could."""
    for at, (_, cells) in enumerate(raw.rows[:_BEFORE_HEADER]):
        if at == 0 or sum(bool(cell.strip()) for cell in cells) > 1:
            yield _table(cells, raw.rows[at + 1 :])


def _table(header: list[str], rows: list[RawRow]) -> Table:
    width = len(header)
    kept, refused = [], []
    for line, cells in rows:
        extra = [cell for cell in cells[width:] if cell.strip()]
        if extra:
            refused.append(Refusal(line, _TOO_MANY.format(cells=width + len(extra), header=width)))
        else:
            kept.append(RawRow(line, cells[:width] + [""] * (width - len(cells))))
    return Table(tuple(header), kept, tuple(refused))

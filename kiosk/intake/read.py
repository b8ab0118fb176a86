"""`read`: a file into a guest list."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kiosk.errors import InputError
from kiosk.intake.columns.choosing import columns_of, kept_columns
from kiosk.intake.columns.headers import norm
from kiosk.intake.files.opening import read_tables
from kiosk.intake.guestlist import Choices, GuestList, RawRow, RawTable, Refusal, Table
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
    path: Path,
    *,
    platform: str | None = None,
    columns: Mapping[str, str | Sequence[str]] | None = None,
    keep: Collection[str] = (),
    ignore: Collection[str] = (),
    answers: Mapping[str, str | Sequence[str]] | None = None,
) -> GuestList:
    """The people of an exported list; raises InputError for a file that can't be understood, and says what to do.

    Args:
        columns: field -> the header or headers that hold it.
        keep: headers of further columns whose answers are kept as they are.
        ignore: headers of columns that are read for nothing.
        answers: header -> the answers to it that mean yes; every other one means no.
    """
    choices = Choices(
        columns={field: _several(headers) for field, headers in (columns or {}).items()},
        ignore=ignore,
        answers={norm(header): _several(said) for header, said in (answers or {}).items()},
        keep=keep,
    )
    return understand(path.name, read_tables(path), choices, platform)


def understand(file: str, tables: Sequence[RawTable], choices: Choices, platform: str | None = None) -> GuestList:
    """The same from tables that are open already, so that other choices need no second look at the file."""
    candidates = (_platform(platform),) if platform else ALL
    best = max((_best(raw, candidates, choices) for raw in tables), key=lambda fit: fit.score)
    if best.score < _SURE:
        _check_suitable(file, tables)
    understood = columns_of(best.table, best.platform, choices, file)
    reading = Reading(
        best.table, best.platform, understood, kept_columns(best.table, choices.keep), answers=choices.answers
    )
    reading.run()
    return _guest_list(file, reading)


def _several(said: str | Sequence[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


class _Fit(NamedTuple):
    score: int
    platform: Platform
    table: Table


def _best(raw: RawTable, candidates: Sequence[Platform], choices: Choices) -> _Fit:
    """The first row that some platform takes for its header, else the first row that holds the named columns."""
    wanted = {norm(header) for headers in choices.columns.values() for header in headers}
    for table in _candidates(raw):
        fit = max((_Fit(one.fits(table), one, table) for one in candidates), key=lambda fit: fit.score)
        if fit.score:
            return fit
        if wanted and wanted <= set(map(norm, table.header)):
            return _Fit(0, candidates[-1], table)
    return _Fit(0, candidates[-1], next(_candidates(raw)))


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
    return GuestList(
        file=file,
        platform=reading.platform.name,
        rows=tuple(reading.rows),
        refused=tuple(sorted(reading.refused, key=lambda refusal: refusal.line)),
        notes=notes_on(reading),
        columns=reading.understood.uses,
        leaves=reading.tallies(),
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

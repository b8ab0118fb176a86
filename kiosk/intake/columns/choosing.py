"""The columns of one list: the organiser's word, then the platform's, then what headers say."""

from collections.abc import Collection, Mapping

from kiosk.errors import InputError
from kiosk.intake.columns.headers import norm, recognise
from kiosk.intake.guestlist import FIELDS, Table
from kiosk.intake.platforms.base import Platform
from kiosk.intake.platforms.generic import ASKED
from kiosk.text import clean, fold

_SAMPLE = 50
_SHOWN = 40


def columns_of(table: Table, platform: Platform, named: Mapping[str, str], file: str) -> dict[str, tuple[int, ...]]:
    """Field -> columns; raises InputError where a named header doesn't exist or nothing tells people apart."""
    chosen = {field: _find(table, field, header, file) for field, header in named.items()}
    own = {field: at for field, at in platform.columns(table).items() if field not in chosen}
    taken = {index for indexes in (*chosen.values(), *own.values()) for index in indexes}
    # A platform that was named for a list without its columns still gets what any list gets.
    asked = platform.asked if "name" in own or "first_name" in own else ASKED
    free = [field for field in asked if field not in chosen and field not in own]
    columns = {**recognise(table.header, free, taken), **own, **chosen}
    if not any(field in columns for field in ("name", "first_name", "last_name", "email")):
        raise InputError(
            f"{file} has no column with names or e-mail addresses; its headers are {headers_in(table)}. "
            "Name the right ones under [import.columns] in config.toml."
        )
    return _untangle(table, columns)


def headers_in(table: Table) -> str:
    """The headers as a sentence shows them."""
    shown = [clean(header, 60) for header in table.header if header.strip()]
    more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return ", ".join(f"'{header}'" for header in shown[:_SHOWN]) + more if shown else "all empty"


def _find(table: Table, field: str, header: str, file: str) -> tuple[int, ...]:
    if field not in FIELDS:
        raise InputError(f"[import.columns] has no field '{clean(field)}': choose among {', '.join(FIELDS)}.")
    same = tuple(i for i, text in enumerate(table.header) if text.strip() == header.strip())
    alike = same or tuple(i for i, text in enumerate(table.header) if norm(text) == norm(header) and norm(text))
    if not alike:
        raise InputError(
            f"{file} has no column '{clean(header, 200)}', which [import.columns] names for {field}; "
            f"its headers are {headers_in(table)}."
        )
    return alike


def _untangle(table: Table, columns: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Beside a first name, a column "Name" or "Nom" may be the surname; beside a surname, "Nombre" the first name."""
    missing = [part for part in ("first_name", "last_name") if part not in columns]
    if len(missing) != 1 or "name" not in columns:
        return columns
    (missing_part,) = missing
    known = columns["first_name" if missing_part == "last_name" else "last_name"][0]
    whole = columns["name"][0]
    pairs = [
        (fold(row.cells[known]), fold(row.cells[whole]))
        for row in table.rows[:_SAMPLE]
        if row.cells[known] and row.cells[whole]
    ]
    if sum(part in name for part, name in pairs) * 2 > len(pairs):
        return columns
    return {**{field: at for field, at in columns.items() if field != "name"}, missing_part: (whole,)}


def kept_columns(table: Table, wanted: Collection[str]) -> dict[str, int]:
    """Where the columns are that settings ask for beside our own fields, by the header as settings spell it."""
    at = {norm(header): index for index, header in reversed(list(enumerate(table.header)))}
    return {header: at[norm(header)] for header in wanted if norm(header) in at}

"""What a guest list is, before and after it was understood: frozen values, no I/O."""

from dataclasses import dataclass
from typing import NamedTuple

from kiosk.model import Registration

FIELDS = (
    "name",
    "first_name",
    "last_name",
    "pronouns",
    "email",
    "company",
    "role",
    "experience",
    "offers",
    "asks",
    "interests",
    "knows",
    "goals",
    "distance",
    "coming",
    "paid",
    "print_goals",
    "remote",
    "photos",
    "first_time",
    "wall",
    "attention",
    "consent",
    "order",
    "ticket_type",
    "status",
    "code",
)
"""Fields that an organiser may point at a column."""


@dataclass(frozen=True, slots=True)
class Row:
    """One registration and the line (in a workbook: the row) of the file where it starts."""

    line: int
    registration: Registration


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line that is no registration, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestList:
    """A file that was understood: its people, what was refused, and what the organiser should know."""

    file: str
    platform: str
    rows: tuple[Row, ...]
    refused: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()
    consent_column: str | None = None
    """The header of the question that asks for consent to be matched; None where the list has none."""
    headers: tuple[str, ...] = ()
    """Every header, as it stands in the file: what next month's export of the same list is recognised by."""


class RawRow(NamedTuple):
    """The cells of one row and the line where it starts."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file's or a sheet's rows as text, the header still among them."""

    rows: list[RawRow]
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it."""

    header: tuple[str, ...]
    rows: list[RawRow]
    refused: tuple[Refusal, ...] = ()

    def column(self, index: int) -> list[str]:
        """All cells of a column that hold something."""
        return [row.cells[index] for row in self.rows if row.cells[index].strip()]

"""What a guest list is, before and after it was understood: frozen values, no I/O."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kiosk.intake.columns.use import IGNORED, ColumnUse
from kiosk.intake.leaves import Tally
from kiosk.model import Registration

FIELDS = (
    "name",
    "badge_name",
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
    "checked_in",
    "consent",
    "order",
    "ticket_type",
    "status",
    "code",
)
"""Fields that an organiser may point at a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The organiser's word over what is recognised."""

    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Field -> the headers that hold it."""
    ignore: Collection[str] = ()
    """Headers that are read for nothing."""
    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Header in `headers.norm` form -> the answers to it that mean yes; every other one means no."""
    keep: Collection[str] = ()
    """Headers of further columns whose answers are kept as they are."""
    states: Mapping[str, str] = field(default_factory=dict)
    """What a word for a ticket's state means that is not known here."""
    uses: Mapping[str, str] = field(default_factory=dict)
    """Column, by `ColumnUse.key` -> a field or "ignore": the word on one column, where `columns` names none for it."""
    marked: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    """Column -> answer in `leaves.key_of` form -> whether it means yes; other answers are read as they always are."""


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
    headers: tuple[str, ...] = ()
    """Every header, as it stands in the file: what next month's export of the same list is recognised by."""
    columns: tuple[ColumnUse, ...] = ()
    """One for every column of the list, in its order."""
    leaves: tuple[Tally, ...] = ()
    """How the answers of every column were read that asks for somebody's leave."""
    strange_states: tuple[tuple[str, int], ...] = ()
    """Words for a ticket's state that are not known here, with the tickets that wait for it."""
    lacking: tuple[tuple[str, str], ...] = ()
    """Fields and the headers that the organiser named for them, of which this list has none."""

    @property
    def consent_column(self) -> str | None:
        """The header of the surest question that asks for consent to be matched; None where the list has none."""
        return next((each.header for each in self.leaves if each.field == "consent"), None)

    @property
    def unused(self) -> tuple[ColumnUse, ...]:
        """The columns that nothing uses and nobody ignored."""
        return tuple(column for column in self.columns if column.unused)

    @property
    def open_columns(self) -> tuple[ColumnUse, ...]:
        """Those that could hold somebody's refusal: nobody's consent is taken for stated beside them."""
        return tuple(column for column in self.columns if column.open)

    @property
    def ignored(self) -> tuple[ColumnUse, ...]:
        """The columns that hold no profile, or that the organiser left out."""
        return tuple(column for column in self.columns if column.used_for == IGNORED)


class RawRow(NamedTuple):
    """The cells of one row and the line where it starts."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file's or a sheet's rows as text, the header still among them."""

    rows: list[RawRow]
    sheet: str = ""
    spans: frozenset[tuple[int, int]] = frozenset()
    """Cells that a merged cell to their left reaches into, by line and column: they repeat its text."""


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it."""

    header: tuple[str, ...]
    rows: list[RawRow]
    refused: tuple[Refusal, ...] = ()

    def column(self, index: int) -> list[str]:
        """All cells of a column that hold something."""
        return [row.cells[index] for row in self.rows if row.cells[index].strip()]

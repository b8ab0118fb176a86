"""One row of a list, seen through the columns that were recognised."""

from dataclasses import dataclass

from kiosk.intake.cells.answers import tidy
from kiosk.intake.columns.headers import Columns


@dataclass(frozen=True, slots=True)
class Record:
    """A row's cells by field."""

    line: int
    cells: list[str]
    columns: Columns

    def __getitem__(self, field: str) -> str:
        """The first filled cell of a field as it stands in the file; empty where there is none."""
        for index in self.columns.get(field, ()):
            cell = self.cells[index]
            if cell and not cell.isspace():
                return cell
        return ""

    def text(self, field: str, limit: int = 80) -> str:
        """The same, cleaned."""
        cell = self[field]
        return tidy(cell, limit) if cell else ""

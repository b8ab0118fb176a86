"""The sheets of one workbook: those that go on with the list are read with it, every other one is named. Pure."""

from collections.abc import Collection, Mapping

from kiosk.intake.guestlist import RawRow, Table
from kiosk.language import _, plural
from kiosk.text import clean

_SHOWN = 4


def together(best: Table, tables: Mapping[str, Table], beside: Collection[str] = ()) -> tuple[Table, tuple[str, ...]]:
    """The list with the rows of sheets that have the same header, and a note on each sheet that was not read.

    `beside`: sheets that the platform writes beside its list, and that hold nobody else.
    """
    others = {sheet: table for sheet, table in tables.items() if table is not best}
    alike = {sheet: table for sheet, table in others.items() if _shape(table) == _shape(best)}
    notes = []
    if alike:
        own = next((sheet for sheet, table in tables.items() if table is best), "")
        names = ", ".join(f"'{clean(sheet)}'" for sheet in (own, *alike))
        said = _("Sheets with the same headers were read as one list: {names}. Rows are counted in each sheet.")
        notes.append(said.format(names=names))
    if known := ", ".join(f"'{clean(sheet)}'" for sheet in others if sheet in beside):
        notes.append(_("Not read, because they hold no people beside the list's: {names}.").format(names=known))
    notes += [_left_out(sheet, table) for sheet, table in others.items() if sheet not in alike and sheet not in beside]
    rows = [_cut(row, len(best.header)) for table in (best, *alike.values()) for row in table.rows]
    refused = tuple(refusal for table in (best, *alike.values()) for refusal in table.refused)
    return Table(best.header, rows, refused), tuple(notes)


def _cut(row: RawRow, width: int) -> RawRow:
    return RawRow(row.line, [*row.cells[:width], *[""] * (width - len(row.cells))])


def _shape(table: Table) -> tuple[str, ...]:
    cells = [cell.strip().casefold() for cell in table.header]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _left_out(sheet: str, table: Table) -> str:
    headers = [f"'{clean(cell, 40)}'" for cell in table.header if cell.strip()]
    shown = ", ".join(headers[:_SHOWN]) + (", …" if len(headers) > _SHOWN else "")
    count = len(table.rows) + len(table.refused) + 1
    said = plural(
        "The sheet '{sheet}' was not read ({n} row, beginning with {cells}): if its people come too, save it as a "
        "file of its own and import that.",
        "The sheet '{sheet}' was not read ({n} rows, beginning with {cells}): if its people come too, save it as a "
        "file of its own and import that.",
        count,
    )
    return said.format(sheet=clean(sheet), n=count, cells=shown or _("empty cells"))

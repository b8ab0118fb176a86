"""Which row of a sheet is its header, and which rows below it are no people: titles, groups, footers. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kiosk.intake.guestlist import RawRow, RawTable, Refusal, Table
from kiosk.language import _, later

Known = Callable[[str], str]
"""A header -> the field it stands for, empty where it says nothing."""

_ABOVE = 30
"""Rows in which titles, notes and groups may stand above the header."""
_LAST = 6
"""Rows at the end in which a footer may stand."""
_LONG = 200
_SAMPLE = 60
_UNKNOWN = -100.0
_TOO_MANY = later("{cells} cells where the header has {header}: a delimiter or quotation mark is out of place")
_FOOTER = later("a line below the list, not a person")
_AGAIN = later("the header once more")
_VALUE = re.compile(r"[^\s@]+@[^\s@]+\.\w+|[\d\s.,:/€$£%+-]*\d[\d\s.,:/€$£%+-]*|\d{4}-\d\d-\d\d.*|https?://.*|(yes|no)")
_TOTAL = re.compile(
    r"(?:grand |sub ?)?(?:totals?|sum|summe|gesamt\w*|insgesamt|somme|suma|totale|totaal|razem|i alt|anzahl|count|antal"
    r"|nombre total|número total|łącznie)\b(?:\W*|(?:\W+[^\W\d]+){0,3}\W*\d[\d\s.,:€$£%]*)",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"(?:(?:printed|exported|generated|created|updated|last updated|as of|page|gedruckt|exportiert|erstellt|stand|seite"
    r"|imprimé|exporté|généré|page|impreso|exportado|generado|página|pagina|stampato|esportato|strona|wydruk|side|udskrevet)"
    r"\b.*\d.*|[©*†]\s?\S.*|\(c\)\s.*)",
    re.IGNORECASE | re.DOTALL,
)


class Header(NamedTuple):
    """Cells that may head a table, and the place of their row."""

    at: int
    cells: Sequence[str]


def headers_of(raw: RawTable) -> Iterator[Header]:
    """Each of the first rows that could be the header; the first row always could."""
    for at, row in enumerate(raw.rows[:_ABOVE]):
        if at == 0 or _filled_apart(row.cells) > 1:
            yield Header(at, row.cells)
            if at and (both := _under_groups(raw, raw.rows[at - 1], row.cells)):
                yield Header(at, both)


def sample_under(raw: RawTable, header: Header) -> Table:
    """The first rows under a header, enough to tell whether it is one."""
    return _table(header, raw.rows[header.at + 1 : header.at + 1 + _SAMPLE], [])


def table_under(raw: RawTable, header: Header, known: Known) -> Table:
    """All rows under a header."""
    below = raw.rows[header.at + 1 :]
    footer = _footer_from(below, header.cells)
    return _joined(raw, _table(header, below[:footer], below[footer:]), header.at, known)


def worth(table: Table, known: Known) -> float:
    """How well a row heads the rows below it: what is known of it, and nothing that looks like an answer."""
    fields = {known(cell) for cell in table.header if cell.strip()} - {""}
    if not fields:
        # Nothing tells: then it is the first row that could be one, not the one with the most in it.
        return _UNKNOWN + min(_filled_apart(table.header), 2.0)
    answers = sum(bool(_VALUE.fullmatch(cell.strip().lower())) or len(cell) > _LONG for cell in table.header)
    used = [i for i in range(len(table.header)) if any(row.cells[i].strip() for row in table.rows[:_SAMPLE])]
    unnamed = sum(not table.header[i].strip() for i in used)
    return 2 * len(fields) - 2 * answers - unnamed + len(set(filter(None, table.header))) / (len(table.header) or 1)


def _joined(raw: RawTable, table: Table, at: int, known: Known) -> Table:
    """The same table; a name that stands in several columns under one merged header is put into one cell."""
    line = raw.rows[at].line
    for index, header in enumerate(table.header):
        width = 1
        while (line, index + width) in raw.spans:
            width += 1
        if width > 1 and (line, index) not in raw.spans and known(header) == "name":
            return _with_one_cell(table, index, width)
    return table


def _with_one_cell(table: Table, index: int, width: int) -> Table:
    rest = [""] * (width - 1)

    def one(cells: list[str]) -> list[str]:
        whole = " ".join(filter(None, cells[index : index + width]))
        return [*cells[:index], whole, *rest, *cells[index + width :]]

    rows = [RawRow(line, one(cells)) for line, cells in table.rows]
    return Table((*table.header[: index + 1], *rest, *table.header[index + width :]), rows, table.refused)


def _filled_apart(cells: Sequence[str]) -> int:
    return len({cell.strip() for cell in cells} - {""})


def _under_groups(raw: RawTable, above: RawRow, cells: Sequence[str]) -> list[str]:
    """The header where some of its cells stand in the row above, as merged cells leave them; empty where none do."""
    padded = [*above.cells, *[""] * (len(cells) - len(above.cells))][: len(cells)]
    # A group stands over several columns; a row without a gap is a header, and this one of its people.
    if not any(not group.strip() or (above.line, i) in raw.spans for i, group in enumerate(padded)):
        return []
    both = [cell if cell.strip() else group for cell, group in zip(cells, padded, strict=True)]
    return both if both != list(cells) else []


def _table(header: Header, below: Sequence[RawRow], footer: Sequence[RawRow]) -> Table:
    width = len(header.cells)
    people, refused = [], []
    for line, cells in below:
        extra = [cell for cell in cells[width:] if cell.strip()]
        if extra:
            refused.append(Refusal(line, _(_TOO_MANY).format(cells=width + len(extra), header=width)))
        elif _same(cells, header.cells):
            refused.append(Refusal(line, _(_AGAIN)))
        else:
            people.append(RawRow(line, [*cells[:width], *[""] * (width - len(cells))]))
    refused += [Refusal(row.line, _(_FOOTER)) for row in footer]
    return Table(tuple(header.cells), people, tuple(refused))


def _same(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row repeats the header, as pages of a printed list do."""
    pairs = [(cell.strip(), head.strip()) for cell, head in zip(cells, header, strict=False) if cell.strip()]
    return len(pairs) > 1 and all(cell == head for cell, head in pairs)


def _footer_from(rows: Sequence[RawRow], header: Sequence[str]) -> int:
    """Where the lines below the list begin; its length where there are none."""
    last = len(rows)
    wide = sum(bool(cell.strip()) for cell in header)
    for place in range(len(rows) - 1, max(len(rows) - 1 - _LAST, -1), -1):
        texts = [cell.strip() for cell in rows[place].cells if cell.strip()]
        if not _is_footer(texts, wide):
            break
        last = place
    return last


def _is_footer(texts: Sequence[str], wide: int) -> bool:
    if not texts or len(texts) > max(wide // 2, 1) or any("@" in text for text in texts):
        return False
    first, rest = texts[0], texts[1:]
    return bool(_TOTAL.fullmatch(first) or _MADE.fullmatch(first)) and all(_VALUE.fullmatch(each) for each in rest)

"""Letters that an earlier program read in the wrong encoding: put right where that is certain, named where it isn't."""

import re
from collections.abc import Iterator, Sequence

from kiosk.intake.files.letters import mixes_scripts
from kiosk.intake.guestlist import RawRow, RawTable

_SIGN = "\x80-\x9f¡¢£¤¥¦§¨¬¯°±²³¶¸¹¼½¾¿×÷ƒˆ˜†‡‰\ufffd√∏∂∑∫Ω≈◊"
"""What stands inside names only where they were read in a wrong code page."""
_BAD = re.compile(rf"[^\W\d_][{_SIGN}]|[{_SIGN}][^\W\d_]")
_NAMELIKE = re.compile(rf"(?:[^\W\d_]|[\s.'’,{_SIGN}-])+")
_LONGEST_NAME = 60


def repaired(tables: Sequence[RawTable]) -> tuple[list[RawTable], int]:
    """The tables with garbled cells put right ("ZoÃ«" is "Zoë"), and in how many cells."""
    # Imported here: most lists are fine, and plain ones don't need it.
    from ftfy import fix_encoding

    fixed = {cell: fix_encoding(cell) for cell in set(_cells(tables)) if not cell.isascii()}
    wrong = {cell: right for cell, right in fixed.items() if right != cell}
    if not wrong:
        return list(tables), 0
    count = sum(cell in wrong for cell in _cells(tables))
    return [_with(table, wrong) for table in tables], count


def reads_badly(text: str) -> bool:
    """Whether a cell looks like a name whose letters are wrong: "£ukasz", "S√∏ren", "KГјhn"."""
    if text.isascii() or len(text) > _LONGEST_NAME:
        return False
    return bool(_NAMELIKE.fullmatch(text)) and bool(_BAD.search(text) or any(map(mixes_scripts, text.split())))


def examples(tables: Sequence[RawTable], limit: int = 3) -> list[str]:
    """The first cells that read badly."""
    return list(dict.fromkeys(cell.strip() for cell in _cells(tables) if reads_badly(cell)))[:limit]


def _cells(tables: Sequence[RawTable]) -> Iterator[str]:
    return (cell for table in tables for row in table.rows for cell in row.cells)


def _with(table: RawTable, right: dict[str, str]) -> RawTable:
    rows = [RawRow(line, [right.get(cell, cell) for cell in cells]) for line, cells in table.rows]
    return RawTable(rows, table.sheet, table.spans)

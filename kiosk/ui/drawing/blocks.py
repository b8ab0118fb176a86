"""Blocks of styled rows, set beside and below each other before they become one content."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content

Row = tuple[tuple[str, str], ...]
"""Pieces of one line: text and its style."""
Block = list[Row]
BLANK: Row = (("", ""),)


def fit(text: str, width: int) -> str:
    """The text in exactly so many cells, cut with an ellipsis."""
    if cell_len(text) > width > 0:
        return set_cell_size(f"{set_cell_size(text, width - 1).rstrip()}…", width)
    return set_cell_size(text, max(0, width))


def width_of(row: Row) -> int:
    """Cells that a row takes."""
    return sum(cell_len(text) for text, _ in row)


def filled(row: Row, width: int) -> Row:
    """A row with blanks up to so many cells."""
    return (*row, (" " * max(0, width - width_of(row)), ""))


def centred(row: Row, width: int) -> Row:
    """A row in the middle of so many cells."""
    free = max(0, width - width_of(row))
    return ((" " * (free // 2), ""), *row, (" " * (free - free // 2), ""))


def on(ground: str, row: Row) -> Row:
    """A row on a coloured ground."""
    return tuple((text, f"{style} on {ground}".strip()) for text, style in row)


def card(rows: Iterable[Row], width: int, ground: str) -> Block:
    """Rows on a coloured ground, with half a line of it above and below."""
    inner = [on(ground, filled(row, width)) for row in rows]
    return [(("▄" * width, ground),), *inner, (("▀" * width, ground),)]


def beside(blocks: Sequence[Block], gap: int) -> Block:
    """Blocks next to each other, each as wide as its widest row."""
    widths = [max(map(width_of, block), default=0) for block in blocks]
    rows = []
    for y in range(max(map(len, blocks), default=0)):
        pieces: list[tuple[str, str]] = []
        for block, width in zip(blocks, widths, strict=True):
            pieces += [*filled(block[y] if y < len(block) else BLANK, width), (" " * gap, "")]
        rows.append(tuple(pieces[:-1]))
    return rows


def grid(blocks: Sequence[Block], columns: int, gap: int) -> Block:
    """Blocks in lines of so many, an empty row between the lines."""
    rows: Block = []
    for start in range(0, len(blocks), columns):
        rows += [*([BLANK] if start else []), *beside(blocks[start : start + columns], gap)]
    return rows


def content(block: Block) -> Content:
    """A block as one text; whatever is written in it stays text."""
    return Content("\n").join(Content.assemble(*row) for row in block)

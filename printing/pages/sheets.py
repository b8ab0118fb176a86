"""Labels onto pages: in reading order, from any position on, moved by what a printer is off."""

from collections.abc import Iterator, Sequence

from PIL import Image

from printing.errors import TemplateError
from printing.layout.template import Sheet
from printing.media import Media


def place(
    labels: Sequence[Image.Image],
    sheet: Sheet,
    *,
    start_at: int = 1,
    offset_mm: tuple[float, float] = (0.0, 0.0),
    dpi: int,
) -> list[Image.Image]:
    """Pages (mode 1) with the labels from position `start_at` (1 = top left) on, so that part-used sheets are of use.

    `offset_mm` moves everything right and down. Raises TemplateError for a position that the sheet does not have.
    """
    on_page = sheet.columns * sheet.rows
    if not 1 <= start_at <= on_page:
        raise TemplateError(f"The sheet has labels 1 to {on_page}: it can't start at {start_at}.")
    page = Media(width_mm=sheet.width, height_mm=sheet.height, dpi=dpi)
    pages: list[Image.Image] = []
    for number, label in enumerate(labels, start_at - 1):
        if not pages or number % on_page == 0:
            pages.append(_blank(page))
        pages[-1].paste(label, corner(sheet, number % on_page, page, offset_mm))
    return pages


def corner(sheet: Sheet, position: int, page: Media, offset_mm: tuple[float, float]) -> tuple[int, int]:
    """Left and top of a label in dots; position 0 is the first."""
    row, column = divmod(position, sheet.columns)
    right, down = offset_mm
    left = page.dots(sheet.left + column * sheet.across + right)
    return left, page.dots(sheet.top + row * sheet.down + down)


def positions(sheet: Sheet) -> Iterator[int]:
    """All positions, 0 first."""
    return iter(range(sheet.columns * sheet.rows))


def _blank(page: Media) -> Image.Image:
    picture = Image.new("1", (page.width, page.height), 1)
    picture.info["dpi"] = (page.dpi, page.dpi)
    return picture

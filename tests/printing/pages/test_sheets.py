"""Sheets: labels land where the sheet has them, part-used sheets are used up, and the ruler shows how far off."""

import pytest
from PIL import Image, ImageChops

from printing.errors import TemplateError
from printing.layout.template import Sheet, Template, load, names
from printing.pages.ruler import ruler
from printing.pages.sheets import place
from printing.render import render
from tests.printing.guests import USUAL

SHEETS = [name for name in names() if load(name).sheet]


def sheet_of(name: str) -> tuple[Template, Sheet]:
    """A template that has a sheet, and the sheet."""
    template = load(name)
    assert template.sheet
    return template, template.sheet


def tiles(template: Template, count: int, dpi: int) -> list[Image.Image]:
    """Black labels."""
    media = template.media(dpi)
    return [Image.new("1", (media.width, media.height), 0) for _ in range(count)]


def ink(page: Image.Image) -> tuple[int, int, int, int] | None:
    """The box of everything black."""
    return ImageChops.invert(page.convert("L")).getbbox()


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("dpi", [203, 300])
def test_each_label_lands_in_its_place(name: str, dpi: int) -> None:
    template, sheet = sheet_of(name)
    dots = dpi / 25.4
    for position in range(sheet.columns * sheet.rows):
        (page,) = place(tiles(template, 1, dpi), sheet, start_at=position + 1, dpi=dpi)
        row, column = divmod(position, sheet.columns)
        left, top = (sheet.left + column * sheet.across) * dots, (sheet.top + row * sheet.down) * dots
        wanted = (left, top, left + template.label.width * dots, top + template.label.height * dots)
        found = ink(page)
        assert found and all(abs(one - other) <= 1 for one, other in zip(found, wanted, strict=True))
        assert page.mode == "1" and page.info["dpi"] == (dpi, dpi)
        assert abs(page.width - sheet.width * dots) <= 1 and abs(page.height - sheet.height * dots) <= 1


@pytest.mark.parametrize("name", SHEETS)
def test_labels_fill_pages_in_reading_order(name: str) -> None:
    template, sheet = sheet_of(name)
    on_page = sheet.columns * sheet.rows
    for count, start_at, pages in ((0, 1, 0), (1, on_page, 1), (2, on_page, 2), (on_page, 1, 1), (on_page, 2, 2)):
        assert len(place(tiles(template, count, 100), sheet, start_at=start_at, dpi=100)) == pages
    first, second = place(tiles(template, 2, 100), sheet, start_at=on_page, dpi=100)
    top_left = place(tiles(template, 1, 100), sheet, dpi=100)[0]
    assert second.tobytes() == top_left.tobytes() != first.tobytes()


@pytest.mark.parametrize("start_at", [-1, 0, 7, 1000])
def test_a_place_the_sheet_has_not_is_refused(start_at: int) -> None:
    template, sheet = sheet_of("avery-5392")
    with pytest.raises(TemplateError, match=f"1 to 6.*{start_at}"):
        place(tiles(template, 1, 100), sheet, start_at=start_at, dpi=100)


def test_an_offset_moves_everything() -> None:
    template, sheet = sheet_of("avery-l4784")
    before = ink(place(tiles(template, 1, 300), sheet, dpi=300)[0])
    after = ink(place(tiles(template, 1, 300), sheet, offset_mm=(2.54, -1.27), dpi=300)[0])
    assert before and after and (after[0] - before[0], after[1] - before[1]) == (30, -15)


def test_a_badge_on_a_sheet_is_the_badge() -> None:
    template, sheet = sheet_of("avery-5392")
    (badge,) = render(USUAL, template)
    (page,) = place([badge], sheet, start_at=4, dpi=300)
    box = (1275, 1200, 1275 + badge.width, 1200 + badge.height)
    assert page.crop(box).tobytes() == badge.tobytes()


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("dpi", [203, 300])
def test_the_ruler_frames_every_label(name: str, dpi: int) -> None:
    template = load(name)
    page = ruler(template, dpi=dpi, offset_mm=(1.0, 0.5))
    assert page.mode == "1" and page.info["dpi"] == (dpi, dpi)
    dots = dpi / 25.4
    corners = [(1.0, 0.5)]
    if sheet := template.sheet:
        corners = [
            (sheet.left + column * sheet.across + 1.0, sheet.top + row * sheet.down + 0.5)
            for row in range(sheet.rows)
            for column in range(sheet.columns)
        ]
    for left, top in corners:
        x, y = round(left * dots), round(top * dots)
        assert all(page.getpixel((x + step, y)) == 0 and page.getpixel((x, y + step)) == 0 for step in range(40))


def test_the_ruler_counts_millimetres() -> None:
    page = ruler(load("avery-l4784"), dpi=254)
    left, row = 180, 130 + 8
    inked = [page.getpixel((x, row)) == 0 for x in range(left, left + 800)]
    ticks = [x for x in range(5, 790) if inked[x] and not inked[x - 1]]
    assert ticks == list(range(10, 790, 10))

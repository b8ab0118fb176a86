"""The test label and the tick list: measured, read back, and unharmed by anybody's name."""

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops

from printing.layout.template import load, names
from printing.lettering.fonts import Typefaces
from printing.pages.test_label import PAYLOAD, SCRIPTS, draw_test_label
from printing.pages.tick_list import DPI, Tick, draw_ticklist, write_ticklist
from tests.printing.guests import HOSTILE, NAMES


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box of everything black."""
    found = ImageChops.invert(picture.convert("L")).getbbox()
    assert found
    return found


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("template", names())
def test_a_test_label_measures_and_is_read_by_scanners(template: str, dpi: int) -> None:
    media = load(template).media(dpi)
    label = draw_test_label(media, "left desk")
    margin = media.dots(media.margin_mm)
    left, top, right, bottom = ink(label)
    assert (left, top) == (margin, margin) and right <= media.width - margin + 1 and bottom <= media.height - margin + 1
    assert [code.text for code in zxingcpp.read_barcodes(label.convert("L"))] == [PAYLOAD]
    # Ten millimetres of the ruler are ten millimetres: the second long tick stands there.
    row = label.convert("L").crop((margin, margin + media.dots(1.8), media.width, margin + media.dots(1.8) + 1))
    black = [x for x in range(row.width) if row.getpixel((x, 0)) == 0]
    assert media.dots(10) in black and media.dots(5) not in black


def test_a_test_label_says_which_scripts_have_no_font() -> None:
    media = load("landscape").media(300)
    poor = draw_test_label(media, "p", Typefaces(tuple, shaping=False))
    assert poor.tobytes() != draw_test_label(media, "p").tobytes()
    assert len(SCRIPTS) == 10


def test_a_tick_list_has_a_line_for_everybody(tmp_path: Path) -> None:
    ticks = [Tick(number=n, name=f"Berg, Bo {n}", company="Nord", code=f"CODE{n:04}") for n in range(1, 81)]
    pages = draw_ticklist("Makers and Menders", ticks)
    assert len(pages) == 3 and all(page.size == (round(210 / 25.4 * DPI), round(297 / 25.4 * DPI)) for page in pages)
    assert write_ticklist("Makers and Menders", ticks, tmp_path / "list.pdf", (215.9, 279.4)) == 3
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")
    assert len(draw_ticklist("Nobody", [])) == 1


@pytest.mark.parametrize("text", [*HOSTILE.values(), *(" ".join(name) for name in NAMES.values())])
def test_a_tick_list_keeps_its_margins_whatever_people_are_called(text: str) -> None:
    tick = Tick(number=99_999, name=text, company=text, note=text, code=text)
    (page,) = draw_ticklist(text, [tick] * 3)
    left, top, right, bottom = ink(page)
    margin = round(14 / 25.4 * DPI)
    assert left >= margin and top >= margin - 8 and right <= page.width - margin + 1 and bottom <= page.height - margin

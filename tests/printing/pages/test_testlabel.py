"""The test label: measured, and read back."""

import pytest
import zxingcpp
from PIL import Image, ImageChops

from printing.layout.template import load, names
from printing.lettering.fonts import Typefaces
from printing.pages.testlabel import PAYLOAD, SCRIPTS, draw_test_label


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

"""The tick list: a line for everybody, and unharmed by anybody's name."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from printing.pages.tick_list import DPI, Tick, draw_ticklist, write_ticklist
from tests.printing.guests import HOSTILE, NAMES


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box of everything black."""
    found = ImageChops.invert(picture.convert("L")).getbbox()
    assert found
    return found


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

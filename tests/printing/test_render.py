"""Badges as pictures: measured in millimetres, read back by a scanner's library."""

import asyncio
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from printing.badge import MARKS, Badge
from printing.errors import DrawingError
from printing.job import Job
from printing.layout import qr
from printing.layout.signs import sign
from printing.layout.template import Template, load, names
from printing.lettering.fonts import Typefaces
from printing.media import LANDSCAPE_100x62
from printing.printers.folder import FolderPrinter
from printing.render import missing, render
from tests.printing.guests import FULLEST, HOSTILE, ID, USUAL, named
from tests.printing.layout.test_arrangement import BADGES, TEMPLATES

MM = 25.4 / 300
MARGIN = 37
"""Dots that stay white at the sides; a label printer's widest border is 36."""


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box of everything black."""
    found = ImageChops.invert(picture.convert("L")).getbbox()
    assert found
    return found


def rows_of_ink(picture: Image.Image) -> list[tuple[int, int]]:
    """Top and bottom of each unbroken run of rows that hold ink."""
    width, height = picture.size
    inked = [bool(ImageChops.invert(picture.crop((0, y, width, y + 1)).convert("L")).getbbox()) for y in range(height)]
    runs: list[tuple[int, int]] = []
    for y, here in enumerate(inked):
        if here and (y == 0 or not inked[y - 1]):
            runs.append((y, y + 1))
        elif here:
            runs[-1] = (runs[-1][0], y + 1)
    return runs


@pytest.mark.parametrize("name", ["Alexandra", "Friedrich", "Guillermo", "Ana", "Thomas", "Екатерина"])
def test_first_names_have_capitals_of_ten_millimetres(name: str) -> None:
    picture = render(named(name))[0]
    # The first letter alone: from the left margin to the first white column, above the surname.
    band = picture.crop((0, 0, picture.width, round(17 / MM)))
    right = next(x for x in range(MARGIN + 20, band.width) if not _inked_column(band, x))
    first = rows_of_ink(band.crop((0, 0, right, band.height)))[0]
    assert (first[1] - first[0]) * MM >= 10


def _inked_column(picture: Image.Image, x: int) -> bool:
    return bool(ImageChops.invert(picture.crop((x, 0, x + 1, picture.height)).convert("L")).getbbox())


@pytest.mark.parametrize("badge", [USUAL, FULLEST, replace(FULLEST, cuts=2)], ids=["usual", "fullest", "two cuts"])
def test_pictures_are_black_on_white_inside_the_margins(badge: Badge) -> None:
    pictures = render(badge)
    assert len(pictures) == badge.cuts
    for picture in pictures:
        assert (picture.mode, picture.size, picture.info["dpi"]) == ("1", (1181, 732), (300, 300))
        left, top, right, bottom = ink(picture)
        assert left >= MARGIN and top >= MARGIN and right <= 1181 - MARGIN and bottom <= 732 - MARGIN


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(BADGES)
def test_the_margins_of_any_badge_stay_white(badge: Badge) -> None:
    for picture in render(badge):
        left, top, right, bottom = ink(picture)
        assert left >= MARGIN and top >= MARGIN and right <= 1181 - MARGIN and bottom <= 732 - MARGIN


def test_the_same_badge_gives_the_same_picture() -> None:
    assert [page.tobytes() for page in render(FULLEST)] == [page.tobytes() for page in render(FULLEST)]


@pytest.mark.parametrize("cuts", [1, 2])
def test_a_scanner_reads_the_badge_id(cuts: int) -> None:
    codes = zxingcpp.read_barcodes(render(replace(FULLEST, cuts=cuts))[0].convert("L"))
    assert [(code.text, code.ec_level) for code in codes] == [(ID, "Q")]


@pytest.mark.parametrize("template", names())
@pytest.mark.parametrize("dpi", [203, 300])
def test_a_scanner_reads_the_badge_id_on_every_template(template: str, dpi: int) -> None:
    loaded = load(template)
    media = loaded.media(dpi)
    assert media.module >= 4
    for badge in (USUAL, FULLEST, replace(FULLEST, marks=MARKS, pronouns="they/them", role="Cartographer")):
        picture = render(badge, loaded, dpi=dpi)[0]
        assert picture.size == (media.width, media.height) and picture.info["dpi"] == (dpi, dpi)
        assert [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))] == [ID]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(BADGES, TEMPLATES, st.sampled_from([203, 300]))
def test_the_margins_of_any_template_stay_white(badge: Badge, template: Template, dpi: int) -> None:
    media = template.media(dpi)
    margin = media.dots(media.margin_mm)
    for picture in render(badge, template, dpi=dpi):
        found = ImageChops.invert(picture.convert("L")).getbbox() or (margin, margin, margin, margin)
        assert found[0] >= margin and found[1] >= margin
        assert found[2] <= media.width - margin and found[3] <= media.height - margin


@pytest.mark.parametrize("template", ["landscape", "portrait"])
def test_a_die_cut_label_prints_all_of_the_ink(template: str) -> None:
    # Of 732 x 1181 dots one family of printers reaches the middle 696 x 1109.
    loaded = load(template)
    across, down = (36, 18) if loaded.label.width > loaded.label.height else (18, 36)
    for picture in render(replace(FULLEST, cuts=2, marks=MARKS), loaded):
        left, top, right, bottom = ink(picture)
        assert left > across and right < picture.width - across and top > down and bottom < picture.height - down


def test_copies_repeat_the_name_badge_only() -> None:
    name, card = render(replace(USUAL, cuts=2))
    assert [page.tobytes() for page in render(replace(USUAL, cuts=2), copies=2)] == [
        each.tobytes() for each in (name, name, card)
    ]
    assert len(render(USUAL, copies=2)) == 2
    assert [page.tobytes() for page in render(replace(USUAL, card_only=True), copies=2)] == [card.tobytes()]
    assert render(replace(USUAL, people=(), card_only=True), copies=2) == []


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("side", [31, 39, 60])
def test_signs_are_told_apart_by_shape(mark: str, side: int) -> None:
    drawn = {each: sign(each, side).convert("1", dither=Image.Dither.NONE) for each in MARKS}
    black = drawn[mark].convert("L").histogram()[0]
    assert side * side * 0.1 < black < side * side * 0.8
    for other in set(MARKS) - {mark}:
        unlike = ImageChops.logical_xor(drawn[mark], drawn[other]).convert("L").histogram()[255]
        assert unlike > side * side * 0.15


@pytest.mark.parametrize(("dpi", "dots"), [(300, 6), (203, 4)])
def test_codes_have_whole_dots_and_a_quiet_zone(dpi: int, dots: int) -> None:
    media = load("landscape").media(dpi)
    picture = render(USUAL, dpi=dpi)[0]
    side, quiet = qr.side(ID) * dots, qr.QUIET * dots
    left, bottom = media.dots(media.margin_mm), media.height - media.dots(media.margin_mm)
    assert qr.side(ID) == 21 and media.module == dots
    modules = picture.crop((left, bottom - side, left + side, bottom))
    assert modules.tobytes() == qr.picture(qr.matrix(ID), dots).tobytes()
    around = picture.crop((left - quiet, bottom - side - quiet, left + side + quiet, bottom + quiet)).copy()
    around.paste(1, (quiet, quiet, quiet + side, quiet + side))
    assert ImageChops.invert(around.convert("L")).getbbox() is None


def test_a_pdf_page_has_the_labels_size_and_a_code_that_reads(tmp_path: Path) -> None:
    tool = shutil.which("pdftoppm")
    if not tool:
        pytest.skip("pdftoppm (poppler-utils) is not installed")
    badge = replace(FULLEST, cuts=2)
    asyncio.run(FolderPrinter(tmp_path).print(Job(badge=badge), render(badge)))
    (pdf,) = tmp_path.glob("*.pdf")
    subprocess.run([tool, "-r", "300", "-gray", "-png", pdf, tmp_path / "page"], check=True)
    pages = sorted(tmp_path.glob("page*.png"))
    assert len(pages) == 2
    with Image.open(pages[0]) as picture:
        assert abs(picture.width - 1181) <= 1 and abs(picture.height - 732) <= 1
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [ID]


def test_a_name_nobody_can_draw_becomes_a_large_number() -> None:
    poor = Typefaces(tuple, shaping=True)
    badge = replace(named("王芳"), company="")
    assert missing(badge, poor) == ("王芳",)
    (picture,) = render(badge, faces=poor)
    top, bottom = rows_of_ink(picture)[0]
    assert (bottom - top) * MM >= 10
    assert missing(USUAL, poor) == ()


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_is_drawn_or_left_out(kind: str) -> None:
    (picture,) = render(replace(named(HOSTILE[kind], HOSTILE[kind]), company=HOSTILE[kind]))
    assert [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))] == [ID]


def test_control_characters_leave_no_trace() -> None:
    assert render(named("An\x00a\u202e\x1b"))[0].tobytes() == render(named("Ana"))[0].tobytes()


def test_an_id_too_long_for_its_corner_is_refused() -> None:
    with pytest.raises(DrawingError, match="too long"):
        render(replace(USUAL, id="B" * 200))
    with pytest.raises(DrawingError, match="too long"):
        render(replace(USUAL, id="B" * 20_000))


def test_the_default_label_is_landscape() -> None:
    assert (LANDSCAPE_100x62.width, LANDSCAPE_100x62.height, LANDSCAPE_100x62.module) == (1181, 732, 6)

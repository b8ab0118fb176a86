"""Who can be drawn, with which font, and what is left out."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageChops, ImageFont
from PIL.Image import Image

from printing.lettering import fonts, system_fonts
from printing.lettering.fonts import BOLD, REGULAR, Typefaces
from printing.lettering.foreign_text import runs_right_to_left, safe
from printing.lettering.glyphs import has_glyph
from printing.lettering.system_fonts import Face
from printing.lettering.typeset import set_line
from printing.render import render
from tests.printing.guests import HOSTILE, NAMES, named

ALONE = Typefaces(tuple, shaping=True)
needs_shaping_engine = pytest.mark.skipif(not fonts.shaping_works(), reason="this Pillow has no raqm or no fribidi")


@pytest.mark.parametrize("script", NAMES)
@needs_shaping_engine
def test_our_own_font_draws_the_scripts_it_promises(script: str) -> None:
    for name in NAMES[script]:
        assert ALONE.drawable(name)
        assert ALONE.lettering(name, bold=True) == (name, BOLD) and ALONE.lettering(name) == (name, REGULAR)


def test_what_no_font_draws_is_left_out() -> None:
    assert not ALONE.drawable("王芳") and ALONE.lettering("王芳")[0] == ""
    assert ALONE.lettering("Ana 王芳 🎉 Rossi")[0] == "Ana Rossi"
    assert ALONE.drawable("") and ALONE.drawable("Ana\u200c Rossi")


def test_a_glyph_is_told_from_a_box() -> None:
    assert all(has_glyph(REGULAR, char) for char in "Aéжλابקदสế№·…")
    assert not any(has_glyph(REGULAR, char) for char in "王あ한🎉Հ\uffff")
    assert not has_glyph(Face("/nowhere/none.ttf"), "A")


@pytest.fixture
def other_font(tmp_path: Path) -> Face:
    """Another font as a file, with glyphs that FiraGO lacks."""
    import pymupdf_fonts

    path = tmp_path / "symbols.ttf"
    path.write_bytes(pymupdf_fonts.fontbuffers["symbol1"]())
    return Face(str(path), family="Symbols")


def test_another_font_takes_the_whole_line_that_ours_cannot_draw(other_font: Face) -> None:
    symbol = next(chr(code) for code in range(0x2190, 0x2C00) if _only_in(other_font, chr(code)))
    faces = Typefaces(lambda: [Face("/nowhere/none.ttf"), other_font], shaping=True)
    assert faces.lettering(symbol) == (symbol, other_font) and faces.drawable(symbol)
    assert faces.lettering("Ana") == ("Ana", REGULAR)
    assert not ALONE.drawable(symbol)
    assert _ink(render(named(symbol), faces=faces)[0]) != _ink(render(named(symbol), faces=ALONE)[0])


def _only_in(face: Face, char: str) -> bool:
    return has_glyph(face, char) and not has_glyph(REGULAR, char)


def _ink(picture: Image) -> tuple[int, int, int, int] | None:
    return ImageChops.invert(picture.convert("L")).getbbox()


def test_a_line_that_no_single_font_covers_is_drawn_in_runs(other_font: Face) -> None:
    symbol = next(chr(code) for code in range(0x2190, 0x2C00) if _only_in(other_font, chr(code)))
    faces = Typefaces(lambda: [other_font], shaping=True)
    text = f"Екатерина {symbol} 2"
    assert faces.lettering(text) == (text, REGULAR) and faces.drawable(text)
    assert [run.text for run in set_line(text, 40, faces).runs] == ["Екатерина ", symbol, " 2"]


def test_without_a_shaping_engine_only_simple_scripts_are_drawn() -> None:
    plain = Typefaces(tuple, shaping=False)
    assert all(plain.drawable(name) for script in ("Cyrillic", "Greek", "Vietnamese") for name in NAMES[script])
    assert not any(plain.drawable(NAMES[script][0]) for script in ("Arabic", "Hebrew", "Devanagari", "Thai"))
    assert _ink(render(named("Alexandra"), faces=plain)[0])


def test_fonts_of_the_likely_country_come_first() -> None:
    faces = [Face(f"/{region}.ttc", family=f"Noto Sans CJK {region}") for region in ("JP", "KR", "SC")]
    for text, region in (("佐藤さくら", "JP"), ("김민준", "KR"), ("王芳", "SC")):
        assert min(faces, key=lambda face: fonts._distance(face, text, False)).family.endswith(region)


def test_installed_fonts_are_upright_files() -> None:
    for face in system_fonts.installed():
        assert Path(face.source).suffix.lower() in {".ttf", ".otf", ".ttc", ".otc"}
        # By its own word, for its file's name may speak of a script: Old Italic stands upright.
        _family, style = ImageFont.truetype(face.source, 20, face.index).getname()
        assert not style or not {"Italic", "Oblique"} & set(style.split())


def test_fonts_are_found_in_known_folders_without_fontconfig(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("NotoSansX-Bold.ttf", "deep/Plain.otf", "deep/PlainItalic.ttf", "readme.txt"):
        (tmp_path / name).touch()
    found = {Path(face.source).name: face.bold for face in system_fonts.in_folders((str(tmp_path), "/nowhere"))}
    assert found == {"NotoSansX-Bold.ttf": True, "Plain.otf": False}


def test_the_country_of_a_font_is_told_by_its_files_name(tmp_path: Path) -> None:
    for name in (
        "YuGothB.ttc",
        "msyh.ttc",
        "malgunbd.ttf",
        "ヒラギノ角ゴシック W3.ttc",
        "Hiragino Sans GB.ttc",
        "Ana.ttf",
    ):
        (tmp_path / name).touch()
    countries = {Path(face.source).stem: face.family[-2:] for face in system_fonts.in_folders((str(tmp_path),))}
    assert countries == {
        "YuGothB": "JP",
        "msyh": "SC",
        "malgunbd": "KR",
        "ヒラギノ角ゴシック W3": "JP",
        "Hiragino Sans GB": "SC",
        "Ana": "na",
    }


@pytest.mark.parametrize("kind", HOSTILE)
def test_safe_text_is_short_and_holds_no_commands(kind: str) -> None:
    text = safe(HOSTILE[kind], 80)
    assert len(text) <= 80 and text == safe(text, 80)
    assert not any(ord(char) < 32 or 0x202A <= ord(char) <= 0x202E or 0xD800 <= ord(char) < 0xE000 for char in text)


@settings(max_examples=300, deadline=None)
@given(
    st.text(st.sampled_from("aglptÉẾщяΔنمحליך्रिदेสมชายी-’& \u0301\u0323"), min_size=1, max_size=20), st.integers(16, 250)
)
@needs_shaping_engine
def test_a_lines_box_holds_all_of_its_ink(text: str, size: int) -> None:
    line = set_line(safe(text, 80), size, ALONE)
    if line.text:
        left, top, right, bottom = line.ink() or (0, 0, 0, 0)
        assert line.left <= left + 1 and line.top <= top and right <= line.right + 1 and bottom <= line.bottom


def test_direction_is_the_first_letters() -> None:
    assert runs_right_to_left("12 ليلى Ana") and not runs_right_to_left("12 Ana ليلى") and not runs_right_to_left("12")

"""Lines of every script, and of several: in order, joined, whole, and not clipped."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace

import pytest
from bidi import get_display  # type: ignore[import-untyped]  # It ships no type information.
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw

from printing.lettering import fonts, system_fonts, what_to_install
from printing.lettering.bidi import levels
from printing.lettering.clusters import clusters, script
from printing.lettering.fonts import REGULAR, Typefaces, typefaces
from printing.lettering.foreign_text import runs_right_to_left, safe
from printing.lettering.glyphs import has_glyph
from printing.lettering.line import Line, cast, set_line
from printing.lettering.runs import Lettering, in_order
from printing.lettering.system_fonts import Face
from printing.lettering.typeset import optically, paragraph, shortened, wrapped
from printing.render import render
from tests.printing.guests import named

pytestmark = pytest.mark.skipif(not fonts.shaping_works(), reason="this Pillow has no raqm or no fribidi")

SCRIPTS = {
    "Latin with marks": "Łódź Ñandú Ç̌",
    "Vietnamese": "Nguyễn Thế Vinh",
    "Cyrillic": "Екатерина Щербакова",
    "Greek": "Αλέξανδρος Παπάς",
    "Arabic": "محمد الحسيني",
    "Hebrew": "שָׁלוֹם כהן",
    "Devanagari": "प्रिया श्रीवास्तव",
    "Thai": "สมชาย น้ำผึ้ง ปู่",
    "Georgian": "ქეთევან",
    "Chinese": "王芳 李",
    "Japanese": "佐藤さくら",
    "Korean": "김민준",
    "emoji": "🎉 👩‍💻 👍🏽 ❤️",
}
MIXED = (
    "شركة النور 24 Ltd",
    "C++ محمد 3.5",
    "Ana (אנה) 2",
    "محمد 王芳 Ltd",
    "(שלום) 12–15",
    "محمد (王芳) 12 [Ana] 3.5%",
    "שלום (Ana «ბ») טוב 王",
    "李 Sharma प्रिया",
    "王芳 (Łódź) محمد",
)
TWIN = replace(REGULAR, family="FiraGO once more")
"""The same font, taken for another one: lines in both are drawn in runs."""
ALONE = Typefaces(tuple, shaping=True)
LETTERS = st.sampled_from([*"abŁ אבשמحم12 3.5,٣٤ ()[]{}«»+-/%$€:–'·!🎉王한प्ิनั #№", "\u0301", "\u05b7", "\u064e"])
WORDS = st.lists(st.sampled_from([*SCRIPTS.values(), *MIXED]), min_size=1, max_size=4).map(" ".join)


def need(*texts: str) -> None:
    """Skips where this computer has no font."""
    lost = sorted({char for text in texts for char in typefaces().missing(text)})
    if lost:
        pytest.skip(
            f"no font here draws {lost}: install fonts-droid-fallback, fonts-symbola, for Korean fonts-noto-cjk"
        )


def drawn(line: Line) -> Image.Image:
    """The line on a sheet that is large enough for anything, its pen at three ems from the left and the top."""
    picture = Image.new("L", (line.width + 6 * line.size, 6 * line.size), 0)
    line.draw(ImageDraw.Draw(picture), 3 * line.size, 3 * line.size, 255)
    return picture


def within_its_box(line: Line) -> bool:
    ink = drawn(line).getbbox()
    if not ink:
        return True
    left, top, right, bottom = (edge - 3 * line.size for edge in ink)
    # Rounding to whole dots may move an edge sideways by one.
    sideways = line.left <= left + 1 and right <= line.right + 1
    return sideways and line.top <= top and bottom <= line.bottom


def in_turns(text: str, faces: Sequence[Face]) -> Lettering:
    """A line whose words are set in one font after the other."""
    numbers = [text[:place].count(" ") for place in range(len(text))]
    return Lettering(text, faces[0], tuple(faces[number % len(faces)] for number in numbers))


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_is_drawn_whole_and_not_clipped(script: str) -> None:
    need(SCRIPTS[script])
    text = safe(SCRIPTS[script], 80)
    for size in (17, 48, 160):
        line = set_line(text, size, typefaces(), bold=True)
        assert within_its_box(line) and drawn(line).getbbox()
        assert len(line.text.split()) == len(text.split())


@pytest.mark.parametrize("text", MIXED)
def test_mixed_lines_lose_nothing(text: str) -> None:
    need(text)
    line = set_line(text, 48, typefaces())
    assert line.text == text and within_its_box(line)
    assert line.right_to_left == runs_right_to_left(text)
    assert sorted("".join(run.text for run in line.runs)) == sorted(text)
    assert render(named(text))[0].getbbox()


def test_letters_are_joined_stacked_and_reordered() -> None:
    joined, apart = (drawn(set_line(text, 60, ALONE)) for text in ("محمد", "\u200c".join("محمد")))
    assert _blank_columns(joined) == 0 < _blank_columns(apart)
    face = ALONE.font(REGULAR, 100)
    assert face.getlength("क्ष") < face.getlength("क\u200cष") and face.getlength("ปู่") == face.getlength("ป")
    # The vowel sign that is written after its letter stands before it.
    letter, both = (drawn(set_line(text, 60, ALONE)) for text in ("क", "कि"))
    box = letter.getbbox() or (0, 0, 0, 0)
    assert min(range(30), key=lambda shift: _difference(letter.crop(box), both, box, shift)) > 10


def _blank_columns(picture: Image.Image) -> int:
    inked = picture.crop(picture.getbbox())
    return sum(not inked.crop((x, 0, x + 1, inked.height)).getbbox() for x in range(inked.width))


@settings(max_examples=500, deadline=None)
@given(st.text(LETTERS, min_size=1, max_size=16), st.booleans(), st.integers(0, 2**16 - 1))
def test_runs_stand_in_the_order_of_the_bidirectional_algorithm(text: str, right_to_left: bool, other: int) -> None:
    text = safe(text, 80)
    if text:
        chosen = tuple((REGULAR, TWIN)[other >> place & 1] for place in range(len(text)))
        pieces = in_order(Lettering(text, REGULAR, chosen), right_to_left)
        seen = "".join(piece.text[::-1] if piece.level % 2 else piece.text for piece in pieces)
        assert seen == get_display(text, base_dir="LR"[right_to_left])
        for piece in pieces:
            # By itself, too, a run has but one direction: the shaping engine turns nothing round again.
            alone = piece.text[::-1] if piece.level % 2 else piece.text
            assert get_display(piece.text, base_dir="LR"[piece.level % 2]) == alone


@pytest.mark.parametrize("text", MIXED)
def test_the_order_of_real_lines(text: str) -> None:
    order = in_order(in_turns(text, (REGULAR, TWIN)), runs_right_to_left(text))
    assert "".join(piece.text[::-1] if piece.level % 2 else piece.text for piece in order) == get_display(text)


def test_joiners_and_marks_stand_with_the_character_before_them() -> None:
    assert levels("a (b)\u0301 ג", True) == [2] * 6 + [1] * 2
    assert levels("אב\u200dג a", True) == [1, 1, 1, 1, 1, 2] and levels("a\u200d1", False) == [0, 0, 0]


@pytest.mark.parametrize("text", [text for text in (*SCRIPTS.values(), *MIXED) if ALONE.drawable(text)])
def test_runs_look_as_the_shaping_engine_draws_the_whole_line(text: str) -> None:
    right_to_left, size = runs_right_to_left(text), 60
    whole = drawn(cast(Lettering(text, REGULAR), size, ALONE, right_to_left))
    line = cast(in_turns(text, (REGULAR, TWIN)), size, ALONE, right_to_left)
    for run in line.runs:
        # Run by run, because a space kerns with what follows it, and figures in Arabic don't kern.
        alone = drawn(replace(line, runs=(run,)))
        box = alone.getbbox()
        assert not box or min(_difference(alone.crop(box), whole, box, shift) for shift in range(-2, 3)) < 0.2


def _difference(run: Image.Image, whole: Image.Image, box: tuple[int, int, int, int], shift: int) -> float:
    """How much of a run's ink is elsewhere in the whole line's picture, moved sideways by some dots."""
    there = whole.crop((box[0] + shift, box[1], box[2] + shift, box[3]))
    return _ink(ImageChops.difference(run, there)) / _ink(run)


def _ink(picture: Image.Image) -> int:
    return sum(shade * count for shade, count in enumerate(picture.histogram()))


def test_brackets_are_turned_once() -> None:
    opening, closing = (cast(Lettering(char, REGULAR), 60, ALONE, False) for char in "()")
    turned = cast(Lettering("(", REGULAR), 60, ALONE, True)
    assert drawn(turned).tobytes() == drawn(closing).tobytes() != drawn(opening).tobytes()
    mixed = cast(in_turns("(שלום) ב", (REGULAR, TWIN)), 60, ALONE, True)
    assert [(run.text, run.direction) for run in mixed.runs] == [("ב", "rtl"), ("(שלום) ", "rtl")]


@settings(max_examples=150, deadline=None)
@given(st.one_of(WORDS, st.text(LETTERS, min_size=1, max_size=20)), st.integers(12, 250), st.booleans())
def test_no_mixed_line_is_clipped(text: str, size: int, bold: bool) -> None:
    line = set_line(safe(text, 60), size, typefaces(), bold)
    assert within_its_box(line) and within_its_box(optically(line))
    assert typefaces().spelled(line.text, bold).text == line.text


@settings(max_examples=100, deadline=None)
@given(WORDS, st.integers(150, 900))
def test_mixed_paragraphs_keep_their_words_and_their_direction(text: str, width: int) -> None:
    text = typefaces().spelled(safe(text, 120)).text
    rows = wrapped(text, width, 40, typefaces())
    assert "".join("".join(row.text for row in rows).split()) == "".join(text.split())
    few, complete = paragraph(text, width, 2, 40, typefaces())
    assert len(few) <= 2 and all(line.width <= width for line in few)
    assert complete or any(line.text.endswith("…") for line in few)
    assert {line.right_to_left for line in (*rows, *few)} <= {runs_right_to_left(text)}


def test_a_shortened_line_never_tears_what_belongs_together() -> None:
    text = "क्षत्रिय👩‍💻น้ำผึ้ง"
    for width in range(60, 400, 20):
        kept = shortened(text, width, 40, typefaces()).text.removesuffix("…")
        assert not kept or clusters(kept) == clusters(typefaces().spelled(text).text)[: len(clusters(kept))]


@pytest.mark.parametrize("whole", ["👩‍💻", "👍🏽", "❤️", "🇩🇪", "1️⃣", "🏳️‍🌈", "é̈", "שָׁ", "क्ष", "क्\u200dष", "น้ำ", "ᄀ\u1161"])
def test_what_a_reader_sees_as_one_character_stays_together(whole: str) -> None:
    assert clusters(f"a{whole}b") == ["a", whole, "b"]


def test_flags_and_families_are_told_apart() -> None:
    assert clusters("🇩🇪🇫🇷🇵") == ["🇩🇪", "🇫🇷", "🇵"] and clusters("👨‍👩‍👧🎉") == ["👨‍👩‍👧", "🎉"]
    assert clusters("a\u200db") == ["a\u200d", "b"] and clusters("") == []


def test_pictures_without_a_glyph_of_their_own_are_drawn_by_their_first() -> None:
    need("👩💻👍❤")
    spelled = typefaces().spelled("Ana 👩‍💻 👍🏽 ❤️ Rossi", bold=True)
    assert not spelled.missing and "\ufe0f" not in spelled.text
    for whole, first in zip(spelled.text.split()[1:4], "👩👍❤", strict=True):
        assert whole.startswith(first)
        # One picture, whether the font has the whole or not.
        assert set_line(whole, 60, typefaces()).width < 1.3 * set_line(first, 60, typefaces()).width


def test_a_picture_does_not_bring_its_font_to_the_letters() -> None:
    need("🎉")
    spelled = typefaces().spelled("Ana 🎉")
    assert spelled.faces[:4] == (REGULAR,) * 4 and spelled.faces[4] != REGULAR and spelled.face == REGULAR


def test_words_are_not_torn_between_fonts() -> None:
    noto = Face("notos", packaged=True)
    rare = next(char for char in map(chr, range(0x180, 0x2C80)) if char.isalpha() and _latin_only_in(noto, char))
    faces = Typefaces(lambda: [noto], shaping=True)
    assert faces.spelled(f"Ana Mu{rare}i") == Lettering(f"Ana Mu{rare}i", noto)
    spelled = faces.spelled(f"Ana Mu{rare}i محمد 王")
    assert spelled.text == f"Ana Mu{rare}i محمد" and spelled.missing == ("王",)
    assert spelled.faces == (REGULAR,) * 4 + (noto,) * 4 + (REGULAR,) * 5


def _latin_only_in(face: Face, char: str) -> bool:
    return script(char) == "LATIN" and has_glyph(face, char) and not ALONE.drawable(char)


def test_only_what_no_font_draws_is_left_out_and_reported() -> None:
    assert ALONE.spelled("Ana 王芳 (🎉) Rossi") == Lettering("Ana () Rossi", REGULAR, (), ("王", "芳", "🎉"))
    assert ALONE.spelled("王") == Lettering("", REGULAR, (), ("王",)) and not ALONE.drawable("محمد 王")
    assert ALONE.spelled("a\u20dd").text == "a" and ALONE.missing("a\u20dd") == ("\u20dd",)
    assert fonts.undrawable(["Ana", "Ana \ufdfd\U0001e900\u0f03\ua9ab"]).keys() <= {"Ana \ufdfd\U0001e900\u0f03\ua9ab"}


def test_without_a_shaping_engine_runs_draw_simple_scripts_only() -> None:
    need("王芳")
    plain = Typefaces(system_fonts.installed, shaping=False)
    spelled = plain.spelled("Ana\u200c محمد 王芳 Łódź ქე")
    assert spelled.text == "Ana 王芳 Łódź ქე" and set("".join(spelled.missing)) == set("محمد")
    line = set_line("Ana محمد 王芳 Łódź", 40, plain)
    assert within_its_box(line) and {run.direction for run in line.runs} == {None}


def advice(text: str, faces: Typefaces) -> list[str]:
    """What to install, in sentences."""
    found = what_to_install.remedies_of(text, faces)
    assert {each.words for each in found} <= set(what_to_install.WORDS)
    return [each.words.format(script=each.script, package=each.package) for each in found]


def test_advice_names_a_package_for_every_script_that_is_missing() -> None:
    given = advice("Ana 王さ김 🎉★ Ա प", ALONE)
    assert [sentence.split(":")[0] for sentence in given] == [
        "Chinese, Japanese and Korean",
        "Emoji and symbols",
        "Armenian",
    ]
    assert "google-noto-sans-armenian-fonts" in given[2] and advice("Ana محمد", ALONE) == []
    assert ["fribidi" in sentence for sentence in advice("محمد שלום ก", Typefaces(tuple, shaping=False))] == [True]
    assert "noto-core" in advice("a\u20dd", ALONE)[0]


def test_lines_in_our_own_font_load_no_bidirectional_algorithm() -> None:
    program = (
        "import sys; from printing.lettering.fonts import typefaces; from printing.lettering.typeset import set_line;"
        "[set_line(text, 40, typefaces()) for text in ('Ana Łódź', 'محمد 24 Ltd')]; print('bidi' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout.strip() == b"False"

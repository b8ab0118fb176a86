"""Whatever is on a badge: nothing leaves the margins, nothing touches, nothing is cut."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from printing.badge import MARKS, Badge, ToMeet
from printing.layout import qr
from printing.layout.arrangement import pages as laid_out
from printing.layout.ink import Code, Ink, Logo, Mark, Pill, Rule, Sign, Turned
from printing.layout.printed_words import labels_in
from printing.layout.template import Template, load, names
from printing.lettering.fonts import Typefaces, typefaces
from printing.render import render
from tests.printing.guests import FULLEST, HOSTILE, ID, NAMES, PEOPLE, USUAL, named

Box = tuple[int, int, int, int]
LANDSCAPE = load("landscape")
MEDIA = LANDSCAPE.media(300)
MARGIN = MEDIA.dots(MEDIA.margin_mm)

_LETTERS = st.sampled_from("aeinorstlmwAEMWgjyöüßÉŁщяЖωΔنمحالיבכשदेवनिसมชาế-'’.& 王🎉\u202e\x1b\x00\u0301")
_NAMES = st.text(_LETTERS, max_size=60)
_PEOPLE = st.lists(
    st.builds(
        ToMeet,
        name=_NAMES,
        number=st.integers(0, 99_999),
        here=st.booleans(),
        line=st.text(_LETTERS, max_size=120),
        why=st.text(_LETTERS, max_size=120),
        starter=st.lists(st.text(_LETTERS, max_size=60), max_size=3).map(tuple),
    ),
    max_size=7,
).map(tuple)
BADGES = st.builds(
    Badge,
    id=st.just(ID),
    number=st.integers(0, 99_999),
    first_name=_NAMES,
    last_name=_NAMES,
    pronouns=_NAMES,
    company=_NAMES,
    role=_NAMES,
    marks=st.lists(st.sampled_from([*MARKS, "unknown"]), unique=True).map(tuple),
    language=st.sampled_from(["en", "de", "fr", "es", "xx"]),
    ask_me_about=st.text(_LETTERS, max_size=200),
    event=_NAMES,
    people=_PEOPLE,
    connector=st.text(_LETTERS, max_size=120),
    cuts=st.sampled_from([1, 2]),
    card_only=st.booleans(),
)
_PACKAGED = [load(name) for name in names()]
_TURNED = [replace(each, body=replace(each.body, upside_down=True)) for each in _PACKAGED]
TEMPLATES = st.sampled_from([*_PACKAGED, *_TURNED])
_RELAXED = [HealthCheck.too_slow, HealthCheck.data_too_large]


def box(mark: Mark, module: int) -> Box:
    """The dots a mark takes: a code's without its quiet zone."""
    match mark:
        case Ink(line, x, y):
            return x + line.left, y + line.top, x + line.right, y + line.bottom
        case Rule(left, top, right, bottom) | Pill(left, top, right, bottom):
            return left, top, right, bottom
        case Logo(left, top, right, bottom) | Turned(left, top, right, bottom):
            return left, top, right, bottom
        case Sign(left, top, side):
            return left, top, left + side, top + side
        case Code(left, top, payload):
            side = qr.side(payload) * module
            return left, top, left + side, top + side


def pages(
    badge: Badge, template: Template = LANDSCAPE, dpi: int = 300, faces: Typefaces | None = None
) -> list[list[Mark]]:
    """The pages of a badge."""
    return laid_out(badge, template, template.media(dpi), faces or typefaces())


def check(badge: Badge, template: Template = LANDSCAPE, dpi: int = 300, faces: Typefaces | None = None) -> None:
    """Fails if a mark leaves the margins or touches another one."""
    media = template.media(dpi)
    margin = media.dots(media.margin_mm)
    for page in pages(badge, template, dpi, faces):
        inside = [each for mark in page if isinstance(mark, Turned) for each in mark.marks]
        for mark in (*page, *inside):
            left, top, right, bottom = box(mark, media.module)
            assert left >= margin and top >= margin, mark
            assert right <= media.width - margin and bottom <= media.height - margin, mark
        for mark in page:
            if isinstance(mark, Turned):
                assert all(_within(box(each, media.module), box(mark, media.module), 0) for each in mark.marks)
        for marks in (page, inside):
            for one, other in combinations(_occupied(marks, media.module), 2):
                assert not _touch(one, other), (one, other)


def _occupied(page: Sequence[Mark], module: int) -> Iterator[Box]:
    pills = [mark for mark in page if isinstance(mark, Pill)]
    for mark in page:
        left, top, right, bottom = box(mark, module)
        if isinstance(mark, Code):
            quiet = qr.QUIET * module
            yield left - quiet, top - quiet, right + quiet, bottom + quiet
        elif not (isinstance(mark, Ink) and any(_within(box(mark, module), box(pill, module)) for pill in pills)):
            yield left, top, right, bottom


def _within(inner: Box, outer: Box, over: int = 4) -> bool:
    between = outer[1] - over <= inner[1] and inner[3] <= outer[3] + over
    return inner[0] >= outer[0] and inner[2] <= outer[2] and between


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("template", names())
@pytest.mark.parametrize("cuts", [1, 2])
@pytest.mark.parametrize(
    "badge", [USUAL, FULLEST, replace(USUAL, people=(), connector="Ask Ana!")], ids=["usual", "fullest", "connector"]
)
def test_everything_has_its_place(badge: Badge, cuts: int, template: str) -> None:
    said = replace(badge, cuts=cuts, pronouns="she/her", role="Type designer", marks=MARKS)
    for each in (replace(badge, cuts=cuts), said):
        check(each, load(template))


@pytest.mark.parametrize("script", NAMES)
def test_names_of_every_script_have_their_place(script: str) -> None:
    first, last = NAMES[script]
    people = (replace(PEOPLE[0], name=f"{first} {last}", line=first), *PEOPLE[1:])
    check(replace(named(first, last), company=last, ask_me_about=f"{last} {first}", event=first, people=people))


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("cuts", [1, 2])
def test_hostile_text_does_no_harm(kind: str, cuts: int) -> None:
    text = HOSTILE[kind]
    person = ToMeet(name=text, number=1, line=text, why=text, starter=(text, text))
    badge = replace(named(text, text), company=text, ask_me_about=text, event=text, connector=text)
    check(replace(badge, people=(person,) * 5, cuts=cuts))


@settings(max_examples=60, deadline=None, suppress_health_check=_RELAXED)
@given(BADGES, TEMPLATES)
def test_anything_has_its_place(badge: Badge, template: Template) -> None:
    check(badge, template)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None, suppress_health_check=_RELAXED)
@given(BADGES, TEMPLATES, st.sampled_from([203, 300]))
def test_anything_at_all_has_its_place(badge: Badge, template: Template, dpi: int) -> None:
    check(badge, template, dpi)


@settings(max_examples=25, deadline=None, suppress_health_check=_RELAXED)
@given(BADGES)
def test_anything_has_its_place_without_a_shaping_engine(badge: Badge) -> None:
    check(badge, faces=Typefaces(tuple, shaping=False))


def test_everything_has_its_place_at_a_coarser_printer() -> None:
    check(FULLEST, dpi=203)


def texts(badge: Badge) -> list[str]:
    """What stands on all pages, line by line."""
    return [mark.line.text for page in pages(badge) for mark in page if isinstance(mark, Ink)]


def test_a_badge_says_everything() -> None:
    lines = texts(USUAL)
    for text in ("Alexandra", "Whitlock", "Harbour Type Foundry", "12", "Ask me about", "clocks"):
        assert text in lines
    for person in PEOPLE:
        assert person.name in lines and f"No {person.number}" in lines and person.line in lines
    assert lines.count("start here") == 1 and lines.count("say hello first") == 1
    assert " ".join(lines).count("Makers") == 1


def on_page(page: Sequence[Mark]) -> str:
    """All words of a page in one line."""
    return " ".join(mark.line.text for mark in page if isinstance(mark, Ink))


@pytest.mark.parametrize("template", sorted(set(names()) - {"address"}))
def test_a_reason_is_whole_wherever_there_is_room(template: str) -> None:
    (card,) = pages(replace(FULLEST, first_name="Ana", people=FULLEST.people[:1], card_only=True), load(template))
    said = on_page(card)
    assert "…" not in said
    assert FULLEST.people[0].why in said and all(line in said for line in FULLEST.people[0].starter)


@pytest.mark.parametrize("template", names())
def test_no_word_on_the_fullest_badge_is_too_small_to_read(template: str) -> None:
    loaded = load(template)
    said = replace(FULLEST, pronouns="they/them", role="Cartographer", marks=MARKS, cuts=2)
    for page in (*pages(said, loaded), *pages(replace(said, cuts=1), loaded)):
        for mark in page:
            assert not isinstance(mark, Ink) or mark.line.size >= loaded.media(300).dots(1.9), mark


@pytest.mark.parametrize("template", names())
@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_marks_are_words_beside_their_signs(template: str, language: str) -> None:
    for mark in MARKS:
        page = pages(replace(USUAL, first_name="Ana", marks=(mark,), language=language), load(template))[0]
        assert [each.mark for each in page if isinstance(each, Sign)] == [mark]
        assert labels_in(language).mark(mark) in on_page(page)


def test_people_to_meet_are_turned_round_for_the_wearer() -> None:
    upright = load("portrait")
    turned = replace(upright, body=replace(upright.body, upside_down=True))
    (block,) = [mark for mark in pages(USUAL, turned)[0] if isinstance(mark, Turned)]
    assert all(person.name in on_page(block.marks) for person in PEOPLE)
    before, after = render(USUAL, upright)[0], render(USUAL, turned)[0]
    box = (block.left, block.top, block.right, block.bottom)
    assert before.crop(box).transpose(Image.Transpose.ROTATE_180).tobytes() == after.crop(box).tobytes()
    assert (
        before.crop((0, 0, before.width, block.top)).tobytes() == after.crop((0, 0, after.width, block.top)).tobytes()
    )


def test_nothing_to_say_takes_no_card() -> None:
    assert len(pages(replace(USUAL, people=(), connector="", cuts=2))) == 1
    assert len(pages(replace(USUAL, people=(), connector="Ask Ana", cuts=2))) == 2


def test_a_starter_of_45_characters_stays_whole() -> None:
    line = "You both enjoy printmaking: how did it start?"
    assert len(line) == 45
    assert line in texts(replace(FULLEST, people=tuple(replace(each, line=line) for each in FULLEST.people)))


def test_right_to_left_lines_stand_at_the_right() -> None:
    for mark in pages(named(*NAMES["Arabic"]))[0]:
        if isinstance(mark, Ink) and mark.line.text in NAMES["Arabic"]:
            assert box(mark, MEDIA.module)[2] == MEDIA.width - MARGIN


def test_long_names_break_between_words_before_they_lose_letters() -> None:
    assert {"María Guadalupe", "Concepción"} <= set(texts(named("María Guadalupe Concepción")))
    assert "Anne-Charlotte" in texts(named("Anne-Charlotte"))
    assert any(text.endswith("…") for text in texts(named("Ana" * 25)))


def headline(name: str, template: Template) -> Ink:
    """The line that holds the whole first name."""
    badge = Badge(id=ID, number=7, first_name=name, event="Makers and Menders")
    return next(mark for mark in pages(badge, template)[0] if isinstance(mark, Ink) and mark.line.text == name)


@given(st.text("aeghiklmnorstuv", min_size=12, max_size=26))
@settings(deadline=None, max_examples=60)
def test_a_long_single_name_is_as_large_as_the_width_allows(letters: str) -> None:
    template = load("small")
    media = template.media(300)
    line = headline(letters.capitalize(), template).line
    room = media.width - 2 * media.dots(media.margin_mm)
    assert room * 0.95 <= line.width <= room
    assert line.size > media.dots(template.one_cut.least_name) // 2


def test_a_longer_name_is_never_larger_nor_suddenly_small() -> None:
    sizes = [headline("Thirunavukkarasuperumal"[:count], load("small")).line.size for count in range(6, 24)]
    assert all(longer <= shorter for shorter, longer in pairwise(sizes))
    assert all(longer >= shorter * 0.8 for shorter, longer in pairwise(sizes))

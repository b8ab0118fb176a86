"""Templates: what comes with us is sound, and what an organiser changed is taken or refused in words."""

from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw

from printing import TemplateError
from printing.layout.template import Template, load, names, source
from printing.render import render
from tests.printing.guests import USUAL

WANTED = {"landscape", "portrait", "small", "address", "a6", "avery-5392", "avery-l4784", "receipt"}


def changed(folder: Path, old: str, new: str, name: str = "landscape") -> Path:
    """A copy of a template with one thing changed."""
    text = source(name)
    assert old in text
    path = folder / "mine.toml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def test_what_comes_with_us() -> None:
    assert set(names()) == WANTED and names()[0] == "landscape"
    sizes = {name: (load(name).label.width, load(name).label.height) for name in names()}
    assert sizes["landscape"] == (100, 62) and sizes["portrait"] == (62, 100) and sizes["address"] == (90, 29)
    sheet = load("avery-5392").sheet
    assert sheet and (sheet.columns, sheet.rows, sheet.left, sheet.top) == (2, 3, 6.35, 25.4)
    assert load().name == "landscape"


@pytest.mark.parametrize("name", sorted(WANTED))
def test_a_copy_gives_the_same_badge(name: str, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(source(name), "utf-8")
    mine = load(tmp_path / "mine.toml")
    assert replace(mine, name=name) == load(name)
    assert render(USUAL, mine)[0].tobytes() == render(USUAL, load(name))[0].tobytes()


@pytest.mark.parametrize("name", sorted(WANTED))
def test_every_template_explains_itself(name: str) -> None:
    assert source(name).startswith("# ") and ("landscape.toml explains" in source(name) or name == "landscape")


def test_a_template_is_a_value() -> None:
    template = load("landscape")
    assert hash(template) == hash(load("landscape")) and template.media(203).width == 799
    with pytest.raises(FrozenInstanceError):
        template.name = "mine"  # type: ignore[misc]


def test_an_editor_of_another_system_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xef\xbb\xbf" + source("portrait").replace("\n", "\r\n").encode())
    assert load(path).label == load("portrait").label


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("width = 100", "widht = 100", r"mine.toml.*widht.*width"),
        ("width = 100", 'width = "wide"', r"mine.toml.*width.*millimetres"),
        ("width = 100", "width = true", r"mine.toml.*width.*number"),
        ("width = 100", "width = nan", r"mine.toml.*width"),
        ("width = 100", "width = -5", r"mine.toml.*width"),
        ("width = 100", "width = 30", r"mine.toml.*70 x 44 mm"),
        ("width = 100", "", r"mine.toml.*width"),
        ("margin = 3.2", "margin = 30", r"mine.toml.*margin"),
        ("[label]", "[lable]", r"mine.toml.*lable.*label"),
        ("[label]", "[label", r"mine.toml"),
        ("least_name = 6", "least_name = 60", r"mine.toml.*least_name"),
        ("name_height = 16.5", "name_height = 60", r"mine.toml.*name_height.*half"),
        ('"beside"', '"sideways"', r"mine.toml.*arrangement.*beside, below, none"),
        ("column = 31", "column = 90", r"mine.toml.*column.*50 mm"),
        ("upside_down = false", "upside_down = 1", r"mine.toml.*upside_down.*true or false"),
        ("code = 0.5", "code = 0.2", r"mine.toml.*code.*0.5"),
        ("[body]", "[sheet]\nwidth = 1", r"mine.toml"),
    ],
)
def test_a_mistake_is_said_in_words(old: str, new: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=says):
        load(changed(tmp_path, old, new))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("across = 95", "across = 60", r"across.*80 mm would overlap"),
        ("down = 55", "down = 10", r"down.*50 mm would overlap"),
        ("columns = 2", "columns = 3", r"3 x 5 labels need.*page has 210 x 297"),
        ("columns = 2", "columns = 0", r"columns.*whole number"),
        ("columns = 2", "columns = 2.5", r"columns.*whole number"),
    ],
)
def test_labels_off_the_sheet_are_refused(old: str, new: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=says):
        load(changed(tmp_path, old, new, "avery-l4784"))


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"no template 'nonsense'.*landscape"):
        load("nonsense")
    with pytest.raises(TemplateError, match="can't be read"):
        load(tmp_path)
    (tmp_path / "mine.toml").write_bytes(b"\xff\xfe\x00w")
    with pytest.raises(TemplateError, match="UTF-8"):
        load(tmp_path / "mine.toml")


def with_logo(folder: Path, name: str, picture: Image.Image, template: str) -> Template:
    """A template with a logo beside it."""
    picture.save(folder / f"{name}.png")
    path = folder / f"{name}.toml"
    path.write_text(f'logo = "{name}.png"\n' + source(template), "utf-8")
    return load(path)


@pytest.mark.parametrize("template", ["landscape", "portrait", "avery-5392"])
@pytest.mark.parametrize("size", [(900, 300), (200, 800), (40, 40)])
def test_a_logo_takes_the_place_of_the_events_name(template: str, size: tuple[int, int], tmp_path: Path) -> None:
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((0, 0, size[0] - 1, size[1] - 1), fill=(20, 20, 120, 255))
    mine = with_logo(tmp_path, "round", picture, template)
    white = with_logo(tmp_path, "white", Image.new("RGBA", size, "white"), template)
    for cuts in (1, 2):
        badge = replace(USUAL, cuts=cuts)
        drawn = ImageChops.logical_xor(render(badge, white)[0], render(badge, mine)[0])
        box = drawn.convert("L").getbbox()
        assert box
        assert box[2] - box[0] <= size[0] and box[3] - box[1] <= size[1]
        ratio = (box[2] - box[0]) / (box[3] - box[1])
        assert ratio == pytest.approx(size[0] / size[1], rel=0.1)


def test_a_fault_in_a_logo_is_said(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('logo = "none.png"\n' + source("landscape"), "utf-8")
    with pytest.raises(TemplateError, match=r"none\.png"):
        load(path)
    (tmp_path / "none.png").write_text("not a picture")
    with pytest.raises(TemplateError, match=r"none\.png can't be read.*PNG"):
        load(path)

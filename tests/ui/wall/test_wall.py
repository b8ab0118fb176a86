"""The wall as it looks: drawn from what the event file says, and only when that has changed."""

import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.color import Color
from textual.pilot import Pilot
from textual.widgets import Static

from kiosk.cli import cli
from kiosk.config import EventFolder, load
from kiosk.errors import ConfigError, KioskError
from kiosk.event.door.door import Door
from kiosk.event.door.opening import open_door
from kiosk.event.overview.wall_reader import WallReader
from kiosk.event.overview.wall_view import RoundShown, Seen, WallView
from kiosk.model import Presence, Registrant
from kiosk.store.database import open_reader
from kiosk.ui.drawing.blocks import width_of
from kiosk.ui.drawing.numerals import numeral
from kiosk.ui.wall.app import TURN, WallApp
from kiosk.ui.wall.draw import draw
from tests.event.evening import make_event, registrations
from tests.hostile import NAMES
from tests.store.lists import damage
from tests.ui.screens.test_door_trouble import is_harmless
from tests.ui.screens.test_pictures import Picture
from tests.ui.stage import SlowClock

AT = datetime(2026, 11, 26, 18, 5, tzinfo=UTC)
CONFIG = '[event]\nname = "Test evening"\n[wall]\nshow = true\nmeeting_point = "by the plant"\n'
FIRST = ["Anneliese", "Bartholomew", "Charlotte", "Ekaterina", "Maximilian", "Wilhelmina-Charlotte"]
TOPICS = ["ceramics", "sailing", "beekeeping", "typography", "python"]


class Still(WallReader):
    """Shows one evening, whatever the file says."""

    def __init__(self, evening: Seen) -> None:
        self.evening: Seen | None = evening

    async def look(self) -> Seen | None:
        """Once."""
        evening, self.evening = self.evening, None
        return evening


def crowd(count: int, names: list[str] = FIRST) -> Seen:
    """An evening of people who just came, each told about the one before."""
    people = tuple(
        Registrant(ref=f"r{n}", id=f"i{n}", ticket=f"t{n}", person=f"p{n}", number=n, first_name=names[n % len(names)],
                   name="x", consent=True, wall=n % 4 != 3 or None, offers=(TOPICS[n % 5],), asks=(TOPICS[n % 3],))
        for n in range(1, count + 1)
    )  # fmt: skip
    presences = {p.ticket: Presence(inside=True, first_in=AT - timedelta(seconds=count - p.number)) for p in people}
    mutual = tuple((f"i{n - 1}", f"i{n}") for n in range(count, 1, -1))
    return Seen(people=people, presences=presences, mutual=mutual)


SEATING = RoundShown(
    2, 6, AT + timedelta(minutes=20), tuple(tuple((t + 8 * k, "") for k in range(4)) for t in range(1, 9))
)


def event(folder: Path, config: str = CONFIG) -> EventFolder:
    (folder / "config.toml").write_text(config, encoding="utf-8")
    return load(folder / "config.toml")


@asynccontextmanager
async def wall(
    folder: EventFolder, window: WallReader, size: tuple[int, int] = (88, 24)
) -> AsyncIterator[tuple[WallApp, Pilot[None]]]:
    app = WallApp(window, folder, clock=lambda: AT)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


@asynccontextmanager
async def beside_a_door(folder: Path, config: str = CONFIG) -> AsyncIterator[tuple[WallApp, Pilot[None], Door]]:
    guests = [replace(each, wall=True) for each in registrations(24)]
    made = await make_event(folder, guests, config)
    async with (
        open_door(made, clock=SlowClock()) as door,
        open_reader(made.database) as reader,
        wall(made, WallReader(reader)) as (app, pilot),
    ):
        yield app, pilot, door


def shown(app: WallApp) -> str:
    """Everything the projector would be sent, as text."""
    rows = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in rows)


async def test_it_shows_whoever_comes_in_at_the_door(tmp_path: Path) -> None:
    async with beside_a_door(tmp_path) as (app, pilot, door):
        assert "The door is open" in shown(app) and "18" not in shown(app)
        result = await door.scan("CODE0001")
        await app.look()
        await pilot.pause()
        assert "1  Bo" in shown(app) and "person is here" in shown(app) and "Meeting point: by the plant" in shown(app)
        assert result.registrant is not None and result.registrant.name == "Bo Abel" and "Abel" not in shown(app)


async def test_it_draws_only_what_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[object] = []
    update = Static.update

    def count(self: Static, content: Any = "", *, layout: bool = True) -> None:
        drawn.append(content)
        update(self, content, layout=layout)

    async with beside_a_door(tmp_path) as (app, _, door):
        monkeypatch.setattr(Static, "update", count)
        for _second in range(TURN * 3):
            await app.tick()
        assert drawn == []
        await door.scan("CODE0001")
        await app.tick()
        assert drawn != []


async def test_pairs_take_turns_and_the_newest_is_seen_at_once(tmp_path: Path) -> None:
    evening = crowd(20)
    window = Still(evening)
    async with wall(event(tmp_path), window) as (app, pilot):
        first = shown(app)
        for _second in range(TURN):
            await app.tick()
        await pilot.pause()
        second = shown(app)
        assert second != first
        window.evening = replace(evening, mutual=(("i1", "i3"), *evening.mutual))
        await app.tick()
        await pilot.pause()
        assert all(row in shown(app) for row in numeral("3")) and shown(app) not in (first, second)


async def test_a_file_that_cannot_be_read_is_said_and_the_wall_goes_on(tmp_path: Path) -> None:
    async with beside_a_door(tmp_path) as (app, pilot, door):
        await door.scan("CODE0001")
        await app.look()

        root = damage(door.folder.database, "presence")
        await app.look()
        await pilot.pause()
        assert "! The event file could not be read" in shown(app) and "1  Bo" in shown(app)
        damage(door.folder.database, "presence", root)
        await app.look()
        await pilot.pause()
        assert "could not be read" not in shown(app) and "1  Bo" in shown(app)


@pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids=str)
async def test_strange_names_do_no_harm(tmp_path: Path, size: tuple[int, int]) -> None:
    """Uncleaned, as if they had found a way around the boundary."""
    names = [*NAMES, "[b]x[/b]"]
    config = CONFIG.replace("by the plant", "[red]x[/]").replace("Test evening", r"\u001b[31m a[/]")
    evening = crowd(len(names), names)
    window = Still(evening)
    async with wall(event(tmp_path, config), window, size) as (app, pilot):
        for n in range(5, len(names) + 5, 5):
            window.evening = replace(evening, people=evening.people[:n], mutual=())
            await app.look()
            await pilot.pause()
            seen = shown(app)
            assert is_harmless(seen) and "[red]x[/]" in seen
            # In large letters there, which are no text at all.
            assert "a[/]" in seen or size[0] > 100


def a_view(**said: Any) -> WallView:
    about: dict[str, Any] = {
        "event": "Test evening", "here": 0, "arrivals": (), "more": 0, "pairs": (), "topics": (), "meeting_point": "",
        "seating": None,
    }  # fmt: skip
    return WallView(**(about | said))


VIEWS = [
    a_view(),
    a_view(here=1234, more=7, meeting_point="x" * 300, event="W" * 300),
    a_view(here=30, arrivals=tuple((n, "N" * n) for n in range(995, 1025)), more=1, topics=(("t" * 90, 40), ("u", 2))),
    a_view(here=30, pairs=tuple((n, n + 1) for n in range(90, 130)), topics=tuple((f"t{n}", 9) for n in range(60))),
    a_view(here=60, seating=SEATING, meeting_point="here"),
    a_view(here=60, seating=replace(SEATING, ends_at=None, tables=SEATING.tables * 9)),
    a_view(here=2, seating=replace(SEATING, tables=())),
]


@pytest.mark.parametrize("view", VIEWS)
def test_everything_fits_on_every_screen(view: WallView) -> None:
    for width in (60, 80, 150, 320):
        for height in (12, 24, 28, 44, 90):
            drawn = draw(view, AT, width, height, 7)
            assert len(drawn.block) <= height
            assert max(map(width_of, drawn.block)) <= width, (width, height)


@pytest.mark.parametrize("size", [(80, 24), (88, 24), (200, 60)], ids=str)
def test_every_pair_and_every_table_has_its_turn(size: tuple[int, int]) -> None:
    pairs = tuple((n, n + 1) for n in range(10, 60, 2))
    first = draw(a_view(here=50, pairs=pairs), AT, *size, 0)
    texts = {str(draw(a_view(here=50, pairs=pairs), AT, *size, turn).block) for turn in range(first.pages)}
    assert first.pages > 1 and len(texts) == first.pages
    assert draw(a_view(here=50, pairs=pairs), AT, *size, first.pages).block == first.block
    seating = replace(SEATING, tables=SEATING.tables * 6)
    pages = draw(a_view(here=50, seating=seating), AT, *size, 0).pages
    seen = "".join(str(draw(a_view(here=50, seating=seating), AT, *size, turn).block) for turn in range(pages))
    assert all(f"Table {n} " in seen for n in range(1, 49))


def _luminance(color: Color) -> float:
    parts = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


@pytest.mark.parametrize("high", ["false", "true"])
@pytest.mark.parametrize("seating", [None, SEATING])
async def test_every_word_and_figure_stands_out_from_its_ground(
    tmp_path: Path, high: str, seating: RoundShown | None
) -> None:
    """Seven to one, as for text that must be read at a distance."""
    evening = replace(crowd(20), seating=seating)
    least = 99.0
    async with wall(event(tmp_path, f"{CONFIG}high_contrast = {high}\n"), Still(evening)) as (app, _):
        edges = Color.parse(app.theme_variables["surface"]).rgb
        for strip in app.screen._compositor.render_strips():
            for segment in strip:
                style = segment.style
                if not segment.text.strip() or style is None or style.color is None or style.bgcolor is None:
                    continue
                front, back = (Color.from_rich_color(each) for each in (style.color, style.bgcolor))
                if front.rgb == edges:  # a card's edge, which says nothing
                    continue
                dark, light = sorted((_luminance(front), _luminance(back)))
                least = min(least, (light + 0.05) / (dark + 0.05))
    assert 7 <= least < 99


def test_figures_keep_their_width() -> None:
    for scale in (1, 2):
        rows = numeral("0123456789:", scale)
        assert len(rows) == 3 * scale and len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids=["small", "roomy"])
@pytest.mark.parametrize("seating", [None, SEATING], ids=["arrivals", "round"])
async def test_pictures(
    tmp_path: Path, snapshot: SnapshotAssertion, size: tuple[int, int], seating: RoundShown | None
) -> None:
    # Names too long for large letters: their dots depend on the computer's font libraries.
    names = FIRST if size[0] < 100 else ["Wilhelmina-Charlotte", "Maximiliana-Josephine"]
    evening = replace(crowd(23, names), seating=seating)
    config = CONFIG.replace("Test evening", "Test evening of the makers and designers")
    async with wall(event(tmp_path, config), Still(evening), size) as (app, _):
        svg = re.sub(r"@font-face \{.*?\}\s*", "", app.export_screenshot(title="kiosk wall"), flags=re.DOTALL)
        assert svg == snapshot.use_extension(Picture)


def test_it_stays_off_until_somebody_decides(tmp_path: Path) -> None:
    event(tmp_path, "")
    for words in ([], ["--serve"]):
        with pytest.raises(ConfigError) as caught:
            cli.main(["--config", str(tmp_path / "config.toml"), "wall", *words], standalone_mode=False)
        assert caught.value.exit_code == 2
        assert "'show = true' under [wall]" in str(caught.value) and str(tmp_path) in str(caught.value)


def test_without_a_terminal_it_says_where_to_go(tmp_path: Path) -> None:
    event(tmp_path)
    with pytest.raises(KioskError, match="kiosk wall --serve"):
        cli.main(["--config", str(tmp_path / "config.toml"), "wall"], standalone_mode=False)


def test_without_textual_serve_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = event(tmp_path)
    with pytest.raises(KioskError, match="no guest list"):
        cli.main(["--config", str(tmp_path / "config.toml"), "wall", "--serve"], standalone_mode=False)
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    monkeypatch.delitem(sys.modules, "kiosk.ui.wall.serving", raising=False)
    from kiosk.cli.wall import _serve

    with pytest.raises(KioskError, match=r"mixer-kiosk\[serve\]"):
        _serve(folder, "127.0.0.1", 1)

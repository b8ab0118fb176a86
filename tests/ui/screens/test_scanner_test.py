"""The scanner test: its code can be scanned from the screen, its keys reach nothing else, its words are plain."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from syrupy.assertion import SnapshotAssertion
from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.pilot import Pilot
from textual.widgets import Static

from kiosk.config import ScanSettings
from kiosk.scan.findings import Look, Over
from kiosk.scan.keyboard_layouts import NAMES, typed
from kiosk.scan.setup_code import SETUP_CODE
from kiosk.ui import app
from kiosk.ui.screens.scanner_test import ScannerTest, SetupCode
from tests.ui.screens.test_pictures import CONFIG, GUESTS, Picture
from tests.ui.stage import Stage, stage

TICKET = "NOBODY01"


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """What the screen is compared with."""
    return snapshot.use_extension(Picture)


class WithAKey(ScannerTest):
    """One that also listens to function keys."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1,f9", "note")]
    noted = 0

    def action_note(self) -> None:
        """Counts."""
        self.noted += 1


class Host(App[None]):
    """The look of the door, and no door."""

    CSS_PATH = Path(app.__file__).with_name("kiosk.tcss")


@dataclass
class Bench:
    """A scanner test by itself, and a scanner."""

    app: App[None]
    pilot: Pilot[None]
    screen: ScannerTest
    now: float = 1_000.0

    async def scan(self, code: str, end: str = "enter", prefix: str = "") -> None:
        """A burst of keys, three seconds after the one before, and a short silence."""
        self.now += 3
        stream = [*([(prefix, None)] if prefix else []), *((c, c) for c in code), *([(end, "\r")] if end else [])]
        for n, (name, char) in enumerate(stream):
            key = events.Key(name, char)
            key.time = self.now + n * 0.002
            self.screen.take_key(key)
        self.now += 2
        self.screen.look()
        await self.pilot.pause()


@asynccontextmanager
async def bench(size: tuple[int, int] = (80, 24), settings: ScanSettings | None = None) -> AsyncIterator[Bench]:
    """The scanner test, open."""
    host = Host()
    async with host.run_test(size=size) as pilot:
        on = Bench(host, pilot, ScannerTest(settings or ScanSettings(), clock=lambda: on.now))
        host.animation_level = "none"
        await host.push_screen(on.screen)
        await pilot.pause()
        yield on


def reads(on: Bench | Stage, place: str) -> str:
    """What a part of it says, if it is shown."""
    part = on.app.screen.query_one(f"#trial-{place}", Static)
    return str(part.content) if part.display else ""


def photograph(on: Bench) -> Image.Image:
    """The screen as a camera sees it: a cell is 8 by 16 dots."""
    width, height = on.app.size
    picture = Image.new("RGB", (width * 8, height * 16))
    pen = ImageDraw.Draw(picture)
    for y, strip in enumerate(on.app.screen._compositor.render_strips()):
        x = 0
        for text, style, _control in strip:
            ink, paper = _colours(style)
            for char in text:
                pen.rectangle((x * 8, y * 16, x * 8 + 7, y * 16 + 15), paper)
                if char == "▀":
                    pen.rectangle((x * 8, y * 16, x * 8 + 7, y * 16 + 7), ink)
                x += 1
    return picture


def _colours(style: object) -> Sequence[tuple[int, int, int]]:
    shades = (getattr(style, name, None) for name in ("color", "bgcolor"))
    return [tuple(shade.get_truecolor()) if shade else (0, 0, 0) for shade in shades]


async def test_the_code_can_be_scanned_from_the_screen() -> None:
    async with bench() as on:
        for size, theme in {(80, 24): "textual-light", (100, 30): "ansi-dark", (200, 60): "textual-dark"}.items():
            await on.pilot.resize_terminal(*size)
            on.app.theme = theme
            await on.pilot.pause()
            (code,) = zxingcpp.read_barcodes(photograph(on))
            assert code.text == SETUP_CODE, (size, theme)


async def test_the_quiet_zone_is_white() -> None:
    async with bench() as on:
        code = on.screen.query_one(SetupCode).region
        seen = photograph(on).crop((code.x * 8, code.y * 16, code.right * 8, code.bottom * 16))
        black = seen.convert("L").point(lambda shade: 255 - shade).getbbox()
        # Half a line of paper more at the bottom.
        assert black == (4 * 8, 4 * 8, seen.width - 4 * 8, seen.height - 5 * 8)


async def test_a_window_too_small_for_the_code_says_so() -> None:
    async with bench((60, 20)) as on:
        assert "larger" in reads(on, "steps") and not on.screen.query_one(SetupCode).display
        await on.scan(SETUP_CODE)
        assert reads(on, "title") == "✓ Works"


async def test_what_is_found_is_said() -> None:
    async with bench() as on:
        assert reads(on, "title") == "Waiting for a scan" and not reads(on, "do")
        await on.scan(SETUP_CODE)
        assert reads(on, "title") == "✓ Works" and "F9" in reads(on, "do")
        assert on.screen.query_one("#trial-side").has_class("welcome")
        await on.scan(SETUP_CODE, prefix="f9")
        assert reads(on, "title") == "✓ Works, with the prefix F9" and not reads(on, "do")
        await on.scan("[/]\x1b[31m" + TICKET)
        assert reads(on, "title") == "✗ This is not the setup code" and "[/][31mNO" in reads(on, "happened")
        assert on.screen.query_one("#trial-side").classes & set(Look) == {"stop"}
        await on.scan(SETUP_CODE, end="")
        assert reads(on, "title") == "✗ Nothing ends the code"
        await on.scan("]Q1" + SETUP_CODE)
        assert reads(on, "title") == "● Works, with a mark in front"


async def test_large_letters_where_there_is_room() -> None:
    async with bench((200, 60)) as on:
        await on.scan(typed(SETUP_CODE, "cz"))
        assert "█" in reads(on, "large") and reads(on, "title") == "✗ Wrong keyboard layout: Czech"
        await on.pilot.resize_terminal(80, 24)
        await on.pilot.pause()
        assert not reads(on, "large") and reads(on, "title") == "✗ Wrong keyboard layout: Czech"


async def test_every_finding_can_be_read_in_the_smallest_window() -> None:
    async with bench() as on:
        for code in (*(typed(SETUP_CODE, name) for name in NAMES), SETUP_CODE.swapcase(), "x" * 300, SETUP_CODE[3:]):
            await on.scan(code)
            side = on.screen.query_one("#trial-side")
            assert side.virtual_size.height <= side.size.height, reads(on, "do")


async def test_a_serial_scanner_and_a_camera() -> None:
    async with bench() as on:
        assert on.screen.take_scan(SETUP_CODE) and reads(on, "title") == "✓ Works, over serial"
        on.now += 5
        assert on.screen.take_scan(SETUP_CODE, Over.CAMERA) and reads(on, "title") == "✓ Works, by camera"


async def test_its_keys_reach_nothing_else(tmp_path: Path) -> None:
    async with stage(tmp_path, GUESTS, config=CONFIG) as on:
        screen = WithAKey(on.door.folder.settings.scan, clock=lambda: on.now)
        await on.app.push_screen(screen)
        await on.scan(TICKET, prefix="f9")
        assert reads(on, "title") == "✗ This is not the setup code" and not on.app.holding_keys
        assert screen.noted == 0
        await on.press("f1")
        assert screen.noted == 1
        await on.press("escape")
        assert on.app.screen is on.app.screen_stack[1] and on.reads("sign").startswith("Scan a ticket")
        await on.scan(TICKET)
        assert on.reads("sign") == "✗ NOT ON THE LIST"


async def test_pictures(picture: SnapshotAssertion) -> None:
    async with bench() as on:
        assert drawn(on) == picture(name="waiting")
        await on.scan(SETUP_CODE)
        assert drawn(on) == picture(name="works")
        await on.scan(typed(SETUP_CODE, "es"))
        assert drawn(on) == picture(name="layout")
    async with bench((200, 60)) as on:
        assert drawn(on) == picture(name="roomy")


def drawn(on: Bench) -> str:
    """The screen as an SVG, without the web's fonts."""
    return re.sub(r"@font-face \{.*?\}\s*", "", on.app.export_screenshot(title="kiosk"), flags=re.DOTALL)

"""Scanners that are no keyboards, from the line or the picture to the welcome."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.ui.screens.scanner_test import ScannerTest
from tests.ui.stage import Stage, stage


async def until(on: Stage, true: Callable[[], bool]) -> None:
    """Waits for a thread of another's."""
    for _ in range(400):
        if true():
            return
        await asyncio.sleep(0.025)
        await on.settle()
    raise AssertionError("it never came")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="Windows has no pseudo terminals")
async def test_a_serial_scanner_admits_and_says_when_it_is_gone(tmp_path: Path) -> None:
    line, other_end = os.openpty()
    config = f'[[scanner]]\nkind = "serial"\nname = "left"\naddress = "{os.ttyname(other_end)}"\n'
    async with stage(tmp_path, config=config) as on:
        await until(on, lambda: "left" in on.app.health)
        os.write(line, b"CODE0001\r\n")
        await until(on, lambda: on.reads("sign") == "✓ WELCOME")
        await on.press("f12", "escape")
        on.app.screen.action_scanner()  # type: ignore[attr-defined]
        await on.settle()
        assert isinstance(on.app.screen, ScannerTest)
        os.write(line, b"CODE0002\r\n")
        await until(on, lambda: "CODE0002" in on.app.export_screenshot())
        await on.press("escape")
        assert (await on.door.counts()).inside == 1, "on the test screen nobody is admitted"
        os.close(line)
        os.close(other_end)
        await until(on, lambda: on.app.health["left"].fault)
        await until(on, lambda: "left" in on.reads("status"))


@pytest.mark.slow
async def test_a_camera_admits_and_shows_its_picture_on_the_test_screen(tmp_path: Path) -> None:
    cv2 = pytest.importorskip("cv2")
    from tests.scan.test_camera import film

    film(tmp_path / "door.avi", [("CODE0001", 2.0), (None, 0.5), ("CODE0002", 2.0)])
    config = '[[scanner]]\nkind = "camera"\nname = "lens"\naddress = "door.avi"\n'
    async with stage(tmp_path, config=config) as on:
        assert cv2 and on.app.listening.has_cameras
        on.app.screen.action_scanner()  # type: ignore[attr-defined]
        await on.settle()
        await until(on, lambda: "▀" in str(on.app.screen.query_one("#trial-camera").render()))
        await on.press("escape")
        await until(on, lambda: on.app.health["lens"].health == "ended")
        assert (await on.door.counts()).inside >= 1

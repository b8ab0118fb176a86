"""The screens in every language: keys fit below, guests choose their own."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Static

from kiosk.event.door.pin import hashed
from kiosk.language import LANGUAGES
from kiosk.ui.forms.help import keyboard
from kiosk.ui.modes import Mode
from tests.ui.screens.test_door import strips
from tests.ui.stage import Stage, stage
from tests.ui.ways import EVERY


def keys(on: Stage) -> str:
    """The last line of the screen."""
    shown = (each.binding for each in on.app.screen.active_bindings.values() if each.binding.show)
    return " ".join(dict.fromkeys(f"{each.key_display} {each.description}" for each in shown))


@pytest.mark.parametrize("code", LANGUAGES)
async def test_the_keys_fit_below_every_screen(tmp_path: Path, code: str) -> None:
    config = f'[screen]\nlanguage = "{code}"\n'
    async with stage(tmp_path, config=config, size=(80, 24)) as on:
        assert cell_len(keys(on)) <= 79 and len(re.findall(r"\bF\d", keys(on))) == 8, keys(on)
        for name in ("tray", "mixer"):
            await EVERY[name](on)
            assert cell_len(keys(on)) <= 79, keys(on)
            await on.press("escape")
        await on.press("f1")
        assert all(key in strips(on) for key in ("F2", "F6", "F12")), "one page"
    assert len(keyboard([("F2", "x" * 20)])[2]) <= 8


async def test_a_guest_chooses_a_language_for_themselves(tmp_path: Path) -> None:
    async with stage(tmp_path, config=f'[self_service]\npin = "{hashed("4711")}"\n') as on:
        await on.app.change_mode(Mode.SELF_SERVICE)
        await on.settle()

        def said() -> str:
            return str(on.app.screen.query_one("#next", Static).content)

        told = set()
        for n in range(1, len(LANGUAGES) + 1):
            await on.press(f"f{n}")
            told.add(said())
        assert len(told) == len(LANGUAGES)
        await on.scan("CODE0001")
        assert "acredita" in said().lower(), "the last one chosen, until the welcome comes back"
        await on.press("escape")
        assert said() == "Hold your code under the scanner"

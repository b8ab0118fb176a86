"""Lists on their pages, and what stands on them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from csv import writer
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from kiosk.config import EventFolder, load
from kiosk.intake.choices.open_list import open_lists
from kiosk.model import Consent
from kiosk.ui.importing.app import ImportApp

SIZES = [(80, 24), (120, 36)]


def event(path: Path, settings: str = "") -> EventFolder:
    """An event folder with these settings."""
    (path / "config.toml").write_text(f'[event]\nname = "Tides"\n{settings}', "utf-8")
    return load(path / "config.toml")


def table(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    """A CSV file."""
    with path.open("w", newline="", encoding="utf-8", errors="surrogatepass") as file:
        out = writer(file)
        out.writerow(header)
        out.writerows(rows)
    return path


@asynccontextmanager
async def page(
    folder: EventFolder, *files: Path, size: tuple[int, int] = (80, 24), consent: Consent | None = Consent.ASK
) -> AsyncIterator[tuple[ImportApp, Pilot[None]]]:
    """The app on these lists, drawn."""
    lists = open_lists(files, folder)
    app = ImportApp(folder, lists, [each.understand(whole=False) for each in lists], consent)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Keys, and everything that they set off."""
    for key in keys:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def shown(app: ImportApp, part: str) -> str:
    """What a part of the page says."""
    return str(app.screen.query_one(f"#{part}", Static).render())


def rows(app: ImportApp, part: str = "columns") -> list[str]:
    """The lines of a list on the page."""
    return [str(option.prompt) for option in app.screen.query_one(f"#{part}", OptionList).options]

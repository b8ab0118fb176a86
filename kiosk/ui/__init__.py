"""The screens people stand in front of: they draw, and send what people do to the door."""

import asyncio
import os
import sys

from kiosk.config import EventFolder
from kiosk.errors import ConfigError, KioskError


def run(folder: EventFolder, demo: bool = False, mode: str = "door") -> None:
    """Opens the door's screen until somebody closes it; raises KioskError if there is no terminal, or no event."""
    _refuse_without_terminal()
    if mode == "self-service" and not folder.settings.self_service.pin:
        raise ConfigError("Self-service needs a PIN, or nobody could leave it: run 'kiosk pin' and paste its line.")
    asyncio.run(_run(folder, demo, mode))
    print(f"The door is closed. Badges: {folder.badges}   Event file: {folder.database}")


def run_tray(folder: EventFolder) -> None:
    """Shows the tray until somebody closes it; raises KioskError if there is no terminal, or no event."""
    _refuse_without_terminal()
    asyncio.run(_run_tray(folder))


async def _run_tray(folder: EventFolder) -> None:
    from kiosk.store.database import open_reader
    from kiosk.ui.tray_app import TrayApp

    async with open_reader(folder.database) as reader:
        await TrayApp(folder, reader).run_async()


def run_review(folder: EventFolder) -> None:
    """Goes through what people wrote until somebody closes it; raises KioskError if another process has the event."""
    asyncio.run(_run_review(folder))


async def _run_review(folder: EventFolder) -> None:
    from kiosk.event.review.review import Review
    from kiosk.store.turns import open_turns
    from kiosk.ui.review.app import ReviewApp

    async with open_turns(folder.database, folder.settings.door.name) as turns:
        await ReviewApp(Review(turns, folder)).run_async()


def _refuse_without_terminal() -> None:
    # A browser's terminal comes with a driver of its own.
    if "TEXTUAL_DRIVER" not in os.environ and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise KioskError("The door's screen needs a terminal: run 'kiosk' in one, or pipe codes into 'kiosk scan'.")


async def _run(folder: EventFolder, demo: bool, mode: str) -> None:
    from kiosk.event.door.opening import open_door
    from kiosk.event.door.spooling import spooling
    from kiosk.ui.app import KioskApp
    from kiosk.ui.modes import Mode

    async with open_door(folder) as door, spooling(door) as spool:
        await KioskApp(door, spool, demo=demo, mode=Mode(mode)).run_async()

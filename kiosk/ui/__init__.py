"""The screens people stand in front of: they draw, and send what people do to the door."""

import asyncio

from kiosk.config import EventFolder


def run(folder: EventFolder, demo: bool = False) -> None:
    """Opens the door's screen until somebody closes it; raises KioskError if the event can't be opened."""
    asyncio.run(_run(folder, demo))
    print(f"The door is closed. Badges: {folder.badges}   Event file: {folder.database}")


async def _run(folder: EventFolder, demo: bool) -> None:
    from kiosk.event.opening import open_door
    from kiosk.event.spooling import spooling
    from kiosk.ui.app import KioskApp

    async with open_door(folder) as door, spooling(door):
        await KioskApp(door, demo=demo).run_async()

"""The wall: what the room may see, on a projector or in a browser."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from kiosk.cli.folder import event_folder

if TYPE_CHECKING:
    from kiosk.config import EventFolder


@click.command(epilog="Example: kiosk wall --serve")
@click.option("--serve", is_flag=True, help="Show it in a browser instead of this terminal.")
@click.option("--host", default="127.0.0.1", show_default=True, help="With --serve: who may look; 0.0.0.0: everybody.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8765, show_default=True, help="With --serve: the page's port."
)
@click.pass_context
def wall(context: click.Context, serve: bool, host: str, port: int) -> None:
    """Shows the room who has come and who was told about whom. Off until [wall] show = true; works beside a door."""
    from kiosk.ui.wall.app import refuse_unless_allowed, run

    folder = event_folder(context)
    if not serve:
        run(folder)
        return
    refuse_unless_allowed(folder)
    asyncio.run(_refuse_without_list(folder))
    _serve(folder, host, port)


async def _refuse_without_list(folder: EventFolder) -> None:
    """Says here what every tab of the browser would only fail at."""
    from kiosk.store.database import open_reader

    async with open_reader(folder.database):
        pass


def _serve(folder: EventFolder, host: str, port: int) -> None:
    from kiosk.errors import KioskError

    try:
        from kiosk.ui.wall.serving import is_this_computer, serve
    except ImportError:
        raise KioskError("The wall in a browser needs textual-serve: run pip install 'mixer-kiosk[serve]'.") from None
    if not is_this_computer(host):
        click.echo(
            f"Everybody who reaches {host} over the network can look at the wall: it asks for no password.", err=True
        )
    serve(folder, host, port)

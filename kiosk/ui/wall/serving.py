"""The wall in a browser: a page that asks no other computer for anything, and a process per tab that only reads."""

import asyncio
import logging
import shlex
import subprocess
import sys
from importlib import resources
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

from kiosk.config import EventFolder
from kiosk.errors import KioskError
from kiosk.ui.wall.app import theme_of

MOST_TABS = 6
"""Each is a process of eighty megabytes."""
_ONLY_OURS = "default-src 'self' 'unsafe-inline' data: blob:; frame-ancestors 'none'"


def serve(folder: EventFolder, host: str, port: int) -> None:
    """Serves the wall until Ctrl-C; raises KioskError where the port is taken."""
    try:
        WallServer(folder, host, port).serve()
    except OSError as error:
        raise KioskError(
            f"The wall can't be served at {host}, port {port} ({error.strerror or error}): is it open already? "
            "Choose another with --port."
        ) from None


def is_this_computer(host: str) -> bool:
    """Whether only this computer can reach an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class WallServer(Server):
    """textual-serve with a page of our own, for browsers that opened that page only."""

    def __init__(self, folder: EventFolder, host: str, port: int) -> None:
        super().__init__(_command(folder), host=host, port=port, title="kiosk wall")
        page = (resources.files("kiosk.ui.wall") / "wall.html").read_text("utf-8")
        self._page = page.replace("GROUND", theme_of(folder).background or "")
        self._tabs: set[asyncio.Future[web.WebSocketResponse]] = set()

    def initialize_logging(self) -> None:
        """Only what went wrong."""
        logging.basicConfig(level=logging.WARNING, format="%(message)s")

    async def on_startup(self, app: web.Application) -> None:
        """Says where to look."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        print(f"The wall is at http://{shown}:{self.port} until you press Ctrl-C here.", flush=True)

    async def on_shutdown(self, app: web.Application) -> None:
        """Ends what every tab looks at, so that nothing waits for browsers to leave."""
        for tab in self._tabs:
            tab.cancel()
        await asyncio.gather(*self._tabs, return_exceptions=True)

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page."""
        self._refuse_strangers(request)
        return web.Response(text=self._page, content_type="text/html", headers={"Content-Security-Policy": _ONLY_OURS})

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """One tab, for as long as it is open."""
        self._refuse_strangers(request)
        if len(self._tabs) >= MOST_TABS:
            raise web.HTTPServiceUnavailable(text="Too many browsers look at the wall: close one.")
        tab = asyncio.ensure_future(super().handle_websocket(request))
        self._tabs.add(tab)
        tab.add_done_callback(self._tabs.discard)
        return await tab

    def _refuse_strangers(self, request: web.Request) -> None:
        """Another site's page must not read the wall through somebody's browser."""
        origin = request.headers.get("Origin")
        named = urlsplit(f"//{request.host}").hostname or ""
        foreign = origin is not None and urlsplit(origin).netloc != request.host
        if foreign or (is_this_computer(self.host) and not is_this_computer(named)):
            raise web.HTTPForbidden(text="The wall is shown to its own page only.")


def _command(folder: EventFolder) -> str:
    """What every tab runs; without the current folder on its path, where anything may lie."""
    words = [sys.executable, "-P", "-c", "from kiosk.cli import main; main()",
             "--config", str(folder.path / "config.toml"), "wall"]  # fmt: skip
    return subprocess.list2cmdline(words) if sys.platform == "win32" else f"exec {shlex.join(words)}"

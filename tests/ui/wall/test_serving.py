"""The wall in a real browser: the page is ours alone, and shows who comes in at the door."""

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from kiosk.cli import cli
from kiosk.config import EventFolder
from kiosk.errors import KioskError
from tests.event.evening import make_event, registrations

pytest.importorskip("textual_serve")
playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")]

ROOT = Path(__file__).parents[3]
CONFIG = '[event]\nname = "Harbour City Makers"\n[wall]\nshow = true\nmeeting_point = "by the plant"\n'
PATIENCE = 60
# The page draws its terminal on a canvas: its text is read from the terminal itself, which the page keeps to itself.
CATCH = """Object.defineProperty(Object.prototype, "fitAddon", {configurable: true, set(addon) {
  window.caught = this.terminal;
  Object.defineProperty(this, "fitAddon", {value: addon, writable: true, configurable: true});
}})"""
LINES = """() => {
  const screen = window.caught?.buffer.active;
  return screen ? Array.from({length: screen.length}, (_, y) => screen.getLine(y)?.translateToString(true) ?? "") : [];
}"""
SHOWS = f"words => ({LINES})().some(line => line.includes(words))"


@pytest.fixture
async def event(tmp_path: Path) -> EventFolder:
    guests = [replace(each, wall=True) for each in registrations(24)]
    return await make_event(tmp_path, guests, CONFIG)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(event: EventFolder, *words: str, **pipes: Any) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from kiosk.cli import main; main()", "--config", str(event.path / "config.toml")]
    return subprocess.Popen(
        [*command, *words], text=True, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, **pipes,
    )  # fmt: skip


@contextmanager
def served(event: EventFolder) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The wall's address, and its server, which ends with the test whatever happens."""
    port = free_port()
    with start(event, "wall", "--serve", "--port", str(port)) as server:
        try:
            assert server.stdout is not None
            assert f"http://127.0.0.1:{port}" in server.stdout.readline()
            yield f"http://127.0.0.1:{port}", server
        finally:
            server.kill()


@contextmanager
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1280, "height": 720})
        page.set_default_timeout(PATIENCE * 1000)
        page.add_init_script(CATCH)
        yield page
        chromium.close()


def tabs(server: subprocess.Popen[str]) -> list[Any]:
    return list(psutil.Process(server.pid).children(recursive=True))


def test_the_page_shows_who_comes_in_at_the_door(event: EventFolder) -> None:
    asked: list[str] = []
    with served(event) as (address, server), browser() as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        page.wait_for_function(SHOWS, arg="The door is open")
        with start(event, "scan", "--json", stdin=subprocess.PIPE) as door:
            assert door.stdin is not None and door.stdout is not None
            door.stdin.write("CODE0001\n")
            door.stdin.flush()
            assert json.loads(door.stdout.readline())["outcome"] == "admitted"
            page.wait_for_function(SHOWS, arg="1  Bo")
            door.stdin.close()
            assert door.wait(PATIENCE) == 0
        lines = page.evaluate(LINES)
        seen = "\n".join(lines)
        assert "person is here" in seen and "Meeting point: by the plant" in seen and "Abel" not in seen
        # Large enough for ten metres, and still the whole layout.
        assert 80 <= max(map(len, lines)) <= 110 and 24 <= len(lines) <= 30
        assert page.evaluate("document.fonts.check('bold 20px \"Roboto Mono\"')")
        assert {url.partition("://")[2].partition("/")[0] for url in asked} == {address.partition("://")[2]}
        children = tabs(server)
        assert len(children) == 1
        server.send_signal(signal.SIGINT)
        assert server.wait(PATIENCE) == 0
        assert psutil.wait_procs(children, PATIENCE)[1] == []


def test_the_page_comes_back_by_itself_and_no_tab_outlives_its_server(event: EventFolder) -> None:
    with browser() as page, served(event) as (address, server):
        page.goto(address)
        page.wait_for_function(SHOWS, arg="The door is open")
        (tab,) = tabs(server)
        tab.terminate()
        page.wait_for_function("() => document.body.classList.contains('-closed')")
        page.wait_for_function("() => !document.body.classList.contains('-closed')")
        page.wait_for_function(SHOWS, arg="The door is open")
        children = tabs(server)
        assert children and tab not in children
        server.kill()
        assert psutil.wait_procs(children, PATIENCE)[1] == []


def test_other_pages_are_refused(event: EventFolder) -> None:
    with served(event) as (address, server):
        host = address.partition("://")[2]
        assert httpx.get(address).status_code == 200
        policy = httpx.get(address).headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'self' 'unsafe-inline'")
        upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
                   "Sec-WebSocket-Key": "x3JJHMbDL1EzLkh9GBhXDw=="}  # fmt: skip
        for headers in (
            {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Host": "evil.example", "Origin": "http://evil.example"},
            {"Host": "evil.example"},
        ):  # fmt: skip
            for path in ("/", "/ws"):
                assert httpx.get(address + path, headers=upgrade | headers).status_code == 403, (headers, path)
        assert tabs(server) == []
        taken = start(event, "wall", "--serve", "--port", host.rpartition(":")[2])
        said = taken.communicate(timeout=PATIENCE)[1]
        assert taken.returncode == 2 and "is it open already?" in said and said.count("\n") == 1


async def test_so_many_tabs_and_no_more(event: EventFolder) -> None:
    from aiohttp.test_utils import make_mocked_request
    from aiohttp.web import HTTPServiceUnavailable

    from kiosk.ui.wall.serving import MOST_TABS, WallServer

    server = WallServer(event, "127.0.0.1", 8765)
    server._tabs = {asyncio.get_running_loop().create_future() for _ in range(MOST_TABS)}
    with pytest.raises(HTTPServiceUnavailable):
        await server.handle_websocket(make_mocked_request("GET", "/ws", headers={"Host": "127.0.0.1:8765"}))


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("::", False), ("wall.local", False)],
)
def test_it_knows_which_addresses_others_reach(host: str, own: bool) -> None:
    from kiosk.ui.wall.serving import is_this_computer

    assert is_this_computer(host) is own


def test_a_wall_for_the_whole_network_says_so(event: EventFolder, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--config", str(event.path / "config.toml"), "wall", "--serve", "--host", "wall.invalid"]
    with pytest.raises(KioskError, match=r"can't be served at wall\.invalid"):
        cli.main(words, standalone_mode=False)
    assert "asks for no password" in capsys.readouterr().err

"""A CUPS of our own on the loopback, with a true IPP Everywhere printer behind it; the computer's is left alone."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

_SIZES = {"om_dk11202_62x100mm": (6200, 10000), "iso_a6_105x148mm": (10500, 14800)}
_TOOLS = ("cupsd", "lpadmin", "lp", "lpstat", "ippeveprinter", "pdftoppm")


@dataclass(frozen=True, slots=True)
class Spooler:
    """A running CUPS with one queue, `badge`."""

    server: str
    spool: Path
    """Where the printer keeps what arrived."""

    def run(self, *words: str) -> None:
        """One of CUPS' commands, on this server."""
        subprocess.run(words, env={**os.environ, "CUPS_SERVER": self.server}, check=True, capture_output=True)


def missing() -> str:
    """Why it can't run here; empty if it can."""
    absent = [tool for tool in _TOOLS if not shutil.which(tool, path=f"{os.environ['PATH']}:/usr/sbin")]
    if absent:
        return f"not installed: {', '.join(absent)} (Debian: cups, cups-ipp-utils, poppler-utils)"
    if os.geteuid():
        return "cupsd runs as root only"
    if not _announcing():
        return "ippeveprinter needs a running avahi-daemon"
    return ""


def _announcing() -> bool:
    """Whether somebody answers: the socket's file stays behind where the daemon is gone."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect("/run/avahi-daemon/socket")
        except OSError:
            return False
    return True


@contextmanager
def spooler() -> Iterator[Spooler]:
    """Starts both, and ends both."""
    reason = missing()
    if reason:
        pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="mixer-kiosk-") as scratch:
        # CUPS' filters are another user: a test's own folder is closed to them.
        Path(scratch).chmod(0o755)
        with _running(Path(scratch)) as running:
            yield running


@contextmanager
def _running(folder: Path) -> Iterator[Spooler]:
    for name in ("eve", "spool", "cache", "state", "log", "tmp"):
        (folder / name).mkdir()
    printer, server = _free_port(), f"127.0.0.1:{_free_port()}"
    running = Spooler(server, folder / "eve")
    with ExitStack() as stack:
        stack.enter_context(_process(_printer_command(folder, printer), folder / "log" / "eve"))
        stack.enter_context(_process(_cups_command(folder, server), folder / "log" / "cupsd"))
        uri = f"ipp://localhost:{printer}/ipp/print"
        _until(lambda: running.run("lpadmin", "-p", "badge", "-E", "-v", uri, "-m", "everywhere"))
        yield running


def _printer_command(folder: Path, port: int) -> list[str]:
    # With a command of its own it does not pretend to print for seconds.
    script = folder / "print.sh"
    script.write_text("#!/bin/sh\nexit 0\n")
    script.chmod(0o755)
    (folder / "label.conf").write_text(_attributes())
    return ["ippeveprinter", "-v", "-k", "-p", str(port), "-n", "localhost", "-d", str(folder / "eve"),
            "-c", str(script), "-a", str(folder / "label.conf"), f"Badge {port}"]  # fmt: skip


def _attributes() -> str:
    def size(width: int, height: int) -> str:
        return f"MEMBER integer x-dimension {width} MEMBER integer y-dimension {height}"

    margins = " ".join(f"MEMBER integer media-{side}-margin 0" for side in ("top", "bottom", "left", "right"))
    columns = [f"{{ MEMBER collection media-size {{ {size(*each)} }} {margins} }}" for each in _SIZES.values()]
    kinds = "application/octet-stream,application/pdf,image/jpeg,image/pwg-raster"
    lines = [
        "mimeMediaType document-format-default application/pdf",
        f"mimeMediaType document-format-supported {kinds}",
        f"keyword media-default {next(iter(_SIZES))}",
        f"keyword media-supported {','.join(_SIZES)}",
        f"keyword media-ready {next(iter(_SIZES))}",
        f"collection media-size-supported {','.join(f'{{ {size(*each)} }}' for each in _SIZES.values())}",
        f"collection media-col-default {columns[0]}",
        f"collection media-col-database {','.join(columns)}",
        *(f"integer media-{side}-margin-supported 0" for side in ("top", "bottom", "left", "right")),
        "resolution printer-resolution-default 300dpi",
        "resolution printer-resolution-supported 300dpi",
        "resolution pwg-raster-document-resolution-supported 300dpi",
        "keyword pwg-raster-document-type-supported sgray_8,black_1",
        "keyword print-color-mode-supported monochrome",
        "keyword print-scaling-supported none,auto,fit",
        "keyword print-scaling-default none",
        "keyword sides-supported one-sided",
    ]
    return "".join(f"ATTR {line}\n" for line in lines)


def _cups_command(folder: Path, server: str) -> list[str]:
    allowed = "Order allow,deny\n  Allow 127.0.0.1\n"
    (folder / "cupsd.conf").write_text(
        f"Listen {server}\nWebInterface No\nDefaultAuthType None\nBrowsing No\nPreserveJobHistory Yes\n"
        f"<Location />\n  {allowed}</Location>\n<Location /admin>\n  {allowed}</Location>\n"
        f"<Policy default>\n<Limit All>\n  {allowed}</Limit>\n</Policy>\n"
    )
    places = {"ServerRoot": "", "RequestRoot": "spool", "CacheDir": "cache", "StateDir": "state", "TempDir": "tmp",
              "AccessLog": "log/access", "ErrorLog": "log/error", "PageLog": "log/page"}  # fmt: skip
    (folder / "cups-files.conf").write_text(
        "".join(f"{key} {folder / value}\n" for key, value in places.items())
        + "DataDir /usr/share/cups\nServerBin /usr/lib/cups\n"
    )
    return ["cupsd", "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")]


@contextmanager
def _process(command: list[str], log: Path) -> Iterator[None]:
    path = f"{os.environ['PATH']}:/usr/sbin"
    with (
        log.open("wb") as out,
        subprocess.Popen(command, stdout=out, stderr=out, env={**os.environ, "PATH": path}) as process,
    ):
        try:
            yield
        finally:
            process.terminate()


def _until(work: Callable[[], None]) -> None:
    """Tries until both have started to listen."""
    for _ in range(200):
        try:
            work()
            return
        except subprocess.CalledProcessError as error:
            last = error
            with socket.socket() as clock:
                clock.settimeout(0.05)
                try:
                    clock.recvfrom(1)
                except OSError:
                    continue
    raise last


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

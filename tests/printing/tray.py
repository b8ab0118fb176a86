"""A printer on the loopback that counts what lands in its tray: run as a program, it outlives whoever prints on it.

A job is a line with the badge's id, its length, and so many bytes; when all of it is there the label is out, and only
then the printer says so.
"""

import socket
import socketserver
import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from printing.errors import PrinterError
from printing.job import Job
from printing.status import State, Status

OUT = b"out\n"


class _Job(socketserver.StreamRequestHandler):
    """One connection, one label."""

    def handle(self) -> None:
        """Prints what arrives whole."""
        head = self.rfile.readline().split()
        if len(head) == 2 and len(self.rfile.read(int(head[1]))) == int(head[1]):
            with TRAY.open("ab") as tray:
                tray.write(head[0] + b"\n")
            self.wfile.write(OUT)


class TrayPrinter:
    """Prints on it, with the honesty of a raw network printer: it knows only what it was told."""

    name = "tray"
    dpi = 300
    repeatable = False

    def __init__(self, port: int) -> None:
        self.port = port

    async def print(self, job: Job, pages: Sequence[Image.Image]) -> None:
        """Sends the label on this thread, in one go, so that a kill may fall anywhere."""
        label = b"".join(page.tobytes() for page in pages)
        try:
            line = socket.create_connection(("127.0.0.1", self.port), timeout=5)
        except OSError as error:
            raise PrinterError("The tray is not there.", nothing_printed=True) from error
        with line, line.makefile("rb") as answer:
            line.sendall(b"%s %d\n" % (job.id.encode(), len(label)) + label)
            if answer.readline() != OUT:
                raise PrinterError("The tray did not answer: look at it.", nothing_printed=False)

    async def status(self) -> Status:
        """Never asked by these tests."""
        return Status(State.READY)


if __name__ == "__main__":
    TRAY = Path(sys.argv[1])
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Job) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()

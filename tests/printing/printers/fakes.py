"""Printers of our own on the loopback and on pseudo terminals: they take badges, and answer as they are told."""

import asyncio
import os
import pty
import tty
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial

Answer = Callable[[bytes], bytes]
"""From everything taken since the last answer to what is said back; empty = nothing yet."""


def silent(taken: bytes) -> bytes:
    """Never answers."""
    return b""


@dataclass
class Fake:
    """What a printer took, and where it is reached."""

    address: str = ""
    taken: bytearray = field(default_factory=bytearray)
    lines: int = 0
    say: Callable[[bytes], object] = lambda said: None
    """Speaks unasked, by USB."""
    more: asyncio.Event = field(default_factory=asyncio.Event)

    async def whole(self, end: bytes) -> None:
        """Returns when what was taken ends so."""
        while not self.taken.endswith(end):
            self.more.clear()
            await self.more.wait()

    def take(self, piece: bytes) -> None:
        """Keeps what came in."""
        self.taken += piece
        self.more.set()


@asynccontextmanager
async def on_network(answer: Answer = silent, *, until: int | None = None, hangs: bool = False) -> AsyncIterator[Fake]:
    """Raw TCP; `until` cuts the line after so many bytes, `hangs` takes the line and then nothing."""
    fake = Fake()
    released = asyncio.Event()
    open_lines: list[asyncio.StreamWriter] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fake.lines += 1
        open_lines.append(writer)
        with suppress(ConnectionError):
            if hangs:
                await released.wait()
            await _take(fake, answer, reader, writer, until)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=1 << 12)
    fake.address = f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield fake
    finally:
        released.set()
        server.close()
        for writer in open_lines:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()
        await server.wait_closed()


async def _take(
    fake: Fake, answer: Answer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, until: int | None
) -> None:
    pending = b""
    while until is None or len(fake.taken) < until:
        piece = await reader.read(4096)
        if not piece:
            return
        fake.take(piece)
        pending += piece
        said = answer(pending)
        if said:
            pending = b""
            writer.write(said)
            await writer.drain()


@asynccontextmanager
async def on_usb(answer: Answer = silent) -> AsyncIterator[Fake]:
    """A device file."""
    ours, theirs = pty.openpty()
    tty.setraw(ours)
    tty.setraw(theirs)
    os.set_blocking(ours, False)
    fake = Fake(os.ttyname(theirs), say=partial(os.write, ours))
    pending = bytearray()
    loop = asyncio.get_running_loop()

    def take() -> None:
        with suppress(OSError):
            piece = os.read(ours, 65_536)
            fake.take(piece)
            pending.extend(piece)
            said = answer(bytes(pending))
            if said:
                pending.clear()
                os.write(ours, said)

    loop.add_reader(ours, take)
    try:
        yield fake
    finally:
        loop.remove_reader(ours)
        os.close(ours)
        os.close(theirs)

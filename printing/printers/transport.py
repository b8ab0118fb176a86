"""A line to a printer: raw TCP, or a device file of this computer; never blocks the loop, and knows what was taken."""

import asyncio
import errno
import os
import socket
import struct
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Protocol
from urllib.parse import urlsplit

from printing.errors import PrinterError
from printing.status import State, Status

CONNECT, WRITE, ANSWER = 2.0, 10.0, 1.5
"""Seconds until a printer is given up on: to be reached, to take a badge, to answer a question."""
PORT = 9100
_LULL = 0.05
"""Seconds until a device that said nothing is read again."""
_TCP = "tcp://"
_PIECE = 16_384
"""Bytes written at a time, so that it shows how many were taken."""


class Line(Protocol):
    """An open line."""

    sent: int
    """Bytes that were taken: 0 means that certainly nothing was printed."""

    async def send(self, data: bytes) -> None:
        """Writes everything. Raises OSError if the line breaks, TimeoutError if nothing is taken for 10 s."""
        ...

    async def ask(self, question: bytes, enough: Callable[[bytes], bool], seconds: float = ANSWER) -> bytes:
        """The answer to a question, or what of it came in time. Raises OSError."""
        ...

    def abandon(self) -> None:
        """Breaks the line off: what was not taken yet is not delivered later."""
        ...

    async def close(self) -> None:
        """Ends the line; what was taken is on its way."""
        ...


def split(address: str) -> tuple[str, int]:
    """Host and port of `tcp://host[:port]`, where IPv6 stands in brackets. Raises ValueError."""
    parts = urlsplit(address)
    if not parts.hostname:
        raise ValueError(address)
    return parts.hostname, parts.port or PORT


@asynccontextmanager
async def line(name: str, address: str) -> AsyncIterator[Line]:
    """The line to `tcp://host[:port]` or to a device file, closed in the end. Raises PrinterError."""
    try:
        async with asyncio.timeout(CONNECT):
            opened = await (_Socket.open(address) if address.startswith(_TCP) else _Device.open(address))
    except (OSError, TimeoutError, ValueError) as error:
        said = f"{name} can't be reached at {address} ({_reason(error)}): check its power, cable or Wi-Fi."
        raise PrinterError(said, nothing_printed=True) from error
    try:
        yield opened
    except BaseException as error:
        if not (isinstance(error, PrinterError) and error.nothing_printed):
            opened.abandon()
        if not isinstance(error, (OSError, TimeoutError)):
            raise
        nothing = opened.sent == 0
        todo = "check its power, cable or Wi-Fi" if nothing else "look whether the badge came out"
        raise PrinterError(f"{name} broke off in the middle: {todo}.", nothing_printed=nothing) from error
    finally:
        with suppress(OSError, TimeoutError):
            await opened.close()


async def asked(name: str, address: str, ask: Callable[[Line], Awaitable[Status]]) -> Status:
    """How a printer says it is, on a line of its own; OFFLINE where none opens."""
    try:
        async with line(name, address) as to:
            return await ask(to)
    except PrinterError as error:
        return Status(State.OFFLINE, _reason(error.__cause__))


def _reason(error: BaseException | None) -> str:
    """What the system says of a line that failed, in a few words."""
    number = getattr(error, "errno", None)
    if number:
        return os.strerror(number).lower()
    return "no answer in time" if isinstance(error, TimeoutError) else "that is no address"


async def send_all(to: Line, parts: Sequence[bytes]) -> None:
    """Writes one part after the other."""
    for part in parts:
        await to.send(part)


class _Socket:
    """Raw TCP, usually to port 9100."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.sent = 0
        self._reader, self._writer = reader, writer
        # What the printer has not taken is not called sent: no buffer of ours in between.
        writer.transport.set_write_buffer_limits(high=0)

    @classmethod
    async def open(cls, address: str) -> "_Socket":
        host, port = split(address)
        return cls(*await asyncio.open_connection(host, port))

    async def send(self, data: bytes) -> None:
        for start in range(0, len(data), _PIECE):
            piece = data[start : start + _PIECE]
            self._writer.write(piece)
            self.sent += len(piece)
            async with asyncio.timeout(WRITE):
                await self._writer.drain()

    async def ask(self, question: bytes, enough: Callable[[bytes], bool], seconds: float = ANSWER) -> bytes:
        if question:
            await self._empty()
        self._writer.write(question)
        answer = b""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._writer.drain()
                while not enough(answer) and (more := await self._reader.read(4096)):
                    answer += more
        return answer

    async def _empty(self) -> None:
        """What came too late for an earlier question is no answer to the next one."""
        with suppress(TimeoutError):
            async with asyncio.timeout(0):
                while await self._reader.read(4096):
                    pass

    def abandon(self) -> None:
        # A reset, not a goodbye: else the system goes on delivering what it has buffered once the printer wakes up.
        with suppress(OSError):
            reset = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
            self._writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
        self._writer.transport.abort()

    async def close(self) -> None:
        self._writer.close()
        try:
            async with asyncio.timeout(CONNECT):
                await self._writer.wait_closed()
        except TimeoutError:
            self.abandon()


class _Device:
    """A device file such as /dev/usb/lp0, opened so that a printer that hangs never holds up anybody."""

    def __init__(self, handle: int) -> None:
        self.sent = 0
        self._handle = handle

    @classmethod
    async def open(cls, address: str) -> "_Device":
        if sys.platform == "win32":
            raise OSError(errno.ENODEV, "device files are for Linux; here a printer's queue or network address is used")
        return cls(os.open(address, os.O_RDWR | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)))

    async def send(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            async with asyncio.timeout(WRITE):
                await self._ready(asyncio.get_running_loop().add_writer, asyncio.get_running_loop().remove_writer)
            with suppress(BlockingIOError):
                taken = os.write(self._handle, rest[:_PIECE])
                self.sent += taken
                rest = rest[taken:]

    async def ask(self, question: bytes, enough: Callable[[bytes], bool], seconds: float = ANSWER) -> bytes:
        before = self.sent
        if question:
            with suppress(BlockingIOError):
                while os.read(self._handle, 4096):
                    pass
        answer = b""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.send(question)
                while not enough(answer):
                    await self._ready(asyncio.get_running_loop().add_reader, asyncio.get_running_loop().remove_reader)
                    more = b""
                    with suppress(BlockingIOError):
                        more = os.read(self._handle, 4096)
                    if not more:
                        # Some are always ready and have nothing to say.
                        await asyncio.sleep(_LULL)
                    answer += more
        # A question prints nothing.
        self.sent = before
        return answer

    def abandon(self) -> None:
        pass

    async def close(self) -> None:
        os.close(self._handle)

    async def _ready(self, add: Callable[..., object], remove: Callable[[int], object]) -> None:
        ready = asyncio.Event()
        add(self._handle, ready.set)
        try:
            await ready.wait()
        finally:
            remove(self._handle)

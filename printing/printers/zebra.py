"""Label printers that speak ZPL, over the network or USB."""

import asyncio
import base64
import binascii
import zlib
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from printing.errors import PrinterError
from printing.printers.after_printing import doubt, settled
from printing.printers.raster import black_bits
from printing.printers.transport import asked, line, send_all
from printing.status import State, Status

if TYPE_CHECKING:
    from PIL import Image

    from printing.job import Job
    from printing.printers.transport import Line

PATIENCE = 1.5
"""Seconds for an answer; no answer means that something is wrong."""
SETTLE = 10.0
"""Seconds for a printer that took a badge to say that it is well."""
_ASK, _ASK_WHY = b"~HS", b"~HQES"
_STX, _ETX = b"\x02", b"\x03"
_ERRORS = ((0x1, State.PAPER_OUT), (0x4, State.COVER_OPEN), (0x8, State.PAUSED), (0x2, State.PAUSED))
"""Bits of the last group of ~HQES: media out, head open, cutter fault, ribbon out."""


class ZebraPrinter:
    """A printer at `tcp://host[:9100]` or a device file; `answers` False for clones that never say how they are."""

    repeatable = False

    def __init__(self, address: str, *, dpi: int = 203, name: str = "", answers: bool = True) -> None:
        self.name = name or f"zebra {address}"
        self.dpi = dpi
        self._address, self._answers = address, answers

    async def print(self, job: "Job", pages: "Sequence[Image.Image]") -> None:
        """Asks how it is, sends every page, and asks again. Raises PrinterError."""
        labels = await asyncio.to_thread(lambda: [encode(page) for page in pages])
        async with line(self.name, self._address) as to:
            if self._answers:
                before = await _ask(to)
                if before.fault or before.state is State.UNKNOWN:
                    raise PrinterError(f"{self.name}: {before.words}.", nothing_printed=True)
            await send_all(to, labels)
            if self._answers:
                after = await settled(lambda: _ask(to, SETTLE), len(labels))
                if after.state is not State.READY:
                    raise doubt(self.name, after)

    async def status(self) -> Status:
        """What ~HS says, and ~HQES where that stays silent."""
        return await asked(self.name, self._address, _ask if self._answers else _never)


def encode(page: "Image.Image") -> bytes:
    """One label in ZPL at the page's own dots, compressed.

    Our own few lines, because zebrafy compresses twice and takes 12 ms at 300 dpi, where these take 3; the tests
    hold them against it.
    """
    dots = black_bits(page)
    across = (page.width + 7) // 8
    packed = base64.b64encode(zlib.compress(_trimmed(dots, page.width, across)))
    graphic = f"^GFA,{len(packed)},{len(dots)},{across},:Z64:{packed.decode()}:{binascii.crc_hqx(packed, 0):04X}^FS"
    return f"^XA^PW{page.width}^LL{page.height}^LH0,0^FO0,0{graphic}^PQ1^XZ\n".encode("ascii")


def _trimmed(dots: bytes, width: int, across: int) -> bytes:
    """The same without black in the bits that fill up the last byte of a row."""
    spare = across * 8 - width
    if not spare:
        return dots
    rows = bytearray(dots)
    mask = 0xFF << spare & 0xFF
    for last in range(across - 1, len(rows), across):
        rows[last] &= mask
    return bytes(rows)


async def _ask(to: "Line", seconds: float = 0.0) -> Status:
    answer = await to.ask(_ASK, _three_lines, seconds or PATIENCE)
    status = status_of(answer)
    if status.state is not State.UNKNOWN:
        return status
    # It stays silent where something is wrong, and then says what to another question.
    return status_of_errors(await to.ask(_ASK_WHY, partial(_ends_with, _ETX), PATIENCE))


async def _never(to: "Line") -> Status:
    return Status(State.UNKNOWN, "it never answers")


def _three_lines(answer: bytes) -> bool:
    return answer.count(_ETX) >= 3


def _ends_with(end: bytes, answer: bytes) -> bool:
    return end in answer


def status_of(answer: bytes) -> Status:
    """What three lines of ~HS tell; UNKNOWN for anything else."""
    parts = [part.partition(_STX)[2].decode("ascii", "replace").split(",") for part in answer.split(_ETX)[:3]]
    if len(parts) < 3 or len(parts[0]) < 12 or len(parts[1]) < 4:
        return Status(State.UNKNOWN, "no answer")
    paper_out, paused, in_buffer = (parts[0][at].strip() for at in (1, 2, 4))
    head_open, ribbon_out = (parts[1][at].strip() for at in (2, 3))
    if paper_out == "1":
        return Status(State.PAPER_OUT)
    if head_open == "1":
        return Status(State.COVER_OPEN)
    if ribbon_out == "1":
        return Status(State.PAUSED, "the ribbon is used up")
    if paused == "1":
        return Status(State.PAUSED)
    return Status(State.PRINTING) if in_buffer.isdigit() and int(in_buffer) else Status(State.READY)


def status_of_errors(answer: bytes) -> Status:
    """What ~HQES tells: "ERRORS: 1 00000000 00000005" is media out and head open; UNKNOWN for silence."""
    text = answer.decode("ascii", "replace")
    words = text.partition("ERRORS:")[2].split()
    try:
        bits = int(words[2], 16)
    except (IndexError, ValueError):
        return Status(State.UNKNOWN, "no answer: look for an open cover or used-up labels")
    if words[0] == "0":
        return Status(State.READY)
    return next((Status(state) for bit, state in _ERRORS if bits & bit), Status(State.PAUSED, f"error {words[2]}"))

"""Receipt printers, 80 mm wide, that speak ESC/POS, over the network or USB."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from printing.errors import PrinterError, RefusedError
from printing.printers.after_printing import doubt
from printing.printers.raster import black_bits
from printing.printers.transport import asked, line, send_all
from printing.status import State, Status

if TYPE_CHECKING:
    from PIL import Image

    from printing.job import Job
    from printing.printers.transport import Line

PATIENCE = 1.0
"""Seconds for an answer."""
SETTLE = 10.0
"""Seconds for a printer that took a badge to say that it is well."""
WIDTH = 576
"""Dots that an 80 mm printer has across."""
_BAND = 256
"""Rows sent at a time: cheap printers print garbage when a picture is larger than their memory."""
_START, _FEED, _CUT = b"\x1b@", b"\x1bd\x04", b"\x1dV\x42\x00"
_ONLINE, _OFFLINE_WHY, _PAPER = b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04"


class ReceiptPrinter:
    """A printer at `tcp://host[:9100]` or a device file."""

    repeatable = False

    def __init__(self, address: str, *, name: str = "", dpi: int = 203) -> None:
        self.name = name or f"receipt {address}"
        self.dpi = dpi
        self._address = address

    async def print(self, job: "Job", pages: "Sequence[Image.Image]") -> None:
        """Asks how it is, prints every page and cuts behind it, and asks again. Raises PrinterError."""
        if any(page.width > WIDTH for page in pages):
            raise RefusedError(f"{self.name} is too narrow for this badge: use template = 'receipt' for it.")
        slips = await asyncio.to_thread(lambda: [encode(page) for page in pages])
        async with line(self.name, self._address) as to:
            before = await _ask(to)
            if before.fault:
                raise PrinterError(f"{self.name}: {before.words}.", nothing_printed=True)
            await send_all(to, slips)
            # Many have a network card that never answers: then what was taken counts as printed.
            after = await _ask(to, SETTLE) if before.state is not State.UNKNOWN else before
            if after.fault or after.state is not before.state:
                raise doubt(self.name, after)

    async def status(self) -> Status:
        """What it answers to three short questions; UNKNOWN where it never answers."""
        return await asked(self.name, self._address, _ask)


def encode(page: "Image.Image") -> bytes:
    """One slip as raster bands in the middle of the paper, and a cut.

    Our own few lines, because python-escpos takes more than 10 ms for a badge and loads nine libraries; the tests
    hold them against it.
    """
    from PIL import Image

    paper = Image.new("1", (WIDTH, page.height), 1)
    paper.paste(page.convert("1"), ((WIDTH - page.width) // 2, 0))
    dots = black_bits(paper)
    across = WIDTH // 8
    bands = []
    for top in range(0, page.height, _BAND):
        rows = min(_BAND, page.height - top)
        head = b"\x1dv0\x00" + across.to_bytes(2, "little") + rows.to_bytes(2, "little")
        bands.append(head + dots[top * across : (top + rows) * across])
    return b"".join([_START, *bands, _FEED, _CUT])


async def _ask(to: "Line", seconds: float = 0.0) -> Status:
    seconds = seconds or PATIENCE
    online = await to.ask(_ONLINE, bool, seconds)
    if not online:
        return Status(State.UNKNOWN, "it does not answer")
    why = await to.ask(_OFFLINE_WHY, bool, seconds)
    paper = await to.ask(_PAPER, bool, seconds)
    return status_of(online, why, paper)


def status_of(online: bytes, why: bytes, paper: bytes) -> Status:
    """What the answers to DLE EOT 1, 2 and 4 tell; the fixed bits tell an answer from noise.

    A fault in any of them counts; that all is well only where all of them say so.
    """
    bits = [answer[0] if _is_answer(answer) else 0 for answer in (online, why, paper)]
    fault = _fault(*bits)
    if fault:
        return fault
    return Status(State.READY) if all(bits) else Status(State.UNKNOWN, "it answers something else")


def _fault(online: int, why: int, paper: int) -> Status | None:
    if why & 0x04:
        return Status(State.COVER_OPEN)
    if paper & 0x60 or why & 0x20:
        return Status(State.PAPER_OUT)
    if why & 0x40:
        return Status(State.PAUSED, "an error: switch it off and on")
    return Status(State.PAUSED) if online & 0x08 else None


def _is_answer(answer: bytes) -> bool:
    return len(answer) == 1 and answer[0] & 0x93 == 0x12

"""Brother QL label printers, over the network or USB."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from printing.errors import PrinterError, RefusedError
from printing.printers.after_printing import doubt, settled
from printing.printers.brother import models, snmp, status
from printing.printers.brother.models import model_named
from printing.printers.brother.rolls import Label, roll_named, sold_as
from printing.printers.brother.status import Loaded
from printing.printers.raster import black_bits
from printing.printers.transport import asked, line, send_all, split
from printing.status import State, Status

if TYPE_CHECKING:
    from PIL import Image

    from printing.job import Job
    from printing.printers.transport import Line

_TCP = "tcp://"
_NARROW, _WIDE = 90, 162
"""Bytes of a raster row: 720 dots, or 1,296 on the printers for four-inch labels."""
_WIDE_OFFSET = 44
_CUT_AT_END, _TWO_COLOURS = 0x08, 0x01
_END_MARGIN = 35
"""Dots that a continuous roll is fed before and after a badge."""


class BrotherPrinter:
    """A printer at `tcp://host[:9100]` or a device file, with a roll of LABELS in it."""

    repeatable = False
    dpi = 300

    def __init__(self, address: str, *, model: str = "QL-820NWB", label: str = "62x100", name: str = "") -> None:
        self._address, self._model = address, model_named(model)
        roll, self._label = roll_named(label)
        if self._label.across > _NARROW * 8 and self._model not in models.WIDE:
            raise ValueError(f"labels {label!r} are too wide for a {self._model}")
        if self._label.two_coloured and self._model not in models.TWO_COLOURED:
            raise ValueError(
                f"labels {label!r} are the black and red roll ({sold_as(roll)}), which a {self._model} does not take: "
                f'buy {sold_as("62")}, the same in black, and write labels = "62"'
            )
        self.name = name or f"brother {address}"

    async def print(self, job: "Job", pages: "Sequence[Image.Image]") -> None:
        """Asks how it is, sends every page, and asks again. Raises PrinterError."""
        fitted = [self.fitted(page) for page in pages]
        data = await asyncio.to_thread(lambda: [encode(page, self._label, self._model) for page in fitted])
        before = await self.status()
        if before.fault and before.state is not State.OFFLINE:
            raise PrinterError(f"{self.name}: {before.words}.", nothing_printed=True)
        async with line(self.name, self._address) as to:
            await send_all(to, data)
            after = await self._outcome(to, len(data))
        fell_silent = after.state is State.UNKNOWN and before.state is not State.UNKNOWN
        if after.fault or fell_silent or after.state is State.PRINTING:
            raise doubt(self.name, after)

    async def status(self) -> Status:
        """By USB what it says itself, by network what its management protocol tells; UNKNOWN where that is off."""
        if self._address.startswith(_TCP):
            return await snmp.status(split(self._address)[0])
        return await asked(self.name, self._address, lambda to: status.ask(to, self._loaded))

    async def _outcome(self, to: "Line", labels: int) -> Status:
        # Never asked while it prints on USB: the printer reports by itself when it has done.
        if self._address.startswith(_TCP):
            return await settled(self.status, labels)
        return await status.finished(to, labels)

    @property
    def _loaded(self) -> Loaded:
        return Loaded(self._label.width_mm, self._label.length_mm)

    def fitted(self, page: "Image.Image") -> "Image.Image":
        """The page as it runs through the printer, without its outermost white. Raises RefusedError if that has ink."""
        from PIL import Image, ImageChops

        label = self._label
        # Turned so that it is as wide as the roll.
        standing = page
        if abs(page.height - label.across) < abs(page.width - label.across):
            standing = page.transpose(Image.Transpose.ROTATE_90)
        along = label.along or standing.height
        left, top = (standing.width - label.across) // 2, (standing.height - along) // 2
        box = (left, top, left + label.across, top + along)
        ink = ImageChops.invert(standing.convert("L")).getbbox()
        inside = not ink or (ink[0] >= box[0] and ink[1] >= box[1] and ink[2] <= box[2] and ink[3] <= box[3])
        if not inside:
            length = f" x {label.length_mm}" if label.length_mm else ""
            raise RefusedError(
                f"{self.name}: the badge does not fit its labels of {label.width_mm}{length} mm: "
                "choose a template of that size, or the right labels in config.toml."
            )
        fitted = Image.new("1", (label.across, along), 1)
        fitted.paste(standing, (-left, -top))
        return fitted


def encode(page: "Image.Image", label: Label, model: str) -> bytes:
    """One label as raster rows, cut behind it.

    Our own few lines: the library for it is under a copyleft licence, and asks for the status in the middle of a
    label, whose answer would be taken for the one about the label. The tests hold ours against it.
    """
    from PIL import Image

    wide = model in models.WIDE
    across = _WIDE if wide else _NARROW
    row = Image.new("1", (across * 8, page.height), 1)
    row.paste(page.convert("1"), (across * 8 - page.width - label.offset - (_WIDE_OFFSET if wide else 0), 0))
    # The head prints from right to left.
    dots = black_bits(row.transpose(Image.Transpose.FLIP_LEFT_RIGHT))
    head, red = b"g\x00" + bytes([across]), b""
    if label.two_coloured:
        # Each row comes once for black, and once for red, of which badges have none.
        head, red = b"w\x01" + bytes([across]), b"w\x02" + bytes([across]) + bytes(across)
    rows = b"".join(head + dots[start : start + across] + red for start in range(0, len(dots), across))
    return _prologue(label, model, page.height) + rows + b"\x1a"


def _prologue(label: Label, model: str, rows: int) -> bytes:
    raster = b"" if model in models.ALWAYS_RASTER else b"\x1bia\x01"
    kind = b"\x0b" if label.length_mm else b"\x0a"
    media = b"\x1biz\xce" + kind + bytes([label.width_mm, label.length_mm]) + rows.to_bytes(4, "little") + b"\x00\x00"
    expanded = bytes([_CUT_AT_END | (_TWO_COLOURS if label.two_coloured else 0)])
    cutting = b"" if model in models.WITHOUT_CUTTER else b"\x1biM\x40\x1biA\x01\x1biK" + expanded
    margin = (0 if label.length_mm else _END_MARGIN).to_bytes(2, "little")
    zeros = bytes(400 if model in models.TWO_COLOURED else 200)
    return b"".join([raster, zeros, b"\x1b@", raster, media, cutting, b"\x1bid", margin])

"""QR tickets for people whose list carries no code: a picture each, and a table for a mail merge."""

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.csv_file import write_table
from kiosk.errors import InputError
from kiosk.model import Registrant, Status
from kiosk.text import fold
from printing.saving import whole_or_nothing

if TYPE_CHECKING:
    from PIL import Image

_COLUMNS = ("registrant_id", "name", "email", "code", "picture", "state")
_MODULE = 10
"""Dots of one QR module: whole, so that no picture is ever resampled."""


def prepare(folder: Path) -> None:
    """Makes the folder before any code is given out; raises InputError if it can't be written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_table(_COLUMNS, (), folder / "tickets.csv")
    except OSError as error:
        raise InputError(f"{folder} can't be written to ({error.strerror}): choose another folder.") from None


def write_tickets(registrants: Sequence[Registrant], folder: Path, event_name: str) -> int:
    """Writes `tickets.csv` and a PNG for everybody with a code whose ticket is not cancelled; returns how many.

    Raises InputError if it can't.
    """
    holders = [person for person in registrants if person.codes and person.status is not Status.CANCELLED]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for person in holders:
            picture = ticket_picture(person.codes[0], person.name or f"Guest {person.number}", event_name)
            whole_or_nothing(folder / _file_name(person), partial(picture.save, format="PNG"))
        write_table(_COLUMNS, map(_row, holders), folder / "tickets.csv")
    except OSError as error:
        raise InputError(f"{folder} can't be written to ({error.strerror}): choose another folder.") from None
    return len(holders)


def ticket_picture(code: str, name: str, event_name: str) -> "Image.Image":
    """A ticket's QR with whose it is and for what event under it."""
    import qrcode
    from PIL import Image, ImageDraw
    from qrcode.constants import ERROR_CORRECT_Q

    from printing.lettering.fonts import typefaces
    from printing.lettering.foreign_text import safe
    from printing.lettering.typeset import shortened

    qr = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, box_size=_MODULE, border=4)
    qr.add_data(code)
    qr.make(fit=True)
    matrix = qr.make_image().get_image().convert("L")
    picture = Image.new("L", (max(matrix.width, 420), matrix.height + 90), 255)
    picture.paste(matrix, ((picture.width - matrix.width) // 2, 0))
    drawing = ImageDraw.Draw(picture)
    for text, size, top in ((name, 30, matrix.height - 8), (event_name, 22, matrix.height + 36)):
        line = shortened(safe(text, 200), picture.width - 40, size, typefaces())
        line.draw(drawing, (picture.width - line.width) // 2 - line.left, top + size, 0)
    return picture


def _file_name(person: Registrant) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", fold(person.name)).strip("-")[:40]
    return f"{person.number:04}-{slug or 'guest'}.png"


def _row(holder: Registrant) -> tuple[str, ...]:
    state = holder.reason or holder.status.value
    return holder.id, holder.name, holder.email, holder.codes[0], _file_name(holder), state

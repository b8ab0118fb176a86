"""The QR code of a badge: an opaque id, in whole dots."""

from functools import lru_cache

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError

from printing.errors import DrawingError

QUIET = 4
"""White modules that a reader needs around the code."""

_MOST_MODULES = 25


@lru_cache(maxsize=64)
def matrix(payload: str) -> list[list[bool]]:
    """Rows of modules without the quiet zone, True is black; sixteen capital letters give 21 by 21."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    # In one piece: upper-case letters then take the compact alphanumeric mode.
    code.add_data(payload, optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise DrawingError(f"The badge's id is too long for a QR code ({len(payload)} characters).") from error
    if code.modules_count > _MOST_MODULES:
        raise DrawingError(f"The badge's id is too long for its corner ({len(payload)} characters).")
    return [[bool(module) for module in row] for row in code.get_matrix()]


def side(payload: str) -> int:
    """Modules from edge to edge, without the quiet zone."""
    return len(matrix(payload))


def picture(modules: list[list[bool]], dots: int) -> Image.Image:
    """The modules in black and white (mode 1), `dots` by `dots` each, never resampled."""
    side = len(modules)
    rows = bytes(0 if module else 255 for row in modules for module in row)
    small = Image.frombytes("L", (side, side), rows).convert("1")
    return small.resize((side * dots, side * dots), Image.Resampling.NEAREST)

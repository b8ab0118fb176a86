"""The code that a scanner is tried with, and its picture:

python -m kiosk.scan.setup_code docs/setup-code.png
"""

import sys
from functools import lru_cache
from pathlib import Path

SETUP_CODE = 'Kiosk:AaQqWwZzYyMmIi-0123456789_./?=O&",K'
"""What ticket codes hold and keyboard layouts change; the scanner is to end it with Enter."""

QUIET = 4
"""White modules that a reader needs around the code."""
_DOTS = 12


@lru_cache(maxsize=1)
def modules() -> tuple[tuple[bool, ...], ...]:
    """Rows of modules with the quiet zone, True is black: 37 by 37, for a terminal of 24 lines."""
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    # In one piece: capitals or digits in a mode of their own would only cost room here.
    code.add_data(SETUP_CODE, optimize=0)
    code.make(fit=True)
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())


def draw(path: Path) -> None:
    """Writes the picture for people who print it."""
    from printing.layout.qr import picture

    picture([list(row) for row in modules()], _DOTS).save(path, "PNG", optimize=True)


if __name__ == "__main__":
    draw(Path(sys.argv[1]))

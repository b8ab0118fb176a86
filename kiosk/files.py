"""Files that others open: put in place whole or not at all, with cells that stay text."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def whole_or_nothing(path: Path, make: Callable[[Path], None]) -> None:
    """Lets `make` write a scratch file beside `path` and puts it in place when it is on the disk."""
    scratch = path.with_name(f".{secrets.token_hex(6)}{path.suffix}")
    try:
        scratch.touch(exist_ok=False)
        make(scratch)
        # Windows flushes only what may be written to.
        with scratch.open("r+b") as file:
            os.fsync(file.fileno())
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


def defuse(cell: str | int | bool) -> str | int | bool:
    """A cell that no spreadsheet takes for a formula."""
    if not isinstance(cell, str) or _is_number(cell):
        return cell
    runs = cell.startswith(("\t", "\r")) or cell.lstrip().startswith(("=", "+", "-", "@"))
    return f"'{cell}" if runs else cell


def _is_number(cell: str) -> bool:
    return cell.lstrip("+-").replace(" ", "").replace(".", "", 1).isdecimal()

"""Files that others open: put in place whole or not at all, with cells that stay text."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def whole_or_nothing(path: Path, make: Callable[[Path], None]) -> None:
    """Lets `make` write a scratch file beside `path` and puts it in place when it is on the disk."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix)
    os.close(handle)
    scratch = Path(name)
    try:
        make(scratch)
        with scratch.open("rb") as file:
            os.fsync(file.fileno())
        scratch.chmod(0o666 & ~_umask())
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


def defuse(cell: str | int | bool) -> str | int | bool:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(cell, str) and cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r")) and not _is_number(cell):
        return f"'{cell}"
    return cell


def _is_number(cell: str) -> bool:
    return cell.lstrip("+-").replace(" ", "").replace(".", "", 1).isdecimal()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

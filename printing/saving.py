"""Files that are there whole or not at all; pictures and pages into them."""

import os
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from printing.errors import PrinterError

if TYPE_CHECKING:
    from PIL import Image

SCRATCH = ".mixer-kiosk-"
"""How the name of a file begins that is not whole yet."""


def whole_or_nothing(path: Path, save: Callable[[BinaryIO], None]) -> None:
    """Writes beside `path` and puts the file in place once it is on the disk. Raises OSError."""
    handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=SCRATCH)
    try:
        with open(handle, "w+b") as file:
            save(file)
            file.flush()
            os.fsync(file.fileno())
        # As any other file of this user: mkstemp makes it theirs alone.
        os.chmod(scratch, 0o666 & ~_umask())
        os.replace(scratch, path)
    except BaseException:
        Path(scratch).unlink(missing_ok=True)
        raise


@cache
def _umask() -> int:
    # It can only be read by setting it; once, before threads of ours write.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def save_png(page: "Image.Image", file: BinaryIO) -> None:
    """Writes one cut as a PNG that knows its size in millimetres."""
    page.save(file, "PNG", dpi=page.info["dpi"], compress_level=3)


def save_pdf(pages: "Sequence[Image.Image]", file: BinaryIO) -> None:
    """Writes all cuts as one PDF, a page of the label's size each."""
    first, *others = pages
    first.save(file, "PDF", dpi=first.info["dpi"], save_all=True, append_images=others, title="Badge")


def write_pages(pages: "Sequence[Image.Image]", path: Path) -> None:
    """Writes pictures as one PDF, whole or not at all. Raises PrinterError."""
    try:
        path.parent.mkdir(exist_ok=True)
        whole_or_nothing(path, lambda file: save_pdf(pages, file))
    except OSError as error:
        raise PrinterError(f"{path} can't be written ({error.strerror or error}).", nothing_printed=True) from error

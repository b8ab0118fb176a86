"""A folder as a printer: a picture per cut and one PDF, for any machine that can open a file."""

import asyncio
import errno
import os
import re
import unicodedata
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from printing.errors import PrinterError, RefusedError
from printing.saving import SCRATCH, save_pdf, save_png, whole_or_nothing
from printing.status import State, Status

if TYPE_CHECKING:
    from PIL import Image

    from printing.job import Job

_SLUG_LENGTH = 40
_UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_WHY = {
    errno.ENOSPC: "the disk is full: free some space",
    errno.EDQUOT: "the disk is full: free some space",
    errno.EACCES: "this user may not write there: change the folder's permissions",
    errno.EPERM: "this user may not write there: change the folder's permissions",
    errno.EROFS: "the disk is read-only: choose another folder under [badge]",
    errno.ENOTDIR: "it is not a folder: choose another one under [badge]",
    errno.EEXIST: "it is not a folder: choose another one under [badge]",
}


class FolderPrinter:
    """Writes `NNNN-slug.png` (`-1`, `-2` with several cuts) and `NNNN-slug.pdf`, whole or not at all."""

    repeatable = True

    def __init__(self, folder: Path, *, name: str = "", dpi: int = 300) -> None:
        self.folder = folder
        self.dpi = dpi
        self.name = name or f"folder {folder.name or folder}"
        self._swept = False

    async def print(self, job: "Job", pages: "Sequence[Image.Image]") -> None:
        """Writes the files off the event loop. Raises PrinterError if the folder can't be written to."""
        await asyncio.to_thread(self._write_all, job, pages)

    async def status(self) -> Status:
        """Whether it can be written to, as far as that shows beforehand."""
        return await asyncio.to_thread(self._look)

    def _look(self) -> Status:
        nearest = next(each for each in (self.folder, *self.folder.absolute().parents) if each.exists())
        if not nearest.is_dir():
            return Status(State.TROUBLE, f"{nearest}: {_WHY[errno.ENOTDIR]}")
        if not os.access(nearest, os.W_OK | os.X_OK):
            return Status(State.TROUBLE, f"{nearest}: {_WHY[errno.EACCES]}")
        return Status(State.READY)

    def _write_all(self, job: "Job", pages: "Sequence[Image.Image]") -> None:
        stem = file_stem(job)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
            for number, page in enumerate(pages, 1):
                suffix = f"-{number}" if len(pages) > 1 else ""
                whole_or_nothing(self.folder / f"{stem}{suffix}.png", partial(save_png, page))
            whole_or_nothing(self.folder / f"{stem}.pdf", partial(save_pdf, pages))
            _sync_folder(self.folder)
        except IsADirectoryError as error:
            raise RefusedError(f"{error.filename2 or stem} is a folder: rename it, then reprint this badge.") from error
        except OSError as error:
            why = _WHY.get(error.errno or 0, f"{error.strerror or error}: check the disk")
            raise PrinterError(f"Badges can't be written to {self.folder}: {why}.", nothing_printed=True) from error

    def _sweep(self) -> None:
        """Removes what a killed process left half-written."""
        if not self._swept:
            for scratch in self.folder.glob(f"{SCRATCH}*"):
                scratch.unlink(missing_ok=True)
            self._swept = True


def file_stem(job: "Job") -> str:
    """`0012-ana-rossi`, with `-r2` for a first reprint: only letters, digits and hyphens."""
    name = f"{job.badge.first_name} {job.badge.last_name}"[:200].casefold().translate(_UNDECOMPOSED)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:_SLUG_LENGTH].strip("-") or "badge"
    return f"{job.badge.number:04}-{slug}" + (f"-r{job.revision}" if job.revision > 1 else "")


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":  # elsewhere a folder can't be opened for syncing
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

"""Ways to paper: one protocol, one file each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PIL import Image

    from printing.job import Job


class Printer(Protocol):
    """Brings a drawn badge to paper."""

    name: str
    """What the status line calls it."""
    repeatable: bool
    """Printing a job twice leaves one badge, so an interrupted job may be repeated without asking anybody."""

    async def print(self, job: "Job", pages: "Sequence[Image.Image]") -> None:
        """Prints all pages, one per cut, and returns when they are out of our hands. Raises PrinterError."""
        ...

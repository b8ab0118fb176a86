"""Ways to paper: one protocol, one file each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from PIL import Image

    from printing.job import Job
    from printing.status import Status


class Printer(Protocol):
    """Brings a drawn badge to paper."""

    name: str
    """What the status line calls it; told apart from the others of a pool by it."""
    dpi: int
    """The dots per inch at which pages must be drawn for it: they are never rescaled."""
    repeatable: bool
    """Printing a job twice leaves one badge, so an interrupted job may be repeated without asking anybody."""

    async def print(self, job: "Job", pages: "Sequence[Image.Image]") -> None:
        """Prints all pages (mode 1, upright as read) and returns when they are out, as far as the printer can tell.

        Raises PrinterError; its `nothing_printed` is True only if it is certain that no paper came out.
        """
        ...

    async def status(self) -> "Status":
        """How the printer is now; never raises, answers within three seconds, and is not asked while it prints."""
        ...


@runtime_checkable
class Queue(Protocol):
    """A printer behind a queue of its own, in which a job may lie long after it was sent."""

    async def withdraw(self, job_id: str = "") -> None:
        """Takes back one job, or all that an earlier run left in the queue, as far as that can still be done."""
        ...

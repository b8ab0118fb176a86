"""What can go wrong between a badge and paper, in words for a volunteer.

TemplateError        a layout file can't be used
DrawingError         this badge can't be drawn; others can
PrinterError         the printer did not take a job
└── RefusedError     ... and never will take this one
"""

from collections.abc import Iterator
from contextlib import contextmanager


class TemplateError(ValueError):
    """A template can't be used; the message names the file, the key and what is allowed."""


class DrawingError(Exception):
    """This badge can't be drawn; the message says why."""


class PrinterError(Exception):
    """A printer did not take a job; the message says what happened and what to do."""

    def __init__(self, message: str, nothing_printed: bool) -> None:
        super().__init__(message)
        self.nothing_printed = nothing_printed
        """True only if it is certain that no paper came out: then the job is tried again by itself."""


class RefusedError(PrinterError):
    """This one job will never be taken, so trying again is no use."""

    def __init__(self, message: str) -> None:
        super().__init__(message, nothing_printed=True)


@contextmanager
def drawing(what: str, todo: str = "") -> Iterator[None]:
    """Raises DrawingError for whatever the font engine says to text of a stranger: it ends this one picture only."""
    try:
        yield
    except (OSError, ValueError, TypeError, AttributeError, ArithmeticError, LookupError, MemoryError) as error:
        raise DrawingError(f"{what} can't be drawn ({error}){f': {todo}' if todo else ''}.") from error

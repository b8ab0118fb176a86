"""Draws badges and brings them to paper."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from printing.badge import Badge, ToMeet
    from printing.errors import DrawingError, PrinterError, RefusedError, TemplateError
    from printing.fonts import drawable, undrawable
    from printing.job import Job, JobState
    from printing.listing import Listing, draw_card, draw_listing, write_pages
    from printing.media import LANDSCAPE_100x62, Media
    from printing.printers import Printer
    from printing.printers.folder import FolderPrinter
    from printing.remedies import advice
    from printing.render import missing
    from printing.spool import JobStore, Spool, Station
    from printing.status import State, Status
    from printing.template import Template

__all__ = [
    "Badge",
    "DrawingError",
    "FolderPrinter",
    "Job",
    "JobState",
    "JobStore",
    "LANDSCAPE_100x62",
    "Listing",
    "Media",
    "Printer",
    "PrinterError",
    "RefusedError",
    "Spool",
    "State",
    "Station",
    "Status",
    "Template",
    "TemplateError",
    "ToMeet",
    "advice",
    "draw_card",
    "draw_listing",
    "drawable",
    "missing",
    "undrawable",
    "write_pages",
]

_HOME = {
    "LANDSCAPE_100x62": "media",
    "Badge": "badge",
    "DrawingError": "errors",
    "FolderPrinter": "printers.folder",
    "Job": "job",
    "JobState": "job",
    "JobStore": "spool",
    "Listing": "listing",
    "Media": "media",
    "Printer": "printers",
    "PrinterError": "errors",
    "RefusedError": "errors",
    "Spool": "spool",
    "State": "status",
    "Station": "spool",
    "Status": "status",
    "Template": "template",
    "TemplateError": "errors",
    "ToMeet": "badge",
    "advice": "remedies",
    "draw_card": "listing",
    "draw_listing": "listing",
    "drawable": "fonts",
    "missing": "render",
    "undrawable": "fonts",
    "write_pages": "listing",
}


def __getattr__(name: str) -> object:
    # Resolved when asked for: whoever only holds a job must not load a picture library.
    if name not in _HOME:
        raise AttributeError(f"module 'printing' has no attribute {name!r}")
    value: object = getattr(import_module(f"printing.{_HOME[name]}"), name)
    return value

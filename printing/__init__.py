"""Draws badges and brings them to paper."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from printing.badge import Badge, ToMeet
    from printing.errors import DrawingError, PrinterError, RefusedError, TemplateError
    from printing.job import Job, JobState
    from printing.layout.template import Template
    from printing.lettering.fonts import drawable, undrawable
    from printing.lettering.what_to_install import remedies_of
    from printing.media import LANDSCAPE_100x62, Media
    from printing.pages.list_cards import Listing, Row, draw_card, draw_listing
    from printing.printers import Printer
    from printing.printers.folder import FolderPrinter
    from printing.render import missing, shown
    from printing.saving import write_pages
    from printing.spool import JobStore, Spool, Station
    from printing.status import State, Status

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
    "Row",
    "Spool",
    "State",
    "Station",
    "Status",
    "Template",
    "TemplateError",
    "ToMeet",
    "draw_card",
    "draw_listing",
    "drawable",
    "missing",
    "remedies_of",
    "shown",
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
    "Listing": "pages.list_cards",
    "Media": "media",
    "Printer": "printers",
    "PrinterError": "errors",
    "RefusedError": "errors",
    "Row": "pages.list_cards",
    "Spool": "spool",
    "State": "status",
    "Station": "spool",
    "Status": "status",
    "Template": "layout.template",
    "TemplateError": "errors",
    "ToMeet": "badge",
    "draw_card": "pages.list_cards",
    "draw_listing": "pages.list_cards",
    "drawable": "lettering.fonts",
    "missing": "render",
    "remedies_of": "lettering.what_to_install",
    "shown": "render",
    "undrawable": "lettering.fonts",
    "write_pages": "saving",
}


def __getattr__(name: str) -> object:
    # Resolved when asked for: whoever only holds a job must not load a picture library.
    if name not in _HOME:
        raise AttributeError(f"module 'printing' has no attribute {name!r}")
    value: object = getattr(import_module(f"printing.{_HOME[name]}"), name)
    return value

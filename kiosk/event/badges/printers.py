"""The printers that config.toml names, each with the badge it draws."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.config import BadgeSettings, EventFolder, PrinterSettings
from kiosk.errors import ConfigError
from kiosk.event.matching.paper import template
from printing.badge import Badge
from printing.errors import DrawingError
from printing.printers import Printer
from printing.spool import Station

if TYPE_CHECKING:
    from PIL import Image

    from printing.layout.template import Template


def stations(folder: EventFolder) -> list[Station]:
    """The pool, in the order of config.toml; pictures in the badge folder where it names no printer.

    Raises ConfigError if two have one name, or a template can't be read.
    """
    settings = folder.settings.printer or (PrinterSettings(kind="folder", address=folder.settings.badge.folder),)
    made = [_station(folder, each) for each in settings]
    names = [station.printer.name for station in made]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ConfigError(f"config.toml: two printers are called {twice!r}: give each [[printer]] a name of its own.")
    return made


def _station(folder: EventFolder, settings: PrinterSettings) -> Station:
    printer = _printer(folder, settings)
    layout = template(folder, settings.template)
    _refuse_start(layout, folder.settings.badge.start_at)
    drawing = _Drawing(layout, folder.settings.badge, printer.dpi)
    return Station(printer, drawing, layout.media(printer.dpi), spare=settings.spare)


def _refuse_start(layout: "Template", start_at: int) -> None:
    if layout.sheet and start_at > layout.sheet.columns * layout.sheet.rows:
        count = layout.sheet.columns * layout.sheet.rows
        raise ConfigError(f"config.toml, [badge] start_at: {layout.name} has labels 1 to {count}, not {start_at}.")


def _printer(folder: EventFolder, settings: PrinterSettings) -> Printer:
    name, address = settings.name, settings.address
    match settings.kind:
        case "folder":
            from printing.printers.folder import FolderPrinter

            path = folder.path / Path(address or folder.settings.badge.folder)
            return FolderPrinter(path, name=name, dpi=settings.dpi or 300)
        case "cups":
            from printing.printers.cups.queue import CupsPrinter

            return CupsPrinter(address, name=name, dpi=settings.dpi or 300, notes=folder.path / ".printing")
        case "brother":
            from printing.printers.brother.ql import BrotherPrinter

            try:
                return BrotherPrinter(address, model=settings.model, label=settings.labels, name=name)
            except ValueError as error:
                raise ConfigError(f"config.toml, [printer] {name or address}: {error}.") from error
        case "zebra":
            from printing.printers.zebra import ZebraPrinter

            return ZebraPrinter(address, name=name, dpi=settings.dpi or 203, answers=settings.answers)
        case "receipt":
            from printing.printers.receipt import ReceiptPrinter

            return ReceiptPrinter(address, name=name)


class _Drawing:
    """Draws badges for one printer; on sheets each takes the next free labels."""

    def __init__(self, template: "Template", settings: BadgeSettings, dpi: int) -> None:
        self._template, self._badge, self._dpi = template, settings, dpi
        self._places: dict[str, int] = {}
        self._free = self._badge.start_at

    def __call__(self, badge: Badge) -> "Sequence[Image.Image]":
        # Imported here: whoever only opens the door has no need of a picture library yet.
        from printing.render import render

        if not badge.card_only:
            _refuse_nameless(badge)
        labels = render(badge, self._template, dpi=self._dpi, copies=self._badge.copies)
        return self._on_sheet(badge, labels) if self._template.sheet else labels

    def _on_sheet(self, badge: Badge, labels: "Sequence[Image.Image]") -> "Sequence[Image.Image]":
        from printing.pages.sheets import place

        sheet = self._template.sheet
        assert sheet is not None
        # A badge that is tried again takes the labels it was meant for.
        if badge.id not in self._places:
            self._places[badge.id] = self._free
            self._free = (self._free - 1 + len(labels)) % (sheet.columns * sheet.rows) + 1
        return place(labels, sheet, start_at=self._places[badge.id], offset_mm=self._badge.offset_mm, dpi=self._dpi)


def _refuse_nameless(badge: Badge) -> None:
    """A badge without its wearer's name is none, though it comes out; a picture in the name may be missing."""
    from printing import undrawable

    lost = undrawable([badge.first_name, badge.last_name])
    if any(cluster[0].isalpha() for clusters in lost.values() for cluster in clusters):
        said = f"Badge {badge.number}: this computer has no font for the name: write it by hand (F8 at the door)."
        raise DrawingError(said)

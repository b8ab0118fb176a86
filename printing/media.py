"""What badges are printed on."""

from dataclasses import dataclass

_INCH = 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """One label or sheet, as it lies in front of the reader."""

    width_mm: float
    height_mm: float
    dpi: int = 300
    margin_mm: float = 3.0
    """Kept white on every side: printers feed askew and cutters wander."""
    module_mm: float = 0.5
    """One square of a QR code."""

    def dots(self, mm: float) -> int:
        """Millimetres as whole dots."""
        return round(mm * self.dpi / _INCH)

    @property
    def width(self) -> int:
        """Dots from left to right."""
        return self.dots(self.width_mm)

    @property
    def height(self) -> int:
        """Dots from top to bottom."""
        return self.dots(self.height_mm)

    @property
    def module(self) -> int:
        """Whole dots of one QR module: of half a millimetre 6 at 300 dpi, 4 at 203."""
        return self.dots(self.module_mm)


LANDSCAPE_100x62 = Media(width_mm=100, height_mm=62)
"""The default label: first names are a third larger than upright on the same label."""

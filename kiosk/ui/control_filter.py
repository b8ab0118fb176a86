"""The second line of defence: no control character reaches the terminal, whatever a widget was given."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_CONTROLS = {code: "�" for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}


class ControlFilter(LineFilter):
    """Shows control and direction-changing characters as a replacement sign."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments with harmless text."""
        return [
            segment if segment.control or (segment.text.isascii() and segment.text.isprintable())
            else Segment(segment.text.translate(_CONTROLS), segment.style)
            for segment in segments
        ]  # fmt: skip

"""The second line of defence: no control character reaches the terminal, whatever a widget was given."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.app import App
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


class SafeApp(App[None], inherit_bindings=False):  # Textual's own Ctrl+Q would close the door unasked
    """What every app of ours is: nothing reaches the terminal unfiltered."""

    ENABLE_COMMAND_PALETTE = False

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and ours behind them."""
        return [*super().get_line_filters(), ControlFilter()]

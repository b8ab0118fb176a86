"""Fields as the door uses them."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Checkbox, Input

from kiosk import code
from kiosk.code import Origin
from kiosk.scan.wedge import recover


class Field(Input):
    """An input that gives back a scan which a stalled screen let through to it."""

    @dataclass
    class Leaked(Message):
        """A code of ours was at the end of what was submitted; the rest still stands in the field."""

        code: str

    def on_mount(self) -> None:
        """A blinking cursor would redraw the screen all evening."""
        self.cursor_blink = False

    async def action_submit(self) -> None:
        """Enter: a scan is taken out, anything else is submitted."""
        scanned, rest = recover(self.value, _is_ours)
        if scanned is None:
            await super().action_submit()
            return
        self.value = rest
        self.post_message(self.Leaked(scanned))


class Tick(Checkbox, inherit_bindings=False):
    """A checkbox that is empty while it is off, and that Enter does not change: Enter sends the form."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "toggle_button", "Tick", show=False)]
    BUTTON_INNER = " "

    def watch_value(self) -> None:
        """Shows a tick, or nothing."""
        self.BUTTON_INNER = "✓" if self.value else " "
        super().watch_value()


def _is_ours(text: str) -> bool:
    letters = code.canonical(text)
    # Whose signature it is, the door finds out.
    return code.is_badge_id(letters) or code.origin(letters, "", b"") in (Origin.GENUINE, Origin.FORGED)

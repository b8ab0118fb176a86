"""The PIN that leads from self-service back to the crew."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from kiosk.event.door.pin import Attempts, fits
from kiosk.language import _
from kiosk.ui.widgets.field import Field

_PATIENCE = 20.0
"""Seconds after which a forgotten form goes away."""


class PinForm(ModalScreen[bool | None]):
    """For the crew only."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f10", "dismiss(None)", show=False)]

    def __init__(self, kept: str, attempts: Attempts, clock: Callable[[], float]) -> None:
        super().__init__()
        self._kept = kept
        self._attempts = attempts
        self._clock = clock

    def compose(self) -> ComposeResult:
        """One hidden field."""
        with Vertical(classes="dialog"):
            yield Static(_("For the crew: the PIN, please."), classes="question")
            yield Field(password=True, max_length=64)
            yield Static(id="pin-hint")
            yield Static(_("Enter: back to the crew's screen      Esc: stay"), classes="keys")

    def on_mount(self) -> None:
        """Goes away by itself."""
        self.set_timer(_PATIENCE, lambda: self.dismiss(None))

    @on(Input.Submitted)
    def try_pin(self, event: Input.Submitted) -> None:
        """Right, wrong, or too often wrong."""
        now = self._clock()
        wait = self._attempts.wait(now)
        if wait > 0:
            self._hint(_("✗ Too many wrong PINs: try again in {n} seconds.").format(n=round(wait)))
        elif fits(event.value, self._kept):
            self._attempts.succeeded()
            self.dismiss(True)
        else:
            self._attempts.failed(now)
            self._hint(_("✗ That is not the PIN."))
        self.query_one(Field).value = ""

    def _hint(self, text: str) -> None:
        self.query_one("#pin-hint", Static).update(Content(text))

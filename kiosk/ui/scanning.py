"""An app that scans: codes are taken out of the keys before anything else sees them."""

from collections.abc import Callable, Sequence
from time import monotonic

from textual import events

from kiosk.config import ScanSettings
from kiosk.scan.wedge import Key, Wedge, looks_like_code
from kiosk.ui.control_filter import SafeApp


class ScanningApp(SafeApp, inherit_bindings=False):
    """What the door and the tray have in common."""

    CSS_PATH = "kiosk.tcss"

    def __init__(self, settings: ScanSettings, *, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._settings = settings
        self._clock = clock
        self._wedge = Wedge(settings)

    def expect(self, short: frozenset[str]) -> None:
        """Names the codes that a scanner may send although they are shorter than others."""
        self._wedge.short = short

    def take_scan(self, text: str, *, typed: bool = False, before: str = "") -> None:
        """What to do with a code; `typed`: the search field held it; `before`: what was typed just before it."""
        raise NotImplementedError

    async def on_event(self, event: events.Event) -> None:
        """Takes scans out of the keys before focus and bindings: an uncaptured scan once pressed "Undo" in a trial."""
        if isinstance(event, events.InputEvent) and event.is_forwarded:
            # It has been to the focused widget and bubbles back.
            await super().on_event(event)
        elif isinstance(event, events.Key) and self._screen_takes(event):
            return
        elif isinstance(event, events.Key):
            step = self._wedge.feed(Key(event.key, event.character, event.time))
            await self._replay(step.typed)
            if step.scan:
                self.take_scan(step.scan, before=step.before)
            if self._wedge.holding:
                self.set_timer(self._settings.max_gap_ms / 1000, self._give_back)
        elif isinstance(event, events.Paste) and looks_like_code(event.text, self._settings.min_length):
            self.take_scan(event.text)
        else:
            await super().on_event(event)

    @property
    def holding_keys(self) -> bool:
        """Whether keys wait to be told from a scan."""
        return self._wedge.holding

    def _screen_takes(self, key: events.Key) -> bool:
        """Whether the screen on top wants the keys themselves, as the scanner test does."""
        take = getattr(self.screen, "take_key", None)
        return take is not None and bool(take(key))

    async def _give_back(self) -> None:
        """Keys that were held back and turned out to be typed go where they were meant to."""
        await self._replay(self._wedge.flush(self._clock(), queue_empty=self.message_queue_size == 0))
        if self._wedge.holding:
            self.set_timer(self._settings.max_gap_ms / 1000, self._give_back)

    async def _replay(self, keys: Sequence[Key]) -> None:
        for key in keys:
            await super().on_event(events.Key(key.name, key.character))

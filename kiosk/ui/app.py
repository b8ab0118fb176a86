"""The app: scans are taken before anything else sees a key, and answered one after the other."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from time import monotonic

from textual import events, on
from textual.app import App
from textual.filter import LineFilter
from textual.worker import Worker

from kiosk.errors import InputError, KioskError, NotFoundError
from kiosk.event.door import Door
from kiosk.intake.taking import Report, read_all, take_into
from kiosk.model import Registration, ScanResult
from kiosk.scan.wedge import Key, Wedge, looks_like_code
from kiosk.ui.messages import Answered, Failed, failure
from kiosk.ui.safety import ControlFilter
from kiosk.ui.screens.door import DoorScreen
from kiosk.ui.widgets.field import Field
from kiosk.ui.wording import Sign
from printing.spool import Spool

Ask = Callable[[], Awaitable[ScanResult]]


class KioskApp(App[None], inherit_bindings=False):  # Textual's own Ctrl+Q would close the door unasked
    """One door's screen."""

    CSS_PATH = "kiosk.tcss"
    TITLE = "kiosk"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, door: Door, spool: Spool | None = None, *, demo: bool = False, clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__()
        self.door = door
        self.demo = demo
        self._clock = clock
        self._wedge = Wedge(door.folder.settings.scan)
        self._asked: asyncio.Queue[tuple[Ask, Sign | None, bool]] = asyncio.Queue()
        self._home = DoorScreen(door, spool, demo=demo)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and ours behind them."""
        return [*super().get_line_filters(), ControlFilter()]

    async def on_mount(self) -> None:
        """Shows the door and starts answering."""
        self.animation_level = "none"
        await self.push_screen(self._home)
        self.run_worker(self._answer_all(), group="answers", exit_on_error=False)

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
                self.take_scan(step.scan)
            if self._wedge.holding:
                self.set_timer(self.door.folder.settings.scan.max_gap_ms / 1000, self._give_back)
        elif isinstance(event, events.Paste) and self._is_code(event.text):
            self.take_scan(event.text)
        else:
            await super().on_event(event)

    def take_scan(self, text: str, *, typed: bool = False) -> None:
        """Queues a scanned code; the answer comes as `Answered`."""
        self.ask(lambda: self.door.scan(text, can_ask=True), typed=typed)

    def ask(self, question: Ask, sign: Sign | None = None, *, typed: bool = False) -> None:
        """Queues anything that the door answers; `sign` heads the answer, `typed` says that the search field asked."""
        self._asked.put_nowait((question, sign, typed))

    def walk_in(self, registration: Registration) -> None:
        """Queues somebody who is on no list."""
        self.ask(lambda: self.door.walk_in(registration), typed=True)

    @on(Field.Leaked)
    def take_leaked(self, event: Field.Leaked) -> None:
        """Answers a scan that was typed into a field while the screen stalled."""
        self.take_scan(event.code)

    async def take_list(self, path: Path) -> Report:
        """Takes late sign-ups in, read beside the scans; raises KioskError."""
        lists = await asyncio.to_thread(read_all, [path], self.door.folder, None)
        return await take_into(self.door, lists[0], await self.door.consent())

    @property
    def holding_keys(self) -> bool:
        """Whether keys wait to be told from a scan."""
        return self._wedge.holding

    async def settled(self) -> None:
        """Returns when everything asked so far is answered."""
        await self._asked.join()

    async def _answer_all(self) -> None:
        """Answers one after the other, never exclusive: a second scan must not cancel the first."""
        while True:
            question, sign, typed = await self._asked.get()
            try:
                self._home.post_message(Answered(await question(), sign, typed))
            except KioskError as error:
                title = "NOT DONE" if isinstance(error, InputError | NotFoundError) else error.title
                self._home.post_message(Failed(title, str(error)))
            finally:
                self._asked.task_done()

    async def _give_back(self) -> None:
        """Keys that were held back and turned out to be typed go where they were meant to."""
        await self._replay(self._wedge.flush(self._clock(), queue_empty=self.message_queue_size == 0))
        if self._wedge.holding:
            self.set_timer(self.door.folder.settings.scan.max_gap_ms / 1000, self._give_back)

    async def _replay(self, keys: Sequence[Key]) -> None:
        for key in keys:
            await super().on_event(events.Key(key.name, key.character))

    def _screen_takes(self, key: events.Key) -> bool:
        """Whether the screen on top wants the keys themselves, as the scanner test does."""
        take = getattr(self.screen, "take_key", None)
        return take is not None and bool(take(key))

    def _is_code(self, text: str) -> bool:
        return looks_like_code(text, self.door.folder.settings.scan.min_length)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker that failed becomes a message; the door stays open."""
        failed = failure(event)
        if failed:
            self._home.post_message(failed)
            if event.worker.group == "answers":
                self.run_worker(self._answer_all(), group="answers", exit_on_error=False)

"""The app: scans are taken before anything else sees a key, and answered one after the other."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from time import monotonic

from textual import events
from textual.app import App
from textual.filter import LineFilter
from textual.worker import Worker, WorkerState

from kiosk.errors import KioskError
from kiosk.event.consent import Consent
from kiosk.event.door import Door
from kiosk.intake.taking import Report, read_all, take_into
from kiosk.model import Registration, ScanResult
from kiosk.scan.wedge import Key, Wedge, looks_like_code
from kiosk.ui.messages import Answered, Failed
from kiosk.ui.safety import ControlFilter
from kiosk.ui.screens.door import DoorScreen

Ask = Callable[[], Awaitable[ScanResult]]


class KioskApp(App[None]):
    """One door's screen."""

    CSS_PATH = "kiosk.tcss"
    TITLE = "kiosk"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, door: Door, *, demo: bool = False, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self.door = door
        self.demo = demo
        self._clock = clock
        self._wedge = Wedge(door.folder.settings.scan)
        self._asked: asyncio.Queue[Ask] = asyncio.Queue()
        self._home = DoorScreen(door, demo=demo)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and ours behind them."""
        return [*super().get_line_filters(), ControlFilter()]

    async def on_mount(self) -> None:
        """Shows the door and starts answering."""
        await self.push_screen(self._home)
        self.run_worker(self._answer_all(), group="answers", exit_on_error=False)

    async def on_event(self, event: events.Event) -> None:
        """Takes scans out of the keys before focus and bindings: an uncaptured scan once pressed "Undo" in a trial."""
        if isinstance(event, events.Key):
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

    def take_scan(self, text: str) -> None:
        """Queues a scanned code; the answer comes as `Answered`."""
        self.ask(lambda: self.door.scan(text, can_ask=True))

    def ask(self, question: Ask) -> None:
        """Queues anything that the door answers."""
        self._asked.put_nowait(question)

    def walk_in(self, registration: Registration) -> None:
        """Queues somebody who is on no list."""
        self.ask(lambda: self.door.walk_in(registration))

    async def take_list(self, path: Path) -> Report:
        """Takes late sign-ups in, read beside the scans; raises KioskError."""
        lists = await asyncio.to_thread(read_all, [path], self.door.folder, None)
        return await take_into(self.door, lists[0], Consent.ASK)

    async def _answer_all(self) -> None:
        """Answers one after the other, never exclusive: a second scan must not cancel the first."""
        while True:
            question = await self._asked.get()
            try:
                self._home.post_message(Answered(await question()))
            except KioskError as error:
                self._home.post_message(Failed(error.title, str(error)))

    async def _give_back(self) -> None:
        """Keys that were held back and turned out to be typed go where they were meant to."""
        await self._replay(self._wedge.flush(self._clock(), queue_empty=self.message_queue_size == 0))
        if self._wedge.holding:
            self.set_timer(self.door.folder.settings.scan.max_gap_ms / 1000, self._give_back)

    async def _replay(self, keys: Sequence[Key]) -> None:
        for key in keys:
            await super().on_event(events.Key(key.name, key.character))

    def _is_code(self, text: str) -> bool:
        return looks_like_code(text, self.door.folder.settings.scan.min_length)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker that failed becomes a message; the door stays open."""
        if event.state is WorkerState.ERROR:
            error = event.worker.error
            sentence = (
                str(error) if isinstance(error, KioskError) else f"{type(error).__name__}: please tell the organiser."
            )
            self._home.post_message(Failed("Something went wrong", sentence))
            if event.worker.group == "answers":
                self.run_worker(self._answer_all(), group="answers", exit_on_error=False)

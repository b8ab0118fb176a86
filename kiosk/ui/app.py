"""The app: scans are taken before anything else sees a key, and answered one after the other."""

import asyncio
import gc
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import Literal

from rich.text import Text
from textual import on
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import Worker

from kiosk import language
from kiosk.errors import KioskError
from kiosk.event.door.door import Door
from kiosk.event.door.pin import Attempts
from kiosk.intake.choices.doubts import doubts_of
from kiosk.intake.choices.open_list import open_lists
from kiosk.intake.guestlist import GuestList
from kiosk.intake.taking import Report, take_into
from kiosk.language import _
from kiosk.model import Registration, ScanResult
from kiosk.scan.scanner_state import State
from kiosk.scan.scanners import scanners
from kiosk.scan.wedge import endings
from kiosk.ui import crash_report
from kiosk.ui.front import Question
from kiosk.ui.listening import Health, Heard, Listening, Seen
from kiosk.ui.look.outcomes import Sign, sign_of
from kiosk.ui.look.sound import Sounds
from kiosk.ui.look.themes import CONTRAST, NAMES
from kiosk.ui.menu import menu
from kiosk.ui.messages import Answered, Failed, failure
from kiosk.ui.modes import Mode
from kiosk.ui.question_queue import QuestionQueue
from kiosk.ui.scanning import ScanningApp
from kiosk.ui.screens.desk import DeskScreen
from kiosk.ui.screens.door import DoorScreen
from kiosk.ui.screens.scanner_test import ScannerTest
from kiosk.ui.screens.self_service import SelfService
from kiosk.ui.widgets.field import Field
from printing.spool import Spool

_HOME = 1
"""Where the home screen stands, above Textual's own blank one."""
_LISTEN = 1.0
"""Seconds between two looks for what the tray tells."""


class KioskApp(ScanningApp, inherit_bindings=False):
    """One door's screens; which one is home depends on who stands in front of it."""

    TITLE = "kiosk"

    def __init__(
        self,
        door: Door,
        spool: Spool | None = None,
        *,
        demo: bool = False,
        mode: Mode = Mode.DOOR,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(door.folder.settings.scan, clock=clock)
        self.door = door
        self.spool = spool
        self.demo = demo
        self.mode = mode
        self.staffed: Mode = Mode.DOOR if mode is Mode.SELF_SERVICE else mode
        """Where the PIN leads back to."""
        self.attempts = Attempts()
        """At the PIN, whichever screen asks for it."""
        settings = door.folder.settings
        language.use(door.folder.language)
        self.register_theme(CONTRAST)
        self.theme = NAMES[settings.screen.theme]
        self._sounds = Sounds(settings.screen.sounds, self.bell)
        self._questions = QuestionQueue(self._tell)
        self._unheard = ""
        """Why the tray's window can't be heard; empty while it can."""
        self.listening = Listening(scanners(door.folder), self.post_message)
        self.health: dict[str, State] = {}
        """How every scanner is that is not a keyboard."""
        self._home = self._home_of(mode)

    def _home_of(self, mode: Mode) -> Screen[None]:
        if mode is Mode.SELF_SERVICE:
            return SelfService(self, self.door)
        kind = DeskScreen if mode is Mode.DESK else DoorScreen
        return kind(self, self.door, self.spool)

    async def on_mount(self) -> None:
        """Shows the door and starts answering."""
        self.animation_level = "none"
        await self.push_screen(self._home)
        await self._expect_short_codes()
        self.run_worker(self._questions.answer(), group="answers", exit_on_error=False)
        self.set_interval(_LISTEN, self._take_told)
        self.listening.begin()
        # What was loaded stays all evening: the collector need not look at it again in the middle of a scan.
        gc.freeze()
        gc.enable()

    def on_unmount(self) -> None:
        """Lets go of the scanners."""
        self.listening.end()

    @on(Heard)
    def hear(self, event: Heard) -> None:
        """A code from a line or a camera is as good as a typed one."""
        if isinstance(self.screen, ScannerTest):
            self.screen.take_scan(event.code, event.over)
        else:
            self.take_scan(event.code)

    @on(Health)
    def note_health(self, event: Health) -> None:
        """A scanner came or went: said at once, and in the status line while somebody has to act."""
        self.health[event.name] = event.state
        if self.mode is not Mode.SELF_SERVICE:
            severity: Literal["warning", "information"] = "warning" if event.state.fault else "information"
            self.notify(event.state.said, severity=severity, markup=False)

    @on(Seen)
    def show_picture(self, event: Seen) -> None:
        """What a camera sees, where somebody looks."""
        if isinstance(self.screen, ScannerTest):
            self.screen.show_picture(event.picture)

    async def _take_told(self) -> None:
        said = ""
        try:
            await self.door.badges.take_told()
        except (KioskError, OSError) as error:
            said = str(error)
        # Said when it begins, not every second while it lasts.
        if said and said != self._unheard:
            self._home.post_message(Failed(_("The tray's window can't be heard"), said))
        self._unheard = said

    async def change_mode(self, mode: Mode) -> None:
        """Another home, with nothing open above it."""
        self.mode = mode
        self.staffed = self.staffed if mode is Mode.SELF_SERVICE else mode
        self._home = self._home_of(mode)
        while len(self.screen_stack) > _HOME + 1:
            await self.pop_screen()
        await self.switch_screen(self._home)

    def other_modes(self) -> Sequence[Mode]:
        """What the screen can change to from here; self-service only where a PIN leads back."""
        can_leave = bool(self.door.folder.settings.self_service.pin)
        return [mode for mode in Mode if mode is not self.mode and (can_leave or mode is not Mode.SELF_SERVICE)]

    def steady(self) -> float:
        """Seconds of a clock that nobody sets."""
        return monotonic()

    @property
    def last_answers(self) -> Sequence[Answered]:
        """The newest first."""
        return self._questions.last

    def open_menu(self) -> None:
        """Everything that can be done here, by name."""
        self.push_screen(CommandPalette(providers=[menu(self)], placeholder=_("What would you like to do?")))

    def take_scan(self, text: str, *, typed: bool = False, before: str = "") -> None:
        """Hands a code to the screen that waits for one, or queues it; the answer comes as `Answered`."""
        taker = getattr(self.screen, "take_scan", None)
        if taker and taker(text):
            return
        self.ask(lambda: self._scan_whole(text, before), typed=typed)

    async def _scan_whole(self, text: str, before: str) -> ScanResult:
        """A computer that stood still for a moment may have taken a code's first letters for typed ones."""
        for _typed, head in endings(before):
            if await self.door.guests.find(head + text):
                self._take_out(head)
                return await self.door.scan(head + text, can_ask=True)
        return await self.door.scan(text, can_ask=True)

    def _take_out(self, letters: str) -> None:
        field = self.focused
        if isinstance(field, Input) and field.value.endswith(letters):
            field.value = field.value.removesuffix(letters)

    def ask(self, question: Question, sign: Sign | None = None, *, typed: bool = False) -> None:
        """Queues anything that the door answers; `sign` heads the answer, `typed` says that the search field asked."""
        self._questions.ask(question, sign, typed=typed)

    def ask_all(self, question: Callable[[], Awaitable[Sequence[ScanResult]]]) -> None:
        """Queues something that has several answers, shown one after the other."""
        self.run_worker(self._questions.answer_each(question), group="person", exit_on_error=False)

    def walk_in(self, registration: Registration, *, insist: bool = False) -> None:
        """Queues somebody who is on no list; the answer asks first, where they may be on it."""
        self.ask(lambda: self.door.walk_in(registration, insist=insist), typed=True)

    @on(Field.Leaked)
    def take_leaked(self, event: Field.Leaked) -> None:
        """Answers a scan that was typed into a field while the screen stalled."""
        self.take_scan(event.code)

    async def read_list(self, path: Path) -> tuple[GuestList, Sequence[str]]:
        """Late sign-ups, read beside the scans, and why they are not taken in unasked; raises KioskError."""
        (listed,) = await asyncio.to_thread(open_lists, [path], self.door.folder)
        guests = await asyncio.to_thread(listed.understand)
        return guests, doubts_of(guests, known=listed.known is not None)

    async def take_list(self, guests: GuestList) -> Report:
        """Takes late sign-ups in; raises KioskError."""
        report = await take_into(self.door, guests, await self.door.guests.consent_choice())
        await self._expect_short_codes()
        return report

    async def _expect_short_codes(self) -> None:
        self.expect(await self.door.guests.short_codes(self.door.folder.settings.scan.min_length))

    async def settled(self) -> None:
        """Returns when everything asked so far is answered."""
        await self._questions.settled()

    def _tell(self, said: Answered | Failed) -> None:
        if isinstance(said, Answered):
            self._sounds.play((said.sign or sign_of(said.result)).look)
        self._home.post_message(said)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker that failed becomes a message; the door stays open."""
        failed = failure(event)
        if failed:
            self._home.post_message(failed)
            if event.worker.group == "answers":
                self.run_worker(self._questions.answer(), group="answers", exit_on_error=False)

    def _fatal_error(self) -> None:
        # Textual's own report shows the values of variables: names and addresses on a screen at a door.
        path = crash_report.write(sys.exc_info()[1], self.door.folder.path)
        said = _("Something went wrong that nobody foresaw. What was admitted is saved; start 'kiosk' again. {report}")
        where = _("{file} says where, without anybody's data: please send it to the makers.").format(file=path)
        self.panic(Text(said.format(report=where if path else "")))

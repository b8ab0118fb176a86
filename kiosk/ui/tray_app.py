"""The tray in a window of its own, beside the open door: it reads the event file, and tells the door what was given."""

from kiosk import code, language
from kiosk.config import EventFolder
from kiosk.errors import StoreError
from kiosk.event.door import inbox
from kiosk.language import _
from kiosk.store import jobs
from kiosk.store.database import Database
from kiosk.store.jobs import Tray
from kiosk.ui.look.themes import CONTRAST, NAMES
from kiosk.ui.scanning import ScanningApp
from kiosk.ui.screens.tray import TrayScreen


class TrayApp(ScanningApp, inherit_bindings=False):
    """One screen; a badge's code is as good as its line in the list."""

    TITLE = "tray"

    def __init__(self, folder: EventFolder, reader: Database) -> None:
        super().__init__(folder.settings.scan)
        self._folder = folder
        self._reader = reader
        language.use(folder.language)
        self.register_theme(CONTRAST)
        self.theme = NAMES[folder.settings.screen.theme]

    async def on_mount(self) -> None:
        """Shows the tray."""
        self.animation_level = "none"
        await self.push_screen(TrayScreen(self._look, self._give, self.exit))

    def take_scan(self, text: str, *, typed: bool = False, before: str = "") -> None:
        """The tray takes every code."""
        screen = self.screen
        if isinstance(screen, TrayScreen):
            screen.take_scan(text)

    async def _look(self) -> Tray:
        return await self._reader.read(jobs.tray)

    async def _give(self, badge: str) -> bool:
        known = await self._reader.read(lambda connection: jobs.ticket_of(connection, code.canonical(badge)))
        if known is None:
            return False
        try:
            inbox.tell_given(self._folder.path, badge)
        except OSError as error:
            raise StoreError(
                _("The event's folder can't be written ({why}): tell the door.").format(why=error.strerror or error)
            ) from error
        return True

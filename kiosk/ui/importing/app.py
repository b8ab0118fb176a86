"""The import's app: one page for every list, and nothing is recorded before the last of them was agreed to."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import ClassVar

from kiosk import language
from kiosk.config import EventFolder
from kiosk.intake.choices.agreed import Agreed
from kiosk.intake.choices.open_list import OpenList
from kiosk.intake.choices.remembered import Chosen
from kiosk.intake.guestlist import GuestList
from kiosk.intake.rehearsing import rehearse
from kiosk.intake.taking import Report
from kiosk.language import _
from kiosk.model import Consent
from kiosk.ui.control_filter import SafeApp
from kiosk.ui.importing.choosing import Choose
from kiosk.ui.importing.page import ListPage
from kiosk.ui.look.themes import CONTRAST, NAMES


class ImportApp(SafeApp, inherit_bindings=False):
    """Shows lists one after the other; `agreed` is None until all of them were agreed to."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["../kiosk.tcss", "importing.tcss"]

    def __init__(
        self, folder: EventFolder, lists: Sequence[OpenList], guests: Sequence[GuestList], consent: Consent | None,
        why: Sequence[str] = (), *, replace: bool = False, cancel_vanished: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        language.use(folder.language)
        self.register_theme(CONTRAST)
        self.theme = NAMES[folder.settings.screen.theme]
        self.agreed: Agreed | None = None
        self._lists = lists
        self._guests = guests
        self.why = why or [""] * len(lists)
        """For every list why its page opened though nobody asked for it, in a sentence; empty where it is certain."""
        self._consent = consent
        self._how = {"replace": replace, "cancel_vanished": cancel_vanished}
        self._folder = folder
        self._done: list[tuple[GuestList, Chosen]] = []

    async def on_mount(self) -> None:
        """Shows the first list."""
        self.animation_level = "none"
        await self.push_screen(self._page())

    def _page(self) -> ListPage:
        number, count = len(self._done), len(self._lists)
        place = _("List {n} of {count}   ").format(n=number + 1, count=count) if count > 1 else ""
        stated = self._consent is Consent.STATED
        said = (place, self.why[number])
        return ListPage(self._lists[number], self._guests[number], said, stated, self._take, self._try)

    async def _try(self, guests: GuestList) -> Report:
        lists = [*(done for done, _chosen in self._done), guests]
        return await rehearse(self._folder, lists, self._consent, **self._how)

    def _take(self, guests: GuestList, chosen: Chosen) -> None:
        self._done.append((guests, chosen))
        if len(self._done) < len(self._lists):
            self.switch_screen(self._page())
        elif self._is_open():
            self._ask()
        else:
            self._agree()

    def _is_open(self) -> bool:
        """Whether some list asks nobody, and nothing in any of them could be a refusal."""
        lists = [guests for guests, _chosen in self._done]
        asks_nobody = any(each.consent_column is None for each in lists)
        return self._consent is None and asks_nobody and not any(each.open_columns for each in lists)

    def _ask(self) -> None:
        question = _(
            "No question in this list asks whether people agree to be matched.\n"
            "Did your registration page say that answers are used to suggest people to meet?"
        )
        answers = {
            Consent.ASK.value: _("No: nobody is matched who does not agree at the door"),
            Consent.STATED.value: _("Yes, it said so"),
        }
        self.push_screen(Choose(question, answers), self._answered)

    def _answered(self, said: str | None) -> None:
        if said is None:
            self._done.pop()
            return
        self._consent = Consent(said)
        self._agree()

    def _agree(self) -> None:
        guests, chosen = zip(*self._done, strict=True)
        self.agreed = Agreed(guests, chosen, self._consent)
        self.exit()

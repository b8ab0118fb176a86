"""People who came together: scanned or picked one after the other, let in at once, never introduced to each other."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from kiosk.event.door.door import Door
from kiosk.event.guests.naming import called
from kiosk.language import _
from kiosk.model import Found
from kiosk.text import clean
from kiosk.ui.look.search_hits import match_line
from kiosk.ui.widgets.field import Field


class GroupForm(ModalScreen[list[str] | None]):
    """Collects a group; Enter on an empty line lets everybody in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f7", "dismiss(None)", show=False),
        Binding("f4", "drop", show=False),
    ]

    def __init__(self, door: Door, start: Sequence[Found]) -> None:
        super().__init__()
        self._door = door
        self._group: dict[str, Found] = {each.registrant.id: each for each in start}

    def compose(self) -> ComposeResult:
        """Who is in the group so far, and a line for the next."""
        with Vertical(classes="dialog tall"):
            yield Static(_("Who came together?"), classes="question")
            yield Field(placeholder=_("Scan a ticket, or type a name and press Enter"))
            yield Static(id="group-hint")
            yield OptionList(id="group", classes="choices")
            keys = _("Enter on an empty line: let all of them in   F4: take the last one out   Esc: nobody")
            yield Static(keys, classes="keys")

    def on_mount(self) -> None:
        """Shows whom it starts with."""
        self.query_one(OptionList).can_focus = False
        self._show()

    def take_scan(self, text: str) -> bool:
        """A scan joins the group instead of being let in alone."""
        self._join(text)
        return True

    @on(Input.Submitted)
    def enter(self, event: Input.Submitted) -> None:
        """A name joins; an empty line is the end."""
        typed = clean(event.value)
        if typed:
            self._join(typed)
        elif self._group:
            self.dismiss(list(self._group))

    def action_drop(self) -> None:
        """F4."""
        if self._group:
            self._group.popitem()
            self._show()

    @work(group="search", exit_on_error=False)
    async def _join(self, text: str) -> None:
        found = await self._door.guests.find(text)
        hits = [found] if found else await self._door.guests.search_exact(text, limit=2)
        if len(hits) == 1:
            self._group.setdefault(hits[0].registrant.id, hits[0])
            self.query_one(Field).value = ""
            self._show()
            return
        said = (
            _("Several people match: type more of the name.") if hits else _("Nobody matches: scan, or type the name.")
        )
        self._hint(f"! {said}")
        self.app.bell()

    def _hint(self, text: str) -> None:
        self.query_one("#group-hint", Static).update(Content(text))

    def _show(self) -> None:
        people = self.query_one(OptionList)
        people.clear_options()
        people.add_options([Option(Content("  ".join(match_line(each)))) for each in self._group.values()])
        names = ", ".join(called(each.registrant) for each in self._group.values())
        self._hint(_("They will not be introduced to each other: {names}").format(names=names) if names else "")

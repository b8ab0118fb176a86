"""The desk: the list first, for everything that takes longer than the queue can wait."""

from collections.abc import Callable, Sequence

from kiosk.model import Found
from kiosk.ui.screens.door import DoorScreen
from kiosk.ui.widgets.matches import Matches
from kiosk.ui.widgets.recent import Recent
from kiosk.ui.widgets.result import ResultPanel


class DeskScreen(DoorScreen):
    """Everybody on the list, in the order of names; the answer stands beside it."""

    async def on_mount(self) -> None:
        """Shows the list."""
        self.add_class("desk")
        self.query_one("#middle").move_child(self.query_one(Matches), before=self.query_one(ResultPanel))
        await super().on_mount()
        self.query_one(Recent).display = False
        self._search("")

    async def waiting_list(self) -> Sequence[Found]:
        """Everybody, while nothing is typed."""
        return await self._door.guests.everybody()

    def _show_answer(self, show: Callable[[ResultPanel], None]) -> None:
        super()._show_answer(show)
        self._search(self.typed())

    def _show_matches(self, found: Sequence[Found]) -> None:
        matches = self.query_one(Matches)
        matches.show(found)
        matches.display = True

"""The menu: everything that can be done, found by a few letters of its name."""

from collections.abc import Callable
from typing import ClassVar

from textual.command import DiscoveryHit, Hit, Hits, Provider

from kiosk.language import _, later
from kiosk.ui.front import Front
from kiosk.ui.look.themes import NAMES
from kiosk.ui.modes import Mode
from kiosk.ui.screens.crew import CrewScreen

_THEMES = {
    "dark": later("Colours: dark"),
    "light": later("Colours: light"),
    "contrast": later("Colours: high contrast"),
    "terminal": later("Colours: those of the terminal"),
}
_ACTIONS = {
    "last": (later("Last answers"), later("the last twenty people, and what can be done about each")),
    "walk_in": (later("Walk-in"), later("F2: somebody who is on no list")),
    "person": (later("This person"), later("F6: edit, substitute, let in, print, take back")),
    "group": (later("Came together"), later("F7: let people in who know each other")),
    "undo": (later("Take back"), later("F4: the last admission")),
    "reprint": (later("Print again"), later("F5: the last badge")),
    "by_hand": (later("Write by hand"), later("F8: what to write on the last badge")),
    "badges": (later("Printers and badges"), later("F3: what is not out, and labels left")),
    "stats": (later("Stats"), later("how the evening is going")),
    "mixer": (later("Mixer"), later("rounds of pairs or tables: join by badge, plan, begin")),
    "tray": (later("Tray"), later("hand out badges in the order of printing; kiosk tray opens it in a window")),
    "scanner": (later("Scanner test"), later("one code to scan, and whether the scanner works")),
    "exceptions": (later("Exceptions"), later("badges that name somebody who won't come")),
    "import": (later("Take in a list"), later("late sign-ups from a file")),
    "release": (later("Release the waiting list"), later("everybody on it may come in")),
    "operator": (later("Who is at the door"), later("your initials on everything from now on")),
    "help": (later("Help"), later("F1: all keys")),
    "leave": (later("Close the door"), later("F10")),
}


_MODES = {
    Mode.DOOR: (later("Door"), later("the answer is large: for the queue")),
    Mode.DESK: (later("Desk"), later("the list is large: for everything that takes longer")),
    Mode.SELF_SERVICE: (later("Self-service"), later("people scan themselves in; the PIN leads back")),
}


def menu(front: Front) -> type[Provider]:
    """The menu of one app: Textual makes providers itself, so that one comes as a class."""

    class OfThisApp(Menu):
        kiosk = front

    return OfThisApp


class Menu(Provider):
    """The commands of the crew's screens."""

    kiosk: ClassVar[Front]

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for title, about, go in self._commands():
            yield DiscoveryHit(title, go, help=about)

    async def search(self, query: str) -> Hits:
        """What fits the letters."""
        matcher = self.matcher(query)
        for title, about, go in self._commands():
            score = max(matcher.match(title), matcher.match(about) * 0.8)
            if score > 0:
                yield Hit(score, matcher.highlight(title), go, help=about)

    def _commands(self) -> list[tuple[str, str, Callable[[], object]]]:
        screen = self.screen
        found: list[tuple[str, str, Callable[[], object]]] = []
        if isinstance(screen, CrewScreen):
            found += [
                (_(title), _(about), getattr(screen, f"action_{name}")) for name, (title, about) in _ACTIONS.items()
            ]
            if self.kiosk.demo:
                found.append((_("Codes to try"), _("the demo's guests"), screen.action_codes))
        for mode in self.kiosk.other_modes():
            title, about = _MODES[mode]
            found.append((_(title), _(about), self._change(mode)))
        found += [(_(title), "", self._paint(name)) for name, title in _THEMES.items()]
        return found

    def _change(self, mode: Mode) -> Callable[[], object]:
        return lambda: self.app.run_worker(self.kiosk.change_mode(mode), exit_on_error=False)

    def _paint(self, theme: str) -> Callable[[], object]:
        def paint() -> None:
            self.app.theme = NAMES[theme]

        return paint

"""The menu: everything that can be done, found by a few letters of its name."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from kiosk.event.door.door import Door
from kiosk.language import _, later
from kiosk.ui.look.themes import NAMES
from kiosk.ui.modes import Mode
from kiosk.ui.screens.crew import CrewScreen

if TYPE_CHECKING:
    from kiosk.ui.app import KioskApp

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


class Menu(Provider):
    """The commands of the crew's screens."""

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
        kiosk = cast("KioskApp", self.app)
        screen = self.screen
        found: list[tuple[str, str, Callable[[], object]]] = []
        if isinstance(screen, CrewScreen):
            found += [
                (_(title), _(about), getattr(screen, f"action_{name}")) for name, (title, about) in _ACTIONS.items()
            ]
            if kiosk.demo:
                found.append((_("Codes to try"), _("the demo's guests"), screen.action_codes))
        found += [(title, about, _mode(kiosk, mode)) for mode, title, about in _modes(kiosk.mode, kiosk.door)]
        found += [(_(title), "", _theme(kiosk, name)) for name, title in _THEMES.items()]
        return found


def _modes(now: Mode, door: Door) -> list[tuple[Mode, str, str]]:
    modes = [
        (Mode.DOOR, _("Door"), _("the answer is large: for the queue")),
        (Mode.DESK, _("Desk"), _("the list is large: for everything that takes longer")),
    ]
    if door.folder.settings.self_service.pin:
        modes.append((Mode.SELF_SERVICE, _("Self-service"), _("people scan themselves in; the PIN leads back")))
    return [entry for entry in modes if entry[0] is not now]


def _mode(kiosk: "KioskApp", mode: Mode) -> Callable[[], object]:
    return lambda: kiosk.run_worker(kiosk.change_mode(mode), exit_on_error=False)


def _theme(kiosk: "KioskApp", name: str) -> Callable[[], object]:
    def set_theme() -> None:
        kiosk.theme = NAMES[name]

    return set_theme

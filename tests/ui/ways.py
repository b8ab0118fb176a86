"""Every screen that people can stand in front of, and how a test gets there from the door."""

from collections.abc import Awaitable, Callable

from textual.widgets import OptionList

from kiosk.ui.forms.before_admitting import NameForm, NoteForm
from kiosk.ui.forms.person import EditForm
from kiosk.ui.forms.pin import PinForm
from kiosk.ui.modes import Mode
from tests.ui.stage import Stage

Open = Callable[[Stage], Awaitable[None]]


def key(*keys: str) -> Open:
    """A screen that is a key, or a few, away."""

    async def go(on: Stage) -> None:
        await on.press(*keys)
        await on.settle()

    return go


def action(name: str, *keys: str) -> Open:
    """A screen of the menu's."""

    async def go(on: Stage) -> None:
        getattr(on.app.screen, f"action_{name}")()
        await on.settle()
        await on.press(*keys)

    return go


async def desk(on: Stage) -> None:
    """The list first."""
    await on.app.change_mode(Mode.DESK)
    await on.settle()


async def self_service(on: Stage) -> None:
    """People alone."""
    await on.app.change_mode(Mode.SELF_SERVICE)
    await on.settle()


async def pin(on: Stage) -> None:
    """The way back from there."""
    await self_service(on)
    await on.press("f10")
    assert isinstance(on.app.screen, PinForm)


async def nameless(on: Stage) -> None:
    """A ticket asks for a name."""
    found = await on.door.guests.find("CODE0001")
    assert found
    await on.app.push_screen(NameForm(found.registrant))


async def noted(on: Stage) -> None:
    """A note to be read."""
    found = await on.door.guests.find("CODE0001")
    assert found
    await on.app.push_screen(NoteForm(found.registrant))


async def topics(on: Stage) -> None:
    """Chips for somebody who is in."""
    found = await on.door.guests.find("CODE0001")
    assert found
    await on.app.push_screen(EditForm(found.registrant, on.door.crew.topics(), only_topics=True))


async def edit(on: Stage) -> None:
    """Everything somebody says of themselves."""
    await on.press("f6")
    board = on.app.screen.query_one(OptionList)
    at = next(n for n, option in enumerate(board.options) if option.id == "edit")
    await on.press(*["down"] * at, "enter")


async def searching(on: Stage) -> None:
    """Hits under what was typed."""
    await on.type("a")


HOMES: dict[str, Open] = {"door": key(), "searching": searching, "desk": desk, "self-service": self_service}
"""Where scans are answered in place."""
FORMS: dict[str, Open] = {
    "help": key("f1"), "walk-in": key("f2"), "badges": key("f3"), "undo": key("f4"), "again": key("f5"),
    "person": key("f6"), "menu": key("f12"), "close": key("f10"), "list": key("ctrl+l"), "last": action("last"),
    "operator": action("operator"), "exceptions": action("exceptions"), "release": action("release"), "edit": edit,
    "topics": topics, "name": nameless, "note": noted, "pin": pin,
}  # fmt: skip
"""What opens above a home: a scan goes past it to the door."""
OWN: dict[str, Open] = {
    "group": key("f7"), "tray": action("tray"), "mixer": action("mixer"), "rounds": action("mixer", "f2"),
}  # fmt: skip
"""What has a use of its own for a scan."""
EVERY = HOMES | FORMS | OWN

"""Self-service: an attendee alone with a scanner; first names only, and nothing that only the crew may see."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from kiosk import language
from kiosk.event.door.door import Door
from kiosk.event.guests.naming import first_name
from kiosk.language import LANGUAGES, _
from kiosk.model import Outcome, ScanResult
from kiosk.text import split_name
from kiosk.ui.drawing.bigtext import big
from kiosk.ui.drawing.logo import logo
from kiosk.ui.forms.pin import PinForm
from kiosk.ui.front import Front
from kiosk.ui.messages import Answered, Failed

_WELCOMED = (Outcome.ADMITTED, Outcome.ALREADY_IN, Outcome.REPEAT)
_LOOKS = ("welcome", "caution", "idle")
_LOGO_ROWS, _NAME_ROWS = 8, 6


class SelfService(Screen[None]):
    """Scan, read, go in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(f"f{n}", f"speak('{code}')", show=False) for n, code in enumerate(LANGUAGES, 1)),
        Binding("f10,ctrl+q", "crew", show=False),
        Binding("escape", "welcome", show=False),
    ]

    def __init__(self, kiosk: Front, door: Door) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._door = door
        self._back: Timer | None = None
        self._answer: ScanResult | None = None

    def compose(self) -> ComposeResult:
        """Everything in the middle, languages at the bottom."""
        with Vertical(id="self-service"):
            yield Center(Static(id="logo"))
            yield Center(Static(id="greeting"))
            yield Center(Static(id="big"))
            yield Static(id="next")
            yield Static(id="to-meet")
        yield Static(id="languages")

    def on_mount(self) -> None:
        """Waits for the first guest."""
        self.action_welcome()

    def on_resize(self) -> None:
        """Draws anew for the new width."""
        self._draw()

    def on_unmount(self) -> None:
        """The crew's screens speak the event's language again."""
        language.use(self._door.folder.language)

    def action_welcome(self) -> None:
        """Nobody is here: the event's language again."""
        self._stop()
        self._answer = None
        language.use(self._door.folder.language)
        self._draw()

    def action_speak(self, code: str) -> None:
        """The visitor's language, until the welcome comes back."""
        language.use(code)
        self._draw()
        self._return_later()

    def action_crew(self) -> None:
        """F10: the PIN leads back to the crew's screens."""
        pin = self._door.folder.settings.self_service.pin
        self.app.push_screen(PinForm(pin, self._kiosk.attempts, self._kiosk.steady), self._leave)

    async def _leave(self, right: bool | None) -> None:
        if right:
            await self._kiosk.change_mode(self._kiosk.staffed)

    @on(Answered)
    def show_answer(self, event: Answered) -> None:
        """A welcome, or whom to see."""
        self._answer = event.result
        self._draw()
        self._return_later()

    @on(Failed)
    def show_failure(self, event: Failed) -> None:
        """What the crew has to know of, not the guest."""
        self._fill("caution", greeting=_("One moment, please"), what=self._see())
        self._return_later()

    def _return_later(self) -> None:
        self._stop()
        self._back = self.set_timer(self._door.folder.settings.self_service.back_after, self.action_welcome)

    def _stop(self) -> None:
        if self._back:
            self._back.stop()

    def _draw(self) -> None:
        result = self._answer
        if result is None:
            event = self._door.folder.settings.event.name
            large = big(event, max(20, self.size.width - 8), _NAME_ROWS)
            self._fill(
                "idle", greeting="" if large else event, name=large, what=_("Hold your code under the scanner"),
                picture=True,
            )  # fmt: skip
        elif result.outcome in _WELCOMED and result.registrant and not result.ask:
            self._draw_welcome(result)
        elif result.outcome is Outcome.LEFT:
            self._fill("welcome", greeting=_("Goodbye, see you soon!"), what="")
        else:
            self._fill("caution", greeting=_("One moment, please"), what=self._see())

    def _draw_welcome(self, result: ScanResult) -> None:
        assert result.registrant
        first = first_name(result.registrant)
        name = big(first, max(20, self.size.width - 8), _NAME_ROWS) or first
        new = result.outcome is Outcome.ADMITTED and not result.first
        what = _("Your badge is being printed.") if new else _("You are in already. Enjoy the evening!")
        met = ", ".join(split_name(each.name)[0] for each in result.introductions) if new else ""
        people = _("People to meet: {names}").format(names=met) if met else ""
        self._fill("welcome", greeting=_("✓ Welcome!"), name=name, what=what, people=people)

    def _see(self) -> str:
        crew = self._door.folder.settings.self_service.crew
        return _("Please see {who}: they will help you right away.").format(who=crew or _("the crew"))

    def _fill(
        self, look: str, *, greeting: str, what: str, name: str = "", people: str = "", picture: bool = False
    ) -> None:
        box = self.query_one("#self-service")
        box.remove_class(*_LOOKS)
        box.add_class(look)
        file = self._door.folder.settings.screen.logo if picture else ""
        drawn = logo(self._door.folder.path / file, self.size.width, _LOGO_ROWS) if file else None
        self.query_one("#logo", Static).display = drawn is not None
        if drawn:
            self.query_one("#logo", Static).update(drawn)
        for place, text in (("greeting", greeting), ("big", name), ("next", what), ("to-meet", people)):
            part = self.query_one(f"#{place}", Static)
            part.update(Content(text))
            part.display = bool(text)
        tongues = "   ".join(f"F{n} {name}" for n, name in enumerate(LANGUAGES.values(), 1))
        self.query_one("#languages", Static).update(Content(tongues))

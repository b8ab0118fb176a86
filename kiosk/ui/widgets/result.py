"""The door's answer, large: who it is, whom to meet, what to do next."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kiosk.event.room import first_name
from kiosk.model import Introduction, Outcome, ScanResult
from kiosk.text import clean
from kiosk.ui.bigtext import big
from kiosk.ui.wording import HOW_TO, IDLE, KINDS, Sign, sentence, sign_of

_LOOKS = ("welcome", "caution", "stop", "quiet", "idle")
_FIRST = 3
"""So many people have lines of their own; the others share one, as on the badge."""


class ResultPanel(VerticalScroll, can_focus=False):
    """Shows one answer of the door."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[ScanResult, Sign] | None = None

    def compose(self) -> ComposeResult:
        """The lines of an answer, top to bottom."""
        yield Static(id="sign")
        yield Static(id="name")
        yield Static(id="details")
        yield Static(id="reason")
        yield Static(id="people")

    def on_mount(self) -> None:
        """Starts with an invitation."""
        self.show_idle()

    def on_resize(self) -> None:
        """Draws the name anew for the new width."""
        if self._shown:
            self.show(*self._shown)

    def show_idle(self) -> None:
        """Nobody is at the door."""
        self._shown = None
        self._fill("idle", sign=IDLE, people=Content(HOW_TO))

    def show_failure(self, title: str, reason: str) -> None:
        """Something could not be done."""
        self._shown = None
        self._fill("stop", sign=f"✗ {title}", reason=reason)

    def show(self, result: ScanResult, sign: Sign | None = None) -> None:
        """An answer of the door, under its own sign or another."""
        sign = sign or sign_of(result)
        self._shown = result, sign
        # Whom the crew wants to speak to is not for bystanders to read.
        person = None if result.outcome is Outcome.SEE_CREW else result.registrant
        name, details = "", []
        if person:
            first = first_name(person)
            name = big(first, max(20, self.size.width - 8)) or first or "Guest"
            details = [person.name, person.company, f"No {person.number}"]
        elif result.outcome is not Outcome.SEE_CREW and result.code:
            details = [f"The scanner read: {clean(result.code)}"]
        self._fill(
            sign.look,
            sign=f"{sign.glyph} {sign.word}",
            name=name,
            details=" · ".join(part for part in details if part),
            reason=sentence(result.reason),
            people=_people(result) if person else Content(),
        )

    def _fill(
        self,
        look: str,
        *,
        sign: str,
        name: str = "",
        details: str = "",
        reason: str = "",
        people: Content | None = None,
    ) -> None:
        self.remove_class(*_LOOKS)
        self.add_class(look)
        for place, content in {
            "sign": Content(sign), "name": Content(name), "details": Content(details), "reason": Content(reason),
            "people": people or Content(),
        }.items():  # fmt: skip
            part = self.query_one(f"#{place}", Static)
            part.update(content)
            part.display = bool(content.plain)
        self.scroll_home(animate=False)


def _people(result: ScanResult) -> Content:
    if result.connector:
        return Content(result.connector)
    lines = [_person(each) for each in result.introductions[:_FIRST]]
    others = [f"{each.name} (No {each.number})" for each in result.introductions[_FIRST:]]
    if others:
        lines.append(Content.assemble("  Also: ", ", ".join(others)))
    return Content("\n").join(lines)


def _person(each: Introduction) -> Content:
    head = Content.assemble("▸ ", (each.name, "bold"), f"  No {each.number}  ", (f"({KINDS[each.kind]})", "dim"))
    return Content.assemble(head, "\n    ", (each.starter, "italic")) if each.starter else head

"""The door's answer, large: who it is, whom to meet, what to do next."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kiosk.event.room import first_name
from kiosk.model import Introduction, Outcome, ScanResult
from kiosk.ui.bigtext import big
from kiosk.ui.wording import IDLE, KINDS, SIGNS

_LOOKS = ("welcome", "caution", "stop", "quiet")
_MANY, _TALL = 3, 24
"""More people than this are shown in one line each where the panel has fewer rows."""


class ResultPanel(VerticalScroll, can_focus=False):
    """Shows one answer of the door."""

    def __init__(self) -> None:
        super().__init__()
        self._result: ScanResult | None = None

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
        if self._result:
            self.show(self._result)

    def show_idle(self) -> None:
        """Nobody is at the door."""
        self._result = None
        self._fill("quiet", sign=IDLE)

    def show_failure(self, title: str, sentence: str) -> None:
        """Something could not be done."""
        self._result = None
        self._fill("stop", sign=f"✗ {title}", reason=sentence)

    def show(self, result: ScanResult) -> None:
        """An answer of the door."""
        self._result = result
        sign = SIGNS[result.outcome]
        # Whom the crew wants to speak to is not for bystanders to read.
        person = None if result.outcome is Outcome.SEE_CREW else result.registrant
        name, details = "", []
        if person:
            first = first_name(person)
            name = big(first, max(20, self.size.width - 8)) or first or "Guest"
            details = [person.name, person.company, f"No {person.number}"]
        self._fill(
            sign.look,
            sign=f"{sign.glyph} {sign.word}",
            name=name,
            details=" · ".join(part for part in details if part),
            reason=result.reason,
            people=self._people(result) if person else Content(),
        )

    def _people(self, result: ScanResult) -> Content:
        if result.connector:
            return Content(result.connector)
        lines = [self._person(each, short=len(result.introductions) > _MANY) for each in result.introductions]
        return Content("\n").join(lines)

    def _person(self, each: Introduction, *, short: bool) -> Content:
        head = Content.assemble(("▸ ", "bold"), (each.name, "bold"), f"  No {each.number}")
        if short and self.size.height < _TALL:
            return Content.assemble(head, "  ", (each.starter or KINDS[each.kind], "italic"))
        head = Content.assemble(head, f"  ({KINDS[each.kind]})")
        if not each.starter:
            return head
        return Content.assemble(head, "\n    ", (each.starter, "italic"))

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

"""The door's answer, large: who it is, whom to meet, what to do next."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kiosk.event.guests.naming import first_name
from kiosk.language import _
from kiosk.model import Introduction, Outcome, ScanResult
from kiosk.text import clean
from kiosk.ui.drawing.bigtext import big
from kiosk.ui.look.outcomes import KINDS, Sign, how_to, idle, sentence, sign_of

_LOOKS = ("welcome", "caution", "stop", "quiet", "idle")
_LARGE, _HUGE, _ROOMY = 6, 12, 36
"""Rows of a name, and of a panel from which the name may be larger."""
_FIRST = 3
"""So many people have lines of their own; the others share one, as on the badge."""


class ResultPanel(VerticalScroll, can_focus=False):
    """Shows one answer of the door."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[ScanResult, Sign, str] | None = None

    def compose(self) -> ComposeResult:
        """The lines of an answer, top to bottom."""
        yield Static(id="sign")
        yield Static(id="name")
        yield Static(id="details")
        yield Static(id="reason")
        yield Static(id="handed")
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
        self._fill("idle", sign=idle(), people=Content(how_to()))

    def show_failure(self, title: str, reason: str) -> None:
        """Something could not be done."""
        self._shown = None
        self._fill("stop", sign=f"✗ {title}", reason=reason)

    def show(self, result: ScanResult, sign: Sign | None = None, handed: str = "") -> None:
        """An answer of the door, under its own sign or another, with what is to be handed over."""
        sign = sign or sign_of(result)
        self._shown = result, sign, handed
        # Whom the crew wants to speak to is not for bystanders to read.
        person = None if result.outcome is Outcome.SEE_CREW else result.registrant
        name, details = "", []
        if person:
            first = first_name(person)
            name = self._big(first) or first or _("Guest")
            details = [person.name, person.company, _("No {n}").format(n=person.number)]
        self._fill(
            sign.look,
            sign=sign.said,
            name=name,
            details=" · ".join(part for part in details if part),
            reason=sentence(result.reason),
            handed=handed,
            people=_people(result),
        )

    def _big(self, name: str) -> str:
        width = max(20, self.size.width - 8)
        return (big(name, width, _HUGE) if self.size.height > _ROOMY else "") or big(name, width, _LARGE)

    def _fill(
        self,
        look: str,
        *,
        sign: str,
        name: str = "",
        details: str = "",
        reason: str = "",
        handed: str = "",
        people: Content | None = None,
    ) -> None:
        if not self.has_class(look) or self.has_class("nameless") is bool(name):
            # Only where it is another: every change of a class has the whole panel styled anew.
            self.remove_class(*_LOOKS).add_class(look).set_class(not name, "nameless")
        for place, content in {
            "sign": Content(sign), "name": Content(name), "details": Content(details), "reason": Content(reason),
            "handed": Content(handed),
            "people": people or Content(),
        }.items():  # fmt: skip
            part = self.query_one(f"#{place}", Static)
            if part.content != content:
                part.update(content)
            if part.display is not bool(content.plain):
                part.display = bool(content.plain)
        self.scroll_home(animate=False)


def _people(result: ScanResult) -> Content:
    if result.outcome is Outcome.SEE_CREW:
        return Content()
    if not result.registrant:
        return Content(_("The scanner read: {code}").format(code=clean(result.code)) if result.code else "")
    if result.connector:
        return Content(result.connector)
    wearer = first_name(result.registrant)
    lines = [_person(each, wearer) for each in result.introductions[:_FIRST]]
    others = [f"{each.name} ({_('No {n}').format(n=each.number)})" for each in result.introductions[_FIRST:]]
    if others:
        lines.append(Content.assemble("  ", _("Also: {names}").format(names=", ".join(others))))
    return Content("\n").join(lines)


def _person(each: Introduction, wearer: str) -> Content:
    promise = _(KINDS[each.kind]).format(wearer=wearer)
    head = Content.assemble(
        "▸ ", (each.name, "bold"), f"  {_('No {n}').format(n=each.number)}  ", (f"({promise})", "dim")
    )
    return Content.assemble(head, "\n    ", (each.starter, "italic")) if each.starter else head

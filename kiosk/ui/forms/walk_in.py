"""Somebody who is on no list: a name is enough, the rest if there is time."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Checkbox, Input, Label, Static

from kiosk.intake.cells.answers import split_answer
from kiosk.language import _
from kiosk.model import Registration
from kiosk.text import clean
from kiosk.ui.widgets.field import Field, Tick
from kiosk.ui.widgets.topic_chips import Chips

_LEAVE: list[BindingType] = [Binding("escape", "dismiss(None)", "Back", show=False)]


class WalkInForm(ModalScreen[Registration | None]):
    """Somebody who is on no list, or comes on another's ticket: a name is enough."""

    BINDINGS: ClassVar[list[BindingType]] = [*_LEAVE, Binding("enter,f2", "send", show=False)]

    def __init__(self, name: str, topics: Sequence[str], title: str = "") -> None:
        super().__init__()
        self._name = name
        self._topics = topics
        self._title = title

    def compose(self) -> ComposeResult:
        """Name first, the rest if there is time."""
        with Vertical(classes="dialog page"):
            yield Static(Content(self._title or _("Welcome somebody who is on no list")), classes="question")
            with VerticalScroll(can_focus=False):
                yield Label(_("Name"))
                yield Field(self._name, placeholder=_("as it should stand on the badge"), id="name", compact=True)
                yield Label(_("Company"))
                yield Field(placeholder=_("if they like"), id="company", compact=True)
                for key, label, hint in (
                    ("offers", _("Can offer"), _("1-9 below, or in their words: film photography")),
                    ("asks", _("Would like help with"), _("1-9 below, or in their words: user interviews")),
                    ("interests", _("Interested in"), _("for example: sailing")),
                ):
                    yield Label(label)
                    yield Field(placeholder=hint, id=key, compact=True)
                    if key != "interests":
                        yield Chips(self._topics, id=f"{key}-chips")
                yield Label(_("May we use this to suggest people to meet, and print it on badges?"))
                yield Tick(_("Yes"), id="consent", compact=True)
            yield Static(_("Enter: admit   Tab: next   1-9: pick   Space: tick   Esc: back"), classes="keys")

    @on(Input.Submitted)
    def action_send(self) -> None:
        """Admits, once there is a name."""
        values = {str(field.id): clean(field.value, 500) for field in self.query(Input)}
        if not values["name"]:
            self.query_one("#name", Input).focus()
            return
        picked = {str(chips.id).removesuffix("-chips"): chips.picked for chips in self.query(Chips)}
        self.dismiss(
            Registration(
                ref="",
                name=clean(values["name"]),
                company=clean(values["company"]),
                offers=_said(values["offers"], picked["offers"]),
                asks=_said(values["asks"], picked["asks"]),
                interests=split_answer(values["interests"]),
                consent=self.query_one(Checkbox).value,
            )
        )


def _said(text: str, picked: Sequence[str]) -> tuple[str, ...]:
    """What was written, then what was picked."""
    return tuple(dict.fromkeys((*split_answer(text), *picked)))

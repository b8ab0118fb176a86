"""Short forms: Enter sends them, Esc leaves them; only what is needed is asked."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Checkbox, Input, Label, Static

from kiosk.intake.answers import phrases
from kiosk.model import Registrant, Registration
from kiosk.text import clean
from kiosk.ui.widgets.field import Field, Tick

_LEAVE: list[BindingType] = [Binding("escape", "dismiss(None)", "Back", show=False)]


class NameForm(ModalScreen[str | None]):
    """A ticket without a name asks for it."""

    BINDINGS: ClassVar[list[BindingType]] = _LEAVE

    def __init__(self, ticket: Registrant) -> None:
        super().__init__()
        self._ticket = ticket

    def compose(self) -> ComposeResult:
        """One question."""
        order = f" (order {self._ticket.order})" if self._ticket.order else ""
        with Vertical(classes="dialog"):
            yield Static(Content(f"This ticket has no name yet{order}. What is it?"), classes="question")
            yield Field(placeholder="Name as it should stand on the badge")
            yield Static("Enter: admit      Esc: not now", classes="keys")

    @on(Input.Submitted)
    def send(self, event: Input.Submitted) -> None:
        """Admits under the name."""
        name = clean(event.value)
        if name:
            self.dismiss(name)


class WalkInForm(ModalScreen[Registration | None]):
    """Somebody who is on no list: a name is enough."""

    BINDINGS: ClassVar[list[BindingType]] = [*_LEAVE, Binding("enter,f2", "send", "Admit", show=False)]

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def compose(self) -> ComposeResult:
        """Name first, the rest if there is time."""
        with Vertical(classes="dialog tall"):
            yield Static("Welcome somebody who is on no list", classes="question")
            with VerticalScroll(can_focus=False):
                for key, label, hint in (
                    ("name", "Name", "as it should stand on the badge"),
                    ("company", "Company", "if they like"),
                    ("offers", "Can offer", "for example: film photography, SQL"),
                    ("asks", "Would like help with", "for example: user interviews"),
                    ("interests", "Interested in", "for example: sailing"),
                ):
                    yield Label(label)
                    yield Field(self._name if key == "name" else "", placeholder=hint, id=key, compact=True)
                yield Label("May we use this to suggest people to meet, and print it on badges?")
                yield Tick("Yes", id="consent", compact=True)
            yield Static("Enter: admit   Tab: next   Space: tick   Esc: back", classes="keys")

    @on(Input.Submitted)
    def action_send(self) -> None:
        """Admits, once there is a name."""
        values = {field.id: clean(field.value, 500) for field in self.query(Input)}
        if not values["name"]:
            self.query_one("#name", Input).focus()
            return
        self.dismiss(
            Registration(
                ref="",
                name=clean(str(values["name"])),
                company=clean(str(values["company"])),
                offers=phrases(str(values["offers"])),
                asks=phrases(str(values["asks"])),
                interests=phrases(str(values["interests"])),
                consent=self.query_one(Checkbox).value,
            )
        )


class ImportForm(ModalScreen[str | None]):
    """Where the list of late sign-ups lies."""

    BINDINGS: ClassVar[list[BindingType]] = _LEAVE

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def compose(self) -> ComposeResult:
        """One path."""
        with Vertical(classes="dialog"):
            yield Static("Which file holds the late sign-ups?", classes="question")
            yield Field(f"{self._folder}/", placeholder="a file your platform exported", select_on_focus=False)
            yield Static("Enter: take it in (scans go on)      Esc: back", classes="keys")

    @on(Input.Submitted)
    def send(self, event: Input.Submitted) -> None:
        """Takes the file in."""
        self.dismiss(event.value.strip() or None)

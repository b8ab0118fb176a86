"""One list on one page: its columns, what each is used for, and what the answers to the chosen one become."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kiosk.errors import KioskError
from kiosk.intake.choices.doubts import doubtful, stop, strange
from kiosk.intake.choices.open_list import OpenList
from kiosk.intake.choices.preview import Answer, answers_of
from kiosk.intake.choices.remembered import Chosen
from kiosk.intake.columns.use import IGNORE, ColumnUse
from kiosk.intake.guestlist import GuestList
from kiosk.intake.taking import Report
from kiosk.language import _
from kiosk.ui.forms.confirm import Confirm
from kiosk.ui.forms.notice import Notice
from kiosk.ui.importing import editing, lines, telling, words
from kiosk.ui.importing.choosing import Choose

_AS_IT_WAS = "as-it-was"
_SIDES = 3
"""Columns that margins and a scrollbar take."""
Taken = Callable[[GuestList, Chosen], None]
Try = Callable[[GuestList], Awaitable[Report]]
"""What would become of a list."""


class ListPage(Screen[None]):
    """Nothing is recorded here: `taken` gets the list as it was understood and what was chosen for it."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012  # an instance variable in Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "take", show=False),
        Binding("right", "choose", show=False),
        Binding("exclamation_mark", "next_doubt", show=False),
        Binding("y", "mark('yes')", show=False),
        Binding("n", "mark('no')", show=False),
        Binding("f3", "notes", show=False),
        Binding("tab,shift+tab", "other", show=False),
        Binding("escape", "back", show=False),
        Binding("f10,ctrl+q", "leave", show=False),
    ]

    def __init__(
        self, listed: OpenList, guests: GuestList, said: tuple[str, str], stated: bool, taken: Taken, try_it: Try
    ) -> None:  # fmt: skip
        super().__init__()
        self._list = listed
        self._guests = guests
        self._chosen = listed.chosen
        self._place, self._why = said
        """Which of several lists this is, and why the page opened unasked: in words, or empty."""
        self._stated = stated
        """Whether consent is taken for stated."""
        self._taken = taken
        self._try_it = try_it
        self._outcome: Report | None = None
        """What would become of the list as it stands here; None until it was tried."""
        self._reading = False
        self._answers: tuple[Answer, ...] = ()

    def compose(self) -> ComposeResult:
        """The list in two lines, its columns, the chosen one's answers, what happened, and the keys."""
        yield Static(id="list-title")
        yield Static(id="list-summary")
        with Vertical(id="columns-box"):
            yield Static(id="columns-head")
            yield OptionList(id="columns", compact=True)
        with Vertical(id="answers-box"):
            yield Static(id="about")
            yield OptionList(id="answers", compact=True)
        yield Static(id="stops")
        yield Static(id="happened")
        yield Static(id="import-keys")

    def on_mount(self) -> None:
        """Starts on the first column that somebody should look at."""
        self.query_one("#columns").focus()
        self._say(self._why)
        self._draw(next((i for i, each in enumerate(self._guests.columns) if self._is_open(each)), 0))
        self._try()

    def on_resize(self) -> None:
        """Fits every line anew."""
        self._draw(self._at)

    @property
    def _at(self) -> int:
        return self.query_one("#columns", OptionList).highlighted or 0

    @property
    def _column(self) -> ColumnUse:
        return self._guests.columns[self._at]

    def _is_open(self, column: ColumnUse) -> bool:
        return doubtful(column) or strange(column, self._guests) > 0

    @property
    def _stop(self) -> str:
        return _("Still reading the list …") if self._reading else stop(self._guests, stated=self._stated)

    @on(OptionList.OptionHighlighted, "#columns")
    def show_column(self) -> None:
        """What the answers of this column become."""
        self._draw_answers()

    @on(OptionList.OptionSelected, "#columns")
    def action_choose(self) -> None:
        """Enter on a column: what is it used for?"""
        column = self._column
        if self.focused is not self.query_one("#columns"):
            return
        if editing.fixed(self._list, column):
            self._say(_("config.toml says so under [import.columns]: change it there."))
            return
        choices = {name: words.field(name) for name in words.USES if editing.free(self._list, name)}
        choices = {**choices, IGNORE: _("leave it out: it is about something else")}
        if column.key in self._chosen.columns:
            choices = {_AS_IT_WAS: _("as it was before you said anything"), **choices}
        question = _("What is '{header}' used for?").format(header=column.header)
        self.app.push_screen(Choose(question, choices, typed=True, start=column.used_for), self._use)

    def _use(self, use: str | None) -> None:
        if use is not None:
            self._change(editing.with_use(self._chosen, self._column.key, "" if use == _AS_IT_WAS else use))

    @on(OptionList.OptionSelected, "#answers")
    def choose_meaning(self, event: OptionList.OptionSelected) -> None:
        """Enter on an answer: what does it mean?"""
        answer = self._answers[event.option_index]
        question = _("What does '{answer}' mean?").format(answer=answer.text)
        again = {_AS_IT_WAS: _("as it was before you said anything")}
        if answer.state:
            choices = {**{name: _(text) for name, text in words.STATES.items()}, **again}
            self.app.push_screen(Choose(question, choices), lambda state: self._explain(answer, state))
        elif answer.grant is not None:
            choices = {"yes": _("yes: they agree"), "no": _("no: they do not agree"), **again}
            self.app.push_screen(Choose(question, choices), lambda meant: self._mark(answer, meant))

    def _explain(self, answer: Answer, state: str | None) -> None:
        if state is not None:
            self._change(editing.with_state(self._chosen, answer.text, "" if state == _AS_IT_WAS else state))

    def _mark(self, answer: Answer, meant: str | None) -> None:
        if meant is None:
            return
        if editing.answered(self._list, self._column):
            self._say(_("config.toml says so under [import.yes]: change it there."))
            return
        meaning = "" if meant == _AS_IT_WAS else meant
        self._change(editing.with_answer(self._chosen, self._column.key, answer.text, meaning))

    def action_mark(self, meant: str) -> None:
        """y and n on an answer to a question for leave."""
        place = self.query_one("#answers", OptionList)
        if place.has_focus and place.highlighted is not None and self._answers[place.highlighted].grant is not None:
            self._mark(self._answers[place.highlighted], meant)

    def action_other(self) -> None:
        """Tab: from the columns to the answers and back."""
        columns, answers = self.query_one("#columns"), self.query_one("#answers", OptionList)
        to_answers = columns.has_focus and bool(self._answers)
        (answers if to_answers else columns).focus()
        if to_answers and answers.highlighted is None:
            answers.highlighted = 0
        self._draw_keys(on_answers=to_answers)

    def action_back(self) -> None:
        """Esc: from the answers to the columns, from there out."""
        if self.query_one("#answers").has_focus:
            self.action_other()
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """F10: out, with nothing recorded; asked once more where something was chosen."""

        def leave(sure: bool | None) -> None:
            if sure:
                self.app.exit()

        if self._chosen == self._list.chosen:
            leave(True)
        else:
            question = _("Leave without taking the list in? What you chose here is forgotten.")
            self.app.push_screen(Confirm(question, _("Leave")), leave)

    def action_next_doubt(self) -> None:
        """!: the next column that somebody should look at."""
        count = len(self._guests.columns)
        after = ((self._at + step) % count for step in range(1, count + 1))
        found = next((i for i in after if self._is_open(self._guests.columns[i])), None)
        if found is not None:
            self.query_one("#columns", OptionList).highlighted = found
            self.query_one("#columns").focus()

    def action_notes(self) -> None:
        """F3: what else the organiser should know."""
        self.app.push_screen(
            Notice(self._guests.file, telling.notes(self._guests, self._outcome), _("Esc: back to the page"))
        )

    def action_take(self) -> None:
        """F2: take the list in as it stands here."""
        if self._stop:
            self._say(self._stop)
            self.app.bell()
        else:
            self._taken(self._guests, self._chosen)

    def _change(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self._reading = True
        self._draw_stop()
        self._read(chosen)

    @work(exclusive=True, group="reading", exit_on_error=False)
    async def _read(self, chosen: Chosen) -> None:
        before = self._guests
        try:
            # Ten thousand rows take a second: read beside the screen, which goes on.
            self._guests = await asyncio.to_thread(self._list.understand, chosen, whole=False)
            self._say(telling.changes(before, self._guests))
        except KioskError as error:
            self._say(str(error))
        self._reading = False
        self._outcome = None
        self._draw(self._at)
        self._try()

    @work(exclusive=True, group="trying", exit_on_error=False)
    async def _try(self) -> None:
        """Tries on a copy what would become of the list, beside the screen."""
        if stop(self._guests, stated=False):
            return
        try:
            self._outcome = await self._try_it(self._guests)
        except KioskError as error:
            self._say(str(error))
        self._draw_outcome()

    def _draw_outcome(self) -> None:
        self.query_one("#list-summary", Static).update(telling.summary(self._guests, self._outcome))
        self._draw_keys(on_answers=self.query_one("#answers").has_focus)

    def _say(self, text: str) -> None:
        place = self.query_one("#happened", Static)
        place.update(Content(text))
        place.display = bool(text)

    def _draw(self, at: int) -> None:
        width = max(40, self.size.width - _SIDES)
        columns = self.query_one("#columns", OptionList)
        self.query_one("#list-title", Static).update(Content(telling.title(self._list, self._guests, self._place)))
        self.query_one("#list-summary", Static).update(telling.summary(self._guests, self._outcome))
        self.query_one("#columns-head", Static).update(lines.head(width))
        with self.prevent(OptionList.OptionHighlighted):
            columns.clear_options()
            said = self._chosen.columns
            columns.add_options(
                Option(lines.line(each, width, strange(each, self._guests), chosen=each.key in said))
                for each in self._guests.columns
            )
            columns.highlighted = at
        self._draw_answers()
        self._draw_stop()
        self._draw_keys(on_answers=self.query_one("#answers").has_focus)

    def _draw_answers(self) -> None:
        place, column = self.query_one("#answers", OptionList), self._column
        at = place.highlighted if place.has_focus else None
        self._answers = answers_of(self._list, self._chosen, column)
        self.query_one("#about", Static).update(telling.about(column))
        place.clear_options()
        width = max(40, self.size.width - _SIDES)
        place.add_options(Option(lines.answer_line(each, width)) for each in self._answers)
        place.highlighted = min(at, len(self._answers) - 1) if at is not None and self._answers else None

    def _draw_stop(self) -> None:
        place = self.query_one("#stops", Static)
        place.update(Content(self._stop))
        place.display = bool(self._stop)
        self._draw_keys(on_answers=self.query_one("#answers").has_focus)

    def _draw_keys(self, *, on_answers: bool) -> None:
        asks = bool(self._answers) and self._answers[0].grant is not None
        notes = telling.notes(self._guests, self._outcome)
        keys = telling.keys(on_answers=on_answers, asks=asks, open_=not self._stop, notes=notes)
        self.query_one("#import-keys", Static).update(Content(keys))

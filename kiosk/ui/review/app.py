"""The review's screen: one phrase at a time, one key per decision."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from kiosk.errors import KioskError
from kiosk.event.words.review import Review
from kiosk.event.words.risks import Phrase, unreviewed
from kiosk.store.verdicts import Decision, Verdict
from kiosk.ui.control_filter import SafeApp
from kiosk.ui.drawing.bigtext import large

_KEYS = "k keep  s strike  m match only  e shorten  u undo  ← → look around  q close"
_MARGIN, _BESIDE = 14, 14
"""Columns and rows that large letters leave free."""
_EDITING = "Enter: print these words instead   Esc: leave it"
_SAID = {
    Verdict.KEEP: "will be printed as it is",
    Verdict.STRIKE: "is struck: neither printed nor matched",
    Verdict.MATCH_ONLY: "is used for matching, never printed",
}


class ReviewApp(SafeApp, inherit_bindings=False):
    """Goes through the phrases of one event."""

    CSS_PATH = "review.tcss"
    # The field for other words must not take the first key for itself.
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "decide('keep')", id="keep"),
        Binding("s", "decide('strike')", id="strike"),
        Binding("m", "decide('match-only')", id="match-only"),
        Binding("e", "shorten", id="shorten"),
        Binding("u", "undo", id="undo"),
        Binding("left,up", "look(-1)", id="back"),
        Binding("right,down", "look(1)", id="forward"),
        Binding("q,escape,ctrl+q", "close", id="close"),
    ]

    def __init__(self, review: Review) -> None:
        super().__init__()
        self._review = review
        self._phrases: tuple[Phrase, ...] = ()
        self._place = 0
        self._done: list[tuple[int, Decision | None]] = []
        """Where something was decided, and what had been decided there before."""

    def compose(self) -> ComposeResult:
        """The phrase in the middle, keys below."""
        yield Static(id="progress")
        with Vertical(id="card"):
            with VerticalScroll(can_focus=False):
                yield Static(id="large")
                yield Static(id="phrase")
            yield Static(id="where")
            yield Static(id="risks")
            yield Static(id="verdict")
            yield Input(id="instead", disabled=True, select_on_focus=False)
        yield Static(_KEYS, id="keys")

    async def on_mount(self) -> None:
        """Shows the riskiest phrase."""
        self.animation_level = "none"
        self.query_one(Input).display = False
        self._phrases = await self._review.phrases()
        self._draw()

    def on_resize(self) -> None:
        """Draws large letters anew for the new width."""
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While other words are typed, no key may change the phrase that they are for."""
        return action == "close" or not self.query("#instead:enabled")

    @on(Input.Submitted)
    async def printed_instead(self, event: Input.Submitted) -> None:
        """Takes the shorter words."""
        if event.value.strip():
            await self._decide(Verdict.SHORTEN, event.value)

    async def action_decide(self, verdict: str) -> None:
        """Decides on the phrase that is shown, and goes on."""
        if self._phrases:
            await self._decide(Verdict(verdict))

    def action_shorten(self) -> None:
        """Asks for other words."""
        if self._phrases:
            field = self.query_one(Input)
            known = self._shown.decision
            field.value = known.instead if known and known.instead else self._shown.words
            field.cursor_position = len(field.value)
            self._edit(True)

    async def action_undo(self) -> None:
        """Takes the last decision back and shows its phrase again."""
        if not self._done:
            return
        place, before = self._done[-1]
        verdict, instead = (before.verdict, before.instead) if before else (Verdict.OPEN, "")
        if await self._write(self._phrases[place].words, verdict, instead):
            self._done.pop()
            self._place = place
            self._replace(before)
            self._draw()

    def action_look(self, step: int) -> None:
        """Shows another phrase."""
        if self._phrases:
            self._place = min(max(self._place + step, 0), len(self._phrases) - 1)
            self._draw()

    def action_close(self) -> None:
        """Leaves the field, or the review."""
        if self.query_one(Input).display:
            self._edit(False)
        else:
            self.exit()

    @property
    def _shown(self) -> Phrase:
        return self._phrases[self._place]

    async def _decide(self, verdict: Verdict, instead: str = "") -> None:
        decision = await self._write(self._shown.words, verdict, instead)
        if decision:
            self._done.append((self._place, self._shown.decision))
            self._replace(decision)
            self._place = self._next()
            self._edit(False)
            self._draw()

    async def _write(self, words: str, verdict: Verdict, instead: str) -> Decision | None:
        """What is on the disk now; None, and a sentence on the screen, where it could not be written."""
        try:
            (decision,) = await self._review.decide([words], verdict, instead)
        except KioskError as error:
            self.query_one("#verdict", Static).update(Content(f"{error.title}: {error}"))
            self.query_one("#verdict").add_class("failed")
            self.bell()
            return None
        return decision

    def _next(self) -> int:
        """The phrase after this one; from the last, the first that was passed over."""
        if self._place + 1 < len(self._phrases):
            return self._place + 1
        return next((k for k, phrase in enumerate(self._phrases) if phrase.decision is None), self._place)

    def _replace(self, decision: Decision | None) -> None:
        new = replace(self._shown, decision=decision)
        self._phrases = (*self._phrases[: self._place], new, *self._phrases[self._place + 1 :])

    def _edit(self, editing: bool) -> None:
        field = self.query_one(Input)
        field.display, field.disabled = editing, not editing
        self.query_one("#keys", Static).update(_EDITING if editing else _KEYS)
        if editing:
            field.focus()
        else:
            self.set_focus(None)

    def _draw(self) -> None:
        def show(part: str, text: str) -> None:
            self.query_one(f"#{part}", Static).update(Content(text))

        if not self._phrases:
            show("phrase", "Nobody who agreed to be matched has written anything yet.")
            show("where", "Import a list first: kiosk import guests.csv")
            return
        phrase = self._shown
        left = unreviewed(self._phrases)
        rest = f"{left} to go" if left else "all reviewed"
        show("progress", f"{self._place + 1} of {len(self._phrases)}, {rest}")
        show("large", large(phrase.words, self.size.width - _MARGIN, self.size.height - _BESIDE))
        show("phrase", phrase.words)
        show("where", _where(phrase))
        risky = f"Look twice: it {', and it '.join(phrase.risks)}."
        show("risks", risky if phrase.risks else "Nothing speaks against it.")
        self.query_one("#risks").set_class(bool(phrase.risks), "risky")
        show("verdict", _verdict(phrase.decision))
        self.query_one("#verdict").remove_class("failed")
        self.query_one(VerticalScroll).scroll_home(animate=False)


def _where(phrase: Phrase) -> str:
    parts = [(phrase.offers, "offered"), (phrase.asks, "asked for"), (phrase.interests, "named as an interest")]
    return "; ".join(f"{what} by {count}" for count, what in parts if count).capitalize()


def _verdict(decision: Decision | None) -> str:
    if decision is None:
        return ""
    if decision.verdict is Verdict.SHORTEN:
        return f"It will be printed as: {decision.instead}"
    return f"It {_SAID[decision.verdict]}."

"""The review's screen: one phrase at a time, one key per decision."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.filter import LineFilter
from textual.widgets import Input, Static

from kiosk.event.review import Phrase, unreviewed
from kiosk.event.reviewing import Review
from kiosk.store.reviews import Decision, Verdict
from kiosk.ui.safety import ControlFilter

_KEYS = "k keep  s strike  m match only  e shorten  u undo  ← → look around  q close"
_EDITING = "Enter: print these words instead   Esc: leave it"
_SAID = {
    Verdict.KEEP: "will be printed as it is",
    Verdict.STRIKE: "is struck: neither printed nor matched",
    Verdict.MATCH_ONLY: "is used for matching, never printed",
}


class ReviewApp(App[None], inherit_bindings=False):
    """Goes through the phrases of one event."""

    CSS_PATH = "review.tcss"
    ENABLE_COMMAND_PALETTE = False
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
        self._done: list[str] = []

    def compose(self) -> ComposeResult:
        """The phrase in the middle, keys below."""
        yield Static(id="progress")
        with Vertical(id="card"):
            yield Static(id="phrase")
            yield Static(id="where")
            yield Static(id="risks")
            yield Static(id="verdict")
            yield Input(id="instead", disabled=True)
        yield Static(_KEYS, id="keys")

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and ours behind them."""
        return [*super().get_line_filters(), ControlFilter()]

    async def on_mount(self) -> None:
        """Shows the riskiest phrase."""
        self.animation_level = "none"
        self.query_one(Input).display = False
        self._phrases = await self._review.phrases()
        self._draw()

    @on(Input.Submitted)
    async def printed_instead(self, event: Input.Submitted) -> None:
        """Takes the shorter words."""
        words = event.value.strip()
        self._edit(False)
        if words:
            await self._decide(Verdict.SHORTEN, words)

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
            self._edit(True)

    async def action_undo(self) -> None:
        """Takes the last decision back and shows its phrase again."""
        if self._done:
            words = self._done.pop()
            await self._review.decide([words], Verdict.OPEN)
            self._place = next(k for k, phrase in enumerate(self._phrases) if phrase.words == words)
            self._replace(None)
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
        (decision,) = await self._review.decide([self._shown.words], verdict, instead)
        self._done.append(self._shown.words)
        self._replace(decision)
        self._place = min(self._place + 1, len(self._phrases) - 1)
        self._draw()

    def _replace(self, decision: Decision | None) -> None:
        old = self._shown
        new = Phrase(old.words, old.offers, old.asks, old.interests, old.risks, old.risk, decision)
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
        show("phrase", phrase.words)
        show("where", _where(phrase))
        risky = f"Look twice: it {', and it '.join(phrase.risks)}."
        show("risks", risky if phrase.risks else "Nothing speaks against it.")
        self.query_one("#risks").set_class(bool(phrase.risks), "risky")
        show("verdict", _verdict(phrase.decision))


def _where(phrase: Phrase) -> str:
    parts = [(phrase.offers, "offered"), (phrase.asks, "asked for"), (phrase.interests, "named as an interest")]
    return "; ".join(f"{what} by {count}" for count, what in parts if count).capitalize()


def _verdict(decision: Decision | None) -> str:
    if decision is None:
        return ""
    if decision.verdict is Verdict.SHORTEN:
        return f"It will be printed as: {decision.instead}"
    return f"It {_SAID[decision.verdict]}."

"""The review's screen: one phrase at a time, the lines it would make, one key per decision."""

from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from kiosk import language
from kiosk.errors import KioskError
from kiosk.event.review import in_words
from kiosk.event.review.phrases import Phrase, unreviewed
from kiosk.event.review.review import Review
from kiosk.language import _, later
from kiosk.store.verdicts import Decision, Verdict
from kiosk.ui.control_filter import SafeApp

_KEYS = later("k keep  s strike  m match only  e shorten  u undo  ← → look around  q close")
_EDITING = later("Enter: print these words instead   Esc: leave it")
_FEW, _AROUND = 3, 14
"""Lines of badges that are always shown, and rows of the screen that show other things."""


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
        language.use(review.language)
        self._review = review
        self._phrases: tuple[Phrase, ...] | None = None
        """None until they are there."""
        self._place = 0
        self._done: list[tuple[int, Decision | None]] = []
        """Where something was decided, and what had been decided there before."""

    def compose(self) -> ComposeResult:
        """The phrase and its lines in the middle, keys below."""
        yield Static(id="progress")
        with Vertical(id="card"):
            with VerticalScroll(can_focus=False):
                yield Static(id="phrase")
                yield Static(id="wrote")
                yield Static(id="carried")
                yield Static(id="lines")
                yield Static(id="chest")
            yield Static(id="risks")
            yield Static(id="verdict")
            yield Input(id="instead", disabled=True, select_on_focus=False)
        yield Static(_(_KEYS), id="keys")

    def on_mount(self) -> None:
        """Begins to look at everybody's badges."""
        self.animation_level = "none"
        self.query_one(Input).display = False
        self._rehearsed(0, 0)
        self._rehearse()

    @work
    async def _rehearse(self) -> None:
        def told(done: int, total: int) -> None:
            if done % 100 == 0:
                self.call_from_thread(self._rehearsed, done, total)

        try:
            self._phrases = await self._review.phrases(told)
        except KioskError as error:
            self._say_failed(error)
            return
        self._draw()

    def _rehearsed(self, done: int, total: int) -> None:
        said = _("Rehearsing the evening: {done} of {total} badges").format(done=done, total=total)
        self._show("progress", said if total else _("Looking at who fits whom …"))

    def on_resize(self) -> None:
        """Shows as many lines as there is room for."""
        # The new size is known only after this.
        self.call_later(self._draw)

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
            field, known = self.query_one(Input), self._phrases[self._place].decision
            field.value = known.instead if known and known.instead else self._phrases[self._place].words
            field.cursor_position = len(field.value)
            self._edit(True)

    async def action_undo(self) -> None:
        """Takes the last decision back and shows its phrase again."""
        if not self._done or not self._phrases:
            return
        place, before = self._done[-1]
        verdict, instead = (before.verdict, before.instead) if before else (Verdict.OPEN, "")
        if await self._write(self._phrases[place].words, verdict, instead):
            self._done.pop()
            self._place = place
            self._phrases = _with(self._phrases, place, await self._decided(self._phrases[place], before))
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

    async def _decide(self, verdict: Verdict, instead: str = "") -> None:
        phrases, place = self._phrases or (), self._place
        decision = await self._write(phrases[place].words, verdict, instead)
        if decision:
            self._done.append((place, phrases[place].decision))
            self._phrases = _with(phrases, place, await self._decided(phrases[place], decision))
            self._place = _next(self._phrases, place)
            self._edit(False)
            self._draw()

    async def _decided(self, phrase: Phrase, decision: Decision | None) -> Phrase:
        """The phrase with another decision, and the lines that it makes now."""
        shortened = decision is not None and decision.verdict is Verdict.SHORTEN
        lines = await self._review.reworded(phrase) if shortened else ()
        return replace(phrase, decision=decision, reworded=lines)

    async def _write(self, words: str, verdict: Verdict, instead: str) -> Decision | None:
        """What is on the disk now; None, and a sentence on the screen, where it could not be written."""
        try:
            (decision,) = await self._review.decide([words], verdict, instead)
        except KioskError as error:
            self._say_failed(error)
            return None
        return decision

    def _say_failed(self, error: KioskError) -> None:
        self._show("verdict", f"{_(error.title)}: {error}")
        self.query_one("#verdict").add_class("failed")
        self.bell()

    def _edit(self, editing: bool) -> None:
        field = self.query_one(Input)
        field.display, field.disabled = editing, not editing
        self._show("keys", _(_EDITING) if editing else _(_KEYS))
        if editing:
            field.focus()
        else:
            self.set_focus(None)

    def _show(self, part: str, text: str | Content) -> None:
        self.query_one(f"#{part}", Static).update(Content(text) if isinstance(text, str) else text)

    def _draw(self) -> None:
        if self._phrases is None:
            return
        if not self._phrases:
            self._show("progress", "")
            self._show("phrase", _("Nobody who agreed to be matched has written anything yet."))
            self._show("wrote", _("Import a list first: kiosk import guests.csv"))
            return
        phrase = self._phrases[self._place]
        self._show("progress", _progress(self._phrases, self._place))
        self._show("phrase", phrase.words)
        self._show("wrote", in_words.wrote(phrase))
        self._show("carried", in_words.carried(phrase))
        self._show("lines", _lines(phrase, max(_FEW, (self.size.height - _AROUND) // 2)))
        self._show("chest", _struck(in_words.chests(phrase), phrase))
        self._show("risks", in_words.risk(phrase))
        self.query_one("#risks").set_class(bool(phrase.risk.why), "risky")
        self._show("verdict", in_words.verdict(phrase.decision))
        self.query_one("#verdict").remove_class("failed")
        self.query_one(VerticalScroll).scroll_home(animate=False)


def _with(phrases: tuple[Phrase, ...], place: int, changed: Phrase) -> tuple[Phrase, ...]:
    """The phrases with one of them changed."""
    return (*phrases[:place], changed, *phrases[place + 1 :])


def _next(phrases: tuple[Phrase, ...], place: int) -> int:
    """The next phrase that waits; from the last, the first that was passed over; this one where none does."""
    order = [*range(place + 1, len(phrases)), *range(place)]
    return next((each for each in order if phrases[each].waits), place)


def _progress(phrases: tuple[Phrase, ...], place: int) -> str:
    left, said = unreviewed(phrases), sum(each.printable or each.decision is not None for each in phrases)
    if place < said:
        at = _("{n} of {total}").format(n=place + 1, total=said)
    else:
        at = _("printed nowhere: {n} of {total}").format(n=place + 1 - said, total=len(phrases) - said)
    rest = _("{n} to go").format(n=left) if left else _("all that may be printed is reviewed")
    return f"{at}, {rest}"


def _lines(phrase: Phrase, most: int) -> Content:
    """The badges that carry a phrase; those that a verdict keeps from it are struck."""
    shown, rest = phrase.lines[:most], len(phrase.places.lines) - most
    parts = []
    for number, each in enumerate(shown):
        parts.append(_struck(in_words.badge_of(each), phrase))
        if number == 0:
            parts.append(_struck("    " + in_words.card_of(each), phrase))
    if rest > 0:
        parts.append(Content(_("and {n} more").format(n=rest)))
    return Content("\n").join(parts)


def _struck(text: str, phrase: Phrase) -> Content:
    """A text, struck through where a verdict keeps it from being printed."""
    unsaid = phrase.decision is not None and phrase.decision.verdict in (Verdict.STRIKE, Verdict.MATCH_ONLY)
    return Content(text).stylize("strike dim") if unsaid else Content(text)

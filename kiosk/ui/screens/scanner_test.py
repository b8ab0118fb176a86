"""The scanner test: one code to scan, and in plain words whether the scanner works."""

from collections.abc import Callable
from time import monotonic
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from kiosk.config import ScanSettings
from kiosk.language import _, later
from kiosk.scan.findings import Finding, Look, Over
from kiosk.scan.setup_code import modules
from kiosk.scan.trial import Trial
from kiosk.scan.wedge import ENDS, Key
from kiosk.ui.drawing.bigtext import large
from kiosk.ui.drawing.viewfinder import viewfinder

_STEPS = (
    later("Scan this code."),
    later("Read below what came of it."),
    later("Do it, and scan again until it works."),
)
_GLYPHS = {Look.GOOD: "✓", Look.MINOR: "●", Look.BAD: "✗"}
_BESIDE, _AROUND = 2, 4
"""The code may take this part of the columns, and leaves this many lines free."""
_LARGE, _ROOMY = 16, 36
"""Rows for large letters, and of a window that has room for them."""
_BLACK, _WHITE = "#000000", "#ffffff"


class SetupCode(Widget):
    """The setup code in half blocks, black on white whatever the theme: scanners are used to paper."""

    def __init__(self) -> None:
        super().__init__()
        self._scale = 0

    def fit(self, width: int, height: int) -> bool:
        """Takes the largest whole scale that fits; tells whether any does."""
        side = len(modules())
        self._scale = min(width // side, 2 * height // (side + 1))
        self.styles.width = side * self._scale
        self.styles.height = -(-side * self._scale // 2)
        self.display = bool(self._scale)
        return self.display

    def render_line(self, y: int) -> Strip:
        """Two rows of dots."""
        upper, lower = self._dots(2 * y), self._dots(2 * y + 1)
        return Strip([_cell(*pair) for pair in zip(upper, lower, strict=True)])

    def _dots(self, row: int) -> list[bool]:
        rows = modules()
        # An odd number of rows leaves half a line of paper.
        line = rows[row // self._scale] if row < len(rows) * self._scale else (False,) * len(rows)
        return [module for module in line for _column in range(self._scale)]


def _cell(upper: bool, lower: bool) -> Segment:
    # Where both are alike the background alone draws them: glyphs leave seams between lines.
    ink, paper = (_BLACK if dot else _WHITE for dot in (upper, lower))
    return Segment(" " if upper == lower else "▀", Style(color=ink, bgcolor=paper))


class ScannerTest(Screen[None]):
    """Every key that a scanner may send goes to the trial; only Esc and the function keys stay keys."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Back", show=False)]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012  # an instance variable in Textual

    def __init__(
        self,
        settings: ScanSettings,
        *,
        watch: Callable[[bool], None] | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._watch = watch
        """Tells the cameras that somebody looks at them; None where there is none."""
        self._clock = clock
        self._trial = Trial(settings)
        self._shown: Finding | None = None

    def compose(self) -> ComposeResult:
        """The code beside what to do and what was found."""
        yield Static(Content(_("Scanner test")), id="trial-head")
        with Horizontal(id="trial-body"):
            yield SetupCode()
            with VerticalScroll(id="trial-side", can_focus=False):
                yield Static(id="trial-steps")
                yield Static(Content(_("Waiting for a scan")), id="trial-title")
                yield Static(id="trial-large")
                yield Static(id="trial-happened")
                yield Static(id="trial-do")
                yield Static(id="trial-camera")
        yield Static(Content(_("Esc: back")), id="trial-keys")

    def on_mount(self) -> None:
        """A code that nothing ends is noticed by the silence after it."""
        self.set_interval(0.25, self.look)
        self.query_one("#trial-camera").display = self._watch is not None
        if self._watch:
            self._watch(True)

    def on_unmount(self) -> None:
        """Nobody looks any more."""
        if self._watch:
            self._watch(False)

    def show_picture(self, picture: Any) -> None:
        """What a camera sees, (90, 160) shades of grey, in a few cells: a larger moving picture would hold up scans."""
        self.query_one("#trial-camera", Static).update(viewfinder(picture))

    def on_resize(self, event: events.Resize) -> None:
        """The code is as large as the window allows."""
        width, height = event.size
        fits = self.query_one(SetupCode).fit(width // _BESIDE, height - _AROUND)
        steps = [_(step) for step in _STEPS]
        if not fits:
            steps[0] = _("Make this window larger, or scan the printed setup code.")
        self._put("steps", "\n".join(f"{n} {step}" for n, step in enumerate(steps, 1)))
        self._show_large()

    def take_key(self, event: events.Key) -> bool:
        """Takes what a scanner may have sent; other keys are only noted, and do what they always do."""
        key = Key(event.key, event.character, event.time)
        if key.name == "escape":
            return False
        self._trial.feed(key)
        self.look()
        return bool(key.printable) or key.name in ENDS or key.name == self._settings.prefix.casefold()

    def take_scan(self, text: str, over: Over = Over.SERIAL) -> bool:
        """Takes a code that came over a line or from a camera."""
        self._trial.take(text, self._clock(), over)
        self.look()
        return True

    def look(self) -> None:
        """Shows what is known by now."""
        finding = self._trial.finding(self._clock())
        if finding is not None and finding is not self._shown:
            self._shown = finding
            self._show(finding)

    def _show(self, finding: Finding) -> None:
        side = self.query_one("#trial-side")
        side.remove_class(*Look)
        side.add_class(finding.look)
        self._put("title", f"{_GLYPHS[finding.look]} {finding.title}")
        self._put("happened", finding.happened)
        self._put("do", finding.do)
        self._show_large()
        side.scroll_home(animate=False)

    def _show_large(self) -> None:
        """The title once more in large letters, where there is room."""
        roomy = self._shown is not None and self.size.height >= _ROOMY
        width = self.size.width - self.size.width // _BESIDE - 4
        self._put("large", large(self._shown.title, width, _LARGE) if self._shown and roomy else "")

    def _put(self, place: str, text: str) -> None:
        part = self.query_one(f"#trial-{place}", Static)
        part.update(Content(text))
        part.display = bool(text)

"""The last answers, newest first."""

from collections import deque

from textual.content import Content
from textual.widgets import Static

from kiosk.language import _
from kiosk.model import Outcome, ScanResult
from kiosk.ui.look.outcomes import Sign


class Recent(Static):
    """A short memory for "who was that just now?"."""

    def __init__(self, keep: int = 20) -> None:
        super().__init__()
        self.border_title = _("Just now")
        self._lines: deque[Content] = deque(maxlen=keep)

    def add(self, result: ScanResult, sign: Sign) -> None:
        """Puts an answer on top."""
        known = result.registrant and result.outcome is not Outcome.SEE_CREW
        who = result.registrant.name if result.registrant and known else ""
        self._lines.appendleft(
            Content.assemble(f"{result.at:%H:%M} {sign.glyph} ", (who or _(sign.word).lower(), "bold"))
        )
        self.update(Content("\n").join(self._lines))

"""Tries a scanner: keys in, and a finding once the setup code has come, or something else. Pure; knows no screen."""

from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from kiosk.config import ScanSettings
from kiosk.scan.findings import Finding, Over, Read
from kiosk.scan.judging import judge
from kiosk.scan.wedge import ENDS, Key

QUIET = 1.0
"""Seconds of silence after which nothing more is coming: no scanner pauses for so long inside a code."""
STUTTER = 2.0
"""Seconds within which the same code again is the scanner's doing rather than a hand's."""


@dataclass(slots=True)
class Trial:
    """Gathers keys into reads and judges each."""

    settings: ScanSettings
    _keys: list[Key] = field(default_factory=list)
    _last: Read | None = None
    _finding: Finding | None = None

    def feed(self, key: Key) -> None:
        """Takes the next key in."""
        self._hush(key.at)
        if key.name not in ENDS:
            self._keys.append(key)
        elif self._keys:
            self._close(key)

    def take(self, text: str, at: float, over: Over) -> None:
        """Takes a whole code in that came over a line or from a camera."""
        self._judge(Read(text=text, began=at, ended=at, over=over))

    def finding(self, now: float) -> Finding | None:
        """What is known by now."""
        self._hush(now)
        return self._finding

    def _hush(self, now: float) -> None:
        if self._keys and now - self._keys[-1].at > QUIET:
            self._close(None)

    def _close(self, end: Key | None) -> None:
        keys, self._keys = self._keys, []
        prefixed = self._is_prefix(keys[0])
        said = keys[prefixed:]
        text = "".join(key.printable for key in said).strip()
        if not text:
            # An arrow key, or a lone prefix: nothing to judge.
            return
        times = [key.at for key in (*said, *([end] if end else ()))]
        leading = tuple(key.name for key in takewhile(lambda key: not key.printable, said))
        self._judge(
            Read(
                text=text,
                began=keys[0].at,
                ended=times[-1],
                prefix=keys[0].name if prefixed else "",
                leading=leading,
                stray=tuple(key.name for key in said[len(leading) :] if not key.printable),
                end=end.name if end else "",
                gap=max((after - before for before, after in pairwise(times)), default=0.0),
            )
        )

    def _is_prefix(self, key: Key) -> bool:
        return bool(self.settings.prefix) and self.settings.prefix.casefold() in (key.name, key.printable)

    def _judge(self, read: Read) -> None:
        last, self._last = self._last, read
        again = last is not None and last.text == read.text and read.began - last.ended <= STUTTER
        self._finding = judge(read, self.settings, again=again)

"""A scanner that types like a keyboard: tells its bursts from people's typing. Pure; knows no screen."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.config import ScanSettings
from kiosk.scan.keyboard_layouts import to_us

ENDS = frozenset({"enter", "ctrl+j", "ctrl+m", "tab"})
"""What scanners send after a code: CR, LF or TAB; CRLF arrives as two of them."""
_SILENT = frozenset({"ctrl+right_square_bracket", "ctrl+b", "ctrl+c"})  # GS, STX and ETX inside a scan
_PATIENCE = 1.0
"""Seconds after which a prefix is given up, unless keys still come as fast as only a scanner sends them."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key as the terminal reports it, with the second it was read."""

    name: str
    character: str | None
    at: float

    @property
    def printable(self) -> str:
        """The character it types, or nothing."""
        return self.character if self.character and self.character.isprintable() else ""


@dataclass(frozen=True, slots=True)
class Step:
    """What a key led to: a whole scan, keys that a person typed, or nothing yet."""

    scan: str | None = None
    typed: tuple[Key, ...] = ()
    before: str = ""
    """What was typed just before a scan: where the computer stood still, the code's first letters are among it."""


def bare(text: str) -> str:
    """What a scanner read, without control characters, and without blanks at its ends."""
    return "".join(filter(str.isprintable, text)).strip()


class _Mode(StrEnum):
    IDLE = "idle"
    HELD = "held"
    """Keys came; whether from a scanner shows in a moment."""
    PREFIXED = "prefixed"


@dataclass(slots=True)
class Wedge:
    """Assembles keys into scans; every key comes out exactly once, in order, in a scan or as typed."""

    settings: ScanSettings
    short: frozenset[str] = frozenset()
    """Codes below the least length, folded: a burst that is one of them is a scan."""
    _mode: _Mode = _Mode.IDLE
    _keys: list[Key] = field(default_factory=list)
    _last: float = float("-inf")
    _ended: float = float("-inf")
    _given: str = ""
    _given_at: float = float("-inf")

    @property
    def holding(self) -> bool:
        """Whether keys are held back that `flush` may have to give back."""
        return bool(self._keys)

    def feed(self, key: Key) -> Step:
        """Takes the next key in."""
        late = self._expired(key.at)
        typed = self._give_back() if late else ()
        step = self._take(key)
        self._last = key.at
        return Step(step.scan, typed + step.typed, step.before)

    def flush(self, at: float, *, queue_empty: bool) -> tuple[Key, ...]:
        """Held keys that turned out to be typed: only when no key waits, for a stalled screen makes gaps of its own."""
        return self._give_back() if queue_empty and self._expired(at) else ()

    def _expired(self, at: float) -> bool:
        if not self._keys:
            return False
        paused = at - self._last > self._gap
        return paused and (self._mode is not _Mode.PREFIXED or at - self._keys[0].at > _PATIENCE)

    @property
    def _gap(self) -> float:
        return self.settings.max_gap_ms / 1000

    def _take(self, key: Key) -> Step:
        if self._starts(key):
            typed = self._give_back()
            self._mode, self._keys = _Mode.PREFIXED, [key]
            return Step(typed=typed)
        if key.name in ENDS:
            return self._end(key)
        if key.printable:
            self._mode = self._mode if self._mode is _Mode.PREFIXED else _Mode.HELD
            self._keys.append(key)
            return Step()
        if self._keys and key.name in _SILENT:
            self._keys.append(key)
            return Step()
        return Step(typed=(*self._give_back(), key))

    def _starts(self, key: Key) -> bool:
        """Whether this is the scanner's prefix; a printable one may also stand inside a code."""
        if not self.settings.prefix or (key.printable and self._mode is _Mode.PREFIXED):
            return False
        return self.settings.prefix.casefold() in (key.name, key.printable)

    def _end(self, key: Key) -> Step:
        prefixed = self._mode is _Mode.PREFIXED
        # An AIM prefix stands in front of what the scanner meant, so the keyboard's letters are put right first.
        text = bare(to_us("".join(each.printable for each in self._keys[prefixed:]), self.settings.layout))
        if (prefixed and text) or len(text) >= self.settings.min_length or text.casefold() in self.short:
            torn = not prefixed and self._keys[0].at - self._given_at <= _PATIENCE
            before = to_us(self._given, self.settings.layout) if torn else ""
            self._forget()
            self._ended = key.at
            self._given = ""
            return Step(scan=text, before=before)
        if prefixed or (not self._keys and key.at - self._ended <= self._gap):
            # An empty scan, or the second half of CRLF.
            self._forget()
            self._ended = key.at if prefixed else self._ended
            return Step()
        return Step(typed=(*self._give_back(), key))

    def _give_back(self) -> tuple[Key, ...]:
        # A prefix that types nothing is the scanner's alone: nobody waits for it.
        dumb = self._mode is _Mode.PREFIXED and not self._keys[0].printable
        keys = tuple(self._keys[dumb:])
        if keys:
            recent = self._given if keys[0].at - self._given_at <= _PATIENCE else ""
            self._given, self._given_at = recent + "".join(key.printable for key in keys), keys[-1].at
        self._forget()
        return keys

    def _forget(self) -> None:
        self._mode, self._keys = _Mode.IDLE, []


_LOOKS_CODED = re.compile(r"[0-9A-Z:/{]")


def looks_like_code(text: str, min_length: int) -> bool:
    """Whether pasted text is rather a code than a name or an e-mail address."""
    text = text.strip()
    if text.startswith("{") or "://" in text:
        return True
    one_word = len(text) >= min_length and not any(map(str.isspace, text)) and "@" not in text
    return one_word and bool(_LOOKS_CODED.search(text[1:]))


def recover(value: str, is_code: Callable[[str], bool]) -> tuple[str | None, str]:
    """A code at the end of a submitted text and the text before it: a scan that a stalled screen let through."""
    value = value.strip()
    for before, end in endings(value):
        if is_code(end):
            return end, before.rstrip()
    return None, value


def endings(text: str) -> Iterator[tuple[str, str]]:
    """Wherever a scan may have begun in what looked typed: what stands before, and the rest; the longest rest first."""
    return ((text[:start], text[start:]) for start in range(len(text)))

"""What a keyboard layout makes of the US keys that a scanner presses, and back. Pure."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from unicodedata import combining, normalize

from kiosk.language import later

US = "us"
NAMES = {
    "us": later("US English"),
    "gb": later("British"),
    "de": later("German"),
    "fr": later("French"),
    "be": later("Belgian"),
    "ch": later("Swiss"),
    "cz": later("Czech"),
    "hu": later("Hungarian"),
    "es": later("Spanish"),
    "it": later("Italian"),
    "pt": later("Portuguese"),
    "pl": later("Polish"),
    "se": later("Swedish or Finnish"),
    "dk": later("Danish"),
    "no": later("Norwegian"),
    "tr": later("Turkish"),
}
"""The layouts that `[scan] layout` takes, by their names in X11."""

_PLAIN = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
_SHIFT = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
_PARTNER = dict(zip(_PLAIN + _SHIFT, _SHIFT + _PLAIN, strict=True))
_SPACING = {"\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0308": "¨", "\u030a": "°", "\u030c": "ˇ"}
"""What a dead key types by itself."""


class Lock(StrEnum):
    """What CapsLock does: on Linux and macOS to letters only, on some layouts of Windows to every key."""

    OFF = "off"
    LETTERS = "letters"
    KEYS = "keys"


class Dead(StrEnum):
    """What comes of a dead key and a letter that takes no such mark: systems differ."""

    SPACED = "spaced"
    """Both, one after the other."""
    DROPPED = "dropped"
    """The letter alone."""
    SWALLOWED = "swallowed"
    """Nothing."""


def to_us(text: str, layout: str) -> str:
    """What the scanner meant by what arrived; `unsure` tells which characters this can't promise."""
    return text.translate(_back(layout)) if layout else text


def unsure(layout: str) -> str:
    """The US characters that lie on dead keys: what comes of them depends on the system and on what follows."""
    return "".join(sorted(us for us, given in keys(layout).items() if given in _SPACING))


def unshifted(char: str) -> str:
    """What the same US key types without Shift."""
    return _PARTNER[char] if char in _SHIFT else char


def typed(text: str, layout: str, lock: Lock = Lock.OFF, dead: Dead = Dead.SPACED) -> str:
    """What arrives when a scanner presses the US keys for a text."""
    return _composed([_pressed(char, keys(layout), lock) for char in text], dead)


@lru_cache
def keys(layout: str) -> Mapping[str, str]:
    """What each US key types, by the character on it; a combining mark stands for a dead key."""
    table = _tables()[layout]
    same = {char: char for char in _PARTNER}
    return same | dict(zip(table.get("keys", ""), table.get("types", ""), strict=True))


@lru_cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("keyboard_layouts.toml").read_text("utf-8"))


@lru_cache
def _back(layout: str) -> dict[int, str]:
    given = keys(layout)
    back = {char: us for us, char in given.items()}
    marks = [(us, char) for us, char in given.items() if char in _SPACING]
    # A key of its own goes before a letter with a mark, and that before the mark alone.
    for us, mark in marks:
        for letter, char in given.items():
            back.setdefault(normalize("NFC", char + mark), us + letter)
    for us, mark in marks:
        back.setdefault(_SPACING[mark], us)
    return {ord(char): us for char, us in back.items() if len(char) == 1}


def _pressed(char: str, given: Mapping[str, str], lock: Lock) -> str:
    plain = given.get(char, char)
    if lock is Lock.OFF or char not in given:
        return plain
    other = given[_PARTNER[char]]
    if lock is Lock.KEYS:
        return other
    pair = (plain, other) if char in _PLAIN else (other, plain)
    if pair[0].islower() and pair[1].isupper():
        return other
    # Two small letters on one key, as on Swiss and Czech ones: CapsLock makes each a capital.
    return plain.upper() if len(plain.upper()) == 1 else plain


def _composed(chars: list[str], dead: Dead) -> str:
    out, mark = "", ""
    for char in chars:
        if not mark and char in _SPACING:
            mark = char
        elif mark:
            out += _marked(char, mark, dead)
            mark = ""
        else:
            out += char
    return out + (_SPACING[mark] if mark and dead is Dead.SPACED else "")


def _marked(char: str, mark: str, dead: Dead) -> str:
    if char == mark:
        return _SPACING[mark]
    whole = normalize("NFC", char + mark)
    if len(whole) == 1 and not combining(whole):
        return whole
    shown = _SPACING.get(char, char)
    return {Dead.SPACED: _SPACING[mark] + shown, Dead.DROPPED: shown, Dead.SWALLOWED: ""}[dead]

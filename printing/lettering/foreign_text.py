"""Foreign text on its way to paper: what a line may hold, and in which direction it runs."""

import re
import unicodedata
from functools import lru_cache

_JOINERS = {"\u200c", "\u200d"}
_SELECTORS = {0xFE0E: None, 0xFE0F: None}
"""Of the two ways to draw a picture: as text or in colours; on paper there is one."""
_MARKS_PER_LETTER = 2
"""Above or below; other marks belong to scripts that need them."""
_ABOVE_OR_BELOW = {220, 230}
_BLANKS = re.compile(r"\s+")
_RIGHT_TO_LEFT = {"R", "AL"}


def safe(text: str, limit: int) -> str:
    """One line without control, formatting or unassigned characters, at most `limit` characters long."""
    kept: list[str] = []
    marks = 0
    # Cut before normalising, so that a name of megabytes costs nothing.
    for char in unicodedata.normalize("NFC", _BLANKS.sub(" ", text[: limit * 4])):
        category = unicodedata.category(char)
        if category in {"Cc", "Cs", "Cn", "Co"} or (category == "Cf" and char not in _JOINERS):
            continue
        if category not in {"Mn", "Me"}:
            marks = 0
        elif unicodedata.combining(char) in _ABOVE_OR_BELOW or category == "Me":
            marks += 1
        if marks <= _MARKS_PER_LETTER:
            kept.append(char)
    return _BLANKS.sub(" ", "".join(kept)).strip()[:limit].rstrip()


def is_invisible(char: str) -> bool:
    """Whether a character leaves no ink by itself: blanks, joiners and variation selectors."""
    return char.isspace() or char in _JOINERS or 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF


def without_selectors(text: str, joiners: bool = False) -> str:
    """The text without characters that ask for a picture in colours; without joiners too if so wanted."""
    plain = text.translate(_SELECTORS)
    return "".join(char for char in plain if char not in _JOINERS) if joiners else plain


@lru_cache(maxsize=5000)
def decomposed(char: str) -> str:
    """A letter apart from its marks; a Korean syllable stays whole, for its parts side by side are none."""
    return char if 0xAC00 <= ord(char) < 0xD7B0 else unicodedata.normalize("NFD", char)


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction == "L" or direction in _RIGHT_TO_LEFT:
            return direction in _RIGHT_TO_LEFT
    return False


def needs_shaping(char: str) -> bool:
    """Whether a character is wrong without a shaping engine: right-to-left, Indic and South-East Asian scripts."""
    code = ord(char)
    return 0x0590 <= code < 0x10A0 or 0x1780 <= code < 0x1900 or 0x1900 <= code < 0x1C80 or _is_presentation(code)


def _is_presentation(code: int) -> bool:
    return 0xFB1D <= code < 0xFE00 or 0xFE70 <= code < 0xFF00

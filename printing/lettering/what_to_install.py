"""What to install so that a name can be drawn."""

import unicodedata
from typing import NamedTuple

from PIL import features

from printing.lettering.clusters import script
from printing.lettering.fonts import Typefaces, typefaces
from printing.lettering.foreign_text import needs_shaping

_SHAPING = (
    "Arabic, Hebrew, Devanagari, Thai and their like: install libfribidi0 (Debian, Ubuntu) "
    "or fribidi (Fedora, macOS by Homebrew), then start kiosk again."
)
_NO_RAQM = (
    "Arabic, Hebrew, Devanagari, Thai and their like: install Pillow as a ready-made wheel; this one was built "
    "without raqm."
)
_EAST_ASIAN = (
    "Chinese, Japanese and Korean: install fonts-noto-cjk (Debian, Ubuntu) or google-noto-sans-cjk-fonts (Fedora); "
    "macOS and Windows have such fonts on board."
)
_PICTURES = (
    "Emoji and symbols: install fonts-symbola (Debian, Ubuntu), gdouros-symbola-fonts (Fedora) or Noto Emoji, "
    "the one without colours."
)
_RARE = "Rare letters and marks: install fonts-noto-core (Debian, Ubuntu) or google-noto-sans-fonts (Fedora)."
_SCRIPT = "{script}: install fonts-noto-core (Debian, Ubuntu) or {package} (Fedora)."
WORDS = (_SHAPING, _NO_RAQM, _EAST_ASIAN, _PICTURES, _RARE, _SCRIPT)
"""All that can be said, for whoever says it in another language."""
_EUROPEAN = {"LATIN", "GREEK", "CYRILLIC", "COMBINING", "MODIFIER"}


class Remedy(NamedTuple):
    """What to install for one script."""

    words: str
    """One of WORDS."""
    script: str = ""
    package: str = ""


def remedies_of(text: str, faces: Typefaces | None = None) -> tuple[Remedy, ...]:
    """One for each script of a text that no font here can draw; empty if all is drawn."""
    known = faces or typefaces()
    return tuple(dict.fromkeys(_remedy(cluster[0], known.shaping) for cluster in known.missing(text)))


def _remedy(char: str, shaping: bool) -> Remedy:
    if needs_shaping(char) and not shaping:
        return Remedy(_SHAPING if features.check("raqm") else _NO_RAQM)
    name = script(char)
    if name in {"CJK", "HANGUL"}:
        return Remedy(_EAST_ASIAN)
    if unicodedata.category(char)[0] not in "LM":
        return Remedy(_PICTURES)
    if name in _EUROPEAN:
        return Remedy(_RARE)
    return Remedy(_SCRIPT, name.capitalize(), f"google-noto-sans-{name.lower()}-fonts")

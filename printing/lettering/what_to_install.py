"""What to install so that a name can be drawn."""

import unicodedata

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
_EUROPEAN = {"LATIN", "GREEK", "CYRILLIC", "COMBINING", "MODIFIER"}


def advice(text: str, faces: Typefaces | None = None) -> tuple[str, ...]:
    """A sentence for each script of a text that no font here can draw: what to install; empty if all is drawn."""
    known = faces or typefaces()
    return tuple(dict.fromkeys(_remedy(cluster[0], known.shaping) for cluster in known.missing(text)))


def _remedy(char: str, shaping: bool) -> str:
    if needs_shaping(char) and not shaping:
        return _SHAPING if features.check("raqm") else _NO_RAQM
    if script(char) in {"CJK", "HANGUL"}:
        return _EAST_ASIAN
    if unicodedata.category(char)[0] not in "LM":
        return _PICTURES
    return _script(script(char))


def _script(name: str) -> str:
    label = "Rare letters and marks" if name in _EUROPEAN else name.capitalize()
    package = "google-noto-sans-fonts" if name in _EUROPEAN else f"google-noto-sans-{name.lower()}-fonts"
    return f"{label}: install fonts-noto-core (Debian, Ubuntu) or {package} (Fedora)."

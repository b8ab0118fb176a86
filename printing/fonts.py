"""Which font draws a line: FiraGO where it can, else an installed font that can draw all of it; never boxes."""

import io
import math
import threading
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

import pymupdf_fonts
from PIL import ImageFont, features

from printing import system_fonts
from printing.system_fonts import Face
from printing.text import is_invisible, needs_shaping, safe

REGULAR = Face("figo", family="FiraGO", packaged=True)
BOLD = Face("figbo", family="FiraGO", bold=True, packaged=True)

_PROBE = 24
_REFERENCE = 100
_NOT_A_CHARACTER = "\U0010fffe"
_LONGEST = 200


def shaping_works() -> bool:
    """Whether this Pillow joins Arabic, reorders Devanagari and turns right-to-left text round."""
    return bool(features.check("raqm") and features.check("fribidi"))


class Typefaces:
    """FiraGO before the fonts of a computer; `shaping` False leaves out scripts that need an engine."""

    def __init__(self, system: Callable[[], Sequence[Face]], shaping: bool) -> None:
        self._system = system
        self._engine = ImageFont.Layout.RAQM if shaping else ImageFont.Layout.BASIC
        self.shaping = shaping
        self._chosen: dict[tuple[str, bool], tuple[str, Face]] = {}

    def lettering(self, text: str, bold: bool = False) -> tuple[str, Face]:
        """What can be drawn of a line that is already `safe`, and the one font that draws it."""
        if (text, bold) not in self._chosen:
            if len(self._chosen) > 5000:
                self._chosen.clear()
            self._chosen[text, bold] = self._choose(text, bold)
        return self._chosen[text, bold]

    def drawable(self, text: str) -> bool:
        """Whether every visible character of a text is drawn."""
        line = safe(text, _LONGEST)
        return self.lettering(line)[0] == line

    def font(self, face: Face, size: int) -> ImageFont.FreeTypeFont:
        """The font at `size` dots per em; this thread's own, because a font is not safe to share."""
        return _open(face, size, self._engine, threading.get_ident())

    def box(self, text: str, face: Face, size: int, direction: str | None) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of a line's ink, in dots from the pen on the baseline."""
        if size > _REFERENCE or not self.shaping:
            left, top, right, bottom = self.font(face, size).getbbox(text, anchor="ls", direction=direction)
            return math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom)
        left, top, right, bottom = _reference_box(text, face, direction)
        scale = size / _REFERENCE
        # Heights are fitted to whole dots anew at every size: a dot of doubt each way.
        top, bottom = math.floor(top * scale) - 1, math.ceil(bottom * scale) + 1
        return math.floor(left * scale), top, math.ceil(right * scale), bottom

    def advance(self, text: str, face: Face, size: int) -> int:
        """Dots that the pen moves for a word or a space."""
        if not self.shaping:
            return math.ceil(self.font(face, size).getlength(text))
        return math.ceil(_reference_advance(text, face) * size / _REFERENCE)

    def _choose(self, text: str, bold: bool) -> tuple[str, Face]:
        own = BOLD if bold else REGULAR
        wanted = frozenset(char for char in text if not is_invisible(char))
        if all(self._draws(own, char) for char in wanted):
            return text, own
        best, most = own, sum(self._draws(own, char) for char in wanted)
        for face in sorted(self._system(), key=lambda face: _distance(face, text, bold)):
            drawn = sum(self._draws(face, char) for char in wanted)
            if drawn > most:
                best, most = face, drawn
            if most == len(wanted):
                break
        kept = "".join(char for char in text if is_invisible(char) or self._draws(best, char))
        return " ".join(kept.split()), best

    def _draws(self, face: Face, char: str) -> bool:
        if not self.shaping:
            return not needs_shaping(char) and has_glyph(face, char)
        # The shaping engine composes what the font holds in parts.
        return has_glyph(face, char) or all(has_glyph(face, part) for part in unicodedata.normalize("NFD", char))


@cache
def typefaces() -> Typefaces:
    """FiraGO and what this computer has."""
    return Typefaces(system_fonts.installed, shaping_works())


def drawable(text: str) -> bool:
    """Whether every visible character of a text can be drawn on this computer."""
    return typefaces().drawable(text)


def fitted(text: str, width: int, size: int) -> tuple[str, ImageFont.FreeTypeFont]:
    """What of a line fits into `width` dots at `size` dots per em, and the font to draw it with."""
    from printing.typeset import shortened

    line = shortened(safe(text, _LONGEST), width, size, typefaces())
    return line.text, line.font


@lru_cache(maxsize=50_000)
def has_glyph(face: Face, char: str) -> bool:
    """Whether a font has a glyph for one character, seen by its not being the font's glyph for nothing."""
    try:
        font = _open(face, _PROBE, ImageFont.Layout.BASIC, threading.get_ident())
        glyph = _picture(font, char)
        return glyph != _picture(font, _NOT_A_CHARACTER) and any(glyph[1])
    except OSError:
        return False


def _picture(font: ImageFont.FreeTypeFont, char: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(char)
    return mask.size, bytes(mask)


# The shaping engine does not hint, so a line measured once is measured at every size.
@lru_cache(maxsize=10_000)
def _reference_box(text: str, face: Face, direction: str | None) -> tuple[float, float, float, float]:
    return _reference(face).getbbox(text, anchor="ls", direction=direction)


@lru_cache(maxsize=10_000)
def _reference_advance(text: str, face: Face) -> float:
    return _reference(face).getlength(text)


def _reference(face: Face) -> ImageFont.FreeTypeFont:
    return _open(face, _REFERENCE, ImageFont.Layout.RAQM, threading.get_ident())


@lru_cache(maxsize=512)
def _open(face: Face, size: int, engine: ImageFont.Layout, thread: int) -> ImageFont.FreeTypeFont:
    source = io.BytesIO(_packaged(face.source)) if face.packaged else face.source
    return ImageFont.truetype(source, size, face.index, layout_engine=engine)


@cache
def _packaged(key: str) -> bytes:
    data: bytes = pymupdf_fonts.fontbuffers[key]()
    return data


def _distance(face: Face, text: str, bold: bool) -> tuple[bool, bool]:
    """Han characters look different from country to country, so the fonts of the likely one come first."""
    return not face.family.endswith(_region(text)), face.bold != bold


def _region(text: str) -> str:
    if any(0x3040 <= ord(char) < 0x3100 for char in text):
        return "JP"
    return "KR" if any(0x1100 <= ord(char) < 0x1200 or 0xAC00 <= ord(char) < 0xD7B0 for char in text) else "SC"

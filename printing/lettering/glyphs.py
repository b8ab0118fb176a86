"""Fonts as this process has them open: which glyphs they hold, and how far and how high a text reaches."""

import io
import threading
from functools import cache, lru_cache

import pymupdf_fonts
from PIL import ImageFont

from printing.lettering.system_fonts import Face

REFERENCE = 100
"""Dots per em at which text is measured."""
_PROBE = 24
_NOT_A_CHARACTER = "\U0010fffe"


def opened(face: Face, size: int, engine: ImageFont.Layout) -> ImageFont.FreeTypeFont:
    """The font at `size` dots per em; this thread's own, because a font is not safe to share."""
    return _open(face, size, engine, threading.get_ident())


@lru_cache(maxsize=50_000)
def has_glyph(face: Face, char: str) -> bool:
    """Whether a font has a glyph for one character, seen by its not being the font's glyph for nothing."""
    try:
        font = opened(face, _PROBE, ImageFont.Layout.BASIC)
        glyph = _picture(font, char)
        return glyph != _picture(font, _NOT_A_CHARACTER) and any(glyph[1])
    except OSError:
        return False


# The shaping engine does not hint, so a line measured once is measured at every size.
@lru_cache(maxsize=10_000)
def reference_box(text: str, face: Face, direction: str | None) -> tuple[float, float, float, float]:
    """The box of shaped text, in dots from the pen on the baseline."""
    return _reference(face).getbbox(text, anchor="ls", direction=direction)


@lru_cache(maxsize=10_000)
def reference_advance(text: str, face: Face, direction: str | None) -> float:
    """How far the pen moves for shaped text."""
    return _reference(face).getlength(text, direction=direction)


def _picture(font: ImageFont.FreeTypeFont, char: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(char)
    return mask.size, bytes(mask)


def _reference(face: Face) -> ImageFont.FreeTypeFont:
    return opened(face, REFERENCE, ImageFont.Layout.RAQM)


@lru_cache(maxsize=512)
def _open(face: Face, size: int, engine: ImageFont.Layout, thread: int) -> ImageFont.FreeTypeFont:
    source = io.BytesIO(_packaged(face.source)) if face.packaged else face.source
    return ImageFont.truetype(source, size, face.index, layout_engine=engine)


@cache
def _packaged(key: str) -> bytes:
    data: bytes = pymupdf_fonts.fontbuffers[key]()
    return data

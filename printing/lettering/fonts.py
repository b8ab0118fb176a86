"""Which fonts draw a line: FiraGO if it can, else an installed one, else several, each its part; never boxes."""

import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from PIL import ImageFont, features

from printing.lettering import glyphs, runs, system_fonts
from printing.lettering.clusters import clusters, is_sequence, script
from printing.lettering.foreign_text import decomposed, is_invisible, needs_shaping, safe, without_selectors
from printing.lettering.glyphs import REFERENCE, has_glyph
from printing.lettering.runs import Lettering
from printing.lettering.system_fonts import Face

REGULAR = Face("figo", family="FiraGO", packaged=True)
BOLD = Face("figbo", family="FiraGO", bold=True, packaged=True)

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
        self._chosen: dict[tuple[str, bool], Lettering] = {}

    def lettering(self, text: str, bold: bool = False) -> tuple[str, Face]:
        """What can be drawn of a line that is already `safe`, and the font that draws all or most of it."""
        spelled = self.spelled(text, bold)
        return spelled.text, spelled.face

    def spelled(self, text: str, bold: bool = False) -> Lettering:
        """What can be drawn of a line that is already `safe`, and the font of each character."""
        if (text, bold) not in self._chosen:
            if len(self._chosen) > 5000:
                self._chosen.clear()
            self._chosen[text, bold] = self._choose(text, bold)
        return self._chosen[text, bold]

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of a text that no font here can draw."""
        return self.spelled(safe(text, _LONGEST)).missing

    def drawable(self, text: str) -> bool:
        """Whether every visible character of a text is drawn."""
        return not self.missing(text)

    def font(self, face: Face, size: int) -> ImageFont.FreeTypeFont:
        """The font at `size` dots per em; this thread's own, because a font is not safe to share."""
        return glyphs.opened(face, size, self._engine)

    def box(self, text: str, face: Face, size: int, direction: str | None) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of a run's ink, in dots from the pen on the baseline."""
        if size > REFERENCE or not self.shaping:
            left, top, right, bottom = self.font(face, size).getbbox(text, anchor="ls", direction=direction)
            return math.floor(left), math.floor(top), math.ceil(right), math.ceil(bottom)
        left, top, right, bottom = glyphs.reference_box(text, face, direction)
        scale = size / REFERENCE
        # Heights are fitted to whole dots anew at every size: a dot of doubt each way.
        top, bottom = math.floor(top * scale) - 1, math.ceil(bottom * scale) + 1
        return math.floor(left * scale), top, math.ceil(right * scale), bottom

    def advance(self, text: str, face: Face, size: int, direction: str | None = None) -> float:
        """Dots that the pen moves for a word, a space or a run."""
        if not self.shaping:
            return self.font(face, size).getlength(text)
        return glyphs.reference_advance(text, face, direction) * size / REFERENCE

    def _choose(self, text: str, bold: bool) -> Lettering:
        own = BOLD if bold else REGULAR
        line = without_selectors(text, joiners=not self.shaping)
        if all(self._draws(own, char) for char in frozenset(line) if not is_invisible(char)):
            return Lettering(line, own)
        parts = clusters(line)
        needed = [cluster for cluster in dict.fromkeys(parts) if not self._covers(own, cluster)]
        others = self._useful(needed, text, bold)
        # A picture must not bring its font to the letters beside it.
        if any(cluster[0].isalpha() for cluster in needed):
            for face in others:
                if all(self._covers(face, cluster) for cluster in parts):
                    return Lettering(line, face)
        return runs.spread(parts, own, others, self._covers)

    def _useful(self, needed: Sequence[str], text: str, bold: bool) -> list[Face]:
        """Installed fonts that draw some of the clusters, those that draw most first; one, if it draws all."""
        found: list[tuple[int, Face]] = []
        for face in sorted(self._system(), key=lambda face: _distance(face, text, bold)):
            drawn = sum(self._covers(face, cluster) or self._draws(face, cluster[0]) for cluster in needed)
            if drawn:
                found.append((drawn, face))
            if all(self._covers(face, cluster) for cluster in needed):
                return [face]
        return [face for _, face in sorted(found, key=lambda each: -each[0])]

    def _covers(self, face: Face, cluster: str) -> bool:
        if not all(self._draws(face, char) for char in cluster if not is_invisible(char)):
            return False
        return not is_sequence(cluster) or self._melts(face, cluster)

    def _melts(self, face: Face, cluster: str) -> bool:
        """Whether a font has one picture for joined pictures, seen by its taking less room than they do."""
        if not self.shaping:
            return False
        apart = sum(glyphs.reference_advance(char, face, None) for char in cluster if not is_invisible(char))
        return glyphs.reference_advance(cluster, face, None) < apart - 1

    def _draws(self, face: Face, char: str) -> bool:
        if not self.shaping:
            return not needs_shaping(char) and has_glyph(face, char)
        # The shaping engine composes what the font holds in parts.
        return has_glyph(face, char) or all(has_glyph(face, part) for part in decomposed(char))


@cache
def typefaces() -> Typefaces:
    """FiraGO and what this computer has."""
    return Typefaces(system_fonts.installed, shaping_works())


def drawable(text: str) -> bool:
    """Whether every visible character of a text can be drawn on this computer."""
    return typefaces().drawable(text)


def undrawable(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Those of the texts that lose characters because no font here can draw them, and which."""
    return {text: missing for text in texts if (missing := typefaces().missing(text))}


def _distance(face: Face, text: str, bold: bool) -> tuple[bool, bool]:
    """Han characters look different from country to country, so the fonts of the likely one come first."""
    return not face.family.endswith(_region(text)), face.bold != bold


def _region(text: str) -> str:
    if any(0x3040 <= ord(char) < 0x3100 for char in text):
        return "JP"
    return "KR" if any(script(char) == "HANGUL" for char in text if char.isalpha()) else "SC"

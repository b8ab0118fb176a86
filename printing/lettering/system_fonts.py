"""Fonts that are installed on this computer, for what our own font can't draw."""

import os
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FORMAT = "%{file}\t%{index}\t%{weight}\t%{slant}\t%{spacing}\t%{color}\t%{family[0]}\n"
_BOLD = 180
_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "%WINDIR%/Fonts",
    "%LOCALAPPDATA%/Microsoft/Windows/Fonts",
)
_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
_SLANTED = ("italic", "oblique")
_COUNTRIES = {
    "JP": ("yugoth", "meiryo", "msgothic", "hiragino kaku", "hiragino sans", "ヒラギノ角ゴ"),
    "KR": ("malgun", "applesdgothic", "applegothic", "gulim", "nanum"),
    "SC": ("msyh", "simhei", "pingfang", "stheiti", "hiragino sans gb", "wqy"),
}
"""Whose forms of Chinese characters fonts hold that don't say so in their names; a later country decides."""
# Emoji in colour come at one size only; the last resort claims to draw everything, as boxes.
_USELESS = ("color", "lastresort", "last resort", "adobe blank")


@dataclass(frozen=True, slots=True)
class Face:
    """One font in a file, or in our package where `packaged`."""

    source: str
    """A file's path, or the package's key."""
    index: int = 0
    family: str = ""
    bold: bool = False
    packaged: bool = False


@cache
def installed() -> tuple[Face, ...]:
    """Upright, scalable fonts, the plainest first; empty if there are none."""
    faces = {face: None for face in (_by_fontconfig() or in_folders()) if not _is_useless(face)}
    return tuple(sorted(faces, key=_plainness))


def _by_fontconfig() -> list[Face]:
    try:
        listing = subprocess.run(
            ["fc-list", "-f", _FORMAT, ":scalable=true"], capture_output=True, timeout=20, check=True
        ).stdout.decode("utf-8", "replace")
    except (OSError, subprocess.SubprocessError):
        return []
    rows = (line.split("\t") for line in listing.splitlines())
    return [_face(row) for row in rows if len(row) == 7 and row[3] == "0" and row[5] != "True"]


def _face(row: list[str]) -> Face:
    path, index, weight, _slant, _spacing, _color, family = row
    # The upper half of an index names an instance of a variable font; its default instance will do.
    number = int(index) & 0xFFFF if index.isdigit() else 0
    return Face(path, number, family, bold=weight.isdigit() and int(weight) >= _BOLD)


def in_folders(folders: Sequence[str] = _FOLDERS) -> list[Face]:
    """Upright fonts in folders and below, told apart by their file names."""
    return [
        Face(str(path), 0, _family(path.stem), bold="bold" in path.stem.lower() or path.stem.lower().endswith("bd"))
        for path in _font_files(folders)
        if not any(word in path.stem.lower() for word in _SLANTED)
    ]


def _family(stem: str) -> str:
    """A file's name, with the country that its Chinese characters are for, if known."""
    plain = unicodedata.normalize("NFC", stem).lower()
    known = [country for country, names in _COUNTRIES.items() if any(name in plain for name in names)]
    return f"{stem} {known[-1]}" if known else stem


def _font_files(folders: Sequence[str]) -> Iterator[Path]:
    for folder in folders:
        root = Path(os.path.expandvars(folder)).expanduser()
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            if path.suffix.lower() in _SUFFIXES:
                yield path


def _is_useless(face: Face) -> bool:
    name = f"{face.family} {Path(face.source).stem}".lower()
    return any(word in name for word in _USELESS) or Path(face.source).suffix.lower() not in _SUFFIXES


def _plainness(face: Face) -> tuple[bool, bool, bool, str, int]:
    name = f"{face.family} {Path(face.source).stem}".lower()
    fancy = any(word in name for word in ("mono", "serif", "condensed", "light", "thin", "black", "math", "display"))
    return fancy, "noto sans" not in name, "sans" not in name, face.source, face.index

"""Whether text reads like names: what tells a right guess at its encoding from a wrong one. Pure."""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

_EAST = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC", "HANGUL"})
_SIGNS = frozenset({"FEMININE", "MASCULINE", "MODIFIER", "MICRO"})
_WORD = re.compile(r"[^\s,;\"()\[\]<>/|.'’‘‚“”„«»‹›…–—•€&+@:!?#*_=-]+")
_PRIMARY = (("gb2312", 0xB0, 0xD7), ("euc_jp", 0xB0, 0xCF), ("big5", 0xA4, 0xC6))
"""Where the code tables of East Asia keep the characters of everyday."""
_ODD, _UNLIKELY, _BROKEN = 0.6, 0.3, 0.2
_MERE = 0.65
"""Of dashes and quotation marks that may well be meant."""


def likeness(lines: Sequence[str]) -> float:
    """0 to 1: how much lines with more than ASCII look like names and words; in between for mere punctuation."""
    scores = [_line(line) for line in lines if not line.isascii()]
    return sum(scores) / len(scores) if scores else _MERE


def mixes_scripts(word: str) -> bool:
    """Whether Latin letters stand beside those of another alphabet in one word, as nobody writes."""
    scripts = {_script(char) for char in word if char.isalpha()}
    return "LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK", "HEBREW", "ARABIC"})


def _line(line: str) -> float:
    words = [word for word in _WORD.findall(line) if not word.isascii()]
    if not words:
        return _MERE
    score = sum(map(_word, words)) / len(words)
    special = {char for word in words for char in word if not char.isascii()}
    scripts = set(map(_script, special))
    if scripts & _EAST:
        return score if words[0][0] in _families() else score * 0.7
    return score if _one_language(special, scripts) else score * _ODD


def _word(word: str) -> float:
    scripts = {_script(char) for char in word if char.isalpha()}
    if scripts & _EAST:
        return _eastern(word, scripts)
    if len(scripts) != 1 or any(not _writes(char) for char in word):
        return 0
    score = _shape(word)
    special = {char for char in word if not char.isascii()}
    if _one_language(special, scripts):
        return score
    return score * (_ODD if scripts == {"LATIN"} and _fits(special, _alphabets()["seldom"]) else _UNLIKELY)


def _writes(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LM" and _script(char) not in _SIGNS


def _eastern(word: str, scripts: Collection[str]) -> float:
    if not set(scripts) <= _EAST or ("HANGUL" in scripts and len(scripts) > 1) or not all(map(_writes, word)):
        return 0
    return sum(1 if _is_common(char) else _UNLIKELY for char in word) / len(word)


def _shape(word: str) -> float:
    """Capitals stand first or throughout: "ŁukaSz" and "ŁUkasz" are rather read in the wrong table."""
    score = _ODD if word[0].islower() and len(word) > 3 else 1
    if not word.isupper() and any(second.isupper() for _, second in pairwise(word)):
        return score * _BROKEN
    return score


def _one_language(special: Collection[str], scripts: Collection[str]) -> bool:
    """Whether some language has all these letters; of most scripts none is asked."""
    if len(scripts) > 1:
        return False
    (script,) = scripts
    return script not in ("LATIN", "CYRILLIC") or _fits(special, _alphabets()[script.lower()])


def _fits(special: Collection[str], languages: Mapping[str, frozenset[str]]) -> bool:
    return any(letters.issuperset(special) for letters in languages.values())


@cache
def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]


@cache
def _is_common(char: str) -> bool:
    if _script(char) == "HANGUL":
        return _encodes(char, "euc_kr")
    if _script(char) != "CJK":
        return True
    return any(_encodes(char, codec) and low <= char.encode(codec)[0] <= high for codec, low, high in _PRIMARY)


def _encodes(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("kiosk.intake.files").joinpath("letters.toml").read_text(encoding="utf-8"))


@cache
def _alphabets() -> dict[str, dict[str, frozenset[str]]]:
    return {
        name: {language: frozenset(letters + letters.upper()) for language, letters in languages.items()}
        for name, languages in _tables().items()
    }


@cache
def _families() -> frozenset[str]:
    return frozenset("".join(_tables()["families"].values()))

"""People's phrases in comparable form: folded, without the wrapping, cut into words."""

import re
import unicodedata
from functools import lru_cache

from matcher.words.boilerplate import ENDING, NOTHING, STOP, WRAPPING

_UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"})
# Vowel signs are marks, not letters: without them a Hindi word would fall apart.
_MARKS = "".join(chr(c) for c in range(0x300, 0x1C00) if unicodedata.category(chr(c)).startswith("M"))
_LETTERS = rf"(?:[^\W_]|[{_MARKS}])+"
WORD = re.compile(rf"{_LETTERS}(?:[+#./'&-]+{_LETTERS})*[+#]*|\.net\b")
_JOINT = re.compile(r"[+#./'&-]+")
_SIGN = re.compile(r"[^\W_]")
_LONGEST_NOTHING = 60
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_SPLIT = re.compile(
    r"[;|\n\r•·●▪；、，・]+"
    r"|(?<!\d),(?![^()]*\))|,(?!\d)(?![^()]*\))"
    r"|\s+/\s+|\s+[–—]\s+"
    r"|(?<=[^\W\d_]{3})[.!?]+\s+(?=\S)"
)
_VOWELS = frozenset("aeiouy")
_BULLET = re.compile(r"^\s*(?:[-*+>→]+|\d{1,2}[.)])\s+")
# What is known by its plural only: whoever writes "common sense" means no commons, and nobody's heart is a card game.
_PLURAL_ONLY = frozenset(
    [
        "accounts",
        "angels",
        "beats",
        "blues",
        "classics",
        "coins",
        "commons",
        "echecs",
        "etcs",
        "hats",
        "hearts",
        "llamas",
        "rails",
        "records",
        "shares",
        "singles",
        "words",
    ]
)
_BEFORE = " \t,;:!–—"
_AFTER = " \t.,;:!–—-"


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Lower case without marks."""
    if text.isascii():
        return text.lower()
    lowered = text.casefold().translate(_UNDECOMPOSED)
    bare = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare)


def fold_by_place(text: str) -> tuple[str, list[int]]:
    """A text folded sign by sign, and where each folded sign comes from; one place more, for the end."""
    signs = [fold(sign) for sign in text]
    return "".join(signs), [*(place for place, sign in enumerate(signs) for _ in sign), len(text)]


def cut(answer: str) -> list[str]:
    """The single things that an answer names, in the person's own words; nothing where it says nothing."""
    parts = (_BULLET.sub("", part.lstrip(_BEFORE)).rstrip(_AFTER) for part in _SPLIT.split(answer))
    return [part for part in parts if part and not says_nothing(part)]


def says_nothing(phrase: str) -> bool:
    """Whether a phrase is an empty answer in words: "n/a", "just curious", "nichts"."""
    if len(phrase) > _LONGEST_NOTHING:
        return False
    return not _SIGN.search(phrase) or bool(NOTHING.match(fold(phrase).strip(" .!?-–—:()")))


@lru_cache(maxsize=65_536)
def unwrapped(phrase: str) -> str:
    """A phrase without "I'm looking for someone who knows…": what it is about, in the person's own words."""
    before = ""
    while before != phrase:
        before = phrase
        rest = ENDING.sub("", WRAPPING.sub("", phrase).strip(" \t:,.-–—")).strip()
        phrase = rest if _SIGN.search(rest) else phrase
    return phrase


def words(phrase: str) -> list[str]:
    """The folded words of a phrase, plural forms made singular."""
    return [singular(word.removesuffix("'s")) for word in WORD.findall(fold(phrase))]


def pieces(word: str) -> list[str]:
    """The parts of a word joined by hyphens, slashes and the like."""
    return [part for part in _JOINT.split(word) if part]


def singular(word: str) -> str:
    """A word without a plural ending; short words and those in -ss, -us, -is stay."""
    if word in _PLURAL_ONLY:
        return word
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "js", "os", "as", "news")):
        return word[:-1]
    return word


def content(tokens: list[str]) -> list[str]:
    """The words that say what a phrase is about, stemmed a little; scripts without spaces by pairs of signs."""
    found: list[str] = []
    for word in tokens:
        if word in STOP or (word.isascii() and len(word) == 1):
            continue
        if _UNSPACED.search(word) and len(word) > 2:
            found += [word[k : k + 2] for k in range(len(word) - 1)]
        else:
            found.append(_stem(word))
    return found


def _stem(word: str) -> str:
    if not word.isascii():
        return word
    if len(word) >= 6 and word.endswith("ing") and not _VOWELS.isdisjoint(word[:-3]):
        word = word[:-4] if word[-4] == word[-5] else word[:-3]
    return word[:-1] if len(word) >= 4 and word.endswith("e") else word

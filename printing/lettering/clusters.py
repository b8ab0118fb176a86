"""What a reader sees as one character: letters with their marks, joined pictures, flags."""

import unicodedata
from functools import lru_cache

_JOINERS = ("\u200c", "\u200d")
_MARKS = {"Mn", "Mc", "Me"}
_VIRAMA = 9
_THAI_AND_LAO_AM = ("\u0e33", "\u0eb3")
_EAST_ASIAN = {"CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO", "IDEOGRAPHIC", "HALFWIDTH", "FULLWIDTH", "KANGXI"}


def clusters(text: str) -> list[str]:
    """What a reader sees as one character each, and what no font may tear apart."""
    found: list[str] = []
    for char in text:
        if found and _belongs(found[-1], char):
            found[-1] += char
        else:
            found.append(char)
    return found


def is_sequence(cluster: str) -> bool:
    """Whether pictures are joined to one: a profession, a family, a colour of skin."""
    return _is_picture(cluster[0]) and any(char == "\u200d" or _is_skin(char) for char in cluster[1:])


@lru_cache(maxsize=5000)
def script(char: str) -> str:
    """The script of a letter, such as ARABIC; Chinese and Japanese are one."""
    name = unicodedata.name(char, "").replace("-", " ").split(" ")[0]
    return "CJK" if name in _EAST_ASIAN else name


def _belongs(cluster: str, char: str) -> bool:
    if unicodedata.category(char) in _MARKS or char in _JOINERS or char in _THAI_AND_LAO_AM:
        return True
    if 0x1160 <= ord(char) < 0x1200:
        return True
    if _is_picture(cluster[0]) and (_is_skin(char) or cluster[-1] == "\u200d"):
        return unicodedata.category(char) in {"So", "Sk", "Sm"}
    if _is_flag_letter(char):
        return len(cluster) == 1 and _is_flag_letter(cluster)
    # Letters around a virama melt into one shape.
    melting = unicodedata.combining(cluster.rstrip("\u200d")[-1:] or " ") == _VIRAMA
    return melting and char.isalpha() and script(char) == script(cluster[0])


def _is_skin(char: str) -> bool:
    return 0x1F3FB <= ord(char) <= 0x1F3FF


def _is_flag_letter(char: str) -> bool:
    return 0x1F1E6 <= ord(char) <= 0x1F1FF


def _is_picture(char: str) -> bool:
    return unicodedata.category(char) == "So"

"""The words of a name as people say and type them: cut, folded, with their other spellings."""

import re
import unicodedata

from kiosk.text import fold

_APOSTROPHES = "'’‘‛ʼʻ`´′＇"
_SILENT = str.maketrans("", "", _APOSTROPHES)
_APART = str.maketrans(dict.fromkeys(_APOSTROPHES, " "))
_PLAIN = re.compile(r"[a-z0-9]+")
_ALONE = re.compile("[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3\U00020000-\U0003ffff]|[^\u3400-\u9fff\uf900-\ufaff"
                    "\uac00-\ud7a3\U00020000-\U0003ffff]+")  # fmt: skip
"""Chinese characters and Korean syllables are words of their own: people also say only the given name."""
_OUTSIDE_ADDRESS = re.compile(r"[^\w@.+-]+")
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"})
_ARTICLE = "ال"
_PARTICLE = 3
"""Letters of the longest word that people also write together with the next one: van, der, de, la, mc, st."""
_LATIN = str.maketrans({
    **dict(zip("абвгдезиклмнопрстуфхыэіјґћ", "abvgdeziklmnoprstufhyeijgc", strict=True)),
    **{"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya",
       "є": "ye", "ђ": "dj", "љ": "lj", "њ": "nj", "џ": "dz"},
    **dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)),
    **{"θ": "th", "χ": "ch", "ψ": "ps"},
})  # fmt: skip
"""Cyrillic and Greek for a keyboard that has neither; what is spelled otherwise is found as a slip."""


def forms(text: str) -> list[tuple[str, ...]]:
    """Every word of `text` in the ways it may be typed, the plainest first: "Müller" is muller and mueller."""
    if text.isascii():
        return [(word,) for word in words(text)]
    parts = "".join(map(_part, unicodedata.normalize("NFKC", text.translate(_SILENT)))).split()
    return [found for part in parts for word in _ALONE.findall(part) if (found := _spellings(word))]


def words(text: str) -> list[str]:
    """Every word of `text` in its plainest form."""
    if text.isascii():
        return _PLAIN.findall(text.lower().replace("'", "").replace("`", ""))
    return [each[0] for each in forms(text)]


def other_words(name: str) -> list[str]:
    """What else a name is found by: "connor" for O'Connor, "jeanpaul" for Jean-Paul, "delacruz" for De La Cruz."""
    if name.count(" ") < 2 and name.isascii() and name.replace(" ", "").isalpha():
        return []
    found = [form for each in forms(name) for form in each[1:]]
    found += [word.removeprefix(_ARTICLE) for word in words(name) if word.startswith(_ARTICLE)]
    plain = words(name)
    found += [joined for n in range(1, len(plain)) if (joined := _with_particles(plain[n:]))]
    for chunk in name.split():
        pieces = words(chunk)
        if len(pieces) > 1 and not any(map(_stands_alone, pieces)):
            found.append("".join(pieces))
        found += [word for word in words(chunk.translate(_APART)) if len(word) > 2 and word not in pieces]
    return [word for word in found if len(word) > 1]


def address(text: str) -> str:
    """An e-mail address, or its beginning, as one word."""
    return _OUTSIDE_ADDRESS.sub("", fold(text))


def rests(word: str) -> set[str]:
    """A word, and what remains of it without one of its letters."""
    return {word} | {word[:n] + word[n + 1 :] for n in range(len(word))}


def _part(char: str) -> str:
    """The character where it belongs to a word, nothing where it is invisible, a blank where it parts words."""
    category = unicodedata.category(char)
    if char.isalnum() or category[0] == "M" or (category[0] == "S" and not char.isascii()):
        return char
    return "" if category == "Cf" else " "


def _spellings(word: str) -> tuple[str, ...]:
    # Korean syllables are put together again; everything else stays without its marks.
    plain = unicodedata.normalize("NFC", fold(word))
    long = unicodedata.normalize("NFC", fold(word.casefold().translate(_TWO_LETTERS)))
    latin = plain.replace("ου", "ou").translate(_LATIN)
    return tuple(dict.fromkeys(filter(None, (plain, long, latin))))


def _with_particles(following: list[str]) -> str:
    """The next long word with the short ones before it, as some people write it; nothing where there are none."""
    short = next((n for n, word in enumerate(following) if len(word) > _PARTICLE), 0)
    return "".join(following[: short + 1]) if short and not any(map(_stands_alone, following)) else ""


def _stands_alone(word: str) -> bool:
    return len(word) == 1 and not word.isascii()

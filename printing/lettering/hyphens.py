"""Words that are wider than their row: broken with a hyphen, where a syllable is likely to begin."""

from printing.lettering.clusters import clusters, script
from printing.lettering.fonts import Typefaces
from printing.lettering.foreign_text import decomposed
from printing.lettering.line import set_line

_VOWELS = set("aeiouyæœøıαεηιουωаеиоуыэюяєіїё")
_TOGETHER = ("sch", "ch", "ck", "ph", "qu", "sh", "th")
"""Letters that sound as one."""
_HYPHENATED = {"LATIN", "GREEK", "CYRILLIC"}
_LEAST = 3
"""Letters that stand before a hyphen and after it, if there are so many."""


def broken(word: str, width: int, size: int, faces: Typefaces, bold: bool = False) -> str:
    """The word with hyphens between parts that each fit a row; itself in scripts that know none."""
    parts: list[str] = []
    letters = clusters(word)
    while set_line("".join(letters), size, faces, bold).width > width:
        end = _end(letters, width, size, faces, bold)
        if not end:
            break
        parts.append("".join(letters[:end]))
        letters = letters[end:]
    return "-".join([*parts, "".join(letters)])


def _end(letters: list[str], width: int, size: int, faces: Typefaces, bold: bool) -> int:
    """How many letters go before the hyphen: as many as fit, or a few less up to a syllable's end; 0 for none."""
    most = 0
    for end in range(1, len(letters)):
        if set_line("".join(letters[:end]) + "-", size, faces, bold).width > width:
            break
        most = end
    if not most or any(script(letter[0]) not in _HYPHENATED for letter in letters[most - 1 : most + 1]):
        return 0
    most = max(min(most, len(letters) - _LEAST), 1)
    likely = (end for end in range(most, max(_LEAST, most // 2) - 1, -1) if _begins_a_syllable(letters, end))
    return next(likely, most)


def _begins_a_syllable(letters: list[str], at: int) -> bool:
    """Whether a consonant and a vowel follow, and no sound is torn in two."""
    plain = "".join(decomposed(letter[0])[0].lower()[:1] for letter in letters)
    if any(plain.startswith(sound, start) for sound in _TOGETHER for start in range(at - len(sound) + 1, at)):
        return False
    sound = next((sound for sound in _TOGETHER if plain.startswith(sound, at)), plain[at : at + 1])
    return plain[at] not in _VOWELS and plain[at + len(sound) : at + len(sound) + 1] in _VOWELS

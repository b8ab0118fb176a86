"""Words that may refuse, hide or except, and those that make a yes depend on something, in a header's own language."""

import re
from functools import lru_cache

from kiosk.intake.columns import classifier
from kiosk.intake.columns.headers import norm
from kiosk.intake.columns.vocabulary import consent, doubts, homographs

_TELLING = 4
"""Words in a header that show its language."""
_MAYBE = 0.03


def refusing_words(header: str, text: str) -> int:
    """How many words of a part of a header may refuse, slips of the pen among them."""
    return _found("refusing", header, text) or sum(map(_slipped, text.split())) or _says_no(header)


def _says_no(header: str) -> int:
    """How often a sentence of a header is a no, and nothing else."""
    return sum(norm(part) in _NO for part in _SENTENCES.split(header))


def depends(header: str, text: str) -> bool:
    """Whether a part of a header makes a yes depend on something, or asks what was done or understood."""
    knows = _found("knowing", header, text) and not consent()["agree"].search(text)
    return bool(knows or _found("depending", header, text))


def explains_marks(header: str) -> bool:
    """Whether a header says by words or signs what a tick or an empty box means: then it may mean anything."""
    signs = _SIGNS.search(header) or (_EQUALS.search(header) and not _YES_IS.search(header))
    return bool(signs or _found("marks", header, norm(header)))


_NO = frozenset({"no", "non", "nein", "nee", "nao", "no thanks"})
_SENTENCES = re.compile(r"[.?!;:()\[\]\n]")
_SIGNS = re.compile("[🚫❌⛔✖✗✘👎☒🙅🙈🤐🔕∅Ø⊘\u0334-\u0338\u20d0-\u20f0]")
"""Refusals without a word, and letters struck through."""
_EQUALS = re.compile(r"[=:→➜⇒]\s*(no\b|nein\b|non\b|nee\b|não\b|nope|nah|pass\b|later\b|skip)|=", re.IGNORECASE)
_YES_IS = re.compile(r"^[^=]*\b(yes|ja|oui|s[ií]|sì|sim)\s*=[^=]*$", re.IGNORECASE)


def _found(kind: str, header: str, text: str) -> int:
    """The most words of one language; homographs count only where the header could be in it."""
    possible = _languages(header)
    counts = []
    for language, pattern in doubts()[kind].items():
        found = [match[0] for match in pattern.finditer(text)]
        counts.append(len(found) if language in possible else sum(word not in homographs() for word in found))
    return max(counts)


@lru_cache(maxsize=4096)
def _languages(header: str) -> frozenset[str]:
    """Every language but those that a header is surely not in."""
    names = frozenset(doubts()["refusing"])
    if len(norm(header).split()) < _TELLING:
        return names
    return frozenset(name for name in names if name == "other" or classifier.in_language(header, name) >= _MAYBE)


@lru_cache(maxsize=4096)
def _slipped(word: str) -> bool:
    """Whether a word is a negation but for one slip of the pen."""
    # Imported here: only lists need it.
    from rapidfuzz.distance import OSA

    near = (no for no in _NOT if word[0] == no[0] or word == no[1:])
    return word not in _LIKE_NOT and any(OSA.distance(word, no, score_cutoff=1) <= 1 for no in near)


_NOT = ("not", "nicht", "never", "without", "keine", "niemals", "jamais", "nunca", "geen", "niet")
_LIKE_NOT = frozenset({
    "no", "now", "note", "nota", "noto", "net", "nut", "nor", "non", "nos", "nod", "kleine", "nacht", "gern", "eine",
    "een", "nuit", "night", "noti", "geef", "geven", "geeft", "even", "ever", "gehen", "nom", "nog", "noi", "nova",
    "nou",
})  # fmt: skip
"""Words of their own that look like one."""

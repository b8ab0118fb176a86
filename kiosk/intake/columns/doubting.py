"""Words that may refuse, hide or except, and those that make a yes depend on something, in a header's own language."""

from functools import lru_cache

from kiosk.intake.columns import classifier
from kiosk.intake.columns.headers import norm
from kiosk.intake.columns.vocabulary import consent, doubts

_TELLING = 4
"""Words in a header that show its language."""
_MAYBE = 0.03


def refusing_words(header: str, text: str) -> int:
    """How many words of a part of a header may refuse, slips of the pen among them."""
    return _found("refusing", header, text) or sum(map(_slipped, text.split()))


def depends(header: str, text: str) -> bool:
    """Whether a part of a header makes a yes depend on something, or asks what was done or understood."""
    knows = _found("knowing", header, text) and not consent()["agree"].search(text)
    return bool(knows or _found("depending", header, text))


def _found(kind: str, header: str, text: str) -> int:
    languages = _languages(header)
    return max(len(pattern.findall(text)) for name, pattern in doubts()[kind].items() if name in languages)


@lru_cache(maxsize=4096)
def _languages(header: str) -> frozenset[str]:
    """Every language but those that a header is surely not in: "no" is a place in Portuguese."""
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

"""What a header asks for, by its very words, by what the question is made of, and at last by likeness."""

from functools import lru_cache

from kiosk.intake.columns.headers import LISTS, bare, norm, option_of
from kiosk.intake.columns.leave import leave_of
from kiosk.intake.columns.use import IGNORED, NONE, Guess, Sure
from kiosk.intake.columns.vocabulary import asides, exact, questions

_TYPO = 88
_LONG = 5  # letters below which words are too short to be a slip of each other
_DEPARTS = frozenset({"id", "no", "nr", "number", "numero", "nummer", "code", "date", "time", "type", "count"})
"""Words that make another thing of a header, however alike the rest is."""


@lru_cache(maxsize=4096)
def meaning_of(header: str) -> Guess:
    """The surest reading of a header alone; the cells still have to agree."""
    whole, short = norm(header), bare(header)
    for text in (whole, short):
        if text in exact():
            return Guess(exact()[text], Sure.EXACT, 1.0)
    leave = leave_of(header)
    if leave:
        return Guess(leave, Sure.MEANING, 0.9)
    question, option = option_of(header)
    if option and meaning_of(question).field in LISTS:
        return meaning_of(question)
    aside = _aside(whole, short)
    if aside:
        return aside
    for text in (short, whole):
        asked = _question(text)
        if asked.field:
            return asked
    return _alike(short)


def _aside(whole: str, short: str) -> Guess | None:
    for kind, (phrases, stems) in asides().items():
        if whole in phrases or short in phrases:
            return Guess(IGNORED, Sure.EXACT, 1.0, kind)
        if stems and stems.search(whole):
            return Guess(IGNORED, Sure.MEANING, 0.8, kind)
    return None


def _question(text: str) -> Guess:
    """The first field whose questions are made like this one; a question that is sure of two profile fields is none."""
    found = [field for field, made in questions().items() if made.sure and made.sure.search(text)]
    asked = _one_way([field for field in found if field in LISTS[:3] and not _closed(field, text)])
    for field in found:
        if field not in LISTS[:3]:
            return Guess(field, Sure.MEANING, 0.8)
    if asked:
        return Guess(asked, Sure.MEANING, 0.8) if asked != _BOTH else NONE
    hinted = [
        field
        for field, made in questions().items()
        if made.likely and made.likely.search(text) and not _closed(field, text)
    ]
    # Single words say something only where they all say the same.
    return Guess(hinted[0], Sure.GUESS, 0.6) if len(hinted) == 1 else NONE


_BOTH = "both"


def _closed(field: str, text: str) -> bool:
    """Whether a question wants a yes or a no of a certain thing: "Do you need a ladder?", "Can you carry chairs?"."""
    pattern = questions()[field].closed
    return bool(pattern and pattern.search(text))


def _one_way(found: list[str]) -> str:
    """Offers, asks or interests; "both" for a question for what one gives and needs at once."""
    if "offers" in found and "asks" in found:
        return _BOTH
    return found[0] if found else ""


def _alike(text: str) -> Guess:
    """The field whose phrase differs by a slip of the pen, word by word."""
    # Imported here: only lists need it.
    from rapidfuzz import fuzz, process

    if len(text) <= _LONG:
        return NONE
    best = process.extractOne(text, exact().keys(), scorer=fuzz.ratio, score_cutoff=_TYPO)
    if not best or _adds_words(text, best[0]):
        return NONE
    return Guess(exact()[best[0]], Sure.GUESS, 0.5)


def _adds_words(text: str, phrase: str) -> bool:
    return abs(len(text.split()) - len(phrase.split())) > 1 or bool(
        _DEPARTS & (set(text.split()) - set(phrase.split()))
    )

"""What a header asks for, by its very words, by what the question is made of, and at last by likeness."""

from functools import lru_cache

from kiosk.intake.columns import classifier
from kiosk.intake.columns.headers import LISTS, bare, norm, option_of
from kiosk.intake.columns.leave import leave_of
from kiosk.intake.columns.polarity import asks_for_veterans
from kiosk.intake.columns.use import IGNORED, NONE, Guess, Sure
from kiosk.intake.columns.vocabulary import asides, consent, exact, questions
from kiosk.model import LEAVES

_SURE = 0.5
"""How sure the classifier has to be of a question that no word list knows, or knows as something else."""
_TELLING = 3
"""Words that it takes to tell."""
_BY_FAR = 0.4
_CERTAIN = 0.8
_LESS_KNOWN = frozenset({"goals", "badge_name", "experience", "knows", "first_time", "returning", "coming"})
"""What is asked for in many words that are about other things as well."""
_TYPO = 88
_LONG = 5  # letters below which words are too short to be a slip of each other
_PROFILE = LISTS[:3]
_DEPARTS = frozenset({"id", "no", "nr", "number", "numero", "nummer", "code", "date", "time", "type", "count"})
"""Words that make another thing of a header, however alike the rest is."""


@lru_cache(maxsize=4096)
def meaning_of(header: str, *, answered: bool = True) -> Guess:
    """The surest reading of a header alone; the cells still have to agree. `answered`: they could be yes and no."""
    whole, short = norm(header), bare(header)
    for text in (whole, short):
        if text in exact():
            return Guess(exact()[text], Sure.EXACT, 1.0)
    leave = leave_of(header) if answered else ""
    if leave:
        return Guess(leave, Sure.MEANING, 0.9)
    question, option = option_of(header)
    if option and consent()["refused"].search(norm(option)):
        return NONE
    if option and meaning_of(question).field in LISTS:
        return meaning_of(question)
    aside = _aside(whole, short)
    if aside:
        return aside
    texts = tuple(dict.fromkeys((short, whole)))
    if any(map(_asks_both, texts)):
        return NONE
    by_words = next((asked for text in texts if (asked := _question(text)).field), None) or _alike(short)
    return _weighed(header, by_words)


def _weighed(header: str, by_words: Guess) -> Guess:
    """What the words say, unless questions like this one ask for something else; of leave, all has been said."""
    field, sure = classifier.matter_of(header)
    if by_words.field and (field == by_words.field or not _outweighs(header, by_words.field)):
        return by_words
    if len(norm(header).split()) < _TELLING:
        return NONE
    if sure < _SURE or field in (*LEAVES, classifier.OTHER) or (by_words.field and field not in _LESS_KNOWN):
        return NONE
    if field == "attention":
        return Guess(IGNORED, Sure.GUESS, 0.5, "needs")
    if (field == "returning") != asks_for_veterans(header):
        return NONE
    return Guess("first_time" if field == "returning" else field, Sure.GUESS, 0.5)


def _outweighs(header: str, by_words: str) -> bool:
    """Whether the classifier is by far surer of something else; what people give and want it tells apart less well."""
    field, sure = classifier.matter_of(header)
    own = classifier.share_of(header, by_words) if by_words in classifier.fields() else 0.0
    if field in _LESS_KNOWN:
        return sure - own >= _BY_FAR
    return sure >= _CERTAIN and own < 1 - _CERTAIN and field not in (*LISTS, *LEAVES)


def _aside(whole: str, short: str) -> Guess | None:
    for kind, (phrases, stems) in asides().items():
        if whole in phrases or short in phrases:
            return Guess(IGNORED, Sure.EXACT, 1.0, kind)
        if stems and stems.search(whole):
            return Guess(IGNORED, Sure.MEANING, 0.8, kind)
    return None


def _question(text: str) -> Guess:
    """The first field whose questions are made like this one."""
    found = _surely(text)
    for field in (*(each for each in found if each not in _PROFILE), *found):
        return Guess(field, Sure.MEANING, 0.8)
    hinted = [
        field
        for field, made in questions().items()
        if made.likely and made.likely.search(text) and not _closed(field, text)
    ]
    # Single words say something only where they all say the same.
    return Guess(hinted[0], Sure.GUESS, 0.6) if len(hinted) == 1 else NONE


@lru_cache(maxsize=4096)
def _surely(text: str) -> tuple[str, ...]:
    """The fields whose questions are made like this one."""
    found = (field for field, made in questions().items() if made.sure and made.sure.search(text))
    return tuple(field for field in found if field not in _PROFILE or not _closed(field, text))


def _asks_both(text: str) -> bool:
    """Whether a question wants to know at once what one gives and what one needs."""
    found = _surely(text)
    return {"offers", "asks"} <= set(found) <= set(_PROFILE)


def _closed(field: str, text: str) -> bool:
    """Whether a question wants a yes or a no of a certain thing: "Do you need a ladder?", "Can you carry chairs?"."""
    pattern = questions()[field].closed
    return bool(pattern and pattern.search(text))


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

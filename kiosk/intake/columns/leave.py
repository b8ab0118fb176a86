"""Questions for leave: to be introduced, photographed, shown on the wall, sent to a language model."""

from functools import lru_cache

from kiosk.intake.columns import classifier
from kiosk.intake.columns.evidence import Looks
from kiosk.intake.columns.headers import norm
from kiosk.intake.columns.polarity import Polarity, polarity
from kiosk.intake.columns.vocabulary import asides, consent, consent_lists, speaks_of_mentoring
from kiosk.model import LEAVES

_ANSWERED = 0.5
"""The share of answers in words of yes and no that makes a question one of leave."""
_TAUGHT = 0.6
"""How sure the classifier has to be of a question that no word list knows ..."""
_ALONE = 0.85
"""... of one for an introduction that speaks of nobody else ..."""
_TELLING = 4
"""... in so many words."""
_MAY = 0.3
"""... and how sure to keep it from being passed over."""
_SOME = 0.2
"""... and that lets a column hold a refusal."""


@lru_cache(maxsize=2048)
def leave_of(header: str) -> str:
    """Which leave a header asks for; empty for none, and for several at once."""
    if consent()["who"].search(norm(header)):
        return ""
    return _by_words(header) or _as_taught(header)


def _by_words(header: str) -> str:
    whole, words = norm(header), consent()
    if words["photos"].search(whole):
        return "photos" if words["leave"].search(whole) and not _is(whole, "mail") else ""
    for field in ("remote", "wall"):
        if words[field].search(whole) and (field == "remote" or words["wall_show"].search(whole)):
            return field
    if not _asks_to_match(whole) or words["outside"].search(whole):
        return ""
    return "" if any(_is(whole, kind) for kind in ("mail", "terms", "help_out")) else "consent"


def _as_taught(header: str) -> str:
    """The leave that questions like this one ask for, where it is certain what a yes means, too."""
    field, sure = classifier.matter_of(header)
    enough = _TAUGHT if field != "consent" or _speaks_of_others(norm(header)) else _ALONE
    told = len(norm(header).split()) >= _TELLING or enough == _TAUGHT
    certain = told and field in LEAVES and sure >= enough and polarity(header) is not Polarity.UNCLEAR
    return field if certain and not speaks_of_mentoring(norm(header)) else ""


def _speaks_of_others(whole: str) -> bool:
    """Whether a question names other people, or bringing them together."""
    return bool(consent()["match"].search(whole)) or any(each.search(whole) for each in consent_lists()["others"])


def speaks_of_leave(header: str, looks: Looks) -> bool:
    """Whether a column that nothing uses could hold somebody's refusal: by its header, or by its yes and no."""
    whole, words = norm(header), consent()
    if looks.dates > _ANSWERED or not looks.filled:
        return False
    options = looks.yes_no or looks.few
    speaks = any(words[kind].search(whole) for kind in ("speaks", "match", "tick", "asks_refusal", "states_refusal"))
    speaks = speaks or classifier.share_of(header, "consent") >= _MAY
    return looks.answers >= _SOME or looks.yes_no or speaks or (options and bool(words["hints"].search(whole)))


def asks_to_be_introduced(header: str) -> bool:
    """Whether a question for another leave asks for this one in the same breath."""
    return _asks_to_match(norm(header))


def may_be_leave(header: str, looks: Looks) -> bool:
    """Whether what looks like something else asks how people feel about being introduced, and is answered so."""
    whole, words = norm(header), consent()
    options = looks.few or looks.yes_no or looks.answers >= _SOME
    asks = not words["who"].search(whole) or words["feelings"].search(whole)
    return options and bool(asks and words["match"].search(whole))


def is_answered(looks: Looks) -> bool:
    """Whether the cells are answers to a question for leave, as far as there are any."""
    return not looks.filled or looks.yes_no or looks.answers >= _ANSWERED or looks.distinct == 1


def _asks_to_match(whole: str) -> bool:
    words, lists = consent(), consent_lists()
    shown = any(
        all(each.search(whole) for each in language)
        for language in zip(lists["show"], lists["own"], lists["others"], strict=False)
    )
    asks = any(words[kind].search(whole) for kind in ("agree", "asks_refusal", "states_refusal"))
    return asks and (shown or bool(words["match"].search(whole)))


def _is(whole: str, kind: str) -> bool:
    stems = asides()[kind][1]
    return bool(stems and stems.search(whole))

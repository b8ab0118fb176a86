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
_SOME = 0.2
"""... and that lets a column hold a refusal."""
_TAUGHT = 0.6
"""How sure the classifier has to be of a question that no word list knows ..."""
_ALONE = 0.85
"""... of one for an introduction that speaks of nobody else ..."""
_TELLING = 4
"""... in so many words."""
_MAY = 0.3
"""... and how sure to keep it from being passed over."""
_SHORT = 120
"""Letters in an answer that may be a refusal in people's own words."""


@lru_cache(maxsize=2048)
def leave_of(header: str) -> str:
    """Which leave a header asks for; empty for none, and for several at once."""
    if consent()["who"].search(norm(header)):
        return ""
    return _by_words(header) or _as_taught(header)


def _by_words(header: str) -> str:
    whole, words = norm(header), consent()
    if words["photos"].search(whole):
        return "photos" if words["leave"].search(whole) and not (_is(whole, "mail") or _is(whole, "help_out")) else ""
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
    beside = speaks_of_mentoring(norm(header)) or _is(norm(header), "help_out")
    return field if certain and not beside else ""


def _speaks_of_others(whole: str) -> bool:
    """Whether a question names other people, or bringing them together."""
    return bool(consent()["match"].search(whole)) or any(each.search(whole) for each in consent_lists()["others"])


def speaks_of_leave(header: str, looks: Looks) -> bool:
    """Whether a column that nothing uses could hold somebody's refusal: by its header, or by its yes and no."""
    whole, words = norm(header), consent()
    if not looks.filled:
        return False
    options = looks.yes_no or looks.few
    speaks = any(words[kind].search(whole) for kind in ("speaks", "match", "tick", "asks_refusal", "states_refusal"))
    speaks = speaks or classifier.share_of(header, "consent") >= _MAY or refused_in_words(looks)
    if looks.dates > _ANSWERED and not speaks:
        return False
    # "OK" among others is Oklahoma: without a single no there is nothing that could be lost.
    refuses = looks.answers >= _SOME and looks.refusals > 0
    return refuses or looks.yes_no or speaks or (options and bool(words["hints"].search(whole)))


def asks_to_be_introduced(header: str, looks: Looks) -> bool:
    """Whether a question for something else asks in the same breath whether to be introduced, and is answered so."""
    whole = norm(header)
    near = _asks_to_match(whole) or consent()["match"].search(whole) or classifier.share_of(header, "consent") >= _MAY
    nobody = any(consent()["nobody"].fullmatch(norm(cell)) for cell in looks.cells)
    return bool(near) and (nobody or looks.few or looks.yes_no or looks.answers >= _SOME)


def refused_in_words(looks: Looks) -> bool:
    """Whether somebody wrote that they do not want to be introduced, in a column about something else."""
    refused = consent()["refused"]
    return any(len(cell) <= _SHORT and refused.search(norm(cell)) for cell in looks.cells)


def may_be_leave(header: str, looks: Looks) -> bool:
    """Whether what looks like something else asks how people feel about being introduced, and is answered so."""
    whole, words = norm(header), consent()
    options = looks.few or looks.yes_no or looks.answers >= _SOME
    asks = not words["who"].search(whole) or words["feelings"].search(whole)
    return options and bool(asks and words["match"].search(whole))


def is_answered(looks: Looks) -> bool:
    """Whether the cells are answers to a question for leave, as far as there are any."""
    answered = looks.yes_no or looks.answers >= _ANSWERED or looks.distinct == 1
    # When somebody agreed or opted out: a date is no yes, and must not be lost.
    return not looks.filled or answered or looks.dates > _ANSWERED


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

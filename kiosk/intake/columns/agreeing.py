"""Whether the cells of a column agree with what its header was taken for."""

from collections.abc import Callable

from kiosk.intake.columns.evidence import Looks
from kiosk.intake.columns.headers import LISTS
from kiosk.intake.columns.leave import is_answered
from kiosk.intake.columns.use import Sure
from kiosk.model import LEAVES

_MOST = 0.8
_HALF = 0.5
_SOME = 0.3

Test = Callable[[Looks], bool]
NAMES = ("name", "first_name", "last_name", "badge_name")


def agrees(field: str, looks: Looks, sure: Sure) -> bool:
    """Whether these cells can be what a field holds; an empty column contradicts nobody."""
    if not looks.filled:
        return True
    if field in NAMES:
        return _names(looks, sure)
    if field == "paid" and sure is Sure.EXACT:
        return max(looks.emails, looks.dates, looks.links) < _HALF
    if field in LEAVES or field == "first_time":
        return is_answered(looks)
    return _TESTS.get(field, _anything)(looks)


def _names(looks: Looks, sure: Sure) -> bool:
    if (
        looks.yes_no
        or max(looks.emails, looks.dates, looks.links) > _HALF
        or looks.ids > _MOST
        or looks.numbers > _HALF
    ):
        return False
    return sure in (Sure.EXACT, Sure.ORGANISER) or looks.names >= _HALF


def _anything(looks: Looks) -> bool:
    return True


def _numbers(looks: Looks) -> bool:
    return looks.numbers > _HALF


def _words(looks: Looks) -> bool:
    return looks.free


_TESTS: dict[str, Test] = {
    **dict.fromkeys((*LISTS, "company", "role", "distance", "last_name_2"), _words),
    **dict.fromkeys(("guests", "quantity"), _numbers),
    "attention": lambda looks: not looks.yes_no,
    "pronouns": lambda looks: not looks.yes_no and looks.emails < _SOME and looks.words < _LONG_PRONOUNS,
    "experience": lambda looks: not looks.yes_no and max(looks.emails, looks.dates, looks.links) < _HALF,
    "email": lambda looks: looks.emails > 0,
    "coming": lambda looks: looks.yes_no or looks.few or looks.answers >= _SOME or looks.words < _LONG_PRONOUNS,
    "paid": lambda looks: looks.yes_no or looks.few or looks.answers >= _HALF or looks.numbers > _HALF,
    "code": lambda looks: not looks.yes_no and looks.emails < _HALF,
    "order": lambda looks: not looks.yes_no and looks.emails < _HALF,
    "ticket_type": lambda looks: not looks.yes_no and looks.emails < _HALF,
}
_LONG_PRONOUNS = 5

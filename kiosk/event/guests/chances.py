"""How likely a registrant comes: what usually happens, what they paid and said, and whether they came before."""

from kiosk.event.guests.answers.reading import spoken
from kiosk.model import Registrant

_PRIOR = 2.0
"""So many earlier events weigh as much as what usually happens."""
_PAID, _STILL, _PERHAPS, _NOT = 2.0, 8.0, 0.6, 0.04
"""Factors on the odds."""
_MOST = 0.97


def chance(person: Registrant, usual: float, visits: tuple[int, int] = (0, 0)) -> float:
    """How likely this registrant comes, 0 to 1.

    Args:
        usual: the share of registrants who usually come.
        visits: how often this person came to earlier events, of how often they were registered.
    """
    came, times = visits
    likely = (usual * _PRIOR + came) / (_PRIOR + times)
    factor = (_PAID if person.paid else 1.0) * _answered(person.coming)
    if factor == 1.0:
        return likely
    odds = likely / max(1e-9, 1 - likely) * factor
    return min(_MOST, odds / (1 + odds))


def _answered(answer: str) -> float:
    """The factor of an answer to "still coming?"; 1 where nothing was said, or yes and no."""
    meant = spoken("coming").meant(answer)
    if "maybe" in meant:
        return _PERHAPS
    if len(meant) != 1:
        return 1.0
    return _STILL if "yes" in meant else _NOT

"""Whose name this computer can't draw, and what to install."""

from collections.abc import Sequence

from kiosk.language import _
from kiosk.model import Registrant, Status

_SHOWN = 10


def undrawable(crowd: Sequence[Registrant]) -> list[Registrant]:
    """Who may come and whose name this computer can't draw whole."""
    foreign = [one for one in crowd if one.status is not Status.CANCELLED and not one.name.isascii()]
    if not foreign:
        return []
    from printing import drawable

    return [one for one in foreign if not drawable(one.name)]


def remedies(poor: Sequence[Registrant]) -> tuple[str, ...]:
    """What to install for some people's names."""
    from printing import remedies_of

    found = dict.fromkeys(remedy for person in poor for remedy in remedies_of(person.name))
    return tuple(_(each.words).format(script=each.script, package=each.package) for each in found)


def note(crowd: Sequence[Registrant]) -> str:
    """What an import says of names that can't be drawn; empty where all can."""
    poor = undrawable(crowd)
    if not poor:
        return ""
    names, rest = ", ".join(person.name for person in poor[:_SHOWN]), len(poor) - _SHOWN
    if rest > 0:
        names = _("{names} and {n} more (kiosk doctor lists all)").format(names=names, n=rest)
    said = _("This computer can't draw all of these names: {names}.").format(names=names)
    return " ".join([said, *remedies(poor)])

"""Whose name this computer can't draw, and what to install."""

from collections.abc import Sequence

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
    from printing import advice

    return tuple(dict.fromkeys(line for person in poor for line in advice(person.name)))


def note(crowd: Sequence[Registrant]) -> str:
    """What an import says of names that can't be drawn; empty where all can."""
    poor = undrawable(crowd)
    if not poor:
        return ""
    shown = ", ".join(person.name for person in poor[:_SHOWN])
    more = f" and {len(poor) - _SHOWN} more (kiosk doctor lists all)" if len(poor) > _SHOWN else ""
    return f"This computer can't draw all of these names: {shown}{more}. {' '.join(remedies(poor))}".strip()

"""How a scanner is, in words that a volunteer can act on."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kiosk.language import _


class Health(StrEnum):
    """What a scanner's line or picture says of it."""

    READY = "ready"
    MISSING = "missing"
    """Not there, or unplugged: it is looked for again and again."""
    REFUSED = "refused"
    """There, but this user may not read it."""
    BUSY = "busy"
    GARBLED = "garbled"
    """It sends what is no text; what can be read is still taken."""
    ENDED = "ended"
    """A video file that was played to its end."""
    NOT_INSTALLED = "not_installed"


FAULTS = frozenset({Health.MISSING, Health.REFUSED, Health.BUSY, Health.GARBLED, Health.NOT_INSTALLED})
"""Somebody has to do something before it scans."""


@dataclass(frozen=True, slots=True)
class State:
    """One change of a scanner's health."""

    health: Health
    said: str
    """What happened and what to do; holds the scanner's name, so it is shown as text and never as markup."""

    @property
    def fault(self) -> bool:
        """Whether somebody has to do something."""
        return self.health in FAULTS


Heard = Callable[[str], None]
Told = Callable[[State], None]


def changes(told: Told) -> Told:
    """Tells a state only when the health is another than before: what goes on needs no second message."""
    last: Health | None = None

    def tell(state: State) -> None:
        nonlocal last
        if state.health is not last:
            last = state.health
            told(state)

    return tell


def ready(name: str) -> State:
    """It scans."""
    return State(Health.READY, _("The scanner “{name}” is ready.").format(name=name))


def unplugged(name: str) -> State:
    """It was there, and is gone."""
    said = _("The scanner “{name}” is gone: plug it in again, and it goes on by itself.")
    return State(Health.MISSING, said.format(name=name))


def not_installed(name: str, extra: str) -> State:
    """The library that it needs is missing."""
    said = _("The scanner “{name}” needs a library: run pip install 'mixer-kiosk[{extra}]', then start kiosk again.")
    return State(Health.NOT_INSTALLED, said.format(name=name, extra=extra))

"""How a printer is, in words that a volunteer can act on. Standard library only."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What a printer says of itself, or what its silence says."""

    READY = "ready"
    PRINTING = "printing"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    WRONG_MEDIA = "wrong_media"
    PAUSED = "paused"
    OFFLINE = "offline"
    TROUBLE = "trouble"
    """Its badges don't come out, whatever it answers: the detail says why and what to do."""
    UNKNOWN = "unknown"
    """It was reached, or can't be asked, and does not say how it is."""


WORDS = {
    State.READY: "ready",
    State.PRINTING: "printing",
    State.PAPER_OUT: "out of labels: put in a new roll or sheets",
    State.COVER_OPEN: "its cover is open: close it until it clicks",
    State.WRONG_MEDIA: "the wrong labels are in it: put in the ones this event uses",
    State.PAUSED: "paused: press the button on the printer, or resume its queue",
    State.OFFLINE: "can't be reached: check its power, cable or Wi-Fi",
    State.UNKNOWN: "doesn't say how it is: have a look at it",
}
FAULTS = frozenset({State.PAPER_OUT, State.COVER_OPEN, State.WRONG_MEDIA, State.PAUSED, State.OFFLINE, State.TROUBLE})
"""Somebody has to do something before paper comes out."""


@dataclass(frozen=True, slots=True)
class Status:
    """One answer of a printer."""

    state: State
    detail: str = ""
    """What else it says, for whoever knows the printer: "62 mm endless", "filter failed"; a sentence for TROUBLE."""

    @property
    def words(self) -> str:
        """What happened and what to do, in one sentence without a full stop."""
        if self.state is State.TROUBLE:
            return self.detail
        return f"{WORDS[self.state]} ({self.detail})" if self.detail else WORDS[self.state]

    @property
    def fault(self) -> bool:
        """Whether somebody has to do something."""
        return self.state in FAULTS

    @property
    def well(self) -> bool:
        """Whether it says that all is well."""
        return self.state in (State.READY, State.PRINTING)

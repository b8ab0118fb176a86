"""What people of a mixer may be told they share."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.event.words.permitted import Wording
from kiosk.model import Registrant
from matcher import Affinity, Reason


@dataclass(frozen=True, slots=True, eq=False)
class Sharing:
    """Who shares what, as import has learned it."""

    affinity: Affinity
    place: Mapping[str, int]
    """Registrants' ids, as the affinity counts them."""
    wording: Wording

    def between(self, one: Registrant, other: Registrant) -> tuple[Reason, ...]:
        """What two people may be told they share, in words that may be printed; what is only alike is not shared."""
        reasons = self.affinity.reasons(self.place[one.id], self.place[other.id])
        worded = (self.wording.worded(reason) for reason in reasons if reason.kind != "related")
        return tuple(reason for reason in worded if reason.said)

"""What only the door may know: who is not to be admitted, and who must not be introduced."""

from collections.abc import Sequence

from kiosk.config import DoorSettings
from kiosk.model import Registrant, Registration
from kiosk.text import fold


class Private:
    """The do-not-admit list and the keep-apart pairs; never printed, exported or logged."""

    def __init__(self, settings: DoorSettings) -> None:
        self._call = {fold(denied.who): denied.call for denied in settings.do_not_admit}
        self._pairs = [(fold(one), fold(other)) for one, other in settings.keep_apart]

    def denied(self, person: Registration) -> str:
        """Whom to call instead of admitting this person; empty for everybody else."""
        if not self._call:
            return ""
        return next((self._call[handle] for handle in handles(person) if handle in self._call), "")

    def may_match(self, person: Registrant) -> bool:
        """Whether a person may be introduced: they agreed, they have a name, and the crew has nothing against it.

        Of several tickets of one person only that which stands for them is meant.
        """
        return person.consent is True and bool(person.name) and not person.main and not self.denied(person)

    def apart(self, person: Registration, others: Sequence[Registrant]) -> frozenset[str]:
        """Ids of those who must not be introduced to this person."""
        own = handles(person) if self._pairs else set()
        banned = {b for a, b in self._pairs if a in own} | {a for a, b in self._pairs if b in own}
        return frozenset(other.id for other in others if banned & handles(other)) if banned else frozenset()


def handles(person: Registration) -> set[str]:
    """What settings may call a person by, folded: e-mail address, name or code."""
    return {fold(text) for text in (person.email, person.name, *person.codes) if text}

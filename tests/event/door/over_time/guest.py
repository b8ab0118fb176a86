"""What the model of an evening knows: a clock that is set by hand, who signed up, and how each of them stands."""

from dataclasses import dataclass, field, replace
from typing import Any

from kiosk.model import Registration, Status
from kiosk.store.clock import Clock
from tests.event.evening import TOPICS


@dataclass(frozen=True, slots=True)
class HandClock(Clock):
    """A clock that a test sets."""

    hands: list[int] = field(default_factory=lambda: [1_800_000_000_000, 10**12])
    """Milliseconds since 1970; nanoseconds since the boot."""

    def wall_ms(self) -> int:
        return self.hands[0]

    def mono_ns(self) -> int:
        return self.hands[1]


@dataclass
class Guest:
    """What the model knows of one ticket's holder."""

    code: str
    name: str
    status: Status = Status.REGISTERED
    reason: str = ""
    consent: bool = True
    note: str = ""
    admitted: bool = False
    inside: bool = False
    was_in: bool = False
    """Admitted at least once, undone or not: there is a badge."""
    on_paper: bool = False
    """Came by the paper list, and nothing was printed since."""
    forced: bool = False
    by_hand: bool = False
    given: set[str] = field(default_factory=set)
    undone: int = 0
    late: bool = False
    """Not on the first list."""
    moves: list[str] = field(default_factory=list)
    """Admissions and exits that stand, the latest last."""
    waited: str = ""
    """What the ticket waited for before it was let in all the same."""


def registration(n: int, **more: Any) -> Registration:
    said = Registration(
        ref=f"t:{n}", name=f"Guest{n} Number{n}", email=f"g{n}@example.org", codes=(f"CODE{n:04}",), consent=True,
        offers=(TOPICS[n % 4],), asks=(TOPICS[(n + 1) % 4],), interests=(TOPICS[4 + n % 3],),
    )  # fmt: skip
    return replace(said, **more)


FIRST_LIST = [
    *(registration(n) for n in range(1, 10)),
    registration(10, consent=False),
    registration(11, attention="Has a parcel at the desk"),
    registration(12, status=Status.PENDING, reason="unpaid"),
    registration(13, status=Status.PENDING, reason="waitlisted"),
    registration(14, status=Status.CANCELLED, reason="cancelled"),
]
LATE_LIST = [registration(n) for n in (15, 16)]

"""The door's answer as a value, also where the disk fails."""

from collections.abc import Callable, Coroutine
from datetime import datetime
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from kiosk.errors import DiskError
from kiosk.model import Ask, First, Outcome, Registrant, ScanResult
from kiosk.store.facts import moment
from kiosk.store.introductions import Told
from kiosk.store.turns import TakesTurns

P = ParamSpec("P")
S = TypeVar("S", bound=TakesTurns)
Asked = Callable[Concatenate[S, P], Coroutine[Any, Any, ScanResult]]


def answered(
    outcome: Outcome, at: datetime, person: Registrant | None, *, code: str = "", reason: str = "",
    told: Told | None = None, first: First | None = None, badge: str | None = None, ask: Ask | None = None,
) -> ScanResult:  # fmt: skip
    """The door's answer."""
    told = told or Told()
    return ScanResult(
        outcome=outcome, at=at, registrant=person, code=code, reason=reason, first=first, badge=badge, ask=ask,
        introductions=told.introductions, connector=told.connector,
    )  # fmt: skip


def at_the_door(question: Asked[S, P]) -> Asked[S, P]:
    """Makes a failing disk an answer: red, with what to do."""

    async def asked(self: S, *args: P.args, **kwargs: P.kwargs) -> ScanResult:
        try:
            return await question(self, *args, **kwargs)
        except DiskError as error:
            return answered(Outcome.ERROR, moment(self.turns.clock.wall_ms()), None, reason=str(error))

    return update_wrapper(asked, question)  # type: ignore[return-value]  # typeshed forgets the names of what it wraps

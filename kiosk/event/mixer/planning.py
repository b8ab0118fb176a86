"""Planning what is left of the rounds, beside the scans."""

import asyncio
from collections.abc import Callable, Sequence

from kiosk.config import EventFolder
from kiosk.errors import NotDoneError, TooEarlyError
from kiosk.event.mixer.company import gather
from kiosk.event.mixer.seating import Earlier, Seating, seat
from kiosk.event.mixer.state import Mixing, Round, Terms
from kiosk.language import _
from kiosk.store.database import open_reader
from matcher.rounds.planning import Progress


async def plan_rest(
    folder: EventFolder, state: Mixing, terms: Terms, *, seconds: float,
    progress: Callable[[Progress], None] | None = None, stop: Callable[[], bool] | None = None,
) -> Seating:  # fmt: skip
    """Seats those who joined in the rounds that are left, as close to the plan as whoever left or came allows.

    On a thread with a connection of its own: a scan beside it waits for nothing. Raises InputError, TooEarlyError.
    """
    if len(state.joined) < terms.size:
        raise TooEarlyError(
            _("{n} have joined, and a table needs {size}: scan more badges first.").format(
                n=len(state.joined), size=terms.size
            )
        )
    if terms.rounds <= state.started:
        raise NotDoneError(_("{n} rounds have begun already: ask for more rounds.").format(n=state.started))
    earlier = Earlier(state.plan[: state.started], state.plan[state.started :]) if state.started else None

    async def work() -> Seating:
        async with open_reader(folder.database) as database:
            company = await gather(database, folder, only=frozenset(state.joined))
        return seat(company, terms.size, terms.rounds, seconds=seconds, earlier=earlier, progress=progress, stop=stop)

    return await asyncio.to_thread(lambda: asyncio.run(work()))


def rounds_of(seating: Seating, played: Sequence[Round]) -> tuple[Round, ...]:
    """A seating as tables of registrant ids, after the rounds that have begun, which stay as they were."""
    tables: dict[tuple[int, int], list[str]] = {}
    for each in seating.seats:
        tables.setdefault((each.round, each.table), []).append(each.person.id)
    last = max((number for number, _table in tables), default=0)
    new = [
        tuple(tuple(ids) for (number, _table), ids in sorted(tables.items()) if number == k)
        for k in range(len(played) + 1, last + 1)
    ]
    return (*played, *new)

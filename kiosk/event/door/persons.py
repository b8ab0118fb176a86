"""Who is one person, as the crew decides it: two tickets of one, a walk-in who is on the list, and taking that back."""

from collections.abc import Sequence
from functools import partial

from kiosk.event.door.admitting import Admitting
from kiosk.event.guests import finding
from kiosk.event.guests.identity import linking, perhaps
from kiosk.event.guests.identity.perhaps import Pair
from kiosk.event.matching import told
from kiosk.event.matching.told import Misled
from kiosk.model import Found, Registrant, Registration
from kiosk.store import people
from kiosk.store.turns import Turn, Turns, in_turn


class Persons:
    """What only people can tell of who is who."""

    def __init__(self, turns: Turns, admitting: Admitting) -> None:
        self.turns = turns
        self._admitting = admitting

    async def namesakes(self, newcomer: Registration) -> list[Found]:
        """Who is on the list and not in yet, and may be this walk-in."""
        private = self._admitting.private
        return await self.turns.read(lambda connection: finding.expected(connection, newcomer, private.denied))

    async def alike(self, one: Registrant) -> list[Pair]:
        """Who may be the same person as somebody."""
        return await self.turns.read(lambda connection: perhaps.alike(connection, one))

    async def tickets(self, one: Registrant) -> list[Registrant]:
        """Everything that somebody has, what stands for them first."""
        return await self.turns.read(lambda connection: people.of_person(connection, one.person))

    @in_turn
    def join(self, turn: Turn, one: str, other: str) -> list[Registrant]:
        """Two are one person from now on; returns their tickets, the one that stands for them first.

        Their newest answers count for all of them, and any no. Raises NotFoundError, InputError, DiskError.
        """
        both = [finding.known(turn.connection, handle).registrant for handle in (one, other)]
        return self._heard(turn, linking.link(turn, *both))

    @in_turn
    def part(self, turn: Turn, one: str, other: str) -> list[Registrant]:
        """Two are two people, whatever was said before; nobody asks again. Raises like `join`."""
        first, second = (finding.known(turn.connection, handle).registrant for handle in (one, other))
        before = people.of_person(turn.connection, first.person)
        parted = linking.part(turn, first, second)
        others = [person for each in before if (person := people.by_id(turn.connection, each.id))]
        self._heard(turn, [*parted, *others])
        return parted

    async def misled(self, one: Registrant) -> list[Misled]:
        """Whose badge names somebody who does not want that any more."""
        if one.consent is not False:
            return []
        return await self.turns.read(lambda connection: told.naming(connection, one.id))

    def _heard(self, turn: Turn, changed: Sequence[Registrant]) -> list[Registrant]:
        for person in changed:
            turn.after(partial(self._admitting.room.revise, person))
        return list(changed)

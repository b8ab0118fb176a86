"""Who is on the list, looked up beside the turns."""

from collections.abc import Sequence

from kiosk import code
from kiosk.event.guests import finding
from kiosk.model import Consent, Found, Registrant
from kiosk.store import meta, people
from kiosk.store.search import finding as search
from kiosk.store.turns import Turns


class Directory:
    """Everybody on the list; nothing here writes."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    async def find(self, handle: str) -> Found | None:
        """Who a code, registrant id or badge id belongs to."""
        return await self._turns.read(lambda connection: finding.find(connection, handle))

    async def has_code(self, text: str) -> bool:
        """Whether this is exactly the code of a ticket here: it goes before a search and before badge numbers."""
        whole = code.canonical(text)
        return await self._turns.read(lambda connection: people.ticket_of_code(connection, whole) is not None)

    async def short_codes(self, shortest: int) -> frozenset[str]:
        """The codes of fewer letters, which can't be told from typing by their length, folded."""
        return await self._turns.read(lambda connection: people.short_codes(connection, shortest))

    async def whom(self, who: str) -> Registrant:
        """Whom a line of a paper list means: a badge number, a code or a name. Raises NotFoundError, InputError."""
        return await self._turns.read(lambda connection: finding.whom(connection, who))

    async def named(self, registrants: Sequence[str]) -> dict[str, Registrant]:
        """Who some registrant ids are."""
        return await self._turns.read(lambda connection: people.by_ids(connection, registrants))

    async def search(self, text: str, limit: int = 20) -> list[Found]:
        """Who matches what was typed, best first."""
        return await self._turns.read(lambda connection: search.search(connection, text, limit))

    async def search_exact(self, text: str, limit: int = 20) -> list[Found]:
        """Who has words beginning with every word typed: safe to admit by when it is one."""
        return await self._turns.read(lambda connection: search.exact(connection, text, limit))

    async def everybody(self, limit: int = 500) -> list[Found]:
        """Who is on the list, in the order of names."""
        return await self._turns.read(lambda connection: search.by_name(connection, limit))

    async def of_order(self, order: str) -> list[Found]:
        """Everybody whose ticket was booked in one order."""
        return await self._turns.read(lambda connection: search.of_order(connection, order))

    async def consent_choice(self) -> Consent:
        """The organiser's recorded choice for lists without a question about matching; until then it is asked."""
        return await self._turns.read(meta.consent_choice) or Consent.ASK

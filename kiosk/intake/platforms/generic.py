"""Any other list: columns recognised by what their headers say."""

from kiosk.intake.columns.headers import LISTS, norm, recognise
from kiosk.intake.guestlist import FIELDS, Table
from kiosk.intake.platforms.base import Platform
from kiosk.intake.record import Record

ASKED = (*FIELDS, "badge_name", "guests", "quantity", "paid")
"""Everything that a header can be recognised as."""


class Generic(Platform):
    """A spreadsheet somebody keeps, or a platform not known here."""

    name = "generic"
    title = "list"
    asked = ASKED

    def fits(self, table: Table) -> int:
        """Barely: any platform that knows its own export goes first."""
        found = recognise(table.header, self.asked)
        return int(any(field in found for field in ("name", "first_name", "last_name", "email")))

    def columns(self, table: Table) -> dict[str, tuple[int, ...]]:
        """A bare "consent" counts only in a list that is visibly made for matching."""
        bare = [index for index, header in enumerate(table.header) if norm(header) == "consent"]
        return (
            {"consent": (bare[0],)} if bare and any(field in recognise(table.header, LISTS) for field in LISTS) else {}
        )

    def ident(self, record: Record, codes: tuple[str, ...]) -> str:
        """The code: a running number changes from one copy of a list to the next."""
        return codes[0] if codes else ""

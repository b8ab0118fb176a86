"""Any other list: columns recognised by what their headers say."""

from kiosk.intake.columns.evidence import looks_of
from kiosk.intake.columns.headers import LISTS, norm
from kiosk.intake.columns.meaning import meaning_of
from kiosk.intake.guestlist import FIELDS, Table
from kiosk.intake.platforms.base import Platform
from kiosk.intake.standing.checkins import CheckIns
from kiosk.language import later

ASKED = (*FIELDS, "guests", "quantity", "checked_in")
"""Everything that a header can be recognised as."""

_PEOPLE = ("name", "badge_name", "first_name", "last_name", "email")
_SAMPLE = 50
_HALF = 0.5


class Generic(Platform):
    """A spreadsheet somebody keeps, or a platform not known here."""

    name = "generic"
    title = later("list")
    asked = ASKED

    def fits(self, table: Table) -> int:
        """Barely: any platform that knows its own export goes first."""
        if any(meaning_of(header).field in _PEOPLE for header in table.header):
            return 1
        return int(any(looks_of(table.column(index)[:_SAMPLE]).emails > _HALF for index in range(len(table.header))))

    def columns(self, table: Table) -> dict[str, tuple[int, ...]]:
        """A bare "consent" counts only in a list that is visibly made for matching."""
        bare = [index for index, header in enumerate(table.header) if norm(header) == "consent"]
        profiles = any(meaning_of(header).field in LISTS for header in table.header)
        found = {"consent": (bare[0],) if bare and profiles else (), "checked_in": CheckIns(table).columns}
        return {field: indexes for field, indexes in found.items() if indexes}

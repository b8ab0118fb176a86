"""What every platform tells about its lists; a platform's file says only where it differs."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from kiosk.code import canonical
from kiosk.intake.columns.headers import QUESTIONS, Columns, norm
from kiosk.intake.guestlist import Table
from kiosk.intake.record import Record
from kiosk.intake.standing.checkins import CheckIns
from kiosk.intake.standing.states import State
from kiosk.intake.standing.stems import state_of
from kiosk.language import _

Fields = Mapping[str, tuple[str, ...]]
"""Field -> the headers that hold it, the surest first."""

MAX_CODE = 200
MAX_NOTE = 200


class Platform:
    """A source of guest lists."""

    name: ClassVar[str]
    title: ClassVar[str]
    """The name as people write it."""
    forms: ClassVar[Sequence[frozenset[str]]] = ()
    """Headers that together give a list away, one set per form of the export."""
    fields: ClassVar[Fields] = {}
    """The platform's own columns, by their headers in `headers.norm` form."""
    ignored: ClassVar[frozenset[str]] = frozenset()
    """Columns of the platform's own that say nothing of a person, by their headers."""
    asked: ClassVar[Sequence[str]] = (*QUESTIONS, "checked_in")
    """Fields looked for among all other headers."""
    separator: ClassVar[str] = ""
    """What joins several ticked options in one cell."""
    states: ClassVar[Mapping[str, State]] = {}
    """The platform's own words for a ticket's state, before those that all share."""
    notes: ClassVar[tuple[str, ...]] = ()
    """What the organiser should know of every such list, in English, to be translated."""
    skipped: ClassVar[str] = ""
    """Says why rows were left out, in English, to be translated; {n} is their number."""

    def fits(self, table: Table) -> int:
        """How surely this is such a list; 0 = it is not."""
        known = {norm(header) for header in table.header}
        return max((10 * len(form) for form in self.forms if form <= known), default=0)

    def columns(self, table: Table) -> dict[str, tuple[int, ...]]:
        """Where the platform's own fields are."""
        at: dict[str, list[int]] = {}
        for index, header in enumerate(table.header):
            at.setdefault(norm(header), []).append(index)
        found = {field: tuple(i for name in names for i in at.get(name, ())) for field, names in self.fields.items()}
        found["checked_in"] = CheckIns(table).columns
        return {field: indexes for field, indexes in found.items() if indexes}

    def notes_on(self, table: Table, columns: Columns) -> tuple[str, ...]:
        """What the organiser should know of this list."""
        return tuple(map(_, self.notes))

    def skips(self, record: Record) -> bool:
        """Whether a row is nobody who comes."""
        return False

    def state(self, text: str) -> State | None:
        """What a word for a ticket's state means; None for one never seen."""
        key = norm(text)
        return self.states.get(key) or state_of(key)

    def attention(self, record: Record) -> str:
        """What the door reads before it lets somebody in."""
        return record.text("attention", MAX_NOTE)

    def ident(self, record: Record, codes: tuple[str, ...]) -> str:
        """The platform's own id of the ticket, the same in every export; empty where it gives none."""
        return record.text("id", MAX_CODE)

    def codes(self, record: Record) -> tuple[str, ...]:
        """What the ticket's QR can hold, the surest first."""
        return (canonical(record.text("code", MAX_CODE)),)

"""The door: admit, undo, walk in, reprint. Every front calls these, one at a time."""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from kiosk import code
from kiosk.config import EventFolder
from kiosk.errors import DiskError
from kiosk.event.door import inbox
from kiosk.event.door.crew import Crew
from kiosk.event.door.paperlist import Came
from kiosk.event.door.visits import Visits
from kiosk.event.guests.finding import find, whom
from kiosk.event.guests.register import Taken
from kiosk.event.matching.told import Misled, exceptions
from kiosk.event.mixer.joining import Joining, MixerWork
from kiosk.event.mixer.state import Mixing, Round, Terms, mixing
from kiosk.model import Consent, Counts, Found, FoundBy, Outcome, Registrant, Registration, ScanResult
from kiosk.store import facts, jobs, people
from kiosk.store.database import Database
from kiosk.store.jobs import Jobs, Tray, Waiting
from kiosk.store.meta import Identity, consent_choice
from kiosk.store.search import finding
from printing.job import JobState

T = TypeVar("T")


class Door:
    """One door of one event; a green answer means that it is on the disk."""

    def __init__(self, folder: EventFolder, database: Database, cases: Visits, staff: Crew, mixer: MixerWork) -> None:
        self.folder = folder
        self.jobs = Jobs(database)
        self._database = database
        self._cases = cases
        self._staff = staff
        self._mixer = mixer
        self._lock = asyncio.Lock()
        self._on_job: Callable[[], None] = lambda: None

    @property
    def identity(self) -> Identity:
        """What makes ticket codes belong to this event."""
        return self._cases.identity

    def on_job(self, wake: Callable[[], None]) -> None:
        """Names what is told that a badge waits to be printed; it must not block."""
        self._on_job = wake

    async def scan(self, text: str, *, can_ask: bool = False) -> ScanResult:
        """Answers a scanned code. `can_ask`: the caller will ask for a missing name before admitting."""
        return await self._alone(lambda connection: self._cases.scan(connection, text.strip(), can_ask))

    async def admit(self, registrant: str, *, name: str = "", found_by: FoundBy = FoundBy.SEARCH) -> ScanResult:
        """Admits somebody who was found by other means than a code; `name` names a ticket that has none."""
        return await self._alone(lambda connection: self._cases.admit(connection, registrant, name, found_by))

    async def walk_in(self, registration: Registration) -> ScanResult:
        """Lists and admits somebody who is on no list."""
        return await self._alone(lambda connection: self._cases.walk_in(connection, registration))

    async def undo(self, handle: str, reason: str = "") -> ScanResult:
        """Takes back the last admission or exit of a code, registrant id or badge id; its names stay committed."""
        return await self._alone(lambda connection: self._cases.undo(connection, handle, reason))

    async def reprint(self, handle: str, reason: str = "") -> ScanResult:
        """Prints the badge of a code, registrant id or badge id again, with the names it had."""
        return await self._alone(lambda connection: self._cases.reprint(connection, handle, reason))

    async def by_hand(self, handle: str) -> ScanResult:
        """Records that somebody writes this badge with a pen; none is printed any more."""
        return await self._alone(lambda connection: self._cases.by_hand(connection, handle))

    async def hand(self, badge: str) -> Registrant | None:
        """A badge or card was handed to its wearer, by its id; None if no such one was made here. Raises DiskError."""
        return await self._exclusively(lambda connection: self._cases.hand(connection, code.canonical(badge)))

    async def take_told(self) -> int:
        """Takes in what the tray's window has told since; returns how much. Raises DiskError."""
        count = 0
        for badge, file in inbox.told(self.folder.path):
            await self.hand(badge)
            # Deleted after it is on the disk: told twice is harmless, forgotten is not.
            file.unlink(missing_ok=True)
            count += 1
        return count

    async def tray(self) -> Tray:
        """Badges on their way, and those that wait for their wearer."""
        return await self._database.read(jobs.tray)

    async def mixing(self) -> Mixing:
        """Where the mixer stands."""
        return await self._database.read(mixing)

    async def join(self, scanned: str) -> Joining:
        """Somebody is at the mixer, by the code or number on their badge. Raises DiskError."""
        return await self._exclusively(lambda connection: self._mixer.join(connection, scanned))

    async def part(self, registrant: str) -> None:
        """Somebody has left the mixer. Raises DiskError."""
        await self._exclusively(lambda connection: self._mixer.part(connection, registrant))

    async def plan(self, terms: Terms, rounds: Sequence[Round]) -> Mixing:
        """A new plan for the rounds that have not begun. Raises DiskError."""
        return await self._exclusively(lambda connection: self._mixer.plan(connection, terms, rounds))

    async def next_round(self) -> Mixing:
        """The next round begins now. Raises InputError where none is planned, DiskError."""
        return await self._exclusively(lambda connection: self._mixer.next_round(connection))

    async def named(self, registrants: Sequence[str]) -> dict[str, Registrant]:
        """Who some registrant ids are."""
        return await self._database.read(lambda connection: people.by_ids(connection, registrants))

    async def enter(self, handle: str, came: Came) -> ScanResult:
        """Records from a paper list that the holder of a code, registrant id or badge id came; prints nothing."""
        return await self._alone(lambda connection: self._cases.enter(connection, handle, came))

    async def edit(self, handle: str, changes: Mapping[str, Any]) -> Registrant:
        """Writes down what somebody says of themselves; raises NotFoundError, DiskError."""
        return await self._exclusively(lambda connection: self._staff.edit(connection, handle, changes))

    async def card(self, handle: str) -> ScanResult:
        """Prints a card with the people an attendee was not told about yet; raises InputError if there are none."""
        return await self._alone(lambda connection: self._staff.card(connection, handle))

    async def substitute(self, handle: str, registration: Registration) -> ScanResult:
        """Admits somebody on another's ticket."""
        return await self._alone(lambda connection: self._staff.substitute(connection, handle, registration))

    async def let_in(self, handle: str, why: str = "") -> ScanResult:
        """Admits somebody whose ticket still waits for a payment or a decision, as far as settings allow it."""
        return await self._alone(lambda connection: self._staff.let_in(connection, handle, why))

    async def together(self, handles: Sequence[str]) -> list[ScanResult]:
        """Admits people who know each other, as one group; raises DiskError."""
        return await self._exclusively(lambda connection: self._staff.together(connection, handles))

    async def release(self, reason: str = "waitlisted") -> int:
        """Releases everybody who waits for the same decision; returns how many. Raises DiskError."""
        return await self._exclusively(lambda connection: self._staff.release(connection, reason))

    def topics(self, limit: int = 9) -> list[str]:
        """What walk-ins may pick from."""
        return self._staff.topics(limit)

    async def exceptions(self) -> list[Misled]:
        """Whose badge names somebody in whose place another came."""
        return await self._database.read(exceptions)

    async def order(self, order: str) -> list[Found]:
        """Everybody whose ticket was booked in one order."""
        return await self._database.read(lambda connection: finding.of_order(connection, order))

    @property
    def operator(self) -> str:
        """Initials of whoever is at the door."""
        return self._cases.scribe.operator

    @operator.setter
    def operator(self, initials: str) -> None:
        self._cases.scribe.operator = initials

    async def waiting(self) -> list[Waiting]:
        """The badges that are not out, the doubtful first."""
        return await self._database.read(jobs.waiting)

    async def came_out(self, job: str) -> bool:
        """Somebody has seen a doubtful badge; False if it is not in doubt any more. Raises DiskError."""
        return await self._database.write(lambda connection: jobs.came_out(connection, job))

    async def rolls(self) -> dict[str, int]:
        """Labels left, by printer, where somebody has counted them."""
        return await self._database.read(jobs.rolls)

    async def set_roll(self, printer: str, labels: int | None) -> None:
        """A new roll is in; None stops counting. Raises DiskError."""
        await self._database.write(lambda connection: jobs.set_roll(connection, printer, labels))

    async def take(
        self, registrations: Sequence[Registration], *, replace_edits: bool = False, choice: Consent = Consent.ASK
    ) -> Taken:
        """Takes a list's registrations in while the door is open; `choice` stands for whom no list has asked."""
        return await self._exclusively(
            lambda connection: self._cases.take(connection, registrations, replace_edits, choice)
        )

    async def find(self, handle: str) -> Found | None:
        """Who a code, registrant id or badge id belongs to."""
        known = await self._database.read(lambda connection: find(connection, handle))
        return Found(registrant=known.registrant, presence=known.presence) if known else None

    async def has_code(self, text: str) -> bool:
        """Whether this is exactly the code of a ticket here: it goes before a search and before badge numbers."""
        whole = code.canonical(text)
        return await self._database.read(lambda connection: people.ticket_of_code(connection, whole) is not None)

    async def short_codes(self) -> frozenset[str]:
        """The codes that are too short to be told from typing by their length, folded."""
        shortest = self.folder.settings.scan.min_length
        return await self._database.read(lambda connection: people.short_codes(connection, shortest))

    async def search(self, text: str, limit: int = 20) -> list[Found]:
        """Who matches what was typed, best first."""
        return await self._database.read(lambda connection: finding.search(connection, text, limit))

    async def everybody(self, limit: int = 500) -> list[Found]:
        """Who is on the list, in the order of names."""
        return await self._database.read(lambda connection: finding.by_name(connection, limit))

    async def whom(self, who: str) -> Registrant:
        """Whom a line of a paper list means: a badge number, a code or a name. Raises NotFoundError, InputError."""
        return await self._database.read(lambda connection: whom(connection, who))

    async def search_exact(self, text: str, limit: int = 20) -> list[Found]:
        """Who has words beginning with every word typed: safe to admit by when it is one."""
        return await self._database.read(lambda connection: finding.exact(connection, text, limit))

    async def consent(self) -> Consent:
        """The organiser's recorded choice for lists without a question about matching; until then it is asked."""
        return await self._database.read(consent_choice) or Consent.ASK

    async def counts(self) -> Counts:
        """The numbers in the header."""
        return await self._database.read(self._counts)

    async def _alone(self, work: Callable[[sqlite3.Connection], ScanResult]) -> ScanResult:
        try:
            result = await self._exclusively(work)
        except DiskError as error:
            at = facts.moment(self._cases.scribe.clock.wall_ms())
            return ScanResult(outcome=Outcome.ERROR, reason=str(error), at=at)
        return result

    async def _exclusively(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Runs a use case on the writer's thread: decide, commit, apply, with nobody in between."""

        async def locked() -> T:
            async with self._lock:
                result = await self._database.run(work)
            self._on_job()
            return result

        # A caller that gives up must not part what is on the disk from what the room knows.
        return await asyncio.shield(asyncio.ensure_future(locked()))

    def _counts(self, connection: sqlite3.Connection) -> Counts:
        (registered,) = connection.execute(
            "SELECT count(*) FROM registrant WHERE json_extract(body, '$.status') = 'registered'"
        ).fetchone()
        inside, admitted, walk_ins = connection.execute(
            "SELECT coalesce(sum(inside), 0), coalesce(sum(admitted), 0), coalesce(sum(admitted AND walk_in), 0)"
            " FROM presence"
        ).fetchone()
        states = jobs.unfinished(connection)
        doubtful = states.get(JobState.SENT_UNCONFIRMED, 0) + states.get(JobState.FAILED, 0)
        return Counts(
            registered=registered, inside=inside, admitted=admitted, walk_ins=walk_ins,
            capacity=self.folder.settings.event.capacity, jobs_doubtful=doubtful,
            jobs_waiting=sum(states.values()) - doubtful,
        )  # fmt: skip

"""Print jobs: written in the admission's transaction, worked off by the spool, asked about where they are in doubt."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.language import later
from kiosk.store.database import Database
from printing.badge import Badge
from printing.job import Job, JobState

_COLUMNS = "badge, revision, state, error, tries"
REPLACED = "replaced by a newer badge"
BY_HAND = "written by hand"
_DOUBTFUL = (JobState.SENT_UNCONFIRMED, JobState.FAILED)
INTERRUPTED = later("The kiosk stopped in the middle of it: look whether it came out.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A badge that is not out yet, or of which nobody knows."""

    id: str
    ticket: str
    number: int
    name: str
    state: JobState
    error: str
    """What went wrong last, and what to do; empty where nothing did."""
    printer: str

    @property
    def doubtful(self) -> bool:
        """Whether somebody has to look."""
        return self.state in _DOUBTFUL


def insert(connection: sqlite3.Connection, ticket: str, badge_id: str, badge: str) -> None:
    """Queues a job; the row holds the finished badge as JSON, so later edits don't alter it."""
    connection.execute(
        "INSERT INTO print_job (id, ticket, revision, badge, state)"
        " SELECT :id, :ticket, coalesce(max(revision), 0) + 1, :badge, 'queued' FROM print_job WHERE ticket = :ticket",
        {"id": badge_id, "ticket": ticket, "badge": badge},
    )


def settle(connection: sqlite3.Connection, ticket: str, why: str) -> None:
    """Nobody waits for a ticket's earlier jobs any more: what is queued is not printed, what is in doubt not asked.

    What is printing just now may still come out, but is not tried again.
    """
    connection.execute(
        "UPDATE print_job SET state = 'failed', error = ?, settled = 1 WHERE ticket = ? AND state = 'queued'",
        (why, ticket),
    )
    # A badge that another replaced waits for nobody, either; beside one written by hand it may still be handed over.
    out = "" if why == REPLACED else " AND state <> 'done'"
    connection.execute(f"UPDATE print_job SET settled = 1 WHERE ticket = ?{out}", (ticket,))


def printing_at(connection: sqlite3.Connection, ticket: str) -> str:
    """The printer that has a ticket's badge just now; empty where none has."""
    row = connection.execute(
        "SELECT printer FROM print_job WHERE ticket = ? AND state = 'sending' AND settled = 0", (ticket,)
    ).fetchone()
    return str(row[0]) if row else ""


def came_out(connection: sqlite3.Connection, job_id: str) -> bool:
    """Somebody has seen a doubtful badge on paper, so it took its label; False if it was not in doubt."""
    cursor = connection.execute(
        "UPDATE print_job SET state = 'done', error = '' WHERE id = ? AND state IN ('sent_unconfirmed', 'failed')"
        " AND settled = 0",
        (job_id,),
    )
    if cursor.rowcount > 0:
        _take_off(connection, job_id, 1)
    return cursor.rowcount > 0


def _take_off(connection: sqlite3.Connection, job_id: str, labels: int) -> None:
    """Counts a roll down, where somebody counts it."""
    connection.execute(
        "UPDATE roll SET labels = max(0, labels - ?) WHERE printer = (SELECT printer FROM print_job WHERE id = ?)",
        (labels, job_id),
    )


@dataclass(frozen=True, slots=True)
class Unfinished:
    """How many badges are not out, without those that somebody has dealt with."""

    waiting: int
    doubtful: int
    """Those that somebody has to look at."""


def unfinished(connection: sqlite3.Connection) -> Unfinished:
    """The badges that are not out."""
    marks = ", ".join("?" * len(_DOUBTFUL))
    total, doubtful = connection.execute(
        f"SELECT count(*), coalesce(sum(state IN ({marks})), 0) FROM print_job WHERE state <> 'done' AND settled = 0",
        [state.value for state in _DOUBTFUL],
    ).fetchone()
    return Unfinished(waiting=total - doubtful, doubtful=doubtful)


def printed(connection: sqlite3.Connection) -> int:
    """How many badges and cards came out."""
    return int(connection.execute("SELECT count(*) FROM print_job WHERE state = 'done'").fetchone()[0])


def waiting(connection: sqlite3.Connection) -> list[Waiting]:
    """Every job that is not out: the doubtful first, then in the order of printing."""
    rows = connection.execute(
        "SELECT id, ticket, state, error, printer, badge FROM print_job WHERE state <> 'done' AND settled = 0"
        " ORDER BY state NOT IN ('sent_unconfirmed', 'failed'), n"
    ).fetchall()
    return [_waiting(row) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tray:
    """What lies between a printer and a pair of hands, in the order of printing."""

    coming: tuple[Waiting, ...]
    """Queued or printing, or in doubt."""
    ready: tuple[Waiting, ...]
    """Printed, and nobody has said that they were handed over."""
    given: int


def tray(connection: sqlite3.Connection) -> Tray:
    """The badges on their way and those that wait for their wearer, oldest first."""
    rows = connection.execute(
        "SELECT id, ticket, state, error, printer, badge FROM print_job AS job WHERE settled = 0 AND NOT EXISTS"
        " (SELECT 1 FROM fact WHERE kind = 'given' AND json_extract(body, '$.badge') = job.id) ORDER BY n"
    )
    found = [_waiting(row) for row in rows.fetchall()]
    # A badge that was written by hand and handed over, too, is one badge.
    (given,) = connection.execute(
        "SELECT count(DISTINCT coalesce(json_extract(body, '$.badge'), id)) FROM fact WHERE kind = 'given'"
    ).fetchone()
    return Tray(
        coming=tuple(each for each in found if each.state is not JobState.DONE),
        ready=tuple(each for each in found if each.state is JobState.DONE),
        given=int(given),
    )


def ticket_of(connection: sqlite3.Connection, job_id: str) -> str | None:
    """Whose ticket a job's badge or card is for."""
    row = connection.execute("SELECT ticket FROM print_job WHERE id = ?", (job_id,)).fetchone()
    return str(row[0]) if row else None


def _waiting(row: Sequence[str]) -> Waiting:
    ident, ticket, state, error, printer, badge = row
    try:
        drawn = Badge.from_json(badge)
    except (ValueError, TypeError):
        drawn = Badge(id=ident, number=0, first_name="")
    name = f"{drawn.first_name} {drawn.last_name}".strip()
    return Waiting(
        id=ident, ticket=ticket, number=drawn.number, name=name, state=JobState(state), error=error, printer=printer
    )


def rolls(connection: sqlite3.Connection) -> dict[str, int]:
    """Labels left, by printer, where somebody has set them."""
    return {printer: int(labels) for printer, labels in connection.execute("SELECT printer, labels FROM roll")}


def set_roll(connection: sqlite3.Connection, printer: str, labels: int | None) -> None:
    """A new roll; None stops counting."""
    connection.execute("DELETE FROM roll WHERE printer = ?", (printer,))
    if labels is not None:
        connection.execute("INSERT INTO roll VALUES (?, ?)", (printer, labels))


def _oldest_queued(connection: sqlite3.Connection) -> Sequence[object] | None:
    row: Sequence[object] | None = connection.execute(
        f"SELECT id, {_COLUMNS} FROM print_job"
        " WHERE state <> 'done' AND state = 'queued' AND settled = 0 ORDER BY n LIMIT 1"
    ).fetchone()
    return row


def _job(row: Sequence[object]) -> Job:
    badge, revision, state, error, tries = row
    return Job(
        badge=Badge.from_json(str(badge)), revision=int(str(revision)), state=JobState(str(state)), error=str(error),
        tries=int(str(tries)),
    )  # fmt: skip


class Jobs:
    """The spool's storage: satisfies printing.spool.JobStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def recover(self, printer: str = "") -> None:
        """After a crash: what was being drawn is drawn again, what was being sent is for a person to check."""

        def work(connection: sqlite3.Connection) -> None:
            for before, after, error in (("rendering", "queued", ""), ("sending", "sent_unconfirmed", INTERRUPTED)):
                connection.execute(
                    "UPDATE print_job SET state = ?, error = ?"
                    " WHERE state <> 'done' AND state = ? AND ? IN ('', printer)",
                    (after, error, before, printer),
                )

        await self._database.write(work)

    async def claim(self, printer: str) -> Job | None:
        """The oldest queued job, now this printer's; each claim counts as a try."""
        # Looked for on the reader first, so that a printer with nothing to do never touches the writer.
        while await self._database.read(_oldest_queued):
            job = await self._database.write(lambda connection: _take(connection, printer))
            if job:
                return job
        return None

    async def wanted(self, job_id: str) -> bool:
        """Whether nobody has replaced it, written it by hand or otherwise dealt with it."""

        def work(connection: sqlite3.Connection) -> bool:
            return bool(
                connection.execute("SELECT 1 FROM print_job WHERE id = ? AND settled = 0", (job_id,)).fetchone()
            )

        return await self._database.read(work)

    async def mark(self, job_id: str, state: JobState, error: str = "", labels: int = 0) -> None:
        """Records how far a job has come, and what it took off the printer's roll."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE print_job SET state = ?, error = ? WHERE id = ? AND settled = 0", (state.value, error, job_id)
            )
            if labels:
                _take_off(connection, job_id, labels)

        await self._database.write(work)


def _take(connection: sqlite3.Connection, printer: str) -> Job | None:
    row = _oldest_queued(connection)
    if row is None:
        return None
    ident = str(row[0])
    try:
        job = _job(row[1:])
    except (ValueError, TypeError):
        # One damaged row must not hold up everybody's badges.
        damaged = "its record is damaged: reprint this badge"
        connection.execute("UPDATE print_job SET state = 'failed', error = ? WHERE id = ?", (damaged, ident))
        return None
    connection.execute(
        "UPDATE print_job SET state = 'rendering', error = '', tries = tries + 1, printer = ? WHERE id = ?",
        (printer, ident),
    )
    return job

"""Print jobs: written in the admission's transaction, worked off by the spool."""

import sqlite3
from collections.abc import Sequence

from kiosk.store.database import Database
from printing.badge import Badge
from printing.job import Job, JobState

_COLUMNS = "badge, revision, state, error, tries"


def insert(connection: sqlite3.Connection, ticket: str, badge_id: str, badge: str, revision: int) -> None:
    """Queues a job; the row holds the finished badge as JSON, so later edits don't alter it."""
    connection.execute(
        "INSERT INTO print_job (id, ticket, revision, badge, state) VALUES (?, ?, ?, ?, 'queued')",
        (badge_id, ticket, revision, badge),
    )


def next_revision(connection: sqlite3.Connection, ticket: str) -> int:
    """The revision of a ticket's next badge."""
    row = connection.execute(
        "SELECT coalesce(max(revision), 0) + 1 FROM print_job WHERE ticket = ?", (ticket,)
    ).fetchone()
    return int(row[0])


def unfinished(connection: sqlite3.Connection) -> dict[JobState, int]:
    """How many jobs are in each state but done."""
    rows = connection.execute("SELECT state, count(*) FROM print_job WHERE state <> 'done' GROUP BY state")
    return {JobState(state): count for state, count in rows}


def _oldest_queued(connection: sqlite3.Connection) -> Sequence[object] | None:
    row: Sequence[object] | None = connection.execute(
        f"SELECT id, {_COLUMNS} FROM print_job WHERE state <> 'done' AND state = 'queued' ORDER BY n LIMIT 1"
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

    async def recover(self) -> None:
        """After a crash: what was being drawn is drawn again, what was being sent is for a person to check."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("UPDATE print_job SET state = 'queued' WHERE state = 'rendering'")
            connection.execute("UPDATE print_job SET state = 'sent_unconfirmed' WHERE state = 'sending'")

        await self._database.write(work)

    async def next_job(self) -> Job | None:
        """The oldest queued job."""

        while row := await self._database.read(_oldest_queued):
            try:
                return _job(row[1:])
            except (ValueError, TypeError):
                # One damaged row must not hold up everybody's badges.
                await self.mark(str(row[0]), JobState.FAILED, "its record is damaged: reprint this badge")
        return None

    async def mark(self, job_id: str, state: JobState, error: str = "") -> None:
        """Records how far a job has come; each start of drawing counts as a try."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE print_job SET state = ?, error = ?, tries = tries + ? WHERE id = ?",
                (state.value, error, int(state is JobState.RENDERING), job_id),
            )

        await self._database.write(work)

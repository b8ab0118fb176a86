"""What a print job is: a finished badge and how far it has come. Standard library only."""

from dataclasses import dataclass
from enum import StrEnum

from printing.badge import Badge


class JobState(StrEnum):
    """How far a job has come."""

    QUEUED = "queued"
    RENDERING = "rendering"
    SENDING = "sending"
    DONE = "done"
    SENT_UNCONFIRMED = "sent_unconfirmed"
    """It may have been printed: only a person can tell."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One badge to be printed once."""

    badge: Badge
    revision: int = 1
    """1 for the first print, then one more for each reprint."""
    state: JobState = JobState.QUEUED
    error: str = ""
    tries: int = 0

    @property
    def id(self) -> str:
        """The badge's id: a reprint is a new badge with a new id."""
        return self.badge.id

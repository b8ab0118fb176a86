"""The review of phrases: reads what is open, writes what is decided."""

import sqlite3
from collections.abc import Sequence

from kiosk.config import EventFolder
from kiosk.errors import InputError
from kiosk.event.words.risks import Phrase, to_review
from kiosk.event.words.vocabulary import vocabulary
from kiosk.store import people, verdicts
from kiosk.store.clock import Clock
from kiosk.store.database import Database
from kiosk.store.scribe import Scribe
from kiosk.store.verdicts import Decision, Verdict
from kiosk.text import MAX_ANSWER, clean
from matcher.words.cutting import fold


class Review:
    """The phrases of one event; every decision is on the disk when `decide` returns."""

    def __init__(self, database: Database, folder: EventFolder) -> None:
        self._database = database
        self._folder = folder

    async def phrases(self) -> tuple[Phrase, ...]:
        """Everything that could be printed, undecided and riskiest first."""
        crowd = await self._database.read(people.registrants)
        decided = await self._database.read(verdicts.decisions)
        return to_review(crowd, vocabulary(self._folder), decided)

    async def decide(self, phrases: Sequence[str], verdict: Verdict, instead: str = "") -> list[Decision]:
        """Writes one verdict on some phrases; `instead` are the words to print where they are shortened.

        Raises:
            InputError: nothing that can be read is left of `instead`.
            DiskError: nothing was decided.
        """
        words = clean(instead, MAX_ANSWER) if verdict is Verdict.SHORTEN else ""
        if verdict is Verdict.SHORTEN and not words:
            raise InputError("To shorten a phrase, say what to print instead.")
        decisions = [Decision(fold(phrase), verdict, words) for phrase in phrases]

        def work(connection: sqlite3.Connection) -> None:
            verdicts.record(connection, Scribe.of(connection, self._folder.settings.door.name, Clock()), decisions)

        if decisions:
            await self._database.write(work)
        return decisions

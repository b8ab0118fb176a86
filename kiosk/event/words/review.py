"""The review of phrases: reads what is open, writes what is decided."""

from collections.abc import Sequence

from kiosk.config import EventFolder
from kiosk.errors import InputError
from kiosk.event.words.risks import Phrase, to_review
from kiosk.event.words.vocabulary import vocabulary
from kiosk.store import people, verdicts
from kiosk.store.database import Database
from kiosk.store.turns import Turns
from kiosk.store.verdicts import Decision, Verdict
from kiosk.text import MAX_ANSWER, clean
from matcher.words.cutting import fold


async def phrases_of(database: Database, folder: EventFolder) -> tuple[Phrase, ...]:
    """Everything that could be printed, undecided and riskiest first."""
    crowd = await database.read(people.registrants)
    decided = await database.read(verdicts.decisions)
    return to_review(crowd, vocabulary(folder), decided)


class Review:
    """The phrases of one event; every decision is on the disk when `decide` returns."""

    def __init__(self, turns: Turns, folder: EventFolder) -> None:
        self.turns = turns
        self._folder = folder

    async def phrases(self) -> tuple[Phrase, ...]:
        """Everything that could be printed, undecided and riskiest first."""
        return await phrases_of(self.turns.database, self._folder)

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
        if decisions:
            await self.turns.take(lambda turn: verdicts.record(turn, decisions))
        return decisions

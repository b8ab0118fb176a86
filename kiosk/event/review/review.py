"""The review of phrases: rehearses what would be printed, and writes what is decided."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from kiosk.config import EventFolder
from kiosk.errors import InputError
from kiosk.event.matching.learning import Learned, knowledge, learn, recall
from kiosk.event.review.in_context import Printed, Progress, Rehearsal
from kiosk.event.review.phrases import Phrase, to_review
from kiosk.event.words.permitted import key_of, wording
from kiosk.language import _
from kiosk.store import people, verdicts
from kiosk.store.database import Database
from kiosk.store.turns import Turns
from kiosk.store.verdicts import Decision, Verdict
from kiosk.text import MAX_ANSWER, clean

_REWORDED = 40
"""Lines that are told anew when a phrase is shortened: more than a screen shows."""


def _silently(done: int, total: int) -> None:
    """Tells nobody how far it is."""


async def phrases_of(database: Database, folder: EventFolder, learned: Learned | None = None) -> tuple[Phrase, ...]:
    """Everything that people wrote, with where it would be printed: see `to_review` for the order.

    `learned` is who fits whom, where it is known already.
    """
    phrases, _rehearsal = await _rehearsed(database, folder, learned, _silently)
    return phrases


async def _rehearsed(
    database: Database, folder: EventFolder, learned: Learned | None, progress: Progress
) -> tuple[tuple[Phrase, ...], Rehearsal]:
    crowd = await database.read(people.everybody)
    decided = await database.read(verdicts.decisions)
    known = await knowledge(database, folder)
    learned = learned or await recall(database, folder, crowd, known)
    words = learned.affinity.vocabulary
    known = replace(known, wording=replace(known.wording, cut=words.phrases))

    def work() -> tuple[tuple[Phrase, ...], Rehearsal]:
        rehearsal = Rehearsal(crowd, learned, known, folder)
        return to_review(crowd, words, decided, rehearsal.played(progress)), rehearsal

    return await asyncio.to_thread(work)


class Review:
    """The phrases of one event; every decision is on the disk when `decide` returns."""

    def __init__(self, turns: Turns, folder: EventFolder) -> None:
        self.turns = turns
        self._folder = folder
        self._rehearsal: Rehearsal | None = None

    @property
    def language(self) -> str:
        """What the screen speaks."""
        return self._folder.language

    async def phrases(self, progress: Progress = _silently) -> tuple[Phrase, ...]:
        """Everything that people wrote: see `to_review` for the order."""
        crowd = await self.turns.database.read(people.everybody)
        # What was struck changes who fits whom: it is worked out once, and the door need not.
        learned = await learn(self.turns.database, self._folder, crowd)
        phrases, self._rehearsal = await _rehearsed(self.turns.database, self._folder, learned, progress)
        return phrases

    async def reworded(self, phrase: Phrase) -> tuple[Printed, ...]:
        """The lines that tell of a phrase, in the words that were decided on since `phrases`."""
        if self._rehearsal is None:
            return ()
        now = await self.turns.read(wording)
        return tuple(self._rehearsal.reworded(phrase.key, phrase.places.lines[:_REWORDED], now))

    async def decide(self, phrases: Sequence[str], verdict: Verdict, instead: str = "") -> list[Decision]:
        """Writes one verdict on some phrases; `instead` are the words to print where they are shortened.

        Raises:
            InputError: nothing that can be read is left of `instead`.
            DiskError: nothing was decided.
        """
        words = clean(instead, MAX_ANSWER) if verdict is Verdict.SHORTEN else ""
        if verdict is Verdict.SHORTEN and not words:
            raise InputError(_("To shorten a phrase, say what to print instead."))
        decisions = [Decision(key_of(phrase), verdict, words) for phrase in phrases]
        if decisions:
            await self.turns.take(lambda turn: verdicts.record(turn, decisions))
        return decisions

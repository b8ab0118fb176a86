"""The review of phrases: rehearses what would be printed, and writes what is decided."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from kiosk.config import EventFolder
from kiosk.errors import InputError
from kiosk.event.matching.learning import Learned, knowledge, learn, recall
from kiosk.event.review.in_context import Progress, places
from kiosk.event.review.phrases import Phrase, to_review
from kiosk.event.words.permitted import key_of
from kiosk.language import _
from kiosk.store import people, verdicts
from kiosk.store.database import Database
from kiosk.store.turns import Turns
from kiosk.store.verdicts import Decision, Verdict
from kiosk.text import MAX_ANSWER, clean


def _silently(done: int, total: int) -> None:
    """Tells nobody how far it is."""


async def phrases_of(
    database: Database, folder: EventFolder, learned: Learned | None = None, progress: Progress = _silently
) -> tuple[Phrase, ...]:
    """Everything that people wrote, with where it would be printed: see `to_review` for the order.

    `learned` is who fits whom, where it is known already.
    """
    crowd = await database.read(people.everybody)
    decided = await database.read(verdicts.decisions)
    known = await knowledge(database, folder)
    learned = learned or await recall(database, folder, crowd, known)
    words = learned.affinity.vocabulary
    known = replace(known, wording=replace(known.wording, cut=words.phrases))

    def work() -> tuple[Phrase, ...]:
        stand = places(crowd, learned, known, folder.settings, progress)
        return to_review(crowd, words, decided, stand)

    return await asyncio.to_thread(work)


class Review:
    """The phrases of one event; every decision is on the disk when `decide` returns."""

    def __init__(self, turns: Turns, folder: EventFolder) -> None:
        self.turns = turns
        self._folder = folder

    @property
    def language(self) -> str:
        """What the screen speaks."""
        return self._folder.language

    async def phrases(self, progress: Progress = _silently) -> tuple[Phrase, ...]:
        """Everything that people wrote: see `to_review` for the order."""
        crowd = await self.turns.database.read(people.everybody)
        # What was struck changes who fits whom: it is worked out once, and the door need not.
        learned = await learn(self.turns.database, self._folder, crowd)
        return await phrases_of(self.turns.database, self._folder, learned, progress)

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

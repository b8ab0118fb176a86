"""What import works out and the door only reads: who fits whom, and what a further name must be worth."""

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.config import EventFolder, Settings
from kiosk.event.guests.chances import chance
from kiosk.event.guests.earlier_events import History
from kiosk.event.guests.private import Private
from kiosk.event.guests.register import WALK_IN
from kiosk.event.matching.paper import paper
from kiosk.event.matching.profiles import Knowledge, profiles
from kiosk.event.words.permitted import wording
from kiosk.event.words.vocabulary import vocabulary
from kiosk.model import Registrant, Status
from kiosk.store import learned
from kiosk.store.database import Database
from matcher import Affinity, Arrivals, Meaning, Profile, Vocabulary, fingerprint
from matcher.words.meaning import LIKENESS, UNKNOWN_MODEL, plain


@dataclass(frozen=True, slots=True)
class Learned:
    """What was worked out for the people on the list."""

    affinity: Affinity
    paper: Mapping[str, Any]
    """What the event asks of badges, as `Arrivals` takes it."""
    price: float | None = None
    """Of a further name on a badge; None: to be learned."""


async def knowledge(database: Database, folder: EventFolder) -> Knowledge:
    """What is known beside the list; raises ConfigError where an earlier event can't be read."""
    return Knowledge(
        Private(folder.settings.door),
        History.of(folder),
        folder.settings.matching.met_before,
        await database.read(wording),
    )


def expectation(person: Registrant, settings: Settings, known: Knowledge) -> float:
    """How likely a registrant comes; 0 for whoever may not be named beforehand."""
    walked_in = person.ref.startswith(WALK_IN)
    if walked_in or person.main or person.status is not Status.REGISTERED or known.private.denied(person):
        return 0.0
    return chance(person, settings.matching.turn_up, known.history.attendance(person))


async def learn(
    database: Database, folder: EventFolder, crowd: Sequence[Registrant], known: Knowledge | None = None
) -> Learned:
    """What `recall` gives, kept in the event file where it had to be worked out."""
    known = known or await knowledge(database, folder)
    task = await _task(database, folder, crowd, known)
    kept = await _kept(database, task)
    if kept:
        return kept
    found = await _work_out(database, task)
    body = found.affinity.to_bytes(task.extra)
    await database.write(lambda connection: learned.keep_fits(connection, task.mark, body, found.price))
    return found


async def recall(database: Database, folder: EventFolder, crowd: Sequence[Registrant], known: Knowledge) -> Learned:
    """Who fits whom: read from the event file, or worked out where the list or the settings have changed."""
    task = await _task(database, folder, crowd, known)
    return await _kept(database, task) or await _work_out(database, task)


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be learned, of whom."""

    paper: Mapping[str, Any]
    crowd: Sequence[Registrant]
    people: list[Profile]
    words: Vocabulary
    chances: list[float]
    model: learned.Model | None

    @property
    def extra(self) -> str:
        """What else changes what is learned."""
        return f"{self.model} {self.paper} {self.chances}"

    @property
    def mark(self) -> str:
        """Changes whenever what is learned does."""
        return fingerprint(self.people, self.words, self.extra)


async def _task(database: Database, folder: EventFolder, crowd: Sequence[Registrant], known: Knowledge) -> _Task:
    words = vocabulary(folder)
    chances = [expectation(person, folder.settings, known) for person in crowd]
    model = await database.read(lambda connection: _model(connection, folder))
    return _Task(paper(folder), crowd, profiles(crowd, known, words), words, chances, model)


async def _kept(database: Database, task: _Task) -> Learned | None:
    mark = task.mark
    kept = await database.read(lambda connection: learned.fits(connection, mark))
    if not kept:
        return None
    return Learned(Affinity.from_bytes(kept[0], task.people, task.words, task.extra), task.paper, kept[1])


async def _work_out(database: Database, task: _Task) -> Learned:
    meaning = None
    if task.model:
        model = task.model
        meaning = await database.read(lambda connection: _meaning(connection, model, task.crowd, task.words))

    def work() -> Learned:
        affinity = Affinity.of(task.people, task.words, meaning=meaning)
        price = Arrivals(affinity.candidates, task.chances, **task.paper).price
        return Learned(affinity, task.paper, price)

    return await asyncio.to_thread(work)


def _model(connection: sqlite3.Connection, folder: EventFolder) -> learned.Model | None:
    """The model whose vectors the last import had for the whole list; None: vocabulary only."""
    matching = folder.settings.matching
    model = learned.complete(connection) if matching.embeddings_url or matching.meaning else None
    if model is None or matching.meaning:
        # Which of the packaged models it was, the import chose: the door needs none of them.
        return model if model and model.url == learned.LOCAL else None
    wanted = (matching.embeddings_url, matching.embeddings_model)
    return model if (model.url, model.name) == wanted else None


def _meaning(
    connection: sqlite3.Connection, model: learned.Model, crowd: Sequence[Registrant], words: Vocabulary
) -> Meaning:
    local = model.url == learned.LOCAL
    offers, asks, interests = (sorted(said) for said in phrases_to_compare(crowd, words, sent=not local))
    found = learned.read(connection, model, sorted({*offers, *asks, *interests}))
    likeness = LIKENESS.get(model.name.split()[0], UNKNOWN_MODEL) if local else UNKNOWN_MODEL
    return Meaning.of(found, offers, asks, interests, likeness)


def phrases_to_compare(
    crowd: Sequence[Registrant], words: Vocabulary, *, sent: bool
) -> tuple[set[str], set[str], set[str]]:
    """Everybody's offers, asks and interests as they are compared by meaning, of those who may be matched.

    `sent`: to a server, and so only of those who allow that too.
    """
    found: tuple[set[str], set[str], set[str]] = (set(), set(), set())
    for person in crowd:
        if person.consent and (person.remote or not sent):
            for kept, answers in zip(found, (person.offers, person.asks, person.interests), strict=True):
                kept.update(text for answer in answers for p in words.phrases(answer) if (text := plain(p)))
    return found

"""Vectors for the phrases of a list: only of people who allow it, only those that are not known yet."""

import os
from collections.abc import Callable, Sequence
from typing import Protocol

from kiosk.config import EventFolder, MatchingSettings
from kiosk.event.matching.learning import phrases_to_compare
from kiosk.event.words.vocabulary import vocabulary
from kiosk.language import _, plural
from kiosk.meaning.client import Embeddings
from kiosk.meaning.errors import MeaningError
from kiosk.meaning.local import LocalVectors
from kiosk.meaning.models import LocalModel, chosen
from kiosk.model import Registrant
from kiosk.store import learned
from kiosk.store.database import Database
from kiosk.store.facts import new_id


class Source(Protocol):
    """Where vectors come from."""

    async def vectors(self, phrases: Sequence[str], progress: Callable[[int], None]) -> dict[str, bytes]:
        """A vector of unit length for every phrase, as little-endian 32-bit floats; raises MeaningError."""


async def fetch(
    database: Database,
    folder: EventFolder,
    crowd: Sequence[Registrant],
    progress: Callable[[int, int], None] = lambda done, all_of_them: None,
    client: Source | None = None,
) -> str:
    """Works out or fetches what is missing; returns a sentence on how it went, empty where nothing is set up.

    When a single phrase fails, the whole event is matched by the vocabulary alone: weights must be comparable.
    """
    matching = folder.settings.matching
    if not matching.embeddings_url and not matching.meaning:
        return ""
    wanted = sorted(set().union(*phrases_to_compare(crowd, vocabulary(folder), sent=not matching.meaning)))
    if not wanted:
        await database.write(lambda c: learned.set_complete(c, None))
        return _nobody(matching)
    local = chosen(len(wanted)) if matching.meaning else None
    model = _model(matching, local)
    missing = await database.read(lambda c: learned.missing(c, model, wanted))
    complete = await database.read(learned.complete)
    if not missing and complete and complete.key == model.key:
        said = plural(
            "Meaning of {n} phrase was known already.", "Meaning of {n} phrases was known already.", len(wanted)
        )
        return said.format(n=len(wanted))
    try:
        found = await (client or _source(matching, local)).vectors(missing, lambda done: progress(done, len(missing)))
        await database.write(lambda c: learned.save(c, model, found))
        await _same_length(database, model, wanted)
    except MeaningError as error:
        await database.write(lambda c: learned.set_complete(c, None))
        return _without(matching, error)
    await database.write(lambda c: learned.set_complete(c, model))
    if local:
        said = _("Meaning of {n} phrases by {model}, on this computer; {fetched} were worked out now.")
        return said.format(n=len(wanted), model=local.distribution, fetched=len(missing))
    allowed = sum(bool(person.remote and person.consent) for person in crowd)
    said = _("Meaning of {n} phrases of {people} people by {model}; {fetched} were fetched now.")
    return said.format(n=len(wanted), people=allowed, model=model.name, fetched=len(missing))


def _model(matching: MatchingSettings, local: LocalModel | None) -> learned.Model:
    if local:
        return learned.Model(learned.LOCAL, local.mark, new_id())
    return learned.Model(matching.embeddings_url, matching.embeddings_model, new_id())


def _source(matching: MatchingSettings, local: LocalModel | None) -> Source:
    if local:
        return LocalVectors(local)
    key = os.environ.get(matching.embeddings_key, "")
    return Embeddings(matching.embeddings_url, matching.embeddings_model, key)


def _nobody(matching: MatchingSettings) -> str:
    """There is nothing to compare: why, in a sentence."""
    if matching.meaning:
        return _("Nobody who may be matched wrote anything: there is no meaning to work out.")
    said = _("Nobody allowed their answers to be sent to {url}: matched by the vocabulary.")
    return said.format(url=matching.embeddings_url)


def _without(matching: MatchingSettings, error: MeaningError) -> str:
    """Why the vocabulary is all there is, and what to do, in sentences."""
    if matching.meaning:
        return _(
            "No meaning on this computer, because {why}. The whole list is matched by the vocabulary instead; import "
            "again afterwards."
        ).format(why=error)
    return _(
        "No meaning from {url}, because {why}. The whole list is matched by the vocabulary instead; import again "
        "once the server answers."
    ).format(url=matching.embeddings_url, why=error)


async def _same_length(database: Database, model: learned.Model, wanted: Sequence[str]) -> None:
    """Raises MeaningError where the server's model has been exchanged under the same name."""
    known = await database.read(lambda c: learned.read(c, model, wanted))
    if len({len(vector) for vector in known.values()}) > 1:
        await database.write(lambda c: learned.forget(c, model))
        raise MeaningError(_("its vectors have another length than those fetched earlier, which were thrown away"))

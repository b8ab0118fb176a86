"""Vectors for the phrases of a list: only of people who allow it, only those that are not known yet."""

import os
from collections.abc import Callable, Sequence

from kiosk.config import EventFolder
from kiosk.event.matching.learning import phrases_to_compare
from kiosk.event.words.vocabulary import vocabulary
from kiosk.meaning.client import Embeddings, MeaningError
from kiosk.model import Registrant
from kiosk.store import learned
from kiosk.store.database import Database
from kiosk.store.facts import new_id


async def fetch(
    database: Database,
    folder: EventFolder,
    crowd: Sequence[Registrant],
    progress: Callable[[int, int], None] = lambda done, all_of_them: None,
    client: Embeddings | None = None,
) -> str:
    """Fetches what is missing; returns a sentence on how it went, empty where no server is set up.

    When a single phrase fails, the whole event is matched by the vocabulary alone: weights must be comparable.
    """
    matching = folder.settings.matching
    if not matching.embeddings_url:
        return ""
    model = learned.Model(matching.embeddings_url, matching.embeddings_model, new_id())
    wanted = sorted(set().union(*phrases_to_compare(crowd, vocabulary(folder))))
    allowed = sum(bool(person.remote and person.consent) for person in crowd)
    if not wanted:
        await database.write(lambda c: learned.set_complete(c, None))
        return f"Nobody allowed their answers to be sent to {model.url}: matched by the vocabulary."
    missing = await database.read(lambda c: learned.missing(c, model, wanted))
    complete = await database.read(learned.complete)
    if not missing and complete and complete.key == model.key:
        return f"Meaning of {len(wanted)} phrases was known already."
    try:
        server = client or Embeddings(model.url, model.name, os.environ.get(matching.embeddings_key, ""))
        found = await server.vectors(missing, lambda done: progress(done, len(missing)))
        await database.write(lambda c: learned.save(c, model, found))
        await _same_length(database, model, wanted)
    except MeaningError as error:
        await database.write(lambda c: learned.set_complete(c, None))
        return (
            f"No meaning from {model.url}, because {error}. The whole list is matched by the vocabulary instead; "
            "import again once the server answers."
        )
    await database.write(lambda c: learned.set_complete(c, model))
    return f"Meaning of {len(wanted)} phrases of {allowed} people by {model.name}; {len(missing)} were fetched now."


async def _same_length(database: Database, model: learned.Model, wanted: Sequence[str]) -> None:
    """Raises MeaningError where the server's model has been exchanged under the same name."""
    known = await database.read(lambda c: learned.read(c, model, wanted))
    if len({len(vector) for vector in known.values()}) > 1:
        await database.write(lambda c: learned.forget(c, model))
        raise MeaningError("its vectors have another length than those fetched earlier, which were thrown away")

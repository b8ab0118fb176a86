"""Vectors for the phrases of a list: only of people who allow it, only those that are not known yet."""

import os
from collections.abc import Callable, Sequence

from kiosk.config import EventFolder
from kiosk.event.matching.learning import phrases_to_compare
from kiosk.event.words.vocabulary import vocabulary
from kiosk.language import _, plural
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
        said = _("Nobody allowed their answers to be sent to {url}: matched by the vocabulary.")
        return said.format(url=model.url)
    missing = await database.read(lambda c: learned.missing(c, model, wanted))
    complete = await database.read(learned.complete)
    if not missing and complete and complete.key == model.key:
        said = plural(
            "Meaning of {n} phrase was known already.", "Meaning of {n} phrases was known already.", len(wanted)
        )
        return said.format(n=len(wanted))
    try:
        server = client or Embeddings(model.url, model.name, os.environ.get(matching.embeddings_key, ""))
        found = await server.vectors(missing, lambda done: progress(done, len(missing)))
        await database.write(lambda c: learned.save(c, model, found))
        await _same_length(database, model, wanted)
    except MeaningError as error:
        await database.write(lambda c: learned.set_complete(c, None))
        return _(
            "No meaning from {url}, because {why}. The whole list is matched by the vocabulary instead; import again "
            "once the server answers."
        ).format(url=model.url, why=error)
    await database.write(lambda c: learned.set_complete(c, model))
    said = _("Meaning of {n} phrases of {people} people by {model}; {fetched} were fetched now.")
    return said.format(n=len(wanted), people=allowed, model=model.name, fetched=len(missing))


async def _same_length(database: Database, model: learned.Model, wanted: Sequence[str]) -> None:
    """Raises MeaningError where the server's model has been exchanged under the same name."""
    known = await database.read(lambda c: learned.read(c, model, wanted))
    if len({len(vector) for vector in known.values()}) > 1:
        await database.write(lambda c: learned.forget(c, model))
        raise MeaningError(_("its vectors have another length than those fetched earlier, which were thrown away"))

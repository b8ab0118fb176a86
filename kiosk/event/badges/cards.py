"""Introductions at one time: everybody who is inside, matched at once, on cards that are printed in one run."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.config import EventFolder
from kiosk.errors import TooEarlyError
from kiosk.event.badges.badge import badge
from kiosk.event.matching.connectors import sentence
from kiosk.event.matching.introducing import Introducer
from kiosk.event.matching.learning import knowledge, recall
from kiosk.model import Registrant
from kiosk.store import introductions, people
from kiosk.store.bodies import Introduced
from kiosk.store.database import Database
from kiosk.store.introductions import Told
from kiosk.store.people import inside
from kiosk.store.turns import Turn
from matcher import Name, plan_cards
from matcher.candidates import weights_among
from printing.badge import Badge


@dataclass(frozen=True, slots=True)
class Card:
    """What one person is to be told."""

    person: Registrant
    told: Told
    badge: Badge
    """Its pocket card is to be drawn."""


async def introduce_all(database: Database, folder: EventFolder) -> list[Card]:
    """A card per person who is inside, by number. Raises TooEarlyError if fewer than two people are."""
    listed = await database.read(people.everybody)
    within = await database.read(inside)
    known = await knowledge(database, folder)
    learned = await recall(database, folder, listed, known)
    present = [i for i, person in enumerate(listed) if person.ticket in within]
    if len(present) < 2:
        inside_now = "1 person is" if len(present) == 1 else f"{len(present)} people are"
        raise TooEarlyError(f"{inside_now} inside, and introductions need two: scan people in first.")
    matching = folder.settings.matching
    cards = plan_cards(
        weights_among(learned.affinity.candidates, present), matching.most_names,
        min(max(matching.mean_names, matching.names), matching.most_names),
    )  # fmt: skip
    wording = replace(known.wording, cut=learned.affinity.vocabulary.phrases)
    introducer = Introducer(learned.affinity, known.history, wording, folder.settings.event.language)
    found, alone = [], 0
    for place, others in sorted(zip(present, cards, strict=True), key=lambda entry: listed[entry[0]].number):
        person = listed[place]
        names = [Name(present[other], "mutual") for other in others]
        told = Told(introducer.introduce(place, names, listed))
        if not names:
            told = Told(connector=_connector(folder, person, alone))
            alone += 1
        drawn = badge(f"card-{person.number}", person, told, folder.settings, wording)
        found.append(Card(person, told, drawn))
    return found


def remember(turn: Turn, cards: Sequence[Card]) -> None:
    """Writes down who was told about whom: for the export, the rounds and the next event."""
    for card in cards:
        names = introductions.ids(card.told.introductions)
        fact = turn.write(Introduced(registrant=card.person.id, introductions=names), card.person.ticket)
        introductions.save_words(turn.connection, fact, introductions.encode(card.told))


def _connector(folder: EventFolder, person: Registrant, alone: int) -> str:
    matching, language = folder.settings.matching, folder.settings.event.language
    return sentence(language, matching.connectors, alone, matching.most_per_connector, person.name)

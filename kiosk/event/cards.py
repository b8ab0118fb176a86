"""Introductions at one time: everybody who is inside, matched at once, on cards that are printed in one run."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kiosk.config import EventFolder
from kiosk.errors import InputError
from kiosk.event.badge import badge
from kiosk.event.connectors import sentence
from kiosk.event.introducing import Introducer
from kiosk.event.learning import knowledge, recall
from kiosk.event.mixer import inside, weights_among
from kiosk.event.room import Plan
from kiosk.model import Registrant
from kiosk.store import people
from kiosk.store.database import Database
from matcher import Name, plan_cards
from printing.badge import Badge


async def introduce_all(database: Database, folder: EventFolder) -> tuple[list[Badge], dict[str, Any]]:
    """A badge value per person who is inside, whose pocket card is to be drawn, by number; and the same as data.

    Raises InputError if fewer than two people are inside.
    """
    listed = await database.read(people.registrants)
    within = await database.read(inside)
    known = await knowledge(database, folder)
    learned = await recall(database, folder, listed, known)
    present = [i for i, person in enumerate(listed) if person.ticket in within]
    if len(present) < 2:
        raise InputError(f"{len(present)} people are inside, and introductions need two: scan people in first.")
    matching = folder.settings.matching
    cards = plan_cards(
        weights_among(learned.affinity.candidates, present), matching.most_names,
        min(max(matching.mean_names, matching.names), matching.most_names),
    )  # fmt: skip
    wording = replace(known.wording, cut=learned.affinity.vocabulary.phrases)
    introducer = Introducer(learned.affinity, known.history, wording, folder.settings.event.language)
    badges, values, alone = [], [], 0
    for place, others in sorted(zip(present, cards, strict=True), key=lambda entry: listed[entry[0]].number):
        names = [Name(present[other], "mutual") for other in others]
        plan = Plan(introducer.introduce(place, names, listed))
        if not names:
            plan = Plan(connector=_connector(folder, listed[place], alone))
            alone += 1
        ident = f"card-{listed[place].number}"
        badges.append(badge(ident, listed[place], plan, folder.settings, wording))
        values.append(_values(listed[place], listed, [present[other] for other in others]))
    return badges, {"cards": values}


def _connector(folder: EventFolder, person: Registrant, alone: int) -> str:
    matching, language = folder.settings.matching, folder.settings.event.language
    return sentence(language, matching.connectors, alone, matching.most_per_connector, person.name)


def _values(person: Registrant, listed: Sequence[Registrant], others: Sequence[int]) -> dict[str, Any]:
    return {
        "registrant_id": person.id,
        "name": person.name,
        "introductions": [{"registrant_id": listed[k].id, "name": listed[k].name} for k in others],
    }

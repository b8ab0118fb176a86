"""Name badges printed before the evening: a scan then prints only the card with the people to meet."""

from kiosk import code
from kiosk.config import EventFolder
from kiosk.event.badges.badge import name_badge
from kiosk.event.guests.naming import by_surname
from kiosk.event.words.permitted import Wording
from kiosk.store import facts, people
from kiosk.store.bodies import Prepared
from kiosk.store.turns import Turn
from printing.badge import Badge


def prepare(turn: Turn, folder: EventFolder, wording: Wording, *, only_new: bool) -> list[Badge]:
    """Name badges by surname for all who may come and have no badge yet.

    Whoever was prepared before keeps the id on their badge, so that the same pages can be printed again; `only_new`
    leaves them out.
    """
    badges = []
    for person in by_surname(people.registrants(turn.connection)):
        known = facts.prepared_badge(turn.connection, person.ticket, person.id)
        held = people.presence_of(turn.connection, person.ticket).badge
        if not person.name or person.main or held or (known and only_new):
            continue
        ident = known or code.new_badge_id()
        if not known:
            turn.write(Prepared(registrant=person.id, badge=ident), person.ticket)
        badges.append(name_badge(ident, person, folder.settings, wording))
    return badges

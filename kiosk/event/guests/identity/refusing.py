"""Guests inherit their host's no: whoever comes on somebody's order without a name was not asked themselves."""

from collections.abc import Iterable, Sequence

import msgspec

from kiosk.event.guests.saying import Said, known, say
from kiosk.model import LEAVES, Registrant
from kiosk.store import people
from kiosk.store.bodies import Source
from kiosk.store.turns import Turn


def pass_to_guests(turn: Turn, batch: str = "", everybody: Sequence[Registrant] | None = None) -> list[Registrant]:
    """Writes down for guests what their hosts have refused since; what a guest says at the door goes before it.

    Returns whom it concerns, as they are then. `everybody`, where they have been read already.
    """
    everybody = people.registrants(turn.connection) if everybody is None else everybody
    hosts = _refusals(everybody)
    said: list[Said] = []
    for one in everybody:
        refused = hosts.get(one.host, set()) | (hosts.get(one.order, set()) if one.order else set())
        if not refused or not (one.guest or not one.name):
            continue
        marks = people.marks_of(turn.connection, one.ticket)
        before = (*marks.refusals.get("", ()), *marks.agreed)
        if news := {name: False for name in LEAVES if name in refused and name not in before}:
            body = msgspec.structs.replace(known(turn, one, Source.IMPORT), batch=batch)
            said.append(say(turn, one.ticket, body, news))
    people.save_listings(turn.connection, said, fresh=False)
    return _now(turn, said)


def _refusals(everybody: Iterable[Registrant]) -> dict[str, set[str]]:
    """By ticket and by order, what their named holders have refused."""
    found: dict[str, set[str]] = {}
    for one in everybody:
        if one.name and not one.guest and (refused := {name for name in LEAVES if getattr(one, name) is False}):
            for key in (one.ticket, one.order):
                if key:
                    found.setdefault(key, set()).update(refused)
    return found


def _now(turn: Turn, said: Sequence[Said]) -> list[Registrant]:
    found = (people.by_ticket(turn.connection, str(fact.ticket)) for fact, _text in said)
    return [one for one in found if one]

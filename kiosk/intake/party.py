"""Who belongs together on one list: guests and their hosts, several tickets and several answers of one person."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.event.guests.consent import refused, without
from kiosk.intake.guestlist import Row
from kiosk.model import LEAVES, Registration
from kiosk.text import fold


def guest_of(host: Registration) -> Registration:
    """The ticket of somebody's guest: it asks for a name at the door, and so for leave, unless the host refused it."""
    plain = Registration(
        ref=host.ref, order=host.order, ticket_type=host.ticket_type, status=host.status, reason=host.reason,
        states_status=host.states_status, codes=host.codes,
    )  # fmt: skip
    return without(plain, [name for name in LEAVES if getattr(host, name) is False])


def any_no_wins(rows: Sequence[Row]) -> list[Row]:
    """A person who answers twice has refused what any of the answers refuses."""
    same: dict[tuple[str, str], list[Registration]] = {}
    for row in rows:
        if row.registration.name:
            same.setdefault(_who(row.registration), []).append(row.registration)
    several = {who: found for who, found in same.items() if len(found) > 1}
    if not several:
        return list(rows)
    noes = refused((who, one) for who, found in several.items() for one in found)

    def settled(one: Registration) -> Registration:
        return without(one, noes.get(_who(one), ()))

    return [Row(row.line, settled(row.registration)) for row in rows]


def second_tickets(rows: Sequence[Row]) -> tuple[list[Row], int]:
    """A second ticket of one name in one order is for somebody who has no name yet; and how many there are."""
    holders: set[tuple[str, tuple[str, str]]] = set()
    found, nameless = [], 0
    for row in rows:
        one = row.registration
        key = (one.order, _who(one))
        if one.order and one.name and one.codes and key in holders:
            found.append(replace(row, registration=guest_of(one)))
            nameless += 1
        else:
            holders.add(key)
            found.append(row)
    return found, nameless


def _who(registration: Registration) -> tuple[str, str]:
    return registration.email, fold(registration.name)

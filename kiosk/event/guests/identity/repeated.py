"""Somebody who stands in a list twice: their newest answers count, and any no wins."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kiosk.event.guests.identity.likeness import name_key
from kiosk.model import LEAVES, Registration
from kiosk.store.listing import DEFAULTS, is_telling
from kiosk.text import fold


@dataclass(frozen=True, slots=True)
class Row:
    """One ticket of a list, however many lines speak of it."""

    said: Registration
    host: int | None = None
    """Of a guest: where their host stands among the rows."""


def one_each(registrations: Sequence[Registration]) -> tuple[list[Row], int]:
    """A list's tickets, and how many people were in it more than once."""
    lines: dict[Hashable, list[Registration]] = {}
    hosts: dict[Hashable, Hashable] = {}
    host: Hashable = None
    evident = _evident(registrations)
    for n, each in enumerate(registrations):
        if each.guest:
            key: Hashable = (host, each.guest)
            hosts[key] = host
        else:
            host = key = _key(each, n, evident)
        lines.setdefault(key, []).append(each)
    places = {key: place for place, key in enumerate(lines)}
    rows = [
        Row(merged(said), places[hosts[key]] if hosts.get(key) is not None else None) for key, said in lines.items()
    ]
    return rows, sum(len(said) > 1 for key, said in lines.items() if key not in hosts)


def merged(answers: Sequence[Registration]) -> Registration:
    """One person's answers in the order in which they were given, as one."""
    if len(answers) == 1:
        return answers[0]
    values: dict[str, Any] = {}
    for one in answers:
        said = {name: value for name in DEFAULTS if (value := getattr(one, name)) != DEFAULTS[name]}
        if one.states_status:
            said |= {"status": one.status, "reason": one.reason, "states_status": True}
        values |= said
    for name in LEAVES:
        if any(getattr(one, name) is False for one in answers):
            values[name] = False
    codes = tuple(dict.fromkeys(code for one in answers for code in one.codes))
    return replace(answers[-1], **{**values, "codes": codes})


def _evident(registrations: Sequence[Registration]) -> dict[Hashable, Hashable]:
    """By person, the first line of theirs that is a ticket by itself: by an id, a code or an order."""
    found: dict[Hashable, Hashable] = {}
    for n, each in enumerate(registrations):
        if (who := _who(each)) and _is_ticket(each):
            found.setdefault(who, _ticket(each, n))
    return found


def _key(one: Registration, n: int, evident: dict[Hashable, Hashable]) -> Hashable:
    who = _who(one)
    if _is_ticket(one) or who is None:
        return _ticket(one, n)
    return evident.get(who, who)


def _ticket(one: Registration, n: int) -> Hashable:
    return (one.ref, name_key(one.name)) if is_telling(one.ref) else n


def _is_ticket(one: Registration) -> bool:
    return bool(is_telling(one.ref) or one.codes or one.order)


def _who(one: Registration) -> Hashable:
    """Who somebody certainly is, within one list; None where that can't be told."""
    name = name_key(one.name)
    if not name or one.guest or not (one.email or one.company):
        return None
    return (one.email.casefold(), name, "" if one.email else fold(one.company))

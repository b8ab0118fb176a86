"""Somebody who stands in a list twice: their newest answers count, and any no wins."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kiosk.event.guests.identity.likeness import may_be_one, name_key
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
    evident, same = _evident(registrations), _namesakes(registrations)
    for n, each in enumerate(registrations):
        if each.guest:
            key: Hashable = (host, each.guest)
            hosts[key] = host
        else:
            host = key = _key(each, n, evident, same)
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


def _namesakes(registrations: Sequence[Registration]) -> Mapping[Hashable, Sequence[Hashable]]:
    """By person, all that may be the same at their address, in the order of the alphabet: "Anna", "Anna Berg"; by
    address, those who are the only one there.

    Who shares an address under quite another name is somebody else.
    """
    at: dict[str, dict[str, str]] = {}
    for each in registrations:
        if each.email and each.name and not each.guest:
            at.setdefault(each.email.casefold(), {}).setdefault(name_key(each.name), each.name)
    found: dict[Hashable, Sequence[Hashable]] = {}
    for email, names in at.items():
        groups = [[(email, key, "") for key in sorted(some)] for some in _groups(names)]
        found |= {who: some for some in groups for who in some}
        if len(groups) == 1:
            found[email] = groups[0]
    return found


def _groups(names: Mapping[str, str]) -> list[set[str]]:
    """Names of one address, those together that may be one person's, be it by a third."""
    found: list[set[str]] = []
    for key, name in names.items():
        near = [some for some in found if any(may_be_one(name, names[other]) for other in some)]
        found = [some for some in found if some not in near] + [{key}.union(*near)]
    return found


def _key(
    one: Registration, n: int, evident: dict[Hashable, Hashable], same: Mapping[Hashable, Sequence[Hashable]]
) -> Hashable:
    if _is_ticket(one) or one.guest:
        return _ticket(one, n)
    # Somebody without a name is whoever is the only one at their address.
    who = _who(one) or (one.email and not one.name and same.get(one.email.casefold(), (None,))[0])
    if not who:
        return _ticket(one, n)
    known = (who, *same.get(who, ()))
    # Without tickets nothing but the name would tell them apart.
    return next((evident[each] for each in known if each in evident), known[1] if len(known) > 1 else who)


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

"""Attendance as a table: the keys that others rely on, in their order."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kiosk.event.overview.attendance import Attendance
from kiosk.model import FoundBy, Introduction

KEYS = (
    "registrant_id", "name", "email", "company", "role", "ticket_type", "status", "came", "first_in", "last_out",
    "door", "found_by", "undone", "badge", "offers", "asks", "interests", "introductions",
    "forced",
)  # fmt: skip


def record(row: Attendance) -> dict[str, Any]:
    """One registrant's evening as plain values; every key is there, null when empty."""
    person = row.registrant
    values = {
        "registrant_id": person.id,
        "name": person.name or None,
        "email": person.email or None,
        "company": person.company or None,
        "role": person.role or None,
        "ticket_type": person.ticket_type or None,
        "status": row.status.value,
        "came": row.came,
        "first_in": _time(row.first_in),
        "last_out": _time(row.last_out),
        "door": row.door or None,
        "found_by": row.found_by.value if row.found_by else None,
        "undone": row.undone,
        "badge": row.badge,
        "offers": list(row.offers),
        "asks": list(row.asks),
        "interests": list(row.interests),
        "introductions": [_introduction(each) for each in row.introductions],
        "forced": row.forced or None,
    }
    return {key: values[key] for key in KEYS}


def cells(row: Attendance) -> list[str | int | bool]:
    """One registrant's evening as cells of a sheet: lists joined, introductions by name."""
    values = record(row)
    values["introductions"] = [each["name"] for each in values["introductions"]]
    joined = ("; ".join(value) if isinstance(value, list) else value for value in values.values())
    return ["" if value is None else value for value in joined]


def summary(rows: Sequence[Attendance]) -> str:
    """The evening in one line for people."""
    came = [row for row in rows if row.came]
    walk_ins = sum(row.found_by is FoundBy.WALKIN for row in came)
    introduced = sum(len(row.introductions) for row in came)
    among = f", {walk_ins} of them {'a walk-in' if walk_ins == 1 else 'walk-ins'}" if walk_ins else ""
    names = "1 introduction was" if introduced == 1 else f"{introduced} introductions were"
    return f"{len(came)} of {len(rows)} came{among}; {len(rows) - len(came)} did not. {names} printed."


def _introduction(each: Introduction) -> dict[str, str]:
    return {
        "name": each.name,
        "registrant_id": each.registrant,
        "kind": each.kind.value,
        "reason": each.reason,
        "starter": each.starter,
    }


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None

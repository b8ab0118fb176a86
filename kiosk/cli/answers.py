"""What is answered, as lines: for people, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from kiosk.model import Found, Introduction, Registrant, ScanResult

if TYPE_CHECKING:
    from kiosk.event.guests.identity.undoing import TakenBack
    from kiosk.intake.taking import Report

_SHOWN = 20
"""Lines of one kind, before they are only counted."""


def scan_json(result: ScanResult) -> str:
    """One scan as one line of JSON; every key is always there."""
    person = result.registrant
    return _line(
        {
            "code": result.code or (person.codes[0] if person and person.codes else None),
            "outcome": result.outcome.value,
            "reason": result.reason or None,
            "at": result.at.isoformat(timespec="seconds"),
            "person": {"id": person.id, "name": person.name or None, "company": person.company or None}
            if person
            else None,
            "first": {"door": result.first.door, "at": result.first.at.isoformat(timespec="seconds")}
            if result.first
            else None,
            "introductions": [introduction_json(each) for each in result.introductions],
            "badge": result.badge,
        }
    )


def introduction_json(each: Introduction) -> dict[str, Any]:
    """A name on a badge."""
    return {
        "name": each.name,
        "registrant_id": each.registrant,
        "kind": each.kind.value,
        "reason": each.reason or None,
        "starter": each.starter or None,
        "fit": each.fit or None,
    }


def scan_text(result: ScanResult) -> str:
    """One scan as outcome, name and reason with tabs between."""
    name = result.registrant.name if result.registrant else ""
    return f"{result.outcome.value}\t{name}\t{result.reason}"


def found_json(found: list[Found]) -> str:
    """Hits of a search as a JSON list."""
    return _line(
        [
            {
                "registrant_id": each.registrant.id,
                "name": each.registrant.name or None,
                "company": each.registrant.company or None,
                "status": each.registrant.status.value,
                "code": each.registrant.codes[0] if each.registrant.codes else None,
            }
            for each in found
        ]
    )


def found_text(each: Found) -> str:
    """One hit as a line: number, name, company, and whether they are in."""
    person, presence = each.registrant, each.presence
    state = f"in since {presence.first_in:%H:%M}" if presence.admission else person.reason or person.status.value
    return "\t".join([str(person.number), person.name or "(no name yet)", person.company, state, *person.codes[:1]])


def _line(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def about_people(report: Report) -> list[str]:
    """Who may be one person, and who is on the list no more, with what to do about it."""
    return [*_shown(_pairs(report), len(report.perhaps_same)), *_vanished(report)]


def _pairs(report: Report) -> Iterator[str]:
    for pair in report.perhaps_same:
        yield (
            f"Perhaps the same: {person_text(pair.a)} and {person_text(pair.b)}: {pair.why}. "
            f"One person: kiosk same {pair.a.number} {pair.b.number}; two: add --two."
        )


def _vanished(report: Report) -> Iterator[str]:
    if report.cancelled:
        yield f"Cancelled, because they are on the list no more: {_names(report.cancelled)}."
    if report.kept:
        yield f"On the list no more, but here: {_names(report.kept)}. They keep their tickets."
    if report.vanished and not (report.cancelled or report.kept):
        yield (
            f"On this list no more: {_names(report.vanished)}. They may still come in; to cancel their tickets, import "
            "it again with --cancel-vanished."
        )


def _names(people: Sequence[Registrant]) -> str:
    more = f" and {len(people) - _SHOWN} more" if len(people) > _SHOWN else ""
    return ", ".join(map(person_text, people[:_SHOWN])) + more


def _shown(lines: Iterator[str], count: int) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number == _SHOWN:
            yield f"... and {count - _SHOWN} pairs more: --json lists them all."
            return
        yield line


def person_text(person: Registrant) -> str:
    """Who it is: number and name."""
    return f"No {person.number} {person.name or '(no name yet)'}"


def people_values(report: Report) -> dict[str, Any]:
    """The same for programs."""
    return {
        "perhaps_same": [
            {"a": person_json(pair.a), "b": person_json(pair.b), "why": pair.why} for pair in report.perhaps_same
        ],
        "vanished": [person_json(person) for person in report.vanished],
        "cancelled": [person_json(person) for person in report.cancelled],
    }


def person_json(person: Registrant) -> dict[str, Any]:
    """The same for programs."""
    return {"registrant_id": person.id, "number": person.number, "name": person.name or None}


def undone_json(taken: TakenBack) -> str:
    """What an undone import leaves."""
    return _line(
        {
            "undone": True,
            "gone": [person_json(person) for person in taken.gone],
            "restored": [person_json(person) for person in taken.restored],
            "named_on_badges": [person_json(person) for person in taken.named],
        }
    )


def undone_text(taken: TakenBack, *, dry_run: bool) -> str:
    """The same for people."""
    lines = [
        f"The last import is taken back, as if it had never happened. Gone, because only it knew them: "
        f"{len(taken.gone)}. As they were before it: {len(taken.restored)}. What was answered in it counts no more, a "
        "no to being matched included."
    ]
    if dry_run:
        lines.append("Nothing was changed: this was a dry run.")
    if taken.named:
        lines.append(f"Badges that are printed already name {_names(taken.named)}.")
    return "\n".join(lines)

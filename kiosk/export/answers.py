"""The door's answers as lines: for people, and as JSON for programs."""

from typing import Any

import msgspec

from kiosk.model import Found, Introduction, ScanResult


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

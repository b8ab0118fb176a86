"""What must hold at every moment of an evening, whatever was done."""

import sqlite3
from pathlib import Path
from typing import Any

from kiosk.event.overview.attendance import Attendance
from kiosk.model import FoundBy, Kind, Status
from printing.badge import Badge

MOST_NAMED, RESCUE, ON_PAPER = 5, 1, 5


def papers_agree(database: Path, rows: dict[str, Attendance], room: dict[str, Any]) -> None:
    """A badge that waits is the newest one, and tells what the export says was told."""
    with sqlite3.connect(database) as connection:
        jobs = connection.execute("SELECT ticket, badge, settled FROM print_job ORDER BY n").fetchall()
    connection.close()
    waiting: dict[str, list[Badge]] = {}
    for ticket, drawn, settled in jobs:
        if not settled:
            waiting.setdefault(ticket, []).append(Badge.from_json(drawn))
    for row in rows.values():
        person, told = row.registrant, {each.registrant for each in row.introductions}
        assert {who for who, _kind in room["badges"].get(person.id, ())} <= told | {None}, person.name
        badges = [each for each in waiting.get(person.ticket, ()) if not each.card_only]
        assert len(badges) <= 1, "an older badge still waits"
        for badge in badges:
            assert (badge.id, badge.number) == (row.badge, person.number)
        for each in waiting.get(person.ticket, ()):
            numbers = {one.number for one in each.people}
            assert numbers <= {one.number for one in row.introductions}, "paper and export agree"


class Promise:
    """Who was told about whom, from the first guest to the last."""

    def __init__(self) -> None:
        self._ever_withdrawn: set[str] = set()

    def holds(self, rows: dict[str, Attendance], card_names: dict[str, set[str]]) -> None:
        """If the person you were told about comes, they were told about you; and nobody is named too often."""
        withdrawn = {
            row.registrant.id for row in rows.values()
            if row.status is not Status.REGISTERED or row.registrant.consent is not True
        }  # fmt: skip
        named: dict[str, set[str]] = {}
        for row in rows.values():
            reader = row.registrant.id
            for each in row.introductions:
                if each.registrant in card_names.get(reader, set()):
                    continue
                named.setdefault(each.registrant, set()).add(reader)
                other = rows.get(each.registrant)
                if each.kind is Kind.HERE or other is None or not other.badge or not _printed(other):
                    continue
                if {reader, each.registrant} & (withdrawn | self._ever_withdrawn):
                    continue
                told = {one.registrant for one in other.introductions}
                assert reader in told, f"{row.registrant.name} was told of {other.registrant.name}, who was not"
            assert len(row.introductions) <= ON_PAPER + RESCUE + len(card_names.get(reader, ()))
        self._ever_withdrawn |= withdrawn
        for who, readers in named.items():
            assert len(readers) <= MOST_NAMED + RESCUE, rows[who].registrant.name if who in rows else who


def _printed(row: Attendance) -> bool:
    return row.came and row.found_by is not FoundBy.PAPER

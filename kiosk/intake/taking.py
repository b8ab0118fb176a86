"""From files into the event: reads lists, settles consent, and reports what became of each row."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.config import EventFolder
from kiosk.event.badges import undrawable
from kiosk.event.door.door import Door
from kiosk.event.guests import consent, register
from kiosk.event.guests.register import Taken
from kiosk.intake.guestlist import GuestList, Refusal
from kiosk.intake.read import read
from kiosk.model import Consent, Registrant, Registration
from kiosk.store.turns import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of one file."""

    file: str
    platform: str
    new: int
    updated: int
    unchanged: int
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]
    matchable: int
    total: int
    why: str
    """ "N of M can be matched, because …"."""


def read_all(files: Sequence[Path], folder: EventFolder, platform: str | None) -> list[GuestList]:
    """Reads every file; raises InputError for the first that can't be understood, so that nothing is half taken in."""
    settings = folder.settings
    keep = settings.door.hand_over.keys()
    return [read(file, platform=platform, columns=settings.import_.columns, keep=keep) for file in files]


def registrants_of(file: Path, folder: EventFolder, choice: Consent) -> list[Registrant]:
    """The people on a list as they would be registered, without an event file."""
    guests = read(file, platform=None, columns=folder.settings.import_.columns)
    settled = [consent.settled(registration, None, choice) for registration in _registrations(guests)]
    return [
        Registrant(
            **{name: getattr(one, name) for name in Registration.__dataclass_fields__},
            id=f"{number}", ticket=f"{number}", person=one.email.casefold() or f"{number}", number=number,
        )
        for number, one in enumerate(settled, 1)
    ]  # fmt: skip


def asks_nobody(lists: Sequence[GuestList]) -> bool:
    """Whether some list has no question about being matched."""
    return any(each.consent_column is None for each in lists)


def take_all(turn: Turn, lists: Sequence[GuestList], choice: Consent, *, replace: bool) -> list[Report]:
    """Takes lists in, all or nothing."""
    reports = []
    for each in lists:
        taken = register.take(turn, _registrations(each), replace_edits=replace, choice=choice)
        reports.append(_report(each, taken))
    return reports


async def take_into(door: Door, guests: GuestList, choice: Consent) -> Report:
    """Takes a list in while the door is open."""
    taken = await door.take(_registrations(guests), choice=choice)
    # Fonts are looked at beside the scans.
    poor = await asyncio.to_thread(undrawable.note, taken.everybody)
    report = _report(guests, taken)
    return replace(report, notes=(*report.notes, *([poor] if poor else ())))


def _registrations(guests: GuestList) -> list[Registration]:
    return [row.registration for row in guests.rows]


def _report(guests: GuestList, taken: Taken) -> Report:
    matchable, why = consent.matchable(taken.everybody)
    return Report(
        file=guests.file,
        platform=guests.platform,
        new=len(taken.new),
        updated=len(taken.updated),
        unchanged=len(taken.unchanged),
        refused=guests.refused,
        notes=guests.notes,
        matchable=matchable,
        total=len(taken.everybody),
        why=why,
    )

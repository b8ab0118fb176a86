"""From files into the event: reads lists, settles consent, and reports what became of each row."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as replace_values
from pathlib import Path

from kiosk.config import EventFolder
from kiosk.errors import InputError
from kiosk.event.badges import undrawable
from kiosk.event.door.door import Door
from kiosk.event.guests import consent, register
from kiosk.event.guests.identity.imports import Batch, Shape
from kiosk.event.guests.identity.perhaps import Pair
from kiosk.event.guests.register import Taken
from kiosk.intake.choices.open_list import open_lists
from kiosk.intake.guestlist import GuestList, Refusal
from kiosk.intake.telling import refusal
from kiosk.language import plural
from kiosk.model import Consent, Registrant, Registration
from kiosk.store.turns import Turn
from kiosk.text import fold

_SHOWN = 10
"""Names in a sentence."""


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
    guests: GuestList
    """The list as it was understood: its columns and how leave was read."""
    perhaps_same: tuple[Pair, ...] = ()
    """Who may be one person, which nobody but people can tell."""
    vanished: tuple[Registrant, ...] = ()
    """Who stood in earlier exports of this list, and in no list now."""
    cancelled: tuple[Registrant, ...] = ()
    """Those of them whose tickets were cancelled."""
    kept: tuple[Registrant, ...] = ()
    """Those who are in, and keep theirs."""


def read_all(
    files: Sequence[Path], folder: EventFolder, platform: str | None, encoding: str | None = None
) -> list[GuestList]:
    """Reads every file; raises InputError for the first that can't be understood, so that nothing is half taken in."""
    return [each.understand() for each in open_lists(files, folder, platform, encoding)]


def registrants_of(file: Path, folder: EventFolder, choice: Consent) -> list[Registrant]:
    """The people on a list as they would be registered, without an event file."""
    (guests,) = read_all([file], folder, None)
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


def check_stated(lists: Sequence[GuestList], choice: Consent | None) -> None:
    """Raises InputError where consent is to be taken for stated beside a column that may hold a refusal."""
    said = refusal(lists) if choice is Consent.STATED else ""
    if said:
        raise InputError(said)


def take_all(
    turn: Turn, lists: Sequence[GuestList], choice: Consent, *, replace: bool, cancel_vanished: bool = False
) -> list[Report]:
    """Takes lists in, all or nothing; `cancel_vanished`: whose rows are gone, and who is not in, comes no more."""
    batch = Batch.begin(turn)
    taken = [
        register.take(turn, _registrations(each), replace_edits=replace, choice=choice, shape=_shape(each), batch=batch)
        for each in lists
    ]
    vanished = batch.conclude()
    reports = []
    for each, one in zip(lists, taken, strict=True):
        # What lies in several files is one list: told once.
        gone = vanished.pop(one.list_id, [])
        ended = register.cancel(turn, gone, batch.id) if cancel_vanished else register.Ended()
        reports.append(replace_values(_report(each, one), vanished=tuple(gone), cancelled=ended.gone, kept=ended.kept))
    return reports


def _shape(guests: GuestList) -> Shape:
    return Shape.of(guests.platform, guests.headers)


async def take_into(door: Door, guests: GuestList, choice: Consent) -> Report:
    """Takes a list in while the door is open; nothing is taken for stated beside a column that may hold a refusal."""
    doubt = refusal([guests]) if choice is Consent.STATED else ""
    choice = Consent.ASK if doubt else choice
    taken, gone = await door.take_list(_registrations(guests), _shape(guests), choice=choice)
    # Fonts are looked at beside the scans.
    poor = await asyncio.to_thread(undrawable.note, taken.everybody)
    report = _report(guests, taken)
    notes = (*report.notes, *(note for note in (poor, doubt) if note))
    return replace_values(report, vanished=tuple(gone), notes=notes)


def _registrations(guests: GuestList) -> list[Registration]:
    return [row.registration for row in guests.rows]


def _notes(taken: Taken) -> tuple[str, ...]:
    if not taken.twice:
        return ()
    said = plural(
        "{n} person is on this list more than once: the newest answers count, and any no wins.",
        "{n} people are on this list more than once: the newest answers count, and any no wins.",
        taken.twice,
    )
    return (said.format(n=taken.twice),)


def _stays_no(guests: GuestList, taken: Taken) -> tuple[str, ...]:
    """Who says yes in this list, and is not matched because of a no, or an answer not understood, before."""
    said = {ref for row in guests.rows if row.registration.consent is True for ref in _known_by(row.registration)}
    names = [one.name for one in taken.everybody if one.consent is False and not one.main and said & _known_by(one)]
    if not names:
        return ()
    shown = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
    note = plural(
        "{n} person says yes here and stays at no, because of an earlier no, or an earlier answer that was not "
        "understood: {names}. If they agree now, change it at the door (F6).",
        "{n} people say yes here and stay at no, because of an earlier no, or an earlier answer that was not "
        "understood: {names}. If they agree now, change it at the door (F6).",
        len(names),
    )
    return (note.format(n=len(names), names=shown),)


def _known_by(one: Registration | Registrant) -> set[tuple[str, str]]:
    """What recognises somebody within one list well enough to speak of them."""
    name = fold(one.name)
    marks = {("mail", f"{one.email.casefold()} {name}")} if one.email else set()
    return marks | {("code", each.casefold()) for each in one.codes}


def _report(guests: GuestList, taken: Taken) -> Report:
    matchable, why = consent.matchable(taken.everybody)
    return Report(
        file=guests.file,
        platform=guests.platform,
        new=len(taken.new),
        updated=len(taken.updated),
        unchanged=len(taken.unchanged),
        refused=guests.refused,
        notes=(*guests.notes, *_notes(taken), *_stays_no(guests, taken)),
        perhaps_same=taken.perhaps,
        matchable=matchable,
        total=len(taken.everybody),
        why=why,
        guests=guests,
    )

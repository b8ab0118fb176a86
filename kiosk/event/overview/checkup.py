"""What should be looked at before the doors open, and what to do about it."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.config import EventFolder, PrinterSettings
from kiosk.event.badges.undrawable import remedies, undrawable
from kiosk.event.words.review import phrases_of
from kiosk.model import Registrant, Status
from kiosk.store import people
from kiosk.store.database import Database, open_reader
from kiosk.store.jobs import Unfinished, unfinished
from printing.spool import Station

_LITTLE_DISK = 500_000_000


class Level(StrEnum):
    """How urgent a finding is."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    level: Level
    said: str
    todo: tuple[str, ...] = ()
    """What to do, the likeliest first."""


async def check(folder: EventFolder, pool: Sequence[Station]) -> list[Finding]:
    """Everything that can be looked at without paper. Raises StoreError if the event file can't be opened."""
    findings = [_disk(folder), _shaping()]
    if folder.database.exists():
        async with open_reader(folder.database) as database:
            crowd = await database.read(people.registrants)
            findings += [_list(crowd), *_names(crowd), await _phrases(database, folder)]
            findings += _jobs(await database.read(unfinished))
    else:
        findings.append(Finding("guest list", Level.WARNING, "there is none yet", ("kiosk import FILE takes it in.",)))
    settings = folder.settings.printer or (PrinterSettings(kind="folder"),)
    for station, each in zip(pool, settings, strict=True):
        findings.append(await _printer(station, each))
    return findings


def _disk(folder: EventFolder) -> Finding:
    free = shutil.disk_usage(folder.path).free
    said = f"{free / 1e9:.1f} GB free"
    if free < _LITTLE_DISK:
        return Finding("disk", Level.FAULT, said, ("Free some space: a full disk admits nobody.",))
    return Finding("disk", Level.OK, said)


def _shaping() -> Finding:
    from printing.lettering.fonts import shaping_works

    if shaping_works():
        return Finding("fonts", Level.OK, "all scripts are joined and ordered as they should be")
    todo = "Install libfribidi0 (Debian, Ubuntu), fribidi (Fedora, macOS by Homebrew), then start kiosk again."
    said = "Arabic, Hebrew, Devanagari and Thai can't be drawn: a library is missing"
    return Finding("fonts", Level.WARNING, said, (todo,))


def _list(crowd: Sequence[Registrant]) -> Finding:
    coming = sum(person.status is Status.REGISTERED for person in crowd)
    if not crowd:
        return Finding("guest list", Level.WARNING, "nobody is on it", ("kiosk import FILE takes it in.",))
    agreed = sum(person.consent is True for person in crowd)
    if agreed:
        return Finding("guest list", Level.OK, f"{coming} may come, {agreed} agreed to be matched")
    todo = "If your registration page asked them, import again with --consent stated."
    return Finding("guest list", Level.WARNING, f"{coming} may come, nobody agreed to be matched", (todo,))


def _names(crowd: Sequence[Registrant]) -> list[Finding]:
    poor = undrawable(crowd)
    if not poor:
        return [Finding("names", Level.OK, "every name can be drawn on this computer")]
    shown = ", ".join(f"No {person.number} {person.name}" for person in poor)
    said = f"{len(poor)} can't be drawn whole on this computer: {shown}"
    return [Finding("names", Level.FAULT, said, remedies(poor))]


async def _phrases(database: Database, folder: EventFolder) -> Finding:
    open_ = [phrase for phrase in await phrases_of(database, folder) if phrase.decision is None]
    risky = sum(phrase.risk > 0 for phrase in open_)
    if not risky:
        return Finding("people's words", Level.OK, "nothing risky waits for a look")
    said = f"{risky} phrases that may be printed should be looked at first"
    return Finding("people's words", Level.WARNING, said, ("kiosk review goes through them.",))


def _jobs(left: Unfinished) -> list[Finding]:
    findings = []
    if left.doubtful:
        said = f"of {left.doubtful} nobody knows whether they came out"
        findings.append(Finding("badges", Level.WARNING, said, ("Open the door (kiosk) and press F3.",)))
    if left.waiting:
        todo = "They are printed as soon as the door is open and a printer takes them."
        findings.append(Finding("badges", Level.WARNING, f"{left.waiting} not out yet", (todo,)))
    return findings


async def _printer(station: Station, settings: PrinterSettings) -> Finding:
    from printing.printers.hints import hints
    from printing.status import State
    from printing.status import Status as Answer

    try:
        status = await station.printer.status()
    # A printer's answer is foreign data: whatever it breaks, the rest is still looked at.
    except Exception as error:
        status = Answer(State.UNKNOWN, f"{type(error).__name__}: {error}"[:100])
    subject = f"printer {station.printer.name}"
    if status.well:
        return Finding(subject, Level.OK, status.words)
    level = Level.FAULT if status.fault else Level.WARNING
    return Finding(subject, level, status.words, tuple(hints(settings.kind, settings.address, status)))

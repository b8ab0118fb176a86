"""What should be looked at before the doors open, and what to do about it."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.config import EventFolder, PrinterSettings
from kiosk.event.badges.printer_states import how_it_is, what_to_try
from kiosk.event.badges.undrawable import remedies, undrawable
from kiosk.event.review.review import phrases_of
from kiosk.language import _, later, plural
from kiosk.model import Registrant, Status
from kiosk.store import people
from kiosk.store.database import Database, open_reader
from kiosk.store.jobs import Unfinished, unfinished
from printing.spool import Station

_LITTLE_DISK = 500_000_000
_DISK, _FONTS, _LIST, _NAMES = later("disk"), later("fonts"), later("guest list"), later("names")
_PHRASES, _BADGES, _PRINTER = later("people's words"), later("badges"), later("printer {name}")
_HOW_TO_IMPORT = later("kiosk import FILE takes it in.")


class Level(StrEnum):
    """How urgent a finding is."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    about: str
    """What was looked at, in English, to be translated."""
    level: Level
    said: str
    todo: tuple[str, ...] = ()
    """What to do, the likeliest first."""
    name: str = ""
    """Which one, where there are several."""

    @property
    def subject(self) -> str:
        """What was looked at, the same in every language: for programs."""
        return self.about.format(name=self.name)

    @property
    def title(self) -> str:
        """What was looked at, for people."""
        return _(self.about).format(name=self.name)


async def check(folder: EventFolder, pool: Sequence[Station]) -> list[Finding]:
    """Everything that can be looked at without paper. Raises StoreError if the event file can't be opened."""
    findings = [_disk(folder), _shaping()]
    if folder.database.exists():
        async with open_reader(folder.database) as database:
            crowd = await database.read(people.registrants)
            findings += [_list(crowd), *_names(crowd), await _phrases(database, folder)]
            findings += _jobs(await database.read(unfinished))
    else:
        findings.append(Finding(_LIST, Level.WARNING, _("there is none yet"), (_(_HOW_TO_IMPORT),)))
    settings = folder.settings.printer or (PrinterSettings(kind="folder"),)
    for station, each in zip(pool, settings, strict=True):
        findings.append(await _printer(station, each))
    return findings


def _disk(folder: EventFolder) -> Finding:
    free = shutil.disk_usage(folder.path).free
    said = _("{size} GB free").format(size=f"{free / 1e9:.1f}")
    if free < _LITTLE_DISK:
        return Finding(_DISK, Level.FAULT, said, (_("Free some space: a full disk admits nobody."),))
    return Finding(_DISK, Level.OK, said)


def _shaping() -> Finding:
    from printing.lettering.fonts import shaping_works

    if shaping_works():
        return Finding(_FONTS, Level.OK, _("all scripts are joined and ordered as they should be"))
    todo = _("Install libfribidi0 (Debian, Ubuntu), fribidi (Fedora, macOS by Homebrew), then start kiosk again.")
    said = _("Arabic, Hebrew, Devanagari and Thai can't be drawn: a library is missing")
    return Finding(_FONTS, Level.WARNING, said, (todo,))


def _list(crowd: Sequence[Registrant]) -> Finding:
    coming = sum(person.status is Status.REGISTERED for person in crowd)
    if not crowd:
        return Finding(_LIST, Level.WARNING, _("nobody is on it"), (_(_HOW_TO_IMPORT),))
    agreed = sum(person.consent is True for person in crowd)
    if agreed:
        said = _("{coming} may come, {agreed} agreed to be matched").format(coming=coming, agreed=agreed)
        return Finding(_LIST, Level.OK, said)
    todo = _("If your registration page asked them, import again with --consent stated.")
    said = _("{coming} may come, nobody agreed to be matched").format(coming=coming)
    return Finding(_LIST, Level.WARNING, said, (todo,))


def _names(crowd: Sequence[Registrant]) -> list[Finding]:
    poor = undrawable(crowd)
    if not poor:
        return [Finding(_NAMES, Level.OK, _("every name can be drawn on this computer"))]
    shown = ", ".join(_("No {n} {name}").format(n=person.number, name=person.name) for person in poor)
    said = plural(
        "{n} can't be drawn whole on this computer: {names}",
        "{n} can't be drawn whole on this computer: {names}",
        len(poor),
    ).format(n=len(poor), names=shown)
    return [Finding(_NAMES, Level.FAULT, said, remedies(poor))]


async def _phrases(database: Database, folder: EventFolder) -> Finding:
    risky = sum(phrase.waits and bool(phrase.risk.why) for phrase in await phrases_of(database, folder))
    if not risky:
        return Finding(_PHRASES, Level.OK, _("nothing risky waits for a look"))
    said = plural(
        "{n} phrase that may be printed should be looked at first",
        "{n} phrases that may be printed should be looked at first",
        risky,
    ).format(n=risky)
    return Finding(_PHRASES, Level.WARNING, said, (_("kiosk review goes through them."),))


def _jobs(left: Unfinished) -> list[Finding]:
    findings = []
    if left.doubtful:
        said = plural(
            "of {n} nobody knows whether it came out", "of {n} nobody knows whether they came out", left.doubtful
        ).format(n=left.doubtful)
        findings.append(Finding(_BADGES, Level.WARNING, said, (_("Open the door (kiosk) and press F3."),)))
    if left.waiting:
        todo = _("They are printed as soon as the door is open and a printer takes them.")
        said = _("{n} not out yet").format(n=left.waiting)
        findings.append(Finding(_BADGES, Level.WARNING, said, (todo,)))
    return findings


async def _printer(station: Station, settings: PrinterSettings) -> Finding:
    from printing.status import State
    from printing.status import Status as Answer

    try:
        status = await station.printer.status()
    # A printer's answer is foreign data: whatever it breaks, the rest is still looked at.
    except Exception as error:
        status = Answer(State.UNKNOWN, f"{type(error).__name__}: {error}"[:100])
    level = Level.FAULT if status.fault else Level.OK if status.well else Level.WARNING
    todo = what_to_try(settings.kind, settings.address, status)
    return Finding(_PRINTER, level, how_it_is(status), todo, station.printer.name)

"""The numbers in the header, and the line below everything: all is well, or what somebody has to do."""

from collections.abc import Iterable, Mapping

from kiosk.event.badges.printer_states import how_it_is
from kiosk.language import _, plural
from kiosk.model import Counts
from kiosk.scan.scanner_state import State
from kiosk.ui.look.badge_lines import LOW_ROLL
from printing.status import Status


def headcount(counts: Counts) -> str:
    """The numbers in the header."""
    words = [_("{n} in").format(n=counts.inside), _("{n} registered").format(n=counts.registered)]
    if counts.walk_ins:
        words.append(plural("{n} walk-in", "{n} walk-ins", counts.walk_ins).format(n=counts.walk_ins))
    if counts.capacity:
        left = counts.capacity - counts.inside
        room, full = _("room for {n}").format(n=left), _("! FULL ({n})").format(n=counts.capacity)
        words.append(room if left > 0 else full)
    return " · ".join(words)


def is_full(counts: Counts) -> bool:
    """Whether nobody more fits in."""
    return 0 < counts.capacity <= counts.inside


def printing(counts: Counts) -> str:
    """What the status line says of badges when all is well."""
    waiting = counts.jobs_waiting
    if not waiting:
        return _("all badges out")
    return plural("{n} badge printing", "{n} badges printing", waiting).format(n=waiting)


def all_is_well(counts: Counts, folder: str) -> str:
    """The status line when nobody has to do anything; `folder`: where badges lie that no printer prints."""
    badges = printing(counts)
    said = _("✓ saved · {badges} in {folder}") if folder else _("✓ saved · {badges}")
    return said.format(badges=badges, folder=folder)


def door_alarms(
    saved: bool,
    counts: Counts,
    statuses: Mapping[str, Status],
    rolls: Mapping[str, int],
    scanners: Iterable[State] = (),
) -> str:
    """What the status line says when somebody has to do something; empty when nobody has to."""
    doubtful = counts.jobs_doubtful
    check = plural("! {n} badge to check: F3", "! {n} badges to check: F3", doubtful).format(n=doubtful)
    left = _("! {printer}: {n} labels left")
    return " · ".join(
        [
            *([] if saved else [_("✗ the last one was not saved")]),
            *([check] if doubtful else []),
            *(f"! {state.said}" for state in scanners if state.fault),
            *(f"! {name}: {how_it_is(status)}" for name, status in statuses.items() if status.fault),
            *(
                left.format(printer=name, n=rolls[name])
                for name in statuses
                if rolls.get(name, LOW_ROLL + 1) <= LOW_ROLL
            ),
        ]
    )

"""Printers, and badges that are not out, a line each."""

from collections.abc import Sequence

from kiosk.event.badges.printer_states import how_it_is
from kiosk.language import _, later, plural
from kiosk.store.jobs import Waiting
from printing.job import JobState
from printing.status import Status

LOW_ROLL = 20
"""Labels left from which the screen warns."""


def printer_line(name: str, status: Status, labels: int | None) -> str:
    """One printer in the list of badges and printers."""
    low = labels is not None and labels <= LOW_ROLL
    left = "" if labels is None else " · " + plural("{n} label left", "{n} labels left", labels).format(n=labels)
    sign = "!" if status.fault or low else "✓" if status.well else "?"
    return f"{sign} {name}: {how_it_is(status)}{left}"


_JOB = {
    JobState.QUEUED: later("waits"),
    JobState.RENDERING: later("is being drawn"),
    JobState.SENDING: later("is printing"),
    JobState.SENT_UNCONFIRMED: later("may have come out: have a look"),
    JobState.FAILED: later("was not printed"),
}


def badge_line(badge: Waiting) -> str:
    """One badge in that list."""
    on = _(" on {printer}").format(printer=badge.printer) if badge.state is JobState.SENDING else ""
    number = _("No {n}").format(n=badge.number)
    why = f" · {_(badge.error)}" if badge.error else ""
    return f"{'!' if badge.doubtful else '·'} {number} {badge.name}: {_(_JOB[badge.state])}{on}{why}"


_STATE = {
    JobState.QUEUED: later("It waits for its turn."),
    JobState.RENDERING: later("It is being drawn."),
    JobState.SENDING: later("It is printing: have a look at the printer in a moment."),
    JobState.SENT_UNCONFIRMED: later("Nobody knows whether it came out: look at the printer."),
    JobState.FAILED: later("It was not printed: print it again, or write it by hand."),
}


def badge_state(badge: Waiting) -> str:
    """What happened to one badge, in a sentence."""
    return _(badge.error or _STATE[badge.state])


def badges_title(badges: Sequence[Waiting]) -> str:
    """That list's heading."""
    doubtful = sum(badge.doubtful for badge in badges)
    if not badges:
        return _("Printers · all badges are out")
    parts = [_("{n} to check").format(n=doubtful)] if doubtful else []
    parts += [_("{n} waiting").format(n=len(badges) - doubtful)] if len(badges) > doubtful else []
    return _("Printers and badges · {counts}").format(counts=", ".join(parts))

"""What CUPS' commands say, understood."""

import re

from printing.status import State, Status

_ALERTS = (
    ("media-empty", State.PAPER_OUT),
    ("media-needed", State.PAPER_OUT),
    ("cover-open", State.COVER_OPEN),
    ("door-open", State.COVER_OPEN),
    ("interlock-open", State.COVER_OPEN),
    ("media-mismatch", State.WRONG_MEDIA),
    ("media-jam", State.PAUSED),
    ("offline", State.OFFLINE),
    ("connecting-to-device", State.OFFLINE),
    ("shutdown", State.OFFLINE),
    ("timed-out", State.OFFLINE),
    ("paused", State.PAUSED),
)
"""What a queue's alerts contain, the most telling first; those that end in -warning or -report are no fault."""


def status_of(said: str) -> Status:
    """What `lpstat -l -p` tells of one printer."""
    head, _, rest = said.partition("\n")
    if "disabled" in head:
        return Status(State.PAUSED, last_line(rest.partition("\n")[0]))
    alerts = next((line.partition(":")[2].strip() for line in said.splitlines() if "Alerts:" in line), "")
    errors = [word for word in re.split(r"[,\s]+", alerts) if not word.endswith(("-warning", "-report"))]
    for word, state in _ALERTS:
        if any(word in error for error in errors):
            return Status(state, alerts[:100])
    if "now printing" in head:
        return Status(State.PRINTING)
    return Status(State.READY) if "idle" in head else Status(State.UNKNOWN, head[:100])


def alerts_of(said: str, request: str) -> str:
    """What `lpstat -l -W completed -o` tells of one job."""
    here = False
    for line in said.splitlines():
        if line and not line[0].isspace():
            here = line.split()[0] == request
        elif here and "Alerts:" in line:
            return line.partition(":")[2].strip()
    return ""


def last_line(said: str) -> str:
    """The last that was said, at most 100 characters."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return (lines[-1] if lines else "it gave no reason")[:100]
